"""The encoder reads windows of lines; what it points with is read back by token."""

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from articles.nlp import extensions, pipeline
from articles.nlp.attribution.cues import CueLexicon
from articles.nlp.attribution.encoder import (
    WIDTH,
    WINDOW,
    Averages,
    Encoded,
    Floats,
    Window,
    windows,
)
from articles.nlp.attribution.weights import Reader
from articles.nlp.attribution.wordpieces import WordPieces
from articles.nlp.attribution.words import Words, read_words
from articles.nlp.findings import Quote

extensions.declare_extensions()
PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", ".", "it", "rain", "##ed", "“", "”"])


def words(*lines: str) -> Words:
    parts = "|\n|".join("|".join(line.split() or ["\n"]) for line in lines).split("|")
    doc = Doc(Vocab(), words=parts, heads=[0] * len(parts), deps=["dep"] * len(parts))
    return read_words(doc, CueLexicon({}))


def cut(read: Words, **options: int) -> list[Window]:
    return list(windows(read, PIECES, **options))


def test_lines_that_fit_share_a_window_with_a_mark_after_each() -> None:
    (window,) = cut(words("It rained", "It rained"))
    assert window.tokens == [0, 1, 3, 4]
    assert window.pieces == [1, 4, 5, 6, 2, 4, 5, 6, 2]
    assert [window.pieces[place] for place in window.places] == [4, 5, 4, 5]
    assert window.kinds == [0, 1, 0, 0, 0, 1, 0, 0, 0]


def test_lines_that_do_not_fit_together_are_kept_whole() -> None:
    line = " ".join(["it"] * 200)
    assert [len(window.tokens) for window in cut(words(line, line, "It rained"))] == [200, 202]


def test_a_line_longer_than_a_window_is_cut_and_nothing_is_lost() -> None:
    read = words(" ".join(["rained"] * 1000))
    found = cut(read)
    assert [token for window in found for token in window.tokens] == list(range(1000))
    assert max(len(window.pieces) for window in found) <= WINDOW


def test_in_training_the_first_window_may_be_shorter() -> None:
    read = words(*["It rained"] * 10)
    assert [len(window.tokens) for window in cut(read, first=9)] == [4, 16]


def test_a_text_without_words_has_no_windows() -> None:
    assert cut(words(" ")) == []


def test_a_pointer_tells_tokens_of_its_own_window_only() -> None:
    keys = np.array([[0, 0], [5, 0], [0, 0]], np.float16)
    query = np.array([[0, 0], [4, 0]], np.float16)
    encoded = Encoded(
        labels=np.zeros((4, 7), np.float32),
        window=[0, 0, -1, 1],
        place=[0, 1, 0, 0],
        tokens=[[0, 1], [3]],
        query=[query, query],
        key=[keys, keys],
        states=np.zeros((0, 0), np.float32),
    )
    pointed = encoded.pointed([1])
    assert pointed is not None
    assert pointed.at([0]) > 0.99
    assert pointed.at([2, 3]) == 0
    assert pointed.likeliest()[1] == 0
    assert pointed.nobody + pointed.at([0, 1]) == pytest.approx(1)
    assert encoded.pointed([2]) is None


def test_a_sentence_s_state_is_the_average_over_its_words_in_all_windows() -> None:
    parts = ["It", "rained", " ", "It", "snowed"]
    starts: list[bool | int | None] = [True, False, False, True, False]
    averages = Averages(read_words(Doc(Vocab(), words=parts, sent_starts=starts), CueLexicon({})))
    averages.add([0, 1, 2], state(2, 4, 90))
    averages.add([3], state(6))
    averages.add([4], state(8))
    assert [each[0] for each in averages.taken()] == [3, 7]


def state(*numbers: float) -> Floats:
    return np.array([[number] * WIDTH for number in numbers], np.float32)


@pytest.mark.model
@pytest.mark.parametrize("reader", ["accurate", "fast"])
def test_both_readers_find_the_plain_cases(reader: Reader) -> None:
    text = "“The pier is gone,” Ada Bell said.\n\nShe added that the cranes would be sold."
    annotator = pipeline.load(reader=reader)
    found = [each for each in annotator.annotate(text).annotations if isinstance(each, Quote)]
    assert [each.source and each.source.text for each in found] == ["Ada Bell", "She"]

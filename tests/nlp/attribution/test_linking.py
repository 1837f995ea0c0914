import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from articles.nlp import extensions
from articles.nlp.attribution.cues import CueLexicon
from articles.nlp.attribution.linking import link
from articles.nlp.attribution.links import Link, Stretch
from articles.nlp.attribution.rules import LINKING
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.words import Words, read_words

extensions.declare_extensions()
LETTERS = {"C": "content", "Q": "cue", "S": "source"}


def tagged(marks: str) -> Tagged:
    """One letter a token: C, Q, S or a dot."""
    labels = [
        "O" if mark == "." else ("I-" if position and marks[position - 1] == mark else "B-")
        + LETTERS[mark]
        for position, mark in enumerate(marks)
    ]  # fmt: skip
    return Tagged(labels, [0.9] * len(labels), [0.9] * len(labels), [0.5] * len(labels))


def words(text: str, heads: list[int], deps: list[str]) -> Words:
    parts = [part.replace("/", "\n") for part in text.split()]
    doc = Doc(Vocab(), words=parts, heads=heads, deps=deps, tags=["NN"] * len(parts))
    return read_words(doc, CueLexicon({}))


def said(found: Link, read: Words) -> tuple[list[str], str | None]:
    contents = [" ".join(read.text[each.start : each.end]) for each in found.group.contents]
    source = found.source
    return contents, " ".join(read.text[source.start : source.end]) if source else None


def test_the_subject_of_the_cue_is_the_source() -> None:
    read = words("Roe met Orr who said it rained", [1, 1, 1, 4, 2, 6, 4],
                 ["nsubj", "ROOT", "dobj", "nsubj", "relcl", "nsubj", "ccomp"])  # fmt: skip
    (found,) = link(read, tagged("S..SQCC"), LINKING)
    assert said(found, read) == (["it rained"], "who")


def test_two_pieces_around_one_cue_are_one_attribution() -> None:
    read = words("It rained Roe said and snowed", [1, 3, 3, 3, 5, 3],
                 ["nsubj", "ccomp", "nsubj", "ROOT", "cc", "conj"])  # fmt: skip
    (found,) = link(read, tagged("CCSQCC"), LINKING)
    assert said(found, read) == (["It rained", "and snowed"], "Roe")


def test_words_without_a_cue_may_have_no_source() -> None:
    read = words("It rained", [1, 1], ["nsubj", "ROOT"])
    (found,) = link(read, tagged("CC"), LINKING)
    assert (found.group.cue, found.source) == (None, None)


def test_a_line_that_ends_in_a_colon_announces_the_next() -> None:
    read = words("Roe said : / It rained", [1, 1, 1, 1, 5, 5],
                 ["nsubj", "ROOT", "punct", "", "nsubj", "ROOT"])  # fmt: skip
    (found,) = link(read, tagged("SQ..CC"), LINKING)
    assert said(found, read) == (["It rained"], "Roe")


def test_what_the_parse_offers_is_a_source_though_it_was_not_marked() -> None:
    read = words("Roe said it rained", [1, 1, 3, 1], ["nsubj", "ROOT", "nsubj", "ccomp"])
    (found,) = link(read, tagged(".QCC"), LINKING)
    assert said(found, read) == (["it rained"], "Roe")


def test_a_sentence_before_is_not_given_to_a_cue_that_has_its_own_words() -> None:
    read = words("It rained . Roe said it snowed", [1, 1, 1, 4, 4, 6, 4],
                 ["nsubj", "ROOT", "punct", "nsubj", "ROOT", "nsubj", "ccomp"])  # fmt: skip
    found = link(read, tagged("CC.SQCC"), LINKING)
    assert [each.group.cue is None for each in found] == [True, False]


def test_probabilities_of_the_choice_are_told() -> None:
    read = words("Roe said it rained", [1, 1, 3, 1], ["nsubj", "ROOT", "nsubj", "ccomp"])
    (found,) = link(read, tagged("SQCC"), {})
    assert found.probability == pytest.approx(found.rival_probability)
    assert found.source == Stretch("source", 0, 1)

"""Sentences and quotations by token number."""

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from articles.nlp.naming.places import read_places
from articles.nlp.quotations import quotations


def read(words: list[str], starts: Sequence[bool]) -> Doc:
    doc = Doc(Vocab(), words=words, sent_starts=list(starts))
    doc._.quotations = quotations(doc.text)
    return doc


def test_it_gives_the_nearest_sentences_first() -> None:
    places = read_places(read(["One", ".", "Two", ".", "Three"], [True, False, True, False, True]))
    assert places.window(4, 2) == [(4, 5), (2, 4)]
    assert places.window(1, 3) == [(0, 2)]


def test_it_marks_what_stands_in_quotation_marks() -> None:
    places = read_places(read(["We", "said", "“", "no", "”", "twice"], [True] + [False] * 5))
    assert list(places.quoted) == [0, 0, 1, 1, 1, 0]


def test_an_empty_text_has_no_places() -> None:
    assert read_places(Doc(Vocab())).sentences == ()

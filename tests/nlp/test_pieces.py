import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from articles.nlp.pieces import LONGEST_PIECE, Piece, join, parsable, pieces


def texts(text: str) -> list[str]:
    return [text[each.start : each.end] for each in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.\nTwo.", ["One.", "Two."]),
        ("  One. \r\n\r\n Two.\u2028Three.", ["One.", "Two.", "Three."]),
    ],
)
def test_it_cuts_at_line_breaks_and_drops_the_space_around(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_it_cuts_an_endless_line_after_a_sentence() -> None:
    found = texts("It rained again. " * 1000)
    assert max(map(len, found)) <= LONGEST_PIECE
    assert all(each.endswith("again.") for each in found)


def test_it_cuts_an_endless_word_anywhere() -> None:
    assert "".join(texts("x" * 10_000)) == "x" * 10_000


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert parsable("a\ud800b\udfffc") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    "text", ["", "\n", "One.", "\n One.\r\n\r\nTwo  three.\n", "One.\u2028Two.", "a b\n\n\n c"]
)
def test_joining_gives_back_the_text_exactly(text: str) -> None:
    vocab = Vocab()
    parts = [(each, word_doc(vocab, text, each)) for each in pieces(text)]
    assert join(text, parts, vocab).text == text


def word_doc(vocab: Vocab, text: str, piece: Piece) -> Doc:
    words = text[piece.start : piece.end].split(" ")
    kept = [(word or " ") for word in words]
    spaces = [number < len(words) - 1 and bool(word) for number, word in enumerate(words)]
    return Doc(vocab, words=kept, spaces=spaces, heads=[0] * len(words), deps=["dep"] * len(words))

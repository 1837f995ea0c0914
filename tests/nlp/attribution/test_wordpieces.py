"""Words are cut into the pieces that the encoder knows, whatever they are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.nlp.attribution.wordpieces import MOST, WordPieces

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", "pier", "##s", "said", "-", "cafe", "a", "##b", "$"]
PIECES = WordPieces(VOCABULARY)


def names(word: str) -> list[str]:
    return [VOCABULARY[number] for number in PIECES.split(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Said", ["said"]),
        ("piers", ["pier", "##s"]),
        ("Café", ["cafe"]),
        ("said-pier", ["said", "-", "pier"]),
        ("$", ["$"]),
        ("abbb", ["a", "##b", "##b", "##b"]),
        ("zebra", ["[UNK]"]),
        ("漢字", ["[UNK]", "[UNK]"]),
        ("\u200b", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_the_longest_known_piece_comes_first(word: str, expected: list[str]) -> None:
    assert names(word) == expected


def test_an_endless_word_costs_no_more_than_others() -> None:
    assert len(PIECES.split("-" * 100_000)) == MOST


@given(st.text())
def test_any_word_has_a_piece(word: str) -> None:
    assert 1 <= len(PIECES.split(word)) <= MOST

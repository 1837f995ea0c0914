"""Splits words into the pieces that the encoder was trained on.

Lower case without accents, punctuation apart, then the longest known piece first: the scheme of
BERT (Devlin et al. 2019, WordPiece). A word with a character that is in no piece is UNKNOWN.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

UNKNOWN, BEGIN, SEPARATOR = "[UNK]", "[CLS]", "[SEP]"
INNER = "##"
LONGEST = 100
# A word of more pieces than this is an address or noise: the first ones tell enough.
MOST = 8
REMEMBERED = 50_000


class WordPieces:
    """The vocabulary: a piece's place in the list is its number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self.numbers[UNKNOWN]
        self.begin = self.numbers[BEGIN]
        self.separator = self.numbers[SEPARATOR]
        self.split = lru_cache(REMEMBERED)(self._split)

    def _split(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one and at most MOST."""
        found: list[int] = []
        for part in parts(word[: 4 * LONGEST]):
            found.extend(self.longest_first(part))
            if len(found) >= MOST:
                break
        return tuple(found[:MOST]) or (self.unknown,)

    def longest_first(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [self.unknown]
        found, start = [], 0
        while start < len(part):
            prefix = INNER if start else ""
            for end in range(len(part), start, -1):
                number = self.numbers.get(prefix + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def parts(word: str) -> Iterator[str]:
    """Runs of letters and digits, and each mark by itself."""
    run = ""
    for character in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(character)
        if kind == "Mn" or kind in {"Cc", "Cf"} or character == "\ufffd":
            continue
        if kind.startswith("P") or is_mark(character) or is_ideograph(character):
            if run:
                yield run
            run = ""
            yield character
        elif character.isspace():
            if run:
                yield run
            run = ""
        else:
            run += character
    if run:
        yield run


def is_mark(character: str) -> bool:
    """ASCII that is neither letter nor digit counts as punctuation: $, +, <, ^, ` ..."""
    return character.isascii() and not character.isalnum() and not character.isspace()


def is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"

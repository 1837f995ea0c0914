"""Finds words that a person typed or selected in a text: in one place for certain, or not at all.

Offsets are half-open code points. White space counts as white space, however much there is.
"""

import re
from collections.abc import Sequence

Span = tuple[int, int]

# A line that holds nothing else stands between the pieces of a quotation that is broken up.
BREAK = re.compile(r"^[ \t]*(?:…|\.\.\.)[ \t]*$", re.MULTILINE)


class NotPlaced(Exception):
    """The words stand nowhere, or in several places; `places` says in how many."""

    def __init__(self, words: str, places: int) -> None:
        super().__init__(words, places)
        self.words = words
        self.places = places


def spoken_pieces(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The words of the spans as a person edits them: a line with “…” between two pieces."""
    return "\n…\n".join(text[start:end] for start, end in spans)


def place_pieces(text: str, typed: str, *, near: Sequence[Sequence[int]]) -> list[Span]:
    """Where the typed pieces stand, in order. Of several places the one that touches `near`, the
    spans that the mark has now, is meant. Raises NotPlaced where that leaves none or more than one.
    """
    placed: list[Span] = []
    for words in BREAK.split(typed):
        if words.strip():
            after = placed[-1][1] if placed else 0
            placed.append(place(text, words, near=near, after=after))
    if not placed:
        raise NotPlaced("", 0)
    return placed


def place(text: str, words: str, *, near: Sequence[Sequence[int]] = (), after: int = 0) -> Span:
    found = [span for span in places(text, words) if span[0] >= after]
    if len(found) > 1:
        touching = [span for span in found if any(touch(span, other) for other in near)]
        found = touching or found
    if len(found) != 1:
        raise NotPlaced(words.strip(), len(found))
    return found[0]


def places(text: str, words: str) -> list[Span]:
    """Every place of the words as whole words, or else inside of others."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    phrase = r"\s+".join(parts)
    whole = re.finditer(rf"(?<!\w){phrase}(?!\w)", text)
    return [match.span() for match in whole] or [
        match.span() for match in re.finditer(phrase, text)
    ]


def touch(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span less white space at its edges; None where no letter and no digit is left."""
    words = text[max(start, 0) : end]
    if not (0 <= start < end <= len(text)) or not any(sign.isalnum() for sign in words):
        return None
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))

"""Keeps a place in a text by its words, so that it is found again in a later revision.

After the TextQuoteSelector of the W3C Web Annotation Data Model: the exact words with a little of
what stands before and after. Offsets are half-open code points.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

CONTEXT = 32  # code points kept on either side
TELLING = 8  # so much agreeing context on one side singles a place out
LONG = 24  # words this long are found by themselves, if they occur once


@dataclass(frozen=True, slots=True)
class Anchor:
    exact: str
    prefix: str
    suffix: str


Span = tuple[int, int]
Agrees = Callable[[str, Anchor, int], bool]


def describe(text: str, start: int, end: int) -> Anchor:
    """Raises ValueError where start and end are not a stretch of the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}:{end} is no stretch of a text of {len(text)} code points")
    return Anchor(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def find(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """The one place that the anchor can mean, or None: no match, or more than one as good.

    Context on both sides decides first, then on one side; without any, only long words count.
    """
    places = list(occurrences(text, anchor.exact))
    for agrees in (both_sides, one_side):
        agreeing = [place for place in places if agrees(text, anchor, place)]
        if len(agreeing) == 1:
            return agreeing[0], agreeing[0] + len(anchor.exact)
        if agreeing:
            return None
    if len(places) == 1 and len(anchor.exact) >= LONG:
        return places[0], places[0] + len(anchor.exact)
    return None


def find_pieces(text: str, old: str, spans: Sequence[Sequence[int]]) -> list[Span] | None:
    """Where the pieces of a mark on the old text stand in this one, each found by itself.

    What stands between them is no part of the mark: it may be another. None where a piece has no
    single place, where they are out of order, or where a paragraph now ends between two of them.
    """
    places = [find(text, describe(old, start, end)) for start, end in spans]
    found = [place for place in places if place]
    if not found or len(found) < len(places):
        return None
    for before, after, left, right in zip(spans, spans[1:], found, found[1:], strict=False):
        is_broken = "\n" in text[left[1] : right[0]] and "\n" not in old[before[1] : after[0]]
        if right[0] < left[1] or is_broken:
            return None
    return found


def occurrences(text: str, exact: str) -> Iterator[int]:
    """Every place of the words, overlapping ones too; none for empty words."""
    place = text.find(exact) if exact else -1
    while place >= 0:
        yield place
        place = text.find(exact, place + 1)


def both_sides(text: str, anchor: Anchor, place: int) -> bool:
    return text.endswith(anchor.prefix, 0, place) and text.startswith(
        anchor.suffix, place + len(anchor.exact)
    )


def one_side(text: str, anchor: Anchor, place: int) -> bool:
    before, after = anchor.prefix[-TELLING:], anchor.suffix[:TELLING]
    return (len(before) == TELLING and text.endswith(before, 0, place)) or (
        len(after) == TELLING and text.startswith(after, place + len(anchor.exact))
    )

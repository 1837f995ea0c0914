"""Tells the lines of the story from headline, deck, credits and the web page's own words."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from articles.nlp.sourcing.reading import Reading
from articles.nlp.wordlists import Phrase, phrases

HEADLINE_WORDS, CLOSED_HEADLINE_WORDS = 24, 14
DECK_WORDS, TAG_WORDS, CREDIT_WORDS = 20, 8, 40
END_MARKS = frozenset(".!?…\"”’')")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its sentences, by position among the passages (half-open)."""

    role: str
    first: int
    last: int


def lines(reading: Reading) -> list[Line]:
    """All lines in order; a role is headline, deck, credit, furniture, tag or story."""
    ranges: list[tuple[int, int]] = []
    for _, group in groupby(range(len(reading.passages)), key=lambda at: reading.passages[at].line):
        members = list(group)
        ranges.append((members[0], members[-1] + 1))
    roles: list[str] = []
    for number in range(len(ranges)):
        roles.append(role(reading, ranges, number, roles))
    return [Line(role, *span) for role, span in zip(roles, ranges, strict=True)]


def role(reading: Reading, ranges: list[tuple[int, int]], number: int, earlier: list[str]) -> str:
    first, last = extent(reading, ranges[number])
    size = last - first
    if starts_with(reading, first, last, furniture()) and size <= TAG_WORDS + 4:
        return "furniture"
    if starts_with(reading, first, last, phrases("credits")) and size <= CREDIT_WORDS:
        return "credit"
    longer = following_size(reading, ranges, number) > size
    if number == 0 and longer and is_headline(reading, ranges[0], size):
        return "headline"
    if earlier == ["headline"] and longer and size <= DECK_WORDS and not ends(reading, last):
        return "deck"
    return "tag" if size <= TAG_WORDS and is_tag(reading, first, last) else "story"


def is_headline(reading: Reading, span: tuple[int, int], size: int) -> bool:
    """Short; and very short and alone if it ends like a sentence, as a lead might."""
    if not ends(reading, extent(reading, span)[1]):
        return size <= HEADLINE_WORDS
    return size <= CLOSED_HEADLINE_WORDS and span[1] - span[0] == 1


def extent(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    return reading.passages[span[0]].first, reading.passages[span[1] - 1].last


def following_size(reading: Reading, ranges: list[tuple[int, int]], number: int) -> int:
    """The words of the longer one of the next two lines."""
    extents = [extent(reading, span) for span in ranges[number + 1 : number + 3]]
    return max((last - first for first, last in extents), default=0)


def starts_with(reading: Reading, first: int, last: int, openings: tuple[Phrase, ...]) -> bool:
    head = tuple(reading.lower[first : min(first + 6, last)])
    return any(head[: len(opening)] == opening for opening in by_first(openings).get(head[0], ()))


@cache
def by_first(openings: tuple[Phrase, ...]) -> dict[str, tuple[Phrase, ...]]:
    index: dict[str, tuple[Phrase, ...]] = {}
    for opening in openings:
        index[opening[0]] = (*index.get(opening[0], ()), opening)
    return index


@cache
def furniture() -> tuple[Phrase, ...]:
    return phrases("boilerplate")


def ends(reading: Reading, last: int) -> bool:
    """Does the line end as a sentence does?"""
    return reading.words[last - 1][-1] in END_MARKS


def is_tag(reading: Reading, first: int, last: int) -> bool:
    """A cross-head or label: shouted, or without a finite verb and an end mark."""
    letters = "".join(reading.words[first:last])
    if letters.upper() == letters and any(letter.isalpha() for letter in letters):
        return True
    return FINITE.isdisjoint(reading.tags[first:last]) and not ends(reading, last)

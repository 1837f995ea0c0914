"""Tells what can be checked from what is somebody's view, by the words of a statement."""

from collections.abc import Iterable, Iterator

from articles.nlp.checklist.vague_source import Place, spotted
from articles.nlp.reasons import JUDGEMENT, NUMBER, SUPERLATIVE, TREND
from articles.nlp.sourcing.anchors import stances
from articles.nlp.sourcing.evidence import clues
from articles.nlp.sourcing.reading import Reading
from articles.nlp.wordlists import words

CHECKABLE = frozenset({NUMBER.code, TREND.code, SUPERLATIVE.code})
# "Rising", "rose", "taller", "tallest": of the words in the lists these can be measured.
MEASURED = frozenset({"CD", "VBD", "VBG", "VBZ", "VBP", "JJR", "JJS", "RBR", "$"})
HAPPENED = frozenset({"VBD", "VBN"})


def facts(reading: Reading, places: Iterable[Place]) -> Iterator[Place]:
    """Figures, comparisons and events that happened or did not; no word that is a judgement."""
    ranges = list(places)
    judged = {at for first, last in views(reading, ranges) for at in range(first, last)}
    measured = (
        place
        for place in listed(reading, ranges, CHECKABLE)
        if not MEASURED.isdisjoint(reading.tags[slice(*place)])
    )
    for first, last in [*measured, *events(reading, ranges)]:
        if judged.isdisjoint(range(first, last)):
            yield first, last


def views(reading: Reading, places: Iterable[Place]) -> Iterator[Place]:
    """Words of believing, wishing and judging."""
    ranges = list(places)
    for first, last in ranges:
        yield from spotted(reading, "views", first, last)
    yield from listed(reading, ranges, frozenset({JUDGEMENT.code}))


def listed(reading: Reading, ranges: list[Place], codes: frozenset[str]) -> Iterator[Place]:
    """Clues of these kinds within the ranges."""
    for first, last in ranges:
        position = reading.passage_at(reading.starts[first])
        if position is not None:
            for clue in clues(reading, reading.passages[position]):
                if clue.reason.code in codes and first <= clue.first < last:
                    yield clue.first, clue.last


def events(reading: Reading, ranges: list[Place]) -> Iterator[Place]:
    """Verbs that tell of something done, but not of saying or holding a view."""
    idle = stances() | words("auxiliaries")
    for first, last in ranges:
        for place in range(first, last):
            word = reading.lower[place]
            if reading.tags[place] not in HAPPENED or word in idle:
                continue
            if not is_unreal(reading, max(place - 3, first), place):
                yield place, place + 1


def is_unreal(reading: Reading, first: int, place: int) -> bool:
    """ "Would be sold" and "to be sold" have not happened; "said to have left" is told as if."""
    before = reading.tags[first:place]
    return "MD" in before or ("TO" in before and "have" not in reading.lower[first:place])

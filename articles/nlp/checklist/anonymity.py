"""Finds why the writer keeps a source's name back, and where that is only announced."""

from collections.abc import Iterator

from articles.nlp.checklist.vague_source import Place, VagueSource, mentions, spotted
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.sourcing.vague import vague_sources
from articles.nlp.wordlists import words

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
STOPS = frozenset(',.;:—–?!()”"')
# A reason stands right behind the condition, and is quoted up to the end of its clause.
REACH = 6
LONGEST = 25


def reasons_given(reading: Reading, source: VagueSource) -> Iterator[Place]:
    """The words that say why this source is not named, with the condition that they explain."""
    for passage, edge in told_in(reading, source):
        for first, last in conditions(reading, passage):
            ground = ground_behind(reading, last, passage)
            if ground is not None:
                yield first, clause_end(reading, ground + 1, passage, edge)
            elif opens_with_ground(reading, first, passage):
                yield passage.first, last
        for first, last in spotted(reading, "anonymity-alone", passage.first, passage.last):
            yield first, clause_end(reading, last, passage, edge)


def conditions_named(reading: Reading, source: VagueSource) -> Iterator[Place]:
    """The words that say only that this source would not be named."""
    for passage, _ in told_in(reading, source):
        yield from conditions(reading, passage)


def conditions(reading: Reading, passage: Passage) -> Iterator[Place]:
    return spotted(reading, "anonymity-conditions", passage.first, passage.last)


def told_in(reading: Reading, source: VagueSource) -> Iterator[tuple[Passage, int]]:
    """The sentences that may say so, with the end of the words that describe the source there."""
    for mention in mentions(reading, source):
        yield reading.passages[mention.position], mention.edge
        after = mention.position + 1
        if after < len(reading.passages) and not brings_another(reading, reading.passages[after]):
            yield reading.passages[after], 0


def brings_another(reading: Reading, passage: Passage) -> bool:
    """Does the sentence bring in somebody of its own, named or not?"""
    named = "PERSON" in reading.entities[passage.first : passage.last]
    definite = words("definite")
    return named or any(
        reading.lower[clue.first] not in definite for clue in vague_sources(reading, passage)
    )


def ground_behind(reading: Reading, place: int, passage: Passage) -> int | None:
    """Where a reason begins behind the condition, before any new verb."""
    window = min(place + REACH, passage.last)
    for first, _ in spotted(reading, "anonymity-grounds", place, passage.last):
        if first >= window:
            return None
        if FINITE.isdisjoint(reading.tags[place:first]):
            return first
    return None


def opens_with_ground(reading: Reading, place: int, passage: Passage) -> bool:
    """ "Fearing for his job, the aide asked not to be named"."""
    opening = spotted(reading, "anonymity-grounds", passage.first, min(place, passage.first + 4))
    near = place - passage.first <= LONGEST
    return near and any(first == passage.first for first, _ in opening)


def clause_end(reading: Reading, place: int, passage: Passage, edge: int) -> int:
    """The end of the clause that the words before `place` belong to."""
    limit = min(passage.last, place + LONGEST)
    if place < edge:
        limit = min(limit, edge)
    for stop in range(place, limit):
        says = reading.tags[stop] in FINITE and reading.lower[stop] in words("reporting-verbs")
        if says or reading.words[stop] in STOPS:
            return stop
    return limit

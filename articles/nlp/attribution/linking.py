"""Ties marked contents to their cue and source, by the parse, by nearness and by the line.

The cue is found by rules; the source is chosen by learned weights among the sources of the line,
the speaker before it, and none. Works on token ranges of one Doc.
"""

from collections.abc import Iterator, Sequence

from articles.nlp.attribution.candidates import Line
from articles.nlp.attribution.links import Candidate, Group, Link, Stretch
from articles.nlp.attribution.ranking import Weighting, probabilities
from articles.nlp.attribution.tagged import Tagged, runs
from articles.nlp.attribution.words import Words

CLEARLY_CARRIED = 0.6


def link(words: Words, tagged: Tagged, weighting: Weighting) -> list[Link]:
    """All attributions of a Doc, in the order of their first content."""
    found: list[Link] = []
    for group, candidates in choices(words, tagged, found):
        found.append(choose(group, candidates, weighting))
    return found


def choose(group: Group, candidates: Sequence[Candidate], weighting: Weighting) -> Link:
    """The likeliest candidate; a speaker carried over only if that is clear, else none at all."""
    chances = probabilities([each.features for each in candidates], weighting)
    order = sorted(range(len(chances)), key=lambda number: -chances[number])
    if candidates[order[0]].borrowed and chances[order[0]] < CLEARLY_CARRIED:
        order.sort(key=lambda number: candidates[number].source is not None)
    first, chance = candidates[order[0]], chances[order[0]]
    if len(order) == 1:
        return Link(group, first.source, first.borrowed, chance)
    second = candidates[order[1]]
    return Link(group, first.source, first.borrowed, chance, second.source, chances[order[1]])


def choices(
    words: Words, tagged: Tagged, done: Sequence[Link]
) -> Iterator[tuple[Group, list[Candidate]]]:
    """Each group with its candidates; `done` must grow by the caller's choice in between."""
    dangling: Line | None = None
    for number, (start, end) in enumerate(words.lines):
        stretches = [Stretch(*run) for run in runs(tagged.labels, start, end)]
        line = Line(words, number, stretches, tagged)
        for group, home in line.groups(dangling):
            yield group, home.candidates(group, last_speaker(done, number))
        dangling = line if line.ends_in_colon() else None


def last_speaker(done: Sequence[Link], number: int) -> Link | None:
    """The last attribution with a source, if it is on this line or up to two lines before."""
    for each in reversed(done):
        if number - each.group.line > 2:
            return None
        if each.source is not None:
            return each
    return None

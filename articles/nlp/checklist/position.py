"""Finds what puts an unnamed source in a position to know: a part in the matter, an office."""

from collections.abc import Iterator

from spacy.tokens import Token

from articles.nlp.checklist.vague_source import SLACK, Place, VagueSource, mentions, spotted
from articles.nlp.sourcing.reading import Reading
from articles.nlp.wordlists import words

SERVING = frozenset({"of", "at", "to", "for", "with", "in", "from"})
# "Officials in Spain" and "officials at noon" tell of no office.
NOWHERE = frozenset({"GPE", "NORP", "LOC", "DATE", "TIME"})


def positions_to_know(reading: Reading, source: VagueSource) -> Iterator[Place]:
    """The words that say how the source knows; a view that nobody holds has none."""
    if source.kind == "hidden":
        return
    for mention in mentions(reading, source):
        yield from parts_taken(reading, mention)
        yield from standing(reading, mention)


def parts_taken(reading: Reading, source: VagueSource) -> Iterator[Place]:
    """ "Briefed on the talks", "who attended", right behind the source."""
    passage = reading.passages[source.position]
    reach = max(source.edge, source.last + SLACK)
    for first, last in spotted(reading, "position", source.first, passage.last):
        if first >= reach:
            return
        if first == 0 or reading.lower[first - 1] not in words("negations"):
            yield first, max(last, last_described(reading, (first, last), source))


def last_described(reading: Reading, phrase: Place, source: VagueSource) -> int:
    """The end of what the phrase says, as far as it belongs to the source and up to a comma."""
    first, last = phrase
    farthest = max(reading.doc[place].right_edge.i + 1 for place in range(first, last))
    end = min(farthest, source.edge)
    return next((at for at in range(first, end) if reading.words[at] == ","), end)


def standing(reading: Reading, source: VagueSource) -> Iterator[Place]:
    """A witness, or someone whose office or employer is told."""
    root = source.root
    noun = reading.lower[root.i]
    begin = min(source.first, root.left_edge.i)
    if noun in words("witnesses"):
        yield begin, root.i + 1
    elif noun in words("office-holders"):
        for office in offices(reading, root):
            yield begin, max(office.right_edge.i, root.i) + 1


def offices(reading: Reading, root: Token) -> Iterator[Token]:
    """What tells the office: "the mayor's aide", "a ministry official", "a nurse at the clinic"."""
    for child in root.children:
        if child.dep_ in {"poss", "compound"}:
            if reading.entities[child.i] not in NOWHERE:
                yield child
        elif child.dep_ == "prep" and child.lower_ in SERVING:
            objects = [each for each in child.children if each.dep_ == "pobj"]
            if objects and reading.entities[objects[0].i] not in NOWHERE:
                yield child

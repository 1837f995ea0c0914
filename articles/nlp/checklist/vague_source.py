"""A vague source as it stands in the text: its words, its noun, and where else it is spoken of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from articles.nlp.findings import Claim, Quote
from articles.nlp.reasons import ANONYMOUS_SOURCE, COLLECTIVE_SOURCE, HIDDEN_AGENT
from articles.nlp.sourcing.reading import Reading
from articles.nlp.wordlists import Phrase, phrases, words

KINDS = {
    ANONYMOUS_SOURCE.code: "anonymous",
    COLLECTIVE_SOURCE.code: "collective",
    HIDDEN_AGENT.code: "hidden",
}
# A noun phrase that the parser cut short goes on within so many words.
SLACK = 2
# So many words back a reader still knows which aide is meant.
REMEMBERED = 600

Place = tuple[int, int]


@dataclass(frozen=True)
class VagueSource:
    """An unnamed person, a crowd or a hidden view on the tokens `first:last` (half-open)."""

    kind: str
    first: int
    last: int
    position: int
    root: Token

    @property
    def edge(self) -> int:
        """The token behind the source with all that describes it."""
        after: int = self.root.right_edge.i + 1
        return max(after, self.last) if self.kind != "hidden" else self.last


def sources_of(reading: Reading, mark: Claim | Quote) -> list[VagueSource]:
    """The vague sources behind a mark, in the order in which it names them."""
    found = [placed(reading, *each) for each in kinds(mark)]
    return [source for source in found if source is not None]


def kinds(mark: Claim | Quote) -> Iterator[tuple[str, int, int]]:
    if isinstance(mark, Quote):
        source = mark.source
        if source is not None and source.type in {"anonymous", "collective"}:
            yield source.type, source.start, source.end
        return
    for evidence in mark.reasons if mark.label == "vague" else ():
        kind = KINDS.get(evidence.reason.code)
        if kind is not None and evidence.start is not None and evidence.end is not None:
            yield kind, evidence.start, evidence.end


def placed(reading: Reading, kind: str, start: int, end: int) -> VagueSource | None:
    position = reading.passage_at(start)
    if position is None:
        return None
    first, last = reading.token_at(start), reading.token_at(end - 1) + 1
    root = reading.doc[first:last].root
    if root.tag_ == "WP" and root.head.dep_ == "relcl":  # "an aide who": the aide is meant
        root = root.head.head
        first, last = min(root.left_edge.i, root.i), max(last, root.i + 1)
    return VagueSource(kind, first, last, position, root)


def mentions(reading: Reading, source: VagueSource) -> list[VagueSource]:
    """The source, and for "the aide" also the aide of the sentences before, nearest first."""
    found = [source]
    if source.kind == "hidden" or not is_definite(source.root):
        return found
    noun = reading.lower[source.root.i]
    for place in range(source.first - 1, max(source.first - REMEMBERED, 0) - 1, -1):
        if reading.lower[place] != noun:
            continue
        position, token = reading.passage_at(reading.starts[place]), reading.doc[place]
        if position is not None:
            found.append(VagueSource(source.kind, place, place + 1, position, token))
        if not is_definite(token):
            break
    return found


def is_definite(token: Token) -> bool:
    return any(child.lower_ in words("definite") for child in token.lefts)


def spotted(reading: Reading, name: str, first: int, last: int) -> Iterator[Place]:
    """Where entries of a word list stand outside quotations; the longest at each word."""
    index = by_first_word(name)
    last = min(last, len(reading.words))
    for place in range(max(first, 0), last):
        entries = index.get(reading.lower[place])
        if entries is None or reading.quoted[place]:
            continue
        for entry in entries:
            stop = place + len(entry)
            if stop <= last and tuple(reading.lower[place:stop]) == entry:
                yield place, stop
                break


@cache
def by_first_word(name: str) -> dict[str, list[Phrase]]:
    """The entries of a list by their first word, longest first."""
    index: dict[str, list[Phrase]] = {}
    for entry in sorted(phrases(name), key=len, reverse=True):
        index.setdefault(entry[0], []).append(entry)
    return index

"""What the encoder's pointer adds to the choice of a source."""

from collections.abc import Iterator, Sequence

from articles.nlp.attribution.encoder import Pointed
from articles.nlp.attribution.links import Candidate, Stretch
from articles.nlp.attribution.words import Words

# A chance is told by how many of these it reaches.
POINTED = (0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
POINTED_OUT = 0.3
WITHIN_NAMES = frozenset(["compound", "det", "amod", "nummod", "nmod"])


def pointed_out(
    words: Words, pointed: Pointed, contents: set[int], taken: Sequence[Stretch]
) -> Iterator[Stretch]:
    """The noun phrase that the encoder points to, if no other candidate holds it."""
    chance, token = pointed.likeliest()
    if chance < POINTED_OUT or any(each.start <= token < each.end for each in taken):
        return
    while words.dep[token] in WITHIN_NAMES and words.head[token] not in contents:
        token = words.head[token]
    start, end = words.edges[token][0], token + 1
    while start < token and (start in contents or words.text[start].isspace()):
        start += 1
    if token not in contents:
        yield Stretch("source", start, end)


def add_pointing(pointed: Pointed, candidates: Sequence[Candidate]) -> None:
    """Tells each candidate's features how likely the encoder holds it for the source."""
    chances = [
        pointed.at(range(each.source.start, each.source.end)) if each.source else pointed.nobody
        for each in candidates
    ]
    for each, chance in zip(candidates, chances, strict=True):
        kind = "n" if each.source is None else each.borrowed[:1]
        told = sum(chance >= floor for floor in POINTED)
        each.features.append(f"points{kind}={told}")
        each.features.append(f"pointsbest{kind}={chance == max(chances)}")

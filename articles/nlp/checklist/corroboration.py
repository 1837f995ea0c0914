"""Finds a second source beside a vague one: several of them, a named one, a paper, a confirmation.

Whether the two know it independently of one another no text can settle; that is left to the editor.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from articles.nlp.checklist.vague_source import Place, VagueSource, spotted
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.sourcing.vague import has_name
from articles.nlp.wordlists import words

REACH = 5
ONE = frozenset({"a", "an", "another", "one", "second", "third"})
PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT"})
PASSIVE = frozenset({"nsubjpass", "auxpass"})
SIGHTED = frozenset({"seen", "reviewed", "obtained", "viewed", "examined", "inspected"})


def second_sources(reading: Reading, source: VagueSource, statement: Place) -> Iterator[Place]:
    """The words that give another source, in the statement's sentence or those beside it."""
    if source.kind != "hidden":
        yield from several(reading, source)
        yield from joined(reading, source)
    own = {source.position, reading.passage_at(reading.starts[statement[0]])}
    for position in sorted({near for at in own if at is not None for near in (at - 1, at, at + 1)}):
        if not 0 <= position < len(reading.passages):
            continue
        passage = reading.passages[position]
        if position in own or same_matter(reading, passage, statement):
            yield from confirmed(reading, source, passage)
            yield from papers(reading, source, passage)


def several(reading: Reading, source: VagueSource) -> Iterator[Place]:
    """ "Two officials", "several of the aides"; "many" and a bare plural are no number."""
    root = source.root
    if reading.lower[root.i] in words("counted"):  # "several of the aides" stands for itself
        yield source.first, source.edge
    counts = [child for child in root.lefts if is_count(reading, child)]
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        head = root.head.head
        if head.lower_ == "one":
            return
        counts += [head] if is_count(reading, head) else []
    for count in counts:
        yield min(count.left_edge.i, source.first), root.i + 1


def is_count(reading: Reading, token: Token) -> bool:
    word = reading.lower[token.i]
    if token.dep_ == "nummod" and word.isdigit():
        return int(word) > 1
    return word in words("counted") or word.removesuffix("s") in words("counted")


def joined(reading: Reading, source: VagueSource) -> Iterator[Place]:
    """ "An aide and Ada Roe", "officials and court records"; two crowds stay one crowd."""
    for other in source.root.conjuncts:
        if other.i > source.root.i and stands_alone(reading, other):
            yield other.left_edge.i, other.i + 1


def stands_alone(reading: Reading, token: Token) -> bool:
    if reading.entities[token.i] in {"PERSON", "ORG"} or has_name(token):
        return True
    marks = {child.lower_ for child in token.lefts}
    return bool(marks & ONE) or token.lower_ in words("document-nouns")


def confirmed(reading: Reading, source: VagueSource, passage: Passage) -> Iterator[Place]:
    """ "A second official confirmed it", "confirmed by the ministry", by somebody else."""
    for place in range(passage.first, passage.last):
        if reading.lower[place] not in words("confirming") or reading.tags[place] == "VB":
            continue
        if reading.quoted[place] or is_denied(reading, place, passage):
            continue
        by = confirmer(reading.doc[place])
        if by is not None and is_other(reading, source, by):
            yield min(by.left_edge.i, place), max(by.i, place) + 1


def confirmer(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
        if child.dep_ == "agent":
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    if verb.dep_ == "conj" and not PASSIVE & {child.dep_ for child in verb.children}:
        return confirmer(verb.head)
    return None


def is_other(reading: Reading, source: VagueSource, token: Token) -> bool:
    """Is it surely somebody else than the source? A pronoun may be the source itself."""
    if source.first <= token.i < source.edge or token.tag_ in PRONOUNS:
        return False
    marks = {child.lower_ for child in token.lefts}
    same_noun = reading.lower[token.i] == reading.lower[source.root.i]
    return not same_noun or bool(marks & (ONE - {"a", "an"})) or has_name(token)


def papers(reading: Reading, source: VagueSource, passage: Passage) -> Iterator[Place]:
    """ "Documents seen by the Post", "according to court records"."""
    nouns = words("document-nouns")
    for place in range(passage.first, passage.last):
        own = source.first <= place < source.last
        if reading.lower[place] not in nouns or reading.quoted[place] or own:
            continue
        token = reading.doc[place]
        told = token.dep_ == "pobj" and token.head.lower_ == "to"
        if told and token.head.head.lower_ == "according":
            yield token.head.head.i, place + 1
        elif is_sighted(reading, place, passage):
            yield token.left_edge.i, place + 2


def is_sighted(reading: Reading, place: int, passage: Passage) -> bool:
    behind = reading.lower[place + 1] if place + 1 < passage.last else ""
    return behind in SIGHTED and not is_denied(reading, place, passage)


def is_denied(reading: Reading, place: int, passage: Passage) -> bool:
    before = reading.lower[max(place - REACH, passage.first) : place]
    return not words("negations").isdisjoint(before)


def same_matter(reading: Reading, passage: Passage, statement: Place) -> bool:
    """Does a sentence beside the statement point back to it, or share a noun with it?"""
    if any(True for _ in spotted(reading, "same-matter", passage.first, passage.last)):
        return True
    return bool(nouns(reading, passage.first, passage.last) & nouns(reading, *statement))


def nouns(reading: Reading, first: int, last: int) -> set[str]:
    return {
        reading.lower[place].removesuffix("s")
        for place in range(first, last)
        if reading.tags[place][:2] == "NN" and len(reading.lower[place]) > 3
    }

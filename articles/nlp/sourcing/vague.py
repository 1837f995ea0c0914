"""Finds sources that cannot be telephoned: unnamed persons, crowds, and views that nobody holds."""

from spacy.tokens import Token

from articles.nlp.findings import Reason
from articles.nlp.reasons import ANONYMOUS_SOURCE, COLLECTIVE_SOURCE, HIDDEN_AGENT
from articles.nlp.sourcing.anchors import stances
from articles.nlp.sourcing.evidence import Clue
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.wordlists import words

PROPER = frozenset({"NNP", "NNPS"})
PLURAL = frozenset({"NNS", "NNPS"})
# A hidden view in one of these clauses is an aside; the sentence asserts something else.
ASIDES = frozenset({"relcl", "acl", "advcl", "pcomp"})
CROWD_ASIDES = ASIDES - {"pcomp"}
NAMED = frozenset({"person", "organisation", "document"})


def vague_sources(reading: Reading, passage: Passage) -> list[Clue]:
    """Crowds and unnamed persons that the sentence makes speak or think, outside quotations."""
    found: list[Clue] = []
    nouns = words("collective") | words("anonymous")
    for place in range(passage.first, passage.last):
        word = reading.lower[place]
        if word in nouns and not reading.quoted[place]:
            reason = vagueness(reading, place)
            if reason is not None:
                edge: int = reading.doc[place].left_edge.i
                found.append(Clue(reason, min(max(edge, passage.first), place), place + 1))
    return found


def is_aside(reading: Reading, passage: Passage, clue: Clue) -> bool:
    """Does the vague view stand in a side clause, or in what somebody with a name says?"""
    if reading.quoted[clue.first] or told_by_name(reading, passage, clue):
        return True
    if clue.reason is HIDDEN_AGENT:
        verbs = [place for place in range(clue.first, clue.last) if reading.tags[place][:2] == "VB"]
        return any(reading.doc[place].dep_ in ASIDES for place in verbs) or is_verb_of_one(
            clue, reading
        )
    return speaking_verb(reading.doc[clue.last - 1]).dep_ in CROWD_ASIDES


def told_by_name(reading: Reading, passage: Passage, clue: Clue) -> bool:
    """ "She said officials had agreed": whom to ask is known."""
    at = reading.starts[clue.last - 1]
    return any(
        quote.source is not None
        and quote.source.type in NAMED
        and any(start <= at < end for start, end in quote.spans)
        for quote in reading.quotes_of.get(reading.passage_at(passage.start) or 0, ())
    )


def is_verb_of_one(clue: Clue, reading: Reading) -> bool:
    """ "The Herald reports that" has its reporter; "amid reports that" has none."""
    return reading.lower[clue.first] == "reports" and reading.tags[clue.first] == "VBZ"


def speaking_verb(token: Token) -> Token:
    """The verb that this crowd or person is the subject or the agent of."""
    return token.head if token.dep_ == "nsubj" else token.head.head


def vagueness(reading: Reading, place: int) -> Reason | None:
    """Which kind of vague source this noun is, if it is one that speaks."""
    token, word = reading.doc[place], reading.lower[place]
    marks = modifiers(token)
    if has_name(token) or not speaks(token, marks):
        return None
    if is_crowd(token, word, marks):
        return COLLECTIVE_SOURCE
    if word in words("anonymous") and is_unnamed(reading, token, marks):
        return ANONYMOUS_SOURCE
    return None


def speaks(token: Token, marks: set[str]) -> bool:
    """Is it the subject of a verb of saying or thinking, or what "according to" leads to?"""
    if token.dep_ == "nsubj":
        return token.head.lower_ in stances()
    if token.dep_ == "pobj" and introduced(token):
        return True
    # "many critics who pointed to it"
    many = bool(marks & words("quantities"))
    return many and any(
        child.dep_ == "relcl" and child.lower_ in stances() for child in token.rights
    )


def introduced(token: Token) -> bool:
    """ "According to officials", "described by analysts"."""
    preposition = token.head
    above: str = preposition.head.lower_
    if preposition.lower_ == "to":
        return above == "according"
    # Whoever asks a question is no source for an answer.
    return preposition.dep_ == "agent" and above in stances() and above != "asked"


def is_crowd(token: Token, word: str, marks: set[str]) -> bool:
    """A plural without a name, or "some", "many" and "others" standing alone."""
    if word not in words("collective") or marks & words("definite"):
        return False
    quantities = words("quantities")
    return token.tag_ in PLURAL or word in quantities or bool(marks & quantities)


def is_unnamed(reading: Reading, token: Token, marks: set[str]) -> bool:
    """An indefinite person, a bare plural of officials, or "the aide" after "an aide"."""
    if token.lower_ in words("papers") and names_publisher(token):
        return False
    if token.tag_ in PLURAL:
        return not marks & words("definite")
    if "the" in marks:
        return was_indefinite(reading, token)
    return bool(marks & words("indefinite"))


def was_indefinite(reading: Reading, token: Token) -> bool:
    """Was the same noun brought in as "a" or "an" something earlier in the text?"""
    noun = reading.lower[token.i]
    for place in range(token.i - 1, 0, -1):
        if reading.lower[place] == noun:
            window = reading.lower[max(place - 4, 0) : place]
            if "a" in window or "an" in window:
                return not has_name(reading.doc[place])
    return False


def names_publisher(token: Token) -> bool:
    """ "A Roe University study", "a survey by Roe and Partners"."""
    return any(part.tag_ in PROPER for part in token.subtree)


def modifiers(token: Token) -> set[str]:
    return {
        child.lower_
        for child in token.lefts
        if child.dep_ in {"det", "amod", "poss", "nummod", "predet"}
    }


def has_name(token: Token) -> bool:
    """A name in apposition, as its left part ("spokesman John Roe") or joined to it."""
    if token.dep_ in {"compound", "nmod"} and token.head.tag_ in PROPER:
        return True
    if (token.dep_ == "conj" and token.head.tag_ == "NNP") or leads_list(token):
        return True
    return any(
        child.tag_ in PROPER and child.dep_ in {"appos", "flat"}
        for part in (token, *prepositions(token))
        for child in part.children
    )


def leads_list(token: Token) -> bool:
    """ "Ann Roe and other critics", where the parser hangs the name on the critics."""
    return any(
        child.tag_ == "NNP" and any(inner.dep_ == "cc" for inner in child.children)
        for child in token.lefts
    )


def prepositions(token: Token) -> list[Token]:
    """What hangs on it by a preposition: the parser puts "a lawyer for Roe, Ann Poe" there."""
    return [
        inner
        for child in token.children
        if child.dep_ == "prep"
        for inner in child.children
        if inner.dep_ == "pobj"
    ]

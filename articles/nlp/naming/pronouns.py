"""Whom a pronoun that speaks refers to: agreement first, then who was last in the reader's mind.

Only clear cases are named. The order of preference follows the centering literature in spirit:
subjects and speakers of the sentence before come first, then recency.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from articles.nlp.findings import Quote, SourceType
from articles.nlp.naming.names import Cast, Person, titles
from articles.nlp.wordlists import words

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m",
           "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
THINGS = frozenset({"it", "its", "itself"})
CROWDS = frozenset({"they", "them", "their", "theirs", "themselves"})
OTHERS = frozenset({"i", "me", "my", "you", "your", "we", "us", "our", "one", "this", "these",
                    "those", "what"})  # fmt: skip
PRONOUNS = frozenset(GENDERS) | RELATIVE | THINGS | CROWDS | OTHERS
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ACTING = SUBJECTS | {"poss"}
# How present a mention is, by how many sentences back it stands; further back is out of mind.
PRESENCE = (6.0, 4.0, 2.0, 0.5)
SUBJECT, KNOWN_GENDER, LAST_SPEAKER = 1.0, 0.5, 1.5
# A lead that makes one candidate clear; a subject alone does not beat an object beside it.
CLEAR = 1.5


@dataclass(frozen=True, slots=True)
class Referent:
    """Who is meant, or, without a name, the code points of those who could be."""

    type: SourceType
    name: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


def refer(pronoun: Token, cast: Cast, earlier: Sequence[Quote]) -> Referent | Token:
    """A Token where the pronoun stands for that noun beside it ("the aide who")."""
    low = pronoun.lower_
    if low in RELATIVE:
        return relative(pronoun)
    if low in GENDERS:
        return person(pronoun, cast, earlier)
    if low in THINGS:
        return thing(pronoun, cast)
    return Referent("collective" if low in CROWDS | {"those", "these"} else "unresolved")


def relative(pronoun: Token) -> Referent | Token:
    """The noun that the relative clause hangs on."""
    verb = pronoun.head
    for _ in range(4):
        if verb.dep_ == "relcl" and verb.head.i < pronoun.i:
            return verb.head if verb.head.lower_ not in PRONOUNS else Referent("unresolved")
        if verb.head is verb:
            break
        verb = verb.head
    return Referent("unresolved")


def person(pronoun: Token, cast: Cast, earlier: Sequence[Quote]) -> Referent:
    gender = GENDERS[pronoun.lower_]
    sentences = window(pronoun)
    ranked: list[tuple[float, int, Person]] = []
    for each in cast.persons.values():
        if each.gender and each.gender != gender:
            continue
        score, at = salience(each, pronoun, sentences)
        if score > 0:
            score += KNOWN_GENDER * bool(each.gender)
            score += LAST_SPEAKER * is_last_speaker(each, earlier)
            ranked.append((score, at, each))
    ranked.sort(key=lambda entry: (-entry[0], -entry[1]))
    if not ranked:
        return Referent("unresolved")
    _, at, best = ranked[0]
    stranger = unnamed_speaker(earlier, pronoun.doc[at].idx, pronoun.idx)
    stranger = stranger or unnamed_actor(pronoun.doc[at + 1 : pronoun.i], best)
    if stranger is not None:
        return Referent("unresolved", None, (bounds(pronoun.doc, at, best), stranger))
    if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLEAR:
        return Referent("person", best.name, (bounds(pronoun.doc, at, best),))
    return Referent("unresolved", None, tuple(bounds(pronoun.doc, at, each)
                                              for _, at, each in ranked[:2]))  # fmt: skip


def unnamed_speaker(earlier: Sequence[Quote], start: int, end: int) -> tuple[int, int] | None:
    """Somebody without a name who spoke between the mention and the pronoun: it could be them."""
    for each in reversed(earlier[-3:]):
        source = each.source
        if (
            source is not None
            and start < source.start < end
            and source.name is None
            and (source.type in {"person", "anonymous"})
        ):
            return source.start, source.end
    return None


def unnamed_actor(between: Span, best: Person) -> tuple[int, int] | None:
    """A person without a name who acts between the mention and the pronoun ("the president")."""
    for token in between:
        if token.tag_ != "NN" or token.dep_ not in ACTING or token.lower_ in best.roles:
            continue
        if token.lower_ in titles() or token.lower_ in words("unnamed-nouns"):
            return word_span(token.doc, token.i)
    return None


def window(pronoun: Token) -> list[Span]:
    """The pronoun's sentence and those before it, nearest first."""
    found, start = [], pronoun.sent.start
    found.append(pronoun.sent)
    while start > 0 and len(found) < len(PRESENCE):
        before = pronoun.doc[start - 1].sent
        found.append(before)
        start = before.start
    return found


def salience(person: Person, pronoun: Token, sentences: Sequence[Span]) -> tuple[float, int]:
    """How present somebody is when the pronoun comes, and the mention that makes it so."""
    best, place = 0.0, -1
    for distance, sentence in enumerate(sentences):
        for at in person.mentions:
            if sentence.start <= at < min(sentence.end, pronoun.i):
                score = PRESENCE[distance] + SUBJECT * is_subject(pronoun.doc[at])
                if score > best:
                    best, place = score, at
    return best, place


def is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS


def is_last_speaker(person: Person, earlier: Sequence[Quote]) -> bool:
    for each in reversed(earlier[-3:]):
        if each.source is not None and each.source.type == "person":
            return each.source.name == person.name
    return False


def thing(pronoun: Token, cast: Cast) -> Referent:
    """The only organisation in reach."""
    sentences = window(pronoun)[:2]
    near = [
        (at, each) for each in cast.organisations.values() for at in each.mentions
        if any(sentence.start <= at < min(sentence.end, pronoun.i) for sentence in sentences)
    ]  # fmt: skip
    names = {each.name for _, each in near}
    if len(names) == 1:
        at, body = max(near, key=lambda pair: pair[0])
        return Referent("organisation", body.name, (word_span(pronoun.doc, at),))
    return Referent("unresolved", None, tuple(word_span(pronoun.doc, at) for at, _ in near[:2]))


def word_span(doc: Doc, at: int) -> tuple[int, int]:
    return doc[at].idx, doc[at].idx + len(doc[at])


def bounds(doc: Doc, last: int, person: Person) -> tuple[int, int]:
    """Code points of the mention that ends at token `last`, with its parts of the name."""
    first = last
    parts = set(person.name.split())
    while first > 0 and doc[first - 1].text in parts:
        first -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])

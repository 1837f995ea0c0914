"""Whom a pronoun that speaks refers to: agreement first, then who was last in the reader's mind.

Only clear cases are named. The order of preference follows the centering literature in spirit:
subjects and speakers of the sentence before come first, then recency.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from articles.nlp.findings import Quote, SourceType
from articles.nlp.naming.names import (
    Cast,
    Organisation,
    Person,
    is_person_noun,
    is_subject,
    name_span,
)

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m",
           "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
THINGS = frozenset({"it", "its", "itself"})
CROWDS = frozenset({"they", "them", "their", "theirs", "themselves"})
OTHERS = frozenset({"i", "me", "my", "you", "your", "we", "us", "our", "one", "this", "these",
                    "those", "what", "neither"})  # fmt: skip
PRONOUNS = frozenset(GENDERS) | RELATIVE | THINGS | CROWDS | OTHERS
ACTING = frozenset({"nsubj", "nsubjpass", "poss"})
# How present a mention is, by how many sentences back it stands; further back is out of mind.
PRESENCE = (6.0, 4.0, 2.0, 0.5)
SUBJECT, KNOWN_GENDER, LAST_SPEAKER = 1.0, 0.4, 1.5
# Whom a speaker mentions is less present than who stands in the writer's own words.
IN_QUOTATION = 0.4
# How many attributions back a speaker is remembered.
MEMORY = 6
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
        return thing(pronoun, cast, earlier)
    if low in CROWDS | {"those", "these"}:
        return crowd(pronoun, cast)
    return Referent("unresolved")


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
    said = last_speaker(earlier)
    ranked: list[tuple[float, int, Person]] = []
    for score, at, each in present(pronoun, cast, earlier):
        if each.gender not in {"", gender} or not (each.sure or each.gender):
            continue
        bonus = KNOWN_GENDER * bool(each.gender) + LAST_SPEAKER * (each.name == said)
        ranked.append((score + bonus, at, each))
    ranked.sort(key=lambda entry: (-entry[0], -entry[1]))
    if not ranked:
        return Referent("unresolved")
    _, at, best = ranked[0]
    doc = pronoun.doc
    stranger = unnamed_speaker(earlier, doc[at].idx, pronoun.idx)
    stranger = stranger or unnamed_actor(pronoun, at, best)
    if stranger is not None:
        return Referent("unresolved", None, (spot(doc, at, best), stranger))
    if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLEAR:
        return Referent("person", best.name, (spot(doc, at, best),))
    return Referent("unresolved", None, tuple(spot(doc, at, each) for _, at, each in ranked[:2]))


def present(
    pronoun: Token, cast: Cast, earlier: Sequence[Quote]
) -> Iterator[tuple[float, int, Person]]:
    """How present each person is when the pronoun comes, and the mention that makes it so."""
    best: dict[str, tuple[float, int, Person]] = {}
    spoke = speakers(pronoun.doc, cast, earlier)
    for distance, (start, end) in enumerate(cast.places.window(pronoun.i, len(PRESENCE))):
        for at in range(start, min(end, pronoun.i)):
            each = cast.person_at.get(at) or spoke.get(at)
            if each is None:
                continue
            foreign = cast.places.quoted[at] and not cast.places.quoted[pronoun.i]
            score = PRESENCE[distance] + SUBJECT * is_subject(pronoun.doc[at])
            score *= IN_QUOTATION if foreign else 1.0
            if each.name not in best or score > best[each.name][0]:
                best[each.name] = (score, at, each)
    return iter(best.values())


def speakers(doc: Doc, cast: Cast, earlier: Sequence[Quote]) -> dict[int, Person]:
    """Tokens of the latest sources that were found to mean somebody: "she", once resolved."""
    found: dict[int, Person] = {}
    for each in earlier[-MEMORY:]:
        source = each.source
        if source is None or source.name not in cast.persons:
            continue
        span = doc.char_span(source.start, source.end, alignment_mode="expand")
        if span is not None:
            found[span.root.i] = cast.persons[source.name]
    return found


def unnamed_speaker(earlier: Sequence[Quote], start: int, end: int) -> tuple[int, int] | None:
    """Somebody without a name who spoke between the mention and the pronoun: it could be them."""
    for each in reversed(earlier[-3:]):
        source = each.source
        if source is None or source.name is not None or not start < source.start < end:
            continue
        if source.type in {"person", "anonymous"}:
            return source.start, source.end
    return None


def unnamed_actor(pronoun: Token, at: int, best: Person) -> tuple[int, int] | None:
    """A person without a name who acts between the mention and the pronoun ("the president")."""
    own = {role.noun for role in best.roles}
    for token in pronoun.doc[at + 1 : pronoun.i]:
        if token.tag_ != "NN" or token.dep_ not in ACTING or token.lower_ in own:
            continue
        if is_person_noun(token.lower_):
            return word_span(token.doc, token.i)
    return None


def last_speaker(earlier: Sequence[Quote]) -> str | None:
    for each in reversed(earlier[-3:]):
        if each.source is not None and each.source.type == "person":
            return each.source.name
    return None


def thing(pronoun: Token, cast: Cast, earlier: Sequence[Quote]) -> Referent:
    """The only organisation in reach, or the one of several that spoke last."""
    near: list[tuple[int, Organisation]] = []
    for start, end in cast.places.window(pronoun.i, 2):
        places = range(start, min(end, pronoun.i))
        near += [(at, cast.body_at[at]) for at in places if at in cast.body_at]
    names = {each.name for _, each in near}
    said = earlier[-1].source.name if earlier and earlier[-1].source is not None else None
    chosen = said if said in names else next(iter(names)) if len(names) == 1 else None
    if chosen is None:
        lasts = {each.name: at for at, each in near}
        return Referent("unresolved", None, tuple(
            word_span(pronoun.doc, at) for at in sorted(lasts.values())[:2]))  # fmt: skip
    at = max(at for at, each in near if each.name == chosen)
    return Referent("organisation", chosen, (word_span(pronoun.doc, at),))


def crowd(pronoun: Token, cast: Cast) -> Referent | Token:
    """The nearest plural that acts before "they"; two persons, or a body, may be meant as well."""
    for start, end in cast.places.window(pronoun.i, 2):
        for at in range(min(end, pronoun.i) - 1, start - 1, -1):
            token = pronoun.doc[at]
            if not is_subject(token) or cast.places.quoted[at] > cast.places.quoted[pronoun.i]:
                continue
            if any(child.dep_ == "conj" for child in token.children):
                return Referent("person" if at in cast.person_at else "unresolved")
            if token.tag_ in {"NNS", "NNPS"} or token.lower_ == "police" or at in cast.body_at:
                return token
    return Referent("unresolved")


def word_span(doc: Doc, at: int) -> tuple[int, int]:
    return doc[at].idx, doc[at].idx + len(doc[at])


def spot(doc: Doc, at: int, person: Person) -> tuple[int, int]:
    """The name, or the pronoun that stands for it, at token `at`."""
    return name_span(doc, person, at) if doc[at].text in person.name else word_span(doc, at)

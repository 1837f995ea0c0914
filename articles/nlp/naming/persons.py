"""Recognises the person in a source: by full name, by part of a name, by a title."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from articles.nlp import reasons
from articles.nlp.findings import Evidence, SourceType
from articles.nlp.naming.bodies import is_body_name
from articles.nlp.naming.cast import looks_like_surname
from articles.nlp.naming.names import (
    NAME_TAGS,
    Cast,
    Person,
    bare_name,
    first_names,
    has_age,
    is_person_noun,
    is_subject,
    name_span,
    written,
)
from articles.nlp.wordlists import words

FORMER = frozenset({"former", "ex", "late", "deputy", "vice", "acting"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """A source's type and name, with the evidence for the name or for its absence."""

    type: SourceType
    name: str | None = None
    reasons: tuple[Evidence, ...] = ()


def named_person(head: Token, span: Span, cast: Cast) -> Resolved | None:
    """A source whose head is a person's name, in full or in part."""
    known = head.text[:1].isupper() and cast.with_part(head.text)
    if not known and head.tag_ not in NAME_TAGS and head.ent_type_ != "PERSON":
        return None
    first, last = name_bounds(head, span)
    whole = written(head.doc, first, last)
    kept, told = bare_name(whole)
    if not kept or (head.i in cast.body_at and not is_borne(kept[-1], cast)):
        return None
    several = any(child.dep_ == "conj" and child.i < span.end for child in head.children)
    if several:
        return Resolved("person") if head.ent_type_ == "PERSON" or known else None
    titled = len(kept) < len(whole)
    if len(kept) == 1:
        return by_short_name(head, kept[0], told, cast, titled=titled)
    return by_full_name(head, span, kept, cast, titled=titled)


def is_borne(word: str, cast: Cast) -> bool:
    """Whether somebody who surely is a person bears the name."""
    return any(each.full or each.sure for each in cast.with_part(word))


def name_bounds(head: Token, span: Span) -> tuple[int, int]:
    """The capitalised words around the head, through the hyphens in them."""
    doc, first, last = head.doc, head.i, head.i + 1
    while first > span.start and (doc[first - 1].tag_ in {*NAME_TAGS, "HYPH"}):
        first -= 1
    if first > span.start and doc[first].text == "-":
        first -= 1
    while last < span.end and doc[last].tag_ in {*NAME_TAGS, "HYPH"}:
        last += 1
    return first, last


def by_full_name(
    head: Token, span: Span, kept: Sequence[str], cast: Cast, *, titled: bool
) -> Resolved | None:
    name = " ".join(kept)
    known = cast.person_at.get(head.i) or cast.persons.get(name)
    if known is not None and known.full:
        return Resolved("person", known.name)
    if is_body_name(kept) or head.ent_type_ in {"ORG", "GPE", "FAC", "NORP"}:
        given = kept[0].lower() in first_names()
        return Resolved("person", name) if given and not is_body_name(kept) else None
    if head.ent_type_ == "PERSON" or titled or has_role(head, span):
        return Resolved("person", name)
    return None


def has_role(head: Token, span: Span) -> bool:
    """ "Ann Roe, a spokeswoman": the text says that the name is a person's."""
    return any(
        child.dep_ == "appos" and child.i < span.end and is_person_noun(child.lower_)
        for child in head.children
    )


def by_short_name(
    head: Token, word: str, told: str, cast: Cast, *, titled: bool
) -> Resolved | None:
    bearers = [each for each in cast.with_part(word) if not told or each.gender in {"", told}]
    full = [each for each in bearers if each.full]
    if full:
        return one_of(head, full)
    if bearers:
        # A lone word that only acts like a person may be a body's; a title or a cast list settles.
        return Resolved("person") if bearers[0].sure or looks_like_surname(head) else None
    if titled or word in cast.titled or has_age(head.doc, head.i) or looks_like_surname(head):
        return Resolved("person")
    return None


def one_of(head: Token, bearers: Sequence[Person]) -> Resolved:
    main = bearers[0] if len(bearers) == 1 else dominant(bearers)
    if main is not None:
        spot = name_span(head.doc, main, main.mentions[0])
        return Resolved("person", main.name, (Evidence(reasons.NAME_RESOLVED, *spot),))
    return Resolved("person", None, rivals(head, bearers))


def rivals(head: Token, bearers: Sequence[Person]) -> tuple[Evidence, ...]:
    spots = [name_span(head.doc, each, each.mentions[0]) for each in bearers]
    return tuple(Evidence(reasons.AMBIGUOUS_SPEAKER, *spot) for spot in spots)


def dominant(bearers: Sequence[Person]) -> Person | None:
    """The one whom the article names at least four times as often as any other of that name."""
    order = sorted(bearers, key=lambda each: -len(each.mentions))
    clear = len(order[0].mentions) >= 4 * len(order[1].mentions)
    return order[0] if clear else None


def by_description(head: Token, cast: Cast) -> Resolved | None:
    """ "The minister": the one person to whom the text gives that role."""
    if any(child.dep_ == "poss" for child in head.children):
        return None
    low = head.lower_
    asked = {child.lower_ for child in head.children if child.dep_ in {"compound", "amod"}}
    bearers = [each for each in cast.persons.values() if has_called(each, low, asked)]
    bearers = bearers or [each for each in cast.persons.values() if does(each, head)]
    if not bearers and low in words("epithets") and not is_repeated(head, cast):
        earlier = [each for each in cast.persons.values() if each.sure]
        bearers = earlier if len(earlier) == 1 and earlier[0].mentions[0] < head.i else []
    if len(bearers) == 1:
        spot = name_span(head.doc, bearers[0], bearers[0].mentions[0])
        return Resolved("person", bearers[0].name, (Evidence(reasons.TITLE_RESOLVED, *spot),))
    return Resolved("person", None, rivals(head, bearers)) if bearers else None


def has_called(person: Person, noun: str, asked: set[str]) -> bool:
    """What narrows the role must not contradict: a health minister is no finance minister."""
    for role in person.roles:
        if role.noun == noun and (role.narrowed & FORMER) == (asked & FORMER):
            open_ended = not asked - FORMER or not role.narrowed - FORMER
            if open_ended or asked & role.narrowed - FORMER:
                return True
    return False


def does(person: Person, head: Token) -> bool:
    """ "Ann Roe coaches the side": the coach; "Ann Roe directs": the director."""
    stem = head.lower_.removesuffix("er").removesuffix("or")
    if len(stem) < 4 or not person.full or not is_person_noun(head.lower_):
        return False
    acts = (head.doc[at] for at in person.mentions[:1] if at < head.i and is_subject(head.doc[at]))
    return any(token.head.lower_ in {stem + "s", stem + "es", stem + "ed"} for token in acts)


def is_repeated(head: Token, cast: Cast) -> bool:
    return cast.noun_before(head.lower_, head.i) is not None

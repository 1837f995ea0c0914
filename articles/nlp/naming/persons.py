"""Recognises the person in a source, by full name, by part of a name, by a title."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from articles.nlp import reasons
from articles.nlp.findings import Evidence, SourceType
from articles.nlp.naming.names import NAME_TAGS, Cast, Person, bare_name, looks_like_surname, titles
from articles.nlp.wordlists import words


@dataclass(frozen=True, slots=True)
class Resolved:
    """A source's type and name, with the evidence for the name or for its absence."""

    type: SourceType
    name: str | None = None
    reasons: tuple[Evidence, ...] = ()


def named_person(head: Token, span: Span, cast: Cast) -> Resolved | None:
    """A source whose head is a person's name, in full or in part."""
    if head.tag_ not in NAME_TAGS and head.ent_type_ != "PERSON":
        return None
    first = head.i
    while first > span.start and head.doc[first - 1].tag_ in NAME_TAGS:
        first -= 1
    kept, told = bare_name(token.text for token in head.doc[first : head.i + 1])
    if not kept:
        return None
    several = any(child.dep_ == "conj" and child.i < span.end for child in head.children)
    if several:
        known = head.ent_type_ == "PERSON" or cast.with_part(kept[-1])
        return Resolved("person") if known else None
    if len(kept) == 1:
        return by_short_name(head, kept[0], told, cast)
    return by_full_name(head, span, kept, cast)


def by_full_name(head: Token, span: Span, kept: Sequence[str], cast: Cast) -> Resolved | None:
    name = " ".join(kept)
    titled = any(token.lower_ in titles() for token in head.doc[span.start : head.i])
    if name in cast.persons or head.ent_type_ == "PERSON" or titled or has_role(head, span):
        return Resolved("person", name)
    return None


def has_role(head: Token, span: Span) -> bool:
    """ "Ann Roe, a spokeswoman": the text says that the name is a person's."""
    return any(
        child.dep_ == "appos" and child.i < span.end
        and (child.lower_ in titles() or child.lower_ in words("unnamed-nouns"))
        for child in head.children
    )  # fmt: skip


def by_short_name(head: Token, word: str, told: str, cast: Cast) -> Resolved | None:
    bearers = [each for each in cast.with_part(word) if not told or each.gender in {"", told}]
    if len(bearers) == 1 and bearers[0].name == word:
        return Resolved("person")
    if len(bearers) == 1:
        at = bearers[0].mentions[0]
        evidence = Evidence(reasons.NAME_RESOLVED, *name_span(head.doc, bearers[0], at))
        return Resolved("person", bearers[0].name, (evidence,))
    if len(bearers) > 1:
        main = dominant(bearers)
        if main is not None:
            spot = name_span(head.doc, main, main.mentions[0])
            return Resolved("person", main.name, (Evidence(reasons.NAME_RESOLVED, *spot),))
        rivals = [name_span(head.doc, each, each.mentions[0]) for each in bearers]
        return Resolved(
            "person", None, tuple(Evidence(reasons.AMBIGUOUS_SPEAKER, *each) for each in rivals)
        )
    if told or word in cast.titled or has_age(head) or looks_like_surname(head):
        return Resolved("person")
    return None


def has_age(head: Token) -> bool:
    """Whether an age follows: "Roe, 41, said"."""
    beside = head.doc[head.i + 1 : head.i + 4]
    return len(beside) == 3 and beside[0].text == beside[2].text == "," and beside[1].like_num


def dominant(bearers: Sequence[Person]) -> Person | None:
    """The one whom the article names at least four times as often as any other of that name."""
    order = sorted(bearers, key=lambda each: -len(each.mentions))
    clear = len(order[0].mentions) >= 4 * len(order[1].mentions)
    return order[0] if clear else None


def name_span(doc: Doc, person: Person, last: int) -> tuple[int, int]:
    """Code points of a mention that ends at token `last`."""
    first = max(0, last - len(person.name.split()) + 1)
    return doc[first].idx, doc[last].idx + len(doc[last])

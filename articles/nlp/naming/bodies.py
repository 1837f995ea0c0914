"""The organisations of an article, and which of them "the company" or "the board" means."""

from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from articles.nlp.naming.names import (
    POSSESSIVE,
    Cast,
    Organisation,
    first_names,
    is_subject,
    written,
)
from articles.nlp.wordlists import entries, words

Bounds = tuple[int, int]
LINKS = frozenset({"of", "for", "and", "&", "on", "to", "across", "without", "against"})
# What these labels mark is no body, even in capitals.
OTHER_LABELS = frozenset({"GPE", "LOC", "DATE", "EVENT", "WORK_OF_ART", "NORP", "LAW", "TIME",
                          "LANGUAGE", "PERSON", "FAC", "PRODUCT"})  # fmt: skip
# Words of bodies that are surnames too, after a given name.
SURNAMES_TOO = frozenset(["post", "star", "house", "power", "water", "paper", "front", "press",
                          "court", "bank", "church", "college", "school", "banks", "mines", "guild",
                          "steel", "express", "league", "bureau"])  # fmt: skip
# Kinds of which "the company" may mean the only one in reach, whatever its name.
LOOSE_KINDS = frozenset({"company", "press", "charity", "team"})
REACH = 4


@cache
def kinds_by_word() -> dict[str, frozenset[str]]:
    """Words inside the names of bodies, with the kinds that they show."""
    return by_word("organisation-words")


@cache
def kinds_by_noun() -> dict[str, frozenset[str]]:
    """Common nouns that stand for a body, with the kinds of body that they fit."""
    return by_word("organisation-kinds")


def by_word(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in entries(name):
        kind, *listed = line.split()
        for word in listed:
            found[word] = found.get(word, frozenset()) | {kind}
    return found


def is_body_name(name: Sequence[str]) -> bool:
    """Whether the words show it: "Harbour Board", "Ministry of Fisheries", "Tollgate Foods"."""
    if not name:
        return False
    low = [word.lower() for word in name]
    shows = kinds_by_word()
    if len(low) == 2 and low[0] in first_names() and low[1] in SURNAMES_TOO:
        return False
    if len(low) > 1 and (low[-1] in shows or low[-1] in words("organisation-nouns")):
        return True
    link = next((at for at, word in enumerate(low) if word in LINKS), 0)
    return low[link - 1] in shows if link else low[0] in words("known-organisations")


def kinds_of(name: str) -> frozenset[str]:
    low = name.lower().split()
    link = next((at for at, word in enumerate(low) if word in LINKS), len(low))
    found = kinds_by_word().get(low[max(link - 1, 0)], frozenset())
    return found or kinds_by_word().get(low[-1], frozenset())


def read_bodies(cast: Cast, doc: Doc, runs: Sequence[Bounds]) -> None:
    taken: set[int] = set()
    persons = {at for person in cast.persons.values() for at in person.mentions if person.full}
    for start, end in joined_runs(doc, runs):
        if end - 1 not in persons and is_body(doc, (start, end), cast):
            add_body(cast, doc, (start, end))
            taken |= set(range(start, end))
    for span in doc.ents:
        free = taken.isdisjoint(range(span.start, span.end)) and span.end - 1 not in persons
        if span.label_ == "ORG" and free and not cast.with_part(span[-1].text):
            add_body(cast, doc, (span.start, span.end))
    add_short_names(cast, doc, runs)


def joined_runs(doc: Doc, runs: Sequence[Bounds]) -> Iterable[Bounds]:
    """Runs of capitalised words, put together over "of" and the like where a body's word leads."""
    at = 0
    while at < len(runs):
        start, end = runs[at]
        while at + 1 < len(runs) and joins(doc, (start, end), runs[at + 1]):
            at += 1
            end = runs[at][1]
        yield start, end
        at += 1


def joins(doc: Doc, left: Bounds, right: Bounds) -> bool:
    between = [token.lower_ for token in doc[left[1] : right[0]]]
    if between in (["'"], ["’"]):
        return doc[right[1] - 1].lower_ in kinds_by_word()
    if between == ["and"]:  # "Center for Safe and Silent Seas", but not "the ministry and Ada Bell"
        linked = any(token.lower_ in LINKS for token in doc[left[0] : left[1]])
        person = doc[right[1] - 1].ent_type_ == "PERSON"
        return doc[left[1]].ent_type_ == "ORG" or (linked and not person)
    leads = doc[left[1] - 1].lower_ in kinds_by_word() and len(between) <= 2
    linked = bool(between) and between[0] in LINKS and set(between[1:]) <= {"the"}
    if linked and between[0] in {"of", "for", "on", "against", "across"}:
        return leads or between[0] == "across"
    return linked and between == ["&"]


def is_body(doc: Doc, bounds: Bounds, cast: Cast) -> bool:
    start, end = bounds
    name = written(doc, start, end)
    if is_body_name(name):
        return True
    head = doc[end - 1]
    if len(name) < 2 or head.ent_type_ in OTHER_LABELS or cast.with_part(name[-1]):
        return head.ent_type_ == "ORG" and not cast.with_part(name[-1])
    agent = head.dep_ == "pobj" and head.head.lower_ == "by"
    return head.ent_type_ == "ORG" or is_subject(head) or agent


def add_body(cast: Cast, doc: Doc, bounds: Bounds) -> None:
    start, end = bounds
    # The tagger often takes the capitals at the head of a name for something else.
    while start and doc[start - 1].is_upper and len(doc[start - 1]) > 1:
        start -= 1
    bounds = start, end
    name = body_name(doc, *bounds)
    if not name:
        return
    body = cast.organisations.setdefault(name, Organisation(name, kinds_of(name)))
    body.mentions.append(bounds[1] - 1)
    cast.body_at.update(dict.fromkeys(range(*bounds), body))
    body.roles |= body_roles(doc, bounds)


def body_name(doc: Doc, start: int, end: int) -> str:
    """The words of a name as they stand, without article and possessive."""
    while start < end and doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    while end > start and (doc[end - 1].text in POSSESSIVE or doc[end - 1].is_space):
        end -= 1
    text: str = doc[start:end].text
    return text if text[:1].isupper() or text.isupper() else ""


def body_roles(doc: Doc, bounds: Bounds) -> set[str]:
    """ "The charity Relief Across Borders", "Sorrel Lines, a ferry company"."""
    start, end = bounds
    head = doc[start:end].root
    found = {child.lower_ for child in head.children
             if child.dep_ == "appos" and child.i >= end}  # fmt: skip
    before = doc[start - 1] if start else None
    if before is not None and before.tag_ == "NN":
        found.add(before.lower_)
    return {noun for noun in found if noun in kinds_by_noun()}


def add_short_names(cast: Cast, doc: Doc, runs: Sequence[Bounds]) -> None:
    """ "Veltro" for Veltro Motors, "the Gazette" for the Lisk Gazette, and initials."""
    short: dict[str, list[Organisation]] = {}
    for body in cast.organisations.values():
        parts = [word for word in body.name.split() if word[:1].isupper()]
        if len(parts) > 1:
            initials = "".join(word[0] for word in parts)
            for word in {parts[0], parts[-1], initials}:
                short.setdefault(word, []).append(body)
    for start, end in runs:
        bodies = short.get(doc[start:end].text, [])
        if len(bodies) == 1 and not any(each.full for each in cast.with_part(doc[start].text)):
            bodies[0].mentions.append(end - 1)
            cast.body_at[end - 1] = bodies[0]
    for body in cast.organisations.values():
        body.mentions = sorted(set(body.mentions))


def meant_by(head: Token, cast: Cast) -> list[Organisation]:
    """Bodies named earlier that "the HEAD" may mean: one is an answer, more are rivals."""
    if not any(child.lower_ in {"the", "its", "this", "that"} for child in head.children) and (
        head.lower_ != "its"
    ):
        return []
    earlier = [each for each in cast.organisations.values() if each.mentions[0] < head.i]
    narrowed = {child.lower_ for child in head.children if child.dep_ in {"compound", "amod"}}
    called = [each for each in earlier
              if {head.lower_, *narrowed} <= set(each.name.lower().split())]  # fmt: skip
    called = called or [each for each in earlier if head.lower_ in each.roles]
    return called or of_kind(head, cast, earlier)


def of_kind(head: Token, cast: Cast, earlier: Sequence[Organisation]) -> list[Organisation]:
    kinds = kinds_by_noun().get(head.lower_, frozenset()) & LOOSE_KINDS
    if not kinds:
        return []
    near = cast.places.window(head.i, REACH)
    first = near[-1][0]
    found = [
        each for each in earlier
        if (each.kinds & kinds or (not each.kinds and "company" in kinds))
        and any(first <= at < head.i for at in each.mentions)
    ]  # fmt: skip
    # A name that shows no kind is a rival, but no answer unless it is a well-known one.
    known = words("known-organisations")
    shown = any(each.kinds or each.name.lower() in known for each in found)
    return found if len(found) > 1 or shown else []

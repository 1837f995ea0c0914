"""Reads an article's cast: full names first, then every later mention by a part of one."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from articles.nlp.naming.bodies import is_body_name, read_bodies
from articles.nlp.naming.names import (
    NAME_TAGS,
    STRAYS,
    SUFFIXES,
    Cast,
    Person,
    Role,
    agrees,
    bare_name,
    first_names,
    gender_of,
    has_age,
    is_name_word,
    is_person_noun,
    is_subject,
    proper_runs,
    title_before,
    titles,
    written,
)
from articles.nlp.naming.places import read_places, worded
from articles.nlp.wordlists import words

Bounds = tuple[int, int]
LONGEST_NAME = 5
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "EVENT"})
NARROWING = frozenset({"compound", "amod", "nmod"})


def read_cast(doc: Doc) -> Cast:
    cast = Cast(read_places(doc))
    runs = proper_runs(doc)
    for bounds in full_names(doc, runs):
        add_full_name(cast, doc, bounds)
    join_variants(cast)
    bearers = bearers_of(cast)
    add_lone_names(cast, doc, runs, bearers)
    add_short_mentions(cast, doc, bearers)
    cast.add_index(doc)
    read_bodies(cast, doc, runs)
    return cast


def full_names(doc: Doc, runs: Sequence[Bounds]) -> list[Bounds]:
    """Entities, and capitalised runs with something about them that only a person's have."""
    lone = lone_words(runs, doc)
    found = [run for run in runs if is_person_run(doc, run, lone)]
    taken = {token for start, end in found for token in range(start, end)}
    for span in doc.ents:
        if span.label_ == "PERSON" and taken.isdisjoint(range(span.start, span.end)):
            found.append((span.start, with_surname(doc, span.end)))
    return sorted(found)


def with_surname(doc: Doc, end: int) -> int:
    """The entity recogniser sometimes stops at a middle initial."""
    initial = len(doc[end - 1]) == 2 and doc[end - 1].text[1] == "."
    return end + 1 if initial and end < len(doc) and doc[end].tag_ in NAME_TAGS else end


def lone_words(runs: Sequence[Bounds], doc: Doc) -> frozenset[str]:
    """Names that act alone somewhere, as surnames do from the second mention on."""
    return frozenset(
        written(doc, start, end)[-1] for start, end in runs
        if is_subject(doc[end - 1]) and len(written(doc, start, end)) == 1
    )  # fmt: skip


def is_person_run(doc: Doc, run: Bounds, lone: frozenset[str]) -> bool:
    whole = written(doc, *run)
    kept, told = bare_name(whole)
    if not 2 <= len(kept) <= LONGEST_NAME or is_body_name(kept) or is_body_name(whole):
        return False
    first = run[1] - 1
    while first > run[0] and doc[first].text != kept[0]:
        first -= 1
    given = kept[0].lower().split("-")[0] in first_names()
    initial = any(len(word) <= 4 and word[1:2] == "." for word in kept[:-1])
    titled = len(kept) < len(whole) or bool(told)
    before = doc[first - 1] if first else None
    noun = before is not None and before.tag_ == "NN" and is_person_noun(before.lower_)
    if doc[run[1] - 1].ent_type_ in PLACES and not (given or titled or noun):
        return False
    return given or initial or titled or noun or has_age(doc, run[1] - 1) or (
        kept[-1] in lone and kept[0] not in lone and not has_article(doc, run[0]))  # fmt: skip


def has_article(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ in {"the", "a", "an"}


def add_full_name(cast: Cast, doc: Doc, bounds: Bounds) -> None:
    kept, told = bare_name(written(doc, *bounds))
    if len(kept) < 2 or not all(is_name_word(word) for word in kept) or is_body_name(kept):
        return
    if kept[0].lower() in STRAYS or kept[-1].lower() in words("collective"):
        return
    if len(kept) > LONGEST_NAME or len(kept[-1].strip(".")) < 2:
        return
    name = " ".join(kept)
    person = cast.persons.setdefault(name, Person(name))
    told = told or title_before(doc, bounds[0])
    person.gender = person.gender or gender_of(kept, told)
    person.mentions.append(bounds[1] - 1 - (doc[bounds[1] - 1].text in {"'s", "’s"}))
    add_roles(person, doc, bounds)


def join_variants(cast: Cast) -> None:
    """ "Ann B. Roe" and "Ann Roe" are one; the name that comes most often stands, or the longer."""
    groups: dict[tuple[str, str], list[Person]] = {}
    for person in cast.persons.values():
        parts = person.name.split()
        groups.setdefault((parts[0].lower(), person.surname.lower()), []).append(person)
    for same in groups.values():
        junior = {each.name.split()[-1].lower() in SUFFIXES for each in same}
        if len(same) < 2 or len(junior) > 1:
            continue
        best = max(same, key=lambda each: (len(each.mentions), len(each.name)))
        for other in same:
            if other is not best:
                best.mentions += other.mentions
                best.roles += other.roles
                best.gender = best.gender or other.gender
                del cast.persons[other.name]
        best.mentions.sort()


def bearers_of(cast: Cast) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in cast.persons.values():
        for word in {person.surname, person.name.split()[0]}:
            found.setdefault(word, []).append(person)
    return found


def add_lone_names(
    cast: Cast, doc: Doc, runs: Sequence[Bounds], bearers: dict[str, list[Person]]
) -> None:
    """Persons whom the text never names in full: a title shows them, or the entity, or acting."""
    for start, end in runs:
        kept, told = bare_name(written(doc, start, end))
        if len(kept) != 1 or kept[0] in bearers or kept[0].lower() in titles():
            continue
        last = doc[end - 1]
        titled = len(written(doc, start, end)) > 1 or title_before(doc, start) != ""
        if titled:
            cast.titled[kept[0]] = cast.titled.get(kept[0], "") or told
        related = (
            start > 0 and doc[start - 1].tag_ == "NN" and is_person_noun(doc[start - 1].lower_)
        )
        given = kept[0].lower() in first_names()
        acts = is_subject(last) and looks_like_surname(last)
        if titled or related or last.ent_type_ == "PERSON" or acts:
            sure = titled or related or (given and last.ent_type_ == "PERSON")
            person = Person(kept[0], told or gender_of(kept, told), sure=sure)
            bearers[kept[0]] = [cast.persons.setdefault(kept[0], person)]


def looks_like_surname(name: Token) -> bool:
    """A lone name is a person's unless something speaks against it: the tagger often errs here."""
    if name.ent_type_ == "PERSON":
        return True
    against = name.ent_type_ in {"GPE", "NORP", "FAC", "LOC", "DATE"} or name.is_upper
    determined = any(child.dep_ == "det" for child in name.children)
    low = name.lower_
    listed = low in words("known-organisations") or low in words("organisation-nouns")
    common = low in words("document-nouns") or low in words("crowds") or low in words("collective")
    return not (against or determined or name.tag_ == "NNPS" or listed or common)


def add_short_mentions(cast: Cast, doc: Doc, bearers: dict[str, list[Person]]) -> None:
    """A later mention by one name counts for the only person who bears it."""
    known = {at for person in cast.persons.values() for at in person.mentions}
    for at in worded(doc, bearers):
        token = doc[at]
        if at in known:
            continue
        inside = token.i + 1 < len(doc) and token.whitespace_ and doc[token.i + 1].tag_ == "NNP"
        if inside or (token.i and doc[token.i - 1].text == "-"):
            continue
        told = title_before(doc, token.i)
        fitting = [each for each in bearers[token.text] if agrees(each.gender, told)]
        if len(fitting) == 1:
            fitting[0].gender = fitting[0].gender or told
            fitting[0].mentions.append(token.i)
            add_roles(fitting[0], doc, (token.i, token.i + 1))
    for person in cast.persons.values():
        person.mentions.sort()


def add_roles(person: Person, doc: Doc, bounds: Bounds) -> None:
    """Nouns beside the name: "minister" in "Ann Roe, the minister" and in "Minister Ann Roe"."""
    head = doc[bounds[0] : bounds[1]].root
    beside = [child for child in head.children if child.dep_ == "appos" and child.i >= bounds[1]]
    if head.dep_ in {"appos", "attr"} and head.head.tag_ in {"NN", "NNP"}:
        beside.append(head.head)
    for verb in (head.head,) if is_subject(head) and head.head.lower_ in {"is", "was"} else ():
        beside += [child for child in verb.children if child.dep_ == "attr"]
    for noun in beside:
        if noun.tag_ in {"NN", "NNP"} and noun.lower_.isalpha() and noun.ent_type_ != "PERSON":
            narrowed = {child.lower_ for child in noun.children if child.dep_ in NARROWING}
            person.roles.append(Role(noun.lower_, frozenset(narrowed)))
    add_titles(person, doc, bounds)


def add_titles(person: Person, doc: Doc, bounds: Bounds) -> None:
    """The words just before a name: "mission director Ann Roe", "Health Minister Ann Roe"."""
    first = bounds[0]
    parts = frozenset(person.name.split())
    while first < bounds[1] and doc[first].text not in parts:
        first += 1
    start = first
    while start > max(first - 4, 0) and doc[start - 1].tag_ in {"NN", "NNP", "JJ"}:
        start -= 1
    before = [token.lower_ for token in doc[start:first]]
    if before and is_person_noun(before[-1]):
        person.roles.append(Role(before[-1], frozenset(before[:-1])))

"""The persons and organisations that an article names, and how it calls them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from articles.nlp.wordlists import entries, words

NAME_TAGS = frozenset({"NNP", "NNPS"})
PARTICLES = frozenset(["al", "bin", "da", "de", "del", "der", "di", "du", "el", "ibn", "la", "le",
                       "van", "von", "den", "ten", "ter", "ben", "y"])  # fmt: skip
ARTICLES = frozenset({"the", "a", "an", "this", "that"})
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
ROLE_DEPS = frozenset({"compound", "amod", "nmod", "appos"})


@dataclass(slots=True)
class Person:
    """Somebody named at least once; `mentions` are token indices, in text order.

    Where the text gives no full name, `name` is the one word it gives.
    """

    name: str
    gender: str = ""
    mentions: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)

    @property
    def surname(self) -> str:
        return surname(self.name.split())


@dataclass(slots=True)
class Organisation:
    """A named body; `mentions` are token indices, in text order."""

    name: str
    mentions: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """Everybody named in one article, by full name, in order of first mention."""

    persons: dict[str, Person] = field(default_factory=dict)
    # Surnames that come with a personal title somewhere, and the gender that it tells.
    titled: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def with_surname(self, word: str) -> list[Person]:
        return [each for each in self.persons.values() if each.surname.lower() == word.lower()]

    def with_part(self, word: str) -> list[Person]:
        low = word.lower()
        return [each for each in self.persons.values() if low in each.name.lower().split()]


def surname(words: list[str]) -> str:
    last = [word for word in words if word.lower() not in SUFFIXES]
    return last[-1] if last else ""


@cache
def titles() -> dict[str, str]:
    """Lower-case titles with the gender that they tell, or an empty string."""
    parts = [line.split() for line in entries("personal-titles")]
    return {part[0]: part[1] if len(part) > 1 else "" for part in parts}


@cache
def first_names() -> dict[str, str]:
    return {name: line.split()[0] for line in entries("first-names") for name in line.split()[1:]}


def bare_name(words: Iterable[str]) -> tuple[list[str], str]:
    """A mention without titles and possessive, and the gender that its titles tell."""
    kept, gender = list(words), ""
    while kept and kept[-1] in POSSESSIVE:
        kept.pop()
    while kept and kept[0].lower() in titles():
        gender = titles()[kept[0].lower()] or gender
        kept.pop(0)
    if kept and kept[-1].endswith(("'s", "’s")):
        kept[-1] = kept[-1][:-2]
    return kept, gender


def gender_of(words: list[str], told: str) -> str:
    return told or first_names().get(words[0].lower().rstrip("."), "") if words else told


def read_cast(doc: Doc) -> Cast:
    """Full names first, from the entities and from the tags; then every later mention by a part."""
    cast = Cast()
    for start, end in full_names(doc):
        add_full_name(cast, doc, (start, end))
    add_short_names(cast, doc)
    for span in doc.ents:
        if span.label_ == "ORG":
            name = proper_name(doc, span.start, span.end)
            if name and not cast.with_part(name.split()[-1]):
                add_organisation(cast, name, span.start)
    return cast


def full_names(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges: entities, and runs of proper nouns that begin with a known given name."""
    found = [(span.start, span.end) for span in doc.ents if span.label_ == "PERSON"]
    taken = {token for start, end in found for token in range(start, end)}
    for start, end in proper_runs(doc):
        first = start
        while first < end and doc[first].lower_ in titles():
            first += 1
        known = first < end and doc[first].lower_ in first_names()
        if (
            2 <= end - first <= 4
            and (known or has_initial(doc, first, end))
            and (taken.isdisjoint(range(first, end)))
        ):
            found.append((first, end))
    return sorted(found)


def proper_runs(doc: Doc) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = -1
    for token in doc:
        if token.tag_ in NAME_TAGS:
            start = token.i if start < 0 else start
        elif start >= 0:
            found.append((start, token.i))
            start = -1
    if start >= 0:
        found.append((start, len(doc)))
    return found


def has_initial(doc: Doc, first: int, end: int) -> bool:
    """ "Jane Q. Public": a middle initial is a person's."""
    return end - first == 3 and len(doc[first + 1]) == 2 and doc[first + 1].text[1] == "."


def proper_name(doc: Doc, start: int, end: int) -> str:
    """The words of a name as they stand, without article, titles and possessive."""
    while start < end and doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    while end > start and (doc[end - 1].text in POSSESSIVE or doc[end - 1].is_space):
        end -= 1
    text = doc[start:end].text
    return text if text[:1].isupper() else ""


def add_full_name(cast: Cast, doc: Doc, bounds: tuple[int, int]) -> None:
    kept, told = bare_name(token.text for token in doc[bounds[0] : bounds[1]] if token.text.strip())
    if len(kept) < 2 or not all(is_name_word(word) for word in kept):
        return
    if kept[0].lower() in ARTICLES or not doc[bounds[0] : bounds[1]].root.tag_.startswith("NNP"):
        return
    name = " ".join(kept)
    person = cast.persons.setdefault(name, Person(name))
    told = told or title_before(doc, bounds[0])
    person.gender = person.gender or gender_of(kept, told)
    person.mentions.append(bounds[1] - 1)
    person.roles |= roles(doc, bounds)


def is_name_word(word: str) -> bool:
    return word[:1].isupper() or word.lower() in PARTICLES or word.lower() in SUFFIXES


def add_short_names(cast: Cast, doc: Doc) -> None:
    """A later mention by one name counts for the only person who bears it."""
    bearers: dict[str, list[Person]] = {}
    for person in cast.persons.values():
        for word in {person.surname, person.name.split()[0]}:
            bearers.setdefault(word, []).append(person)
    known = {at for person in cast.persons.values() for at in person.mentions}
    add_lone_names(cast, doc, bearers)
    for start, end in proper_runs(doc):
        last = doc[end - 1]
        if end - start > 1 and doc[start].lower_ in titles():
            told = titles()[doc[start].lower_]
            cast.titled[last.text] = cast.titled.get(last.text, "") or told
        if last.i in known or last.text not in bearers:
            continue
        kept, told = bare_name(token.text for token in doc[start:end])
        told = told or title_before(doc, start)
        fitting = [each for each in bearers[last.text] if agrees(each.gender, told)]
        if len(kept) == 1 and len(fitting) == 1:
            fitting[0].gender = fitting[0].gender or told
            fitting[0].mentions.append(last.i)
            fitting[0].roles |= roles(doc, (start, end))
    for person in cast.persons.values():
        person.mentions.sort()


def add_lone_names(cast: Cast, doc: Doc, bearers: dict[str, list[Person]]) -> None:
    """Persons whom the text never names in full: a title shows them, or the entity, or acting."""
    for start, end in proper_runs(doc):
        last = doc[end - 1]
        titled = end - start > 1 and all(token.lower_ in titles() for token in doc[start : end - 1])
        if last.text in bearers or last.lower_ in titles() or not (titled or end - start == 1):
            continue
        acts = last.dep_ == "nsubj" and looks_like_surname(last)
        if titled or last.ent_type_ == "PERSON" or acts:
            told = titles()[doc[start].lower_] if titled else first_names().get(last.lower_, "")
            person = cast.persons.setdefault(last.text, Person(last.text, told))
            bearers[last.text] = [person]


def looks_like_surname(name: Token) -> bool:
    """A lone name is a person's unless something speaks against it: the tagger often errs here."""
    if name.ent_type_ == "PERSON":
        return True
    against = name.ent_type_ in {"GPE", "NORP", "FAC", "LOC", "DATE"} or name.is_upper
    determined = any(child.dep_ == "det" for child in name.children)
    return not (
        against or determined or name.tag_ == "NNPS"
        or name.lower_ in words("known-organisations")
        or name.lower_ in words("organisation-nouns")
        or name.lower_ in words("document-nouns")
    )  # fmt: skip


def agrees(gender: str, told: str) -> bool:
    return not gender or not told or gender == told


def title_before(doc: Doc, start: int) -> str:
    """The gender told by a title just before a mention that the entity left out."""
    return titles().get(doc[start - 1].lower_, "") if start else ""


def roles(doc: Doc, bounds: tuple[int, int]) -> set[str]:
    """Common nouns that the text puts beside a name: "minister" in "Ann Roe, the minister"."""
    head = doc[bounds[0] : bounds[1]].root
    beside = [child for child in head.children if child.dep_ in {"compound", "appos", "nmod"}]
    if head.dep_ == "appos" and head.head.tag_ in {"NN", "NNP"}:
        beside.append(head.head)
    return {
        token.lower_ for token in beside
        if not bounds[0] <= token.i < bounds[1] and token.ent_type_ != "PERSON"
    }  # fmt: skip


def add_organisation(cast: Cast, name: str, start: int) -> None:
    body = cast.organisations.setdefault(name, Organisation(name))
    body.mentions.append(start)

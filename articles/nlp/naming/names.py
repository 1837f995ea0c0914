"""The persons and organisations that an article names, and how it calls them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from articles.nlp.naming.places import Places, tagged
from articles.nlp.wordlists import entries, words

NAME_TAGS = frozenset({"NNP", "NNPS"})
PARTICLES = frozenset(["al", "bin", "bint", "da", "das", "de", "del", "della", "der", "di", "dos",
                       "du", "el", "ibn", "la", "le", "ní", "van", "von", "den", "ten", "ter",
                       "ben", "y", "zu"])  # fmt: skip
# Capitalised at the head of a sentence or a headline, and no part of a name.
STRAYS = frozenset(["the", "a", "an", "this", "that", "top", "new", "like", "when", "while", "as",
                    "after", "but", "and", "if", "why", "how", "what", "is", "was", "are", "did",
                    "does", "even", "with", "for", "by", "from", "on", "in", "dear", "poor",
                    "here", "so", "no", "yes", "young", "not", "only", "both"])  # fmt: skip
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "person")
# What the tagger may take a name for that it does not know.
LIKE_NAMES = frozenset({"NN", "NNS", "JJ", "FW"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(slots=True)
class Role:
    """A common noun that the text gives to a name, with what narrows it: "health" "minister"."""

    noun: str
    narrowed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Person:
    """Somebody named at least once; `mentions` are token indices, in text order.

    Where the text gives no full name, `name` is the one word it gives. `sure` is False where only
    a lone capitalised word suggests a person.
    """

    name: str
    gender: str = ""
    mentions: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    sure: bool = True

    @property
    def surname(self) -> str:
        return surname(self.name.split())

    @property
    def full(self) -> bool:
        return " " in self.name


@dataclass(slots=True)
class Organisation:
    """A named body; `mentions` are token indices, in text order.

    `kinds` are those its name shows ("press"); `roles` are nouns that the text gives it.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    mentions: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Cast:
    """Everybody named in one article, by full name, in order of first mention."""

    places: Places
    persons: dict[str, Person] = field(default_factory=dict)
    # Surnames that come with a personal title somewhere, and the gender that it tells.
    titled: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    # The body, and the person, that a token is part of a mention of.
    body_at: dict[int, Organisation] = field(default_factory=dict)
    person_at: dict[int, Person] = field(default_factory=dict)
    # Persons by surname and by any word of their names, in lower case.
    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    by_part: dict[str, list[Person]] = field(default_factory=dict)
    # Where each common noun stands, by its lower-case form.
    nouns: dict[str, list[int]] = field(default_factory=dict)

    def with_part(self, word: str) -> list[Person]:
        """Persons whose surname it is; failing that, those who bear it in another place."""
        return self.by_surname.get(word.lower()) or self.by_part.get(word.lower(), [])

    def add_index(self, doc: Doc) -> None:
        """What the look-ups need, once all persons are known."""
        for person in self.persons.values():
            self.by_surname.setdefault(person.surname.lower(), []).append(person)
            for word in person.name.lower().split():
                self.by_part.setdefault(word, []).append(person)
            self.person_at.update(dict.fromkeys(person.mentions, person))
        for at in tagged(doc, {"NN", "NNS"}):
            self.nouns.setdefault(doc[at].lower_, []).append(at)

    def noun_before(self, word: str, at: int) -> int | None:
        """Where the common noun stands last before token `at`."""
        places = self.nouns.get(word, [])
        number = bisect_left(places, at)
        return places[number - 1] if number else None


def surname(name: Sequence[str]) -> str:
    """With its particle where one is joined to it: "al-Rashidi"."""
    last = [word for word in name if word.lower() not in SUFFIXES]
    return last[-1] if last else ""


@cache
def titles() -> dict[str, str]:
    """Lower-case titles with the gender that they tell, or an empty string."""
    parts = [line.split() for line in entries("personal-titles")]
    return {part[0]: part[1] if len(part) > 1 else "" for part in parts}


@cache
def first_names() -> dict[str, str]:
    """Given names with their gender, or an empty string for those that both bear."""
    lines = [line.split() for line in entries("first-names")]
    return {name: line[0].replace("u", "") for line in lines for name in line[1:]}


def bare_name(text: Iterable[str]) -> tuple[list[str], str]:
    """A mention without titles and possessive, and the gender that its titles tell.

    What stands before a title goes with it, as in "Foreign Secretary Ann Roe"; a given name stays.
    """
    kept = [word for word in text if word not in POSSESSIVE]
    if kept and kept[-1].endswith(("'s", "’s")):
        kept[-1] = kept[-1][:-2]
    gender, last = "", 0
    for at, word in enumerate(kept):
        if at and kept[0].lower() in first_names():
            break
        if word.lower() in titles():
            gender, last = titles()[word.lower()] or gender, at + 1
    left = kept[last:]
    if len(left) == 1 and left[0].lower() in SUFFIXES:
        return kept, gender
    return left, gender


def written(doc: Doc, start: int, end: int) -> list[str]:
    """The words of a mention; what is joined by a hyphen is one word."""
    while end > start and (doc[end - 1].text in POSSESSIVE or doc[end - 1].is_space):
        end -= 1
    text: str = doc[start:end].text
    return text.split()


def gender_of(name: Sequence[str], told: str) -> str:
    if told or not name:
        return told
    given = name[0].lower().rstrip(".")
    return first_names().get(given, first_names().get(given.split("-")[0], ""))


def proper_runs(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of capitalised words in a row, through hyphens and particles."""
    found: list[tuple[int, int]] = []
    at = 0
    for start in tagged(doc, NAME_TAGS | LIKE_NAMES):
        if start < at or not starts_name(doc, start):
            continue
        at = start
        end = at + 1
        while end < len(doc) and continues_name(doc, end):
            end += 1
        while doc[end - 1].lower_ in PARTICLES or doc[end - 1].tag_ == "HYPH":
            end -= 1
        found.append((at, max(end, at + 1)))
        at = max(end, at + 1)
    return found


def starts_name(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.tag_ in NAME_TAGS and token.text[:1].isupper():
        return True
    if at + 1 < len(doc) and token.tag_ in LIKE_NAMES:
        # A given name that the tagger does not know.
        given = token.text[:1].isupper() and token.lower_ in first_names()
        if given and doc[at + 1].tag_ in NAME_TAGS:
            return True
    # "al-Rashidi" may begin a name in lower case.
    joined = token.lower_ in {"al", "el"} and not token.whitespace_ and at + 2 < len(doc)
    return joined and doc[at + 1].text == "-" and doc[at + 2].text[:1].isupper()


def continues_name(doc: Doc, at: int) -> bool:
    token, before = doc[at], doc[at - 1]
    if token.tag_ in NAME_TAGS and token.text[:1].isupper():
        return True
    if at + 1 >= len(doc):
        return False
    if token.text == "-":
        joined = not before.whitespace_ and not token.whitespace_
        return joined and doc[at + 1].tag_ in {*NAME_TAGS, "NN", "JJ"}
    if before.text == "-" and not before.whitespace_:
        return token.tag_ in {"NN", "JJ"} and doc[at - 2].tag_ in NAME_TAGS and len(token) < 6
    hyphened = token.lower_ in {"al", "el"} and doc[at + 1].text == "-"
    return hyphened or (token.text in PARTICLES and doc[at + 1].tag_ in NAME_TAGS)


def is_name_word(word: str) -> bool:
    return word[:1].isupper() or word.split("-", maxsplit=1)[0].lower() in PARTICLES


def is_person_noun(low: str) -> bool:
    """A common noun for one person, by list or by ending."""
    listed = low in titles() or low in words("person-nouns") or low in words("unnamed-nouns")
    if listed or low in words("document-nouns") or low in words("organisation-nouns"):
        return listed
    return len(low) > 4 and low.endswith(PERSON_ENDINGS)


def title_before(doc: Doc, start: int) -> str:
    """The gender told by a title just before a mention that the entity left out."""
    return titles().get(doc[start - 1].lower_, "") if start else ""


def agrees(gender: str, told: str) -> bool:
    return not gender or not told or gender == told


def has_age(doc: Doc, last: int) -> bool:
    """Whether an age follows: "Roe, 41, said"."""
    beside = doc[last + 1 : last + 4]
    return len(beside) == 3 and beside[0].text == beside[2].text == "," and beside[1].like_num


def is_subject(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"}


def name_span(doc: Doc, person: Person, last: int) -> tuple[int, int]:
    """Code points of the mention that ends at token `last`, with its parts of the name."""
    first, parts = last, frozenset(person.name.replace("-", " - ").split())
    while first > 0 and doc[first - 1].text in parts:
        first -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])

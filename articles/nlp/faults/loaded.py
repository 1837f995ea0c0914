"""Finds loaded words in the writer's own voice: words that judge, label or keep a distance.

Only words that nobody is quoted or paraphrased with count, and only in the story's own lines.
Where a word can be innocent the lists say in which company, and one such use in a text is enough.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from articles.nlp.faults.scare import scare_quotes
from articles.nlp.findings import Defect, Evidence, Reason
from articles.nlp.reasons import LOADED_JUDGEMENT, LOADED_LABEL, LOADED_VERB
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.wordlists import Phrase, entries, phrases, words

# Above this the word may well be somebody's whom the text names.
WRITERS = 0.3
LISTS: tuple[tuple[str, Reason], ...] = (
    ("loaded-judgements", LOADED_JUDGEMENT),
    ("loaded-labels", LOADED_LABEL),
    ("loaded-acts", LOADED_VERB),
    ("loaded-speech", LOADED_VERB),
)
NAMES = frozenset({"NNP", "NNPS", "POS"})
NATIONS = frozenset({"NORP", "GPE"})
ACTORS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
ACTOR_LISTS = ("persons", "person-nouns", "anonymous", "collective", "organisation-nouns", "crowds")
PERSONAL = frozenset({"i", "we", "he", "she", "they", "who"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# How close behind a verb such as "called" a word is still what somebody is called.
CALLING_REACH = 7
# Verbs that take their subject from the verb they hang on.
SHARING = frozenset({"conj", "advcl", "xcomp", "ccomp", "pcomp", "prep", "dep"})
# Not calibrated; chosen after reading such marks on articles.
LOADED = 0.5

Entry = tuple[Phrase, str, Reason]


@dataclass(frozen=True, slots=True)
class Voices:
    """The tokens of what is said and of what announces it; `after` where a sentence goes on
    behind such an announcement, which may still be what was said."""

    content: frozenset[int]
    cues: frozenset[int]
    after: frozenset[int]


def loaded_words(reading: Reading, story: list[Passage]) -> Iterator[Defect]:
    """One mark a word or phrase, scare quotes included."""
    voices = voices_of(reading)
    innocent: dict[str, frozenset[int]] = {}
    for passage in story:
        for first, last, reason in hits(reading, passage, voices):
            if not is_innocent(reading, first, last, innocent):
                yield mark(reading, first, last, reason)
    yield from (mark(reading, *each) for each in scare_quotes(reading, story))


def mark(reading: Reading, first: int, last: int, reason: Reason) -> Defect:
    start, end = reading.starts[first], reading.ends(last - 1)
    return Defect("loaded-words", start, end, LOADED, (Evidence(reason, start, end),))


def hits(reading: Reading, passage: Passage, voices: Voices) -> Iterator[tuple[int, int, Reason]]:
    """Listed words of the writer's that stand as the part of speech they are loaded as."""
    place = passage.first
    while place < passage.last:
        step = 1
        for entry, name, reason in index().get(reading.lower[place], ()):
            last = place + len(entry)
            if last > passage.last or tuple(reading.lower[place:last]) != entry:
                continue
            if fits(reading, place, last, name) and is_own(reading, place, last, name, voices):
                yield place, last, reason
                step = len(entry)
                break
        place += step


@cache
def index() -> dict[str, tuple[Entry, ...]]:
    """Entries by their first word, longest first."""
    found: dict[str, list[Entry]] = {}
    for name, reason in LISTS:
        for entry in phrases(name):
            found.setdefault(entry[0], []).append((entry, name, reason))
    return {
        word: tuple(sorted(several, key=lambda one: -len(one[0])))
        for word, several in found.items()
    }


def voices_of(reading: Reading) -> Voices:
    content: set[int] = set()
    cues: set[int] = set()
    first_cue: dict[int, int] = {}
    for quote in reading.quotes:
        for start, end in quote.spans:
            content.update(tokens(reading, start, end))
        position = None if quote.cue is None else reading.passage_at(quote.cue.start)
        if quote.cue is not None and position is not None:
            cues.update(tokens(reading, quote.cue.start, quote.cue.end))
            first_cue[position] = min(quote.cue.end, first_cue.get(position, quote.cue.end))
    after = {
        place
        for position, end in first_cue.items()
        for place in tokens(reading, end, max(end, reading.passages[position].end))
    }
    return Voices(frozenset(content), frozenset(cues), frozenset(after))


def tokens(reading: Reading, start: int, end: int) -> range:
    """The tokens between two offsets."""
    return range(bisect_left(reading.starts, start), bisect_left(reading.starts, end))


def is_own(reading: Reading, first: int, last: int, name: str, voices: Voices) -> bool:
    """Are the words the writer's? Verbs may announce what is said, but not be part of it."""
    places = range(first, last)
    if any(reading.quoted[first:last]) or not voices.content.isdisjoint(places):
        return False
    if name == "loaded-speech":
        return first in voices.cues
    if name == "loaded-acts" or voices.cues.issuperset(places):
        return True
    if not voices.after.isdisjoint(places) or is_called(reading, first):
        return False
    return max(reading.attributed[first:last]) < WRITERS


def is_called(reading: Reading, first: int) -> bool:
    """Does the sentence say shortly before that somebody calls it so?"""
    position = reading.passage_at(reading.starts[first])
    begin = first if position is None else reading.passages[position].first
    before = reading.lower[max(begin, first - CALLING_REACH) : first]
    return not words("loaded-calling").isdisjoint(before)


def fits(reading: Reading, first: int, last: int, name: str) -> bool:
    """Is it the part of speech as which the list means it, and a verb somebody's act?"""
    tag = reading.tags[first]
    if name in {"loaded-acts", "loaded-speech"}:
        return tag[:2] == "VB" and is_actor(subject(reading.doc[first]))
    if last - first > 1:
        return True
    if name == "loaded-labels":
        return tag in {"NN", "NNS"}
    participle = tag in {"VBN", "VBG"} and reading.doc[first].dep_ == "amod"
    return tag[:2] in {"JJ", "RB"} or participle


def subject(verb: Token) -> Token | None:
    """Who does it; of a verb without a subject, that of the verb or the noun it hangs on."""
    for _ in range(3):
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None or verb.dep_ not in SHARING:
            return own or (verb.head if verb.dep_ == "acl" else None)
        verb = verb.head
    return None


def is_actor(token: Token | None) -> bool:
    """A person, a body or a word for either; storms and cars slam nobody."""
    if token is None:
        return False
    word = token.lower_
    return token.ent_type_ in ACTORS or word in PERSONAL or word in actors()


@cache
def actors() -> frozenset[str]:
    singular = frozenset().union(*(words(name) for name in ACTOR_LISTS))
    return singular | {f"{word}s" for word in singular}


def is_innocent(reading: Reading, first: int, last: int, known: dict[str, frozenset[int]]) -> bool:
    """Does the text use the word in innocent company, here or, but for a name before it, anywhere?

    `known` keeps what was looked up for each word of this text.
    """
    for word in reading.lower[first:last]:
        if word not in known:
            known[word] = innocent_places(reading, word)
        named = reading.tags[first - 1] in NAMES or reading.entities[first - 1] in NATIONS
        covered = not known[word].isdisjoint(range(first, last))
        if covered or (known[word] and not (first and named)):
            return True
    return False


def innocent_places(reading: Reading, word: str) -> frozenset[int]:
    """The tokens of all innocent uses of the word, with their company."""
    found: set[int] = set()
    for pattern in innocents().get(word, ()):
        for place in range(len(reading.words) - len(pattern) + 1):
            if stands_at(reading, place, pattern):
                found.update(range(place, place + len(pattern)))
    return frozenset(found)


Pattern = tuple[frozenset[str], ...]


def stands_at(reading: Reading, place: int, pattern: Pattern) -> bool:
    """Do the words, or in capitals their tags, stand in the text from this token on?"""
    return all(
        reading.lower[place + step] in choices or reading.tags[place + step] in choices
        for step, choices in enumerate(pattern)
    )


@cache
def innocents() -> dict[str, tuple[Pattern, ...]]:
    """By loaded word, the company in which it is none."""
    found: dict[str, tuple[Pattern, ...]] = {}
    for line in entries("loaded-innocent"):
        loaded, company = line.split(": ")
        pattern = tuple(frozenset(choice.split("|")) for choice in company.split())
        for word in loaded.split("|"):
            found[word] = (*found.get(word, ()), pattern)
    return found

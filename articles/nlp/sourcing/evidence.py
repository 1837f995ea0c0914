"""Finds in each sentence the words that an editor would stop at: figures, causes, motives and such.

The lists under `lexicon/` hold most of the knowledge; numbers, superlatives and comparisons are
read off the tags. A clue says that words are there, not that nobody is named for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from articles.nlp.findings import Evidence, Reason
from articles.nlp.reasons import (
    ACCUSATION,
    CAUSE,
    HEDGE,
    HIDDEN_AGENT,
    JUDGEMENT,
    MOTIVE,
    NO_COMMENT,
    NUMBER,
    PREDICTION,
    PUBLIC_RECORD,
    RHETORIC,
    SUPERLATIVE,
    TREND,
)
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.wordlists import phrases, words

LISTS: tuple[tuple[str, Reason], ...] = (
    ("cause", CAUSE),
    ("motive", MOTIVE),
    ("accusation", ACCUSATION),
    ("trend", TREND),
    ("prediction", PREDICTION),
    ("superlative", SUPERLATIVE),
    ("hedge", HEDGE),
    ("evaluation", JUDGEMENT),
    ("rhetoric", RHETORIC),
    ("public-record", PUBLIC_RECORD),
    ("no-comment", NO_COMMENT),
    ("hidden-agent", HIDDEN_AGENT),
)


# These make it likelier that nobody would ask "says who?"; all others make it less likely.
AGAINST = frozenset({JUDGEMENT.code, RHETORIC.code, PUBLIC_RECORD.code, NO_COMMENT.code})


@dataclass(frozen=True, slots=True)
class Clue:
    """A reason at work on the tokens `first:last` (half-open)."""

    reason: Reason
    first: int
    last: int

    def evidence(self, reading: Reading) -> Evidence:
        return Evidence(self.reason, reading.starts[self.first], reading.ends(self.last - 1))


def clues(reading: Reading, passage: Passage) -> list[Clue]:
    """All clues of one sentence in text order; of one list the longest entry at each word wins."""
    index = phrase_index()
    found: list[Clue] = []
    for place in range(passage.first, passage.last):
        candidates = index.get(reading.lower[place])
        if candidates:
            found.extend(matches(reading.lower, place, passage.last, candidates))
        tag = reading.tags[place]
        if tag in TAGGED:
            found.extend(tagged(reading, place, passage))
    return found


Candidates = tuple[tuple[tuple[str, ...], Reason], ...]


def matches(lower: list[str], place: int, stop: int, candidates: Candidates) -> Iterator[Clue]:
    seen: set[str] = set()
    for entry, reason in candidates:
        size = len(entry)
        if size > 1 and (place + size > stop or tuple(lower[place : place + size]) != entry):
            continue
        if reason.code not in seen:
            seen.add(reason.code)
            yield Clue(reason, place, place + size)


@cache
def phrase_index() -> dict[str, Candidates]:
    """Entries by their first word, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Reason]]] = {}
    for name, reason in LISTS:
        for entry in phrases(name):
            index.setdefault(entry[0], []).append((entry, reason))
    return {
        word: tuple(sorted(set(candidates), key=lambda one: (-len(one[0]), one[1].code, one[0])))
        for word, candidates in index.items()
    }


TAGGED = frozenset({"CD", "JJS", "RBS", "JJR", "RBR", "NNS", "NN", "$"})


def tagged(reading: Reading, place: int, passage: Passage) -> Iterator[Clue]:
    """What the tag of one word gives away."""
    tag, word = reading.tags[place], reading.lower[place]
    if tag == "CD":
        if is_figure(reading, place, passage):
            yield Clue(NUMBER, place, place + 1)
    elif tag in {"JJS", "RBS"}:
        if word not in {"least", "most"} or before(reading, place, passage) == "the":
            yield Clue(SUPERLATIVE, place, place + 1)
    elif tag in {"JJR", "RBR"}:
        if "than" in reading.lower[place : min(place + 6, passage.last)]:
            yield Clue(TREND, place, place + 1)
    elif word in words("round-numbers"):
        yield Clue(NUMBER, place, place + 1)


def before(reading: Reading, place: int, passage: Passage) -> str:
    return reading.lower[place - 1] if place > passage.first else ""


def is_figure(reading: Reading, place: int, passage: Passage) -> bool:
    """A count or a rate, as against a date, a year, an hour, an age or the pronoun "one"."""
    word, previous = reading.lower[place], before(reading, place, passage)
    after = reading.lower[place + 1] if place + 1 < passage.last else ""
    if after in words("units") or previous == "$" or word in words("units"):
        return True
    months = words("months")
    if word == "one" or previous in months or after in months or after in {"a.m.", "p.m.", "a.m"}:
        return False
    if ":" in word or is_year(word):
        return False
    # ", 23," is an age; "9 / 11" and "5 - 4" are names of things or results.
    joined = {"/", "-", "–"} & {previous, after}
    return not joined and not (previous == "," and after in {",", "."})


def is_year(word: str) -> bool:
    digits = word.strip("'’s")
    return len(digits) == 4 and digits.isdigit() and "1500" <= digits <= "2100"

"""Finds "he added" and "Roe said": words of a sentence that point to a speaker by themselves."""

from collections.abc import Iterator
from functools import cache

from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.wordlists import words

SAYING = frozenset({"VBD", "VBZ", "VBP"})
SPEAKERS = frozenset({"PRP", "NNP", "NNPS"})


@cache
def stances() -> frozenset[str]:
    """Verbs of saying and of holding a view."""
    return words("stance-verbs")


def anchors(reading: Reading, passage: Passage) -> Iterator[int]:
    """Verbs of saying, as token places, right after or before a name or pronoun, unquoted."""
    for place in range(passage.first, passage.last):
        if reading.tags[place] not in SAYING or reading.lower[place] not in stances():
            continue
        around = {place - 1, place + 1} & set(range(passage.first, passage.last))
        spoken = any(reading.tags[other] in SPEAKERS for other in around)
        if spoken and not reading.quoted[place]:
            yield place


def is_set_off(reading: Reading, passage: Passage, verb: int) -> bool:
    """The pronoun and the verb alone between commas: ", he added,"."""
    first, last = verb - 2, verb + 1
    inside = first >= passage.first and last < passage.last
    return inside and reading.lower[first] == "," and reading.lower[last] == ","

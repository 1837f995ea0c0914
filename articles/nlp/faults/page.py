"""Finds faults of the page: left-over furniture, unsupported headlines, mixed conventions."""

from collections.abc import Iterator
from functools import cache

from articles.nlp.findings import Defect, Evidence
from articles.nlp.reasons import (
    HEADLINE_NAME,
    HEADLINE_NUMBER,
    HEADLINE_WORDS,
    PAGE_FURNITURE,
    TWO_SPELLINGS,
)
from articles.nlp.sourcing.layout import Line
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.wordlists import entries, expanded

PROPER = frozenset({"NNP", "NNPS"})
CONTENT = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})
ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "e")
BODY_WORDS = 80
COUNTRY = frozenset({"US", "U.S.", "USA"})
# Not calibrated; chosen after reading such marks on training articles.
FURNITURE, HEADLINE, SPELLING = 0.9, 0.5, 0.5


def boilerplate(reading: Reading, lines: list[Line]) -> Iterator[Defect]:
    for line in lines:
        if line.role == "furniture":
            start = reading.passages[line.first].start
            end = reading.passages[line.last - 1].end
            reasons = (Evidence(PAGE_FURNITURE, start, end),)
            yield Defect("boilerplate", start, end, FURNITURE, reasons)


def unsupported_headline(
    reading: Reading, lines: list[Line], story: list[Passage]
) -> Iterator[Defect]:
    """A headline whose names, figures or most words have no counterpart in the story."""
    if not lines or lines[0].role != "headline":
        return
    places = [place for passage in story for place in range(passage.first, passage.last)]
    if len(places) < BODY_WORDS:
        return
    body = {stem(reading.lower[place]) for place in places}
    first = reading.passages[lines[0].first]
    last = reading.passages[lines[0].last - 1]
    reasons = (
        *missing_names(reading, range(first.first, last.last), body),
        *missing_words(reading, range(first.first, last.last), body),
    )
    if reasons:
        yield Defect("headline-unsupported", first.start, last.end, HEADLINE, reasons)


def stem(word: str) -> str:
    """The word without its commonest endings: enough to match "bases" with "base"."""
    word = word.strip("'’\"-")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def missing_names(reading: Reading, headline: range, body: set[str]) -> Iterator[Evidence]:
    """Persons of whose names no part is in the story, and figures that it lacks."""
    for entity in reading.doc[headline.start : headline.stop].ents:
        named = entity.label_ == "PERSON" and entity.root.tag_ in PROPER
        if named and not any(stem(token.lower_) in body for token in entity):
            yield Evidence(HEADLINE_NAME, entity.start_char, entity.end_char)
    for place in headline:
        word = reading.lower[place]
        figure = len(word) > 1 and word.replace(",", "").isdigit() and word not in body
        if figure and reading.entities[place] not in {"DATE", "TIME"}:
            yield Evidence(HEADLINE_NUMBER, reading.starts[place], reading.ends(place))


def missing_words(reading: Reading, headline: range, body: set[str]) -> Iterator[Evidence]:
    """The content words without counterpart, if they are most of the headline."""
    content = [
        place
        for place in headline
        if reading.tags[place] in CONTENT and len(reading.words[place]) > 3
    ]
    missing = [place for place in content if stem(reading.lower[place]) not in body]
    if len(missing) >= 6 and len(missing) >= 0.5 * len(content):
        for place in missing:
            yield Evidence(HEADLINE_WORDS, reading.starts[place], reading.ends(place))


def mixed_spelling(reading: Reading, story: list[Passage]) -> Iterator[Defect]:
    """One word spelled in two conventions, outside names and quotations; marks the rarer one."""
    places: dict[str, list[int]] = {}
    for passage in story:
        for place in range(passage.first, passage.last):
            word = reading.lower[place]
            if word not in spellings() or reading.quoted[place]:
                continue
            if reading.tags[place] not in PROPER:
                places.setdefault(word, []).append(place)
    for american, british in pairs():
        ours = [place for word in american for place in places.get(word, ())]
        theirs = [place for word in british for place in places.get(word, ())]
        if ours and theirs:
            yield two_spellings(reading, *sorted((ours, theirs), key=len))
    yield from mixed_country(reading, story)


def mixed_country(reading: Reading, story: list[Passage]) -> Iterator[Defect]:
    """ "The USA" beside "US" in the writer's own words; "USA Today" and "Team USA" are names."""
    places = [
        place
        for passage in story
        for place in range(passage.first, passage.last)
        if not reading.quoted[place] and reading.words[place] in COUNTRY
    ]
    longer = [place for place in places if reading.words[place] == "USA"]
    shorter = [place for place in places if reading.words[place] != "USA"]
    plain = [place for place in longer if is_plain_country(reading, place)]
    if plain and shorter:
        yield two_spellings(reading, *sorted((plain, shorter), key=len))


def is_plain_country(reading: Reading, place: int) -> bool:
    """After "the", and no part of a longer name."""
    following = reading.tags[place + 1 : place + 2]
    return place > 0 and reading.lower[place - 1] == "the" and PROPER.isdisjoint(following)


def two_spellings(reading: Reading, rarer: list[int], other: list[int]) -> Defect:
    reasons = tuple(
        Evidence(TWO_SPELLINGS, reading.starts[place], reading.ends(place))
        for place in (rarer[0], other[0])
    )
    return Defect(
        "mixed-spelling", reading.starts[rarer[0]], reading.ends(rarer[0]), SPELLING, reasons
    )


@cache
def pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The two spellings of each word, each with its inflected forms."""
    sides = (line.split() for line in entries("spelling"))
    return tuple((forms(american), forms(british)) for american, british in sides)


def forms(side: str) -> frozenset[str]:
    return frozenset(form for (form,) in expanded(side))


@cache
def spellings() -> frozenset[str]:
    return frozenset().union(*(side for pair in pairs() for side in pair))

"""Finds words that point back to something the text never introduced."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from articles.nlp.findings import Defect, Evidence, Quote, Source
from articles.nlp.reasons import AS_IF_KNOWN, NO_DATE, NOBODY_BEFORE, PART_OF_NAME, TWO_SPEAKERS
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.wordlists import words

PRONOUNS = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
PROPER = frozenset({"NNP", "NNPS"})
IDENTIFYING = frozenset({"prep", "relcl", "acl", "appos", "poss", "nmod"})
# Not calibrated; chosen after reading such marks on training articles.
DANGLING, AMBIGUOUS, UNDATED = 0.8, 0.4, 0.3
UNINTRODUCED_NAME, UNINTRODUCED_DOCUMENT = 0.6, 0.6


def dangling_pronouns(reading: Reading, story: list[Passage]) -> Iterator[Defect]:
    """The first "he" or "she" before any person has been named; later ones repeat the fault."""
    for passage in story:
        for place in range(passage.first, passage.last):
            if reading.lower[place] in PRONOUNS and reading.tags[place] in {"PRP", "PRP$"}:
                if not person_up_to(reading, passage.last):
                    start, end = reading.starts[place], reading.ends(place)
                    reasons = (Evidence(NOBODY_BEFORE, start, end),)
                    yield Defect("dangling-pronoun", start, end, DANGLING, reasons)
                return


def person_up_to(reading: Reading, last: int) -> bool:
    """Is a person named or described before this token, the headline included?"""
    return reading.first_person < last


def rival_speakers(reading: Reading) -> Iterator[Defect]:
    """ "He added" at the head of a paragraph, after a nameless speaker and a named one."""
    for number, quote in enumerate(reading.quotes):
        source = quote.source
        if source is None or source.text.lower() not in {"he", "she"}:
            continue
        if not in_opening_sentence(reading, source.start):
            continue
        before = speakers_before(reading, reading.quotes[:number])
        if before is not None:
            reasons = tuple(Evidence(TWO_SPEAKERS, one.start, one.end) for one in before)
            yield Defect("dangling-pronoun", source.start, source.end, AMBIGUOUS, reasons)


def in_opening_sentence(reading: Reading, offset: int) -> bool:
    place = reading.passage_at(offset)
    return place is not None and reading.passages[place].opens


def speakers_before(reading: Reading, quotes: tuple[Quote, ...]) -> tuple[Source, Source] | None:
    """The last two speakers, if the later goes without a name and the earlier has one."""
    sources = [quote.source for quote in quotes if quote.source is not None]
    if len(sources) < 2 or sources[-1].start == sources[-2].start:
        return None
    earlier, later = sources[-2], sources[-1]
    nameless = later.type == "person" and later.name is None
    rivals = nameless and not has_person(reading, later) and earlier.type == "person"
    return (earlier, later) if rivals and earlier.name is not None else None


def has_person(reading: Reading, source: Source) -> bool:
    """Does the source's own wording name somebody, or is it only a pronoun?"""
    first, last = reading.token_at(source.start), reading.token_at(source.end - 1)
    named = "PERSON" in reading.entities[first : last + 1]
    return named or source.text.lower() in PRONOUNS


def unintroduced_names(reading: Reading, story: list[Passage]) -> Iterator[Defect]:
    """A person called by one name only, who nowhere gets a second name or a title."""
    known = words("known-names") | introduced_names(reading)
    inside = [(passage.start, passage.end) for passage in story]
    seen: set[str] = set()
    for entity in reading.doc.ents:
        name = plain(entity.text)
        if entity.label_ != "PERSON" or name in seen or not is_bare(entity.text):
            continue
        if not is_actor(entity.root) or not within(entity.start_char, inside):
            continue
        seen.add(name)
        if name not in known:
            reasons = (Evidence(PART_OF_NAME, entity.start_char, entity.end_char),)
            yield Defect(
                "unintroduced-name", entity.start_char, entity.end_char, UNINTRODUCED_NAME, reasons
            )


def plain(name: str) -> str:
    return name.lower().replace("’", "'")


def within(offset: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in ranges)


def is_bare(name: str) -> bool:
    return len(name.split()) == 1 and name[0].isupper() and len(name) > 2 and not name.isupper()


def is_actor(token: Token) -> bool:
    """Speaks or acts in its sentence; names of things and places seldom do."""
    return token.dep_ in {"nsubj", "nsubjpass"} and token.head.lower_ in words("stance-verbs")


def introduced_names(reading: Reading) -> frozenset[str]:
    """Every word that stands beside another capitalised word or a title somewhere."""
    found: set[str] = set()
    tags = reading.tags
    for place in range(1, len(tags)):
        pair = tags[place] in PROPER and tags[place - 1] in PROPER
        if pair or (tags[place] in PROPER and is_title(reading, place - 1)):
            found.update((reading.lower[place], reading.lower[place - 1]))
    for entity in reading.doc.ents:
        if " " in entity.text:
            found.update(plain(entity.text).split())
    return frozenset(found)


def is_title(reading: Reading, place: int) -> bool:
    return reading.lower[place] in words("persons")


def unintroduced_documents(reading: Reading, story: list[Passage]) -> Iterator[Defect]:
    """ "The report" at its first mention, unless its own words say which one is meant."""
    seen = headline_words(reading, story)
    for number, passage in enumerate(story):
        for place in range(passage.first, passage.last):
            word = reading.lower[place]
            if word not in papers() or word in seen:
                continue
            seen.update(papers())
            if points_back(reading, passage, place, lead=number == 0):
                first = place - 1
                start, end = reading.starts[first], reading.ends(place)
                reasons = (Evidence(AS_IF_KNOWN, start, end),)
                yield Defect("unintroduced-document", start, end, UNINTRODUCED_DOCUMENT, reasons)


@cache
def papers() -> frozenset[str]:
    return words("papers")


def headline_words(reading: Reading, story: list[Passage]) -> set[str]:
    """Words before the story proper: a headline may introduce a document."""
    return set(reading.lower[: story[0].first]) if story else set()


def points_back(reading: Reading, passage: Passage, place: int, *, lead: bool) -> bool:
    """ "The" and the bare noun, as subject; in the lead nothing can have come before."""
    token = reading.doc[place]
    if place == passage.first or reading.lower[place - 1] != "the" or reading.quoted[place]:
        return False
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if lead and place - 1 == passage.first:
        return not any(child.dep_ in {"prep", "poss"} for child in token.children)
    return not any(child.dep_ in IDENTIFYING for child in token.children)


def undated_days(reading: Reading, story: list[Passage]) -> Iterator[Defect]:
    """Different weekdays in a text that gives no date at all; one finding a text, at the first."""
    days = [
        place
        for passage in story
        for place in range(passage.first, passage.last)
        if reading.lower[place] in words("weekdays") and not reading.quoted[place]
    ]
    if len({reading.lower[place] for place in days}) < 2:
        return
    if not any(is_date(reading, place) for place in range(len(reading.words))):
        start, end = reading.starts[days[0]], reading.ends(days[0])
        reasons = tuple(
            Evidence(NO_DATE, reading.starts[place], reading.ends(place)) for place in days
        )
        yield Defect("undated", start, end, UNDATED, reasons)


def is_date(reading: Reading, place: int) -> bool:
    """A month with its day outside quotations, or a year of this century."""
    if reading.quoted[place]:
        return False
    word = reading.lower[place]
    if word in words("months") and reading.words[place][0].isupper():
        near = reading.lower[max(place - 1, 0) : place + 2]
        return any(other[:1].isdigit() for other in near)
    return len(word) == 4 and word.isdigit() and word.startswith("20")

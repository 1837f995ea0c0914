"""Puts the desk's four questions to every vague source and answers them from the text.

The answers stand beside a mark's reasons, never among them: they say what to ask, not why it is
marked.
"""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from articles.nlp.checklist.anonymity import conditions_named, reasons_given
from articles.nlp.checklist.checkable import facts, views
from articles.nlp.checklist.corroboration import second_sources, several
from articles.nlp.checklist.position import positions_to_know
from articles.nlp.checklist.questions import (
    ANONYMITY,
    FACT_OR_OPINION,
    POSITION,
    SECOND_SOURCE,
    Question,
)
from articles.nlp.checklist.vague_source import Place, VagueSource, kinds, sources_of
from articles.nlp.findings import Answer, Check, Claim, Quote
from articles.nlp.sourcing.reading import Reading, forget, read_once


def checked(doc: Doc) -> list[Claim | Quote]:
    """The quotes and claims on the Doc, those with a vague source with their answers."""
    marks: list[Claim | Quote] = [*doc._.quotes, *doc._.claims]
    if any(any(kinds(mark)) for mark in marks):
        reading = read_once(doc)
        marks = [replace(mark, checks=checks(reading, mark)) for mark in marks]
    forget(doc)
    return marks


def checks(reading: Reading, mark: Claim | Quote) -> tuple[Check, ...]:
    """The four answers in the order asked; none for a mark without a vague source."""
    sources = sources_of(reading, mark)
    if not sources:
        return ()
    return (
        position_to_know(reading, sources),
        reason_for_anonymity(reading, sources),
        second_source(reading, sources, whole(reading, mark)),
        fact_or_opinion(reading, statement(reading, mark, sources)),
    )


def position_to_know(reading: Reading, sources: list[VagueSource]) -> Check:
    found = (place for source in sources for place in positions_to_know(reading, source))
    return yes_or_no(reading, POSITION, found)


def reason_for_anonymity(reading: Reading, sources: list[VagueSource]) -> Check:
    """A condition without a reason is quoted, and is no answer; of a crowd nothing is missed."""
    people = [source for source in sources if source.kind != "hidden"]
    given = (place for source in people for place in reasons_given(reading, source))
    found = yes_or_no(reading, ANONYMITY, given)
    if found.answer == "present":
        return found
    named = next((at for source in people for at in conditions_named(reading, source)), None)
    if named is None and not any(could_be_named(reading, source) for source in people):
        return Check(ANONYMITY.code, "not-asked")
    return quoting(reading, ANONYMITY, "absent", named)


def could_be_named(reading: Reading, source: VagueSource) -> bool:
    """A person whom the writer knows; also "two people", a crowd that has been counted."""
    counted = source.kind == "collective" and any(several(reading, source))
    return source.kind == "anonymous" or counted


def second_source(reading: Reading, sources: list[VagueSource], said: Place) -> Check:
    found = (place for source in sources for place in second_sources(reading, source, said))
    return yes_or_no(reading, SECOND_SOURCE, found)


def fact_or_opinion(reading: Reading, said: list[Place]) -> Check:
    """Where both are found the view is quoted: it is the part that no desk can check."""
    fact = next(facts(reading, said), None)
    view = next(views(reading, said), None)
    if fact is None:
        return quoting(reading, FACT_OR_OPINION, "opinion" if view else "unclear", view)
    return quoting(reading, FACT_OR_OPINION, "unclear" if view else "fact", view or fact)


def yes_or_no(reading: Reading, question: Question, found: Iterable[Place]) -> Check:
    place = next(iter(found), None)
    return quoting(reading, question, "absent" if place is None else "present", place)


def quoting(reading: Reading, question: Question, answer: Answer, place: Place | None) -> Check:
    if place is None:
        return Check(question.code, answer)
    return Check(question.code, answer, reading.starts[place[0]], reading.ends(place[1] - 1))


def whole(reading: Reading, mark: Claim | Quote) -> Place:
    return tokens(reading, mark.start, mark.end)


def tokens(reading: Reading, start: int, end: int) -> Place:
    return reading.token_at(start), reading.token_at(end - 1) + 1


def statement(reading: Reading, mark: Claim | Quote, sources: list[VagueSource]) -> list[Place]:
    """What is said, with the words that announce it, but without the words for the source."""
    if isinstance(mark, Quote):
        return said(reading, mark)
    position = reading.passage_at(mark.start)
    quotes = [
        quote
        for quote in reading.quotes_of.get(-1 if position is None else position, ())
        if any(reaches(reading, source, quote) for source in sources)
    ]
    if quotes:
        return [place for quote in quotes for place in said(reading, quote)]
    first, last = whole(reading, mark)
    described = {
        place for one in sources if one.kind != "hidden" for place in range(one.first, one.edge)
    }
    return stretches([place for place in range(first, last) if place not in described])


def said(reading: Reading, quote: Quote) -> list[Place]:
    found = [tokens(reading, start, end) for start, end in quote.spans]
    if quote.cue is not None:
        found.append(tokens(reading, quote.cue.start, quote.cue.end))
    return found


def reaches(reading: Reading, source: VagueSource, quote: Quote) -> bool:
    """Is the quote's source the vague one?"""
    if quote.source is None:
        return False
    first, last = tokens(reading, quote.source.start, quote.source.end)
    return first < source.last and source.first < last


def stretches(places: list[int]) -> list[Place]:
    """Runs of consecutive places as half-open ranges."""
    found: list[Place] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found

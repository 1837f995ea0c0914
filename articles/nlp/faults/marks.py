"""Finds quotations that nobody speaks, and quotation marks that do not add up."""

import re
from collections.abc import Iterator

from articles.nlp.findings import Defect, Evidence, Quote, Reason, Source
from articles.nlp.quotations import Quotation
from articles.nlp.reasons import (
    MARK_LOOSE,
    MARK_OPENS_ON_COMMA,
    MARK_STRAY,
    MARK_UNCLOSED,
    SPEAKERLESS,
    SUBJECT_CHANGES,
)
from articles.nlp.sourcing.anchors import anchors
from articles.nlp.sourcing.layout import Line
from articles.nlp.sourcing.reading import Passage, Reading

# Shorter quotations are names, titles and scare quotes rather than somebody's speech.
SPOKEN_WORDS = 5
# A paragraph with more stray marks than this is no better explained by showing them all.
SHOWN_MARKS = 12
DASHES = frozenset("-–—―")
# Beyond the spaces no other mark: “He said ‘no’ ” is only roomy.
LOOSE = re.compile(r"(?<=[^\s\"'“”‘’«»][ \t])['‘’](?=[ \t][^\s\"'“”‘’«»])")
OPENER = re.compile(r"(?<!\S)['‘](?=\w)")
# So far back lies what a loose mark was meant to close.
CLOSES = 120
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
# Not calibrated: the share that held up when such marks were read on training articles.
ORPHAN, GARBLED, UNCLOSED, LOOSE_MARK, STITCHED = 0.7, 0.9, 0.6, 0.6, 0.5


def orphan_quotations(reading: Reading) -> list[Quotation]:
    """Outermost quotations that read like speech, with no speaker in their paragraph.

    What takes up a quotation that was left open before belongs to that one's speaker.
    """
    return [
        quotation
        for quotation in reading.quotations
        if quotation.depth == 0
        and not quotation.stray
        and not quotation.continues
        and not quotation.single
        and is_speech(reading, quotation)
        and not has_speaker(reading, quotation)
    ]


def is_speech(reading: Reading, quotation: Quotation) -> bool:
    """A clause of its own that begins its sentence, as against quoted words in another's."""
    first, last = reading.token_at(quotation.start), reading.token_at(quotation.end - 1)
    passage = reading.passage_at(quotation.start)
    if passage is None or reading.passages[passage].start != quotation.start:
        return False
    long_enough = last - first - 1 >= SPOKEN_WORDS
    return long_enough and not FINITE.isdisjoint(reading.tags[first : last + 1])


def has_speaker(reading: Reading, quotation: Quotation) -> bool:
    """Is anything in the quotation's paragraph given to a source, or announced before it?"""
    first = reading.passage_at(quotation.start)
    if first is None:
        return False
    if first and reading.words[reading.passages[first - 1].last - 1] == ":":
        return True
    if is_signed(reading, quotation):
        return True
    line = reading.passages[first].line
    for position in range(first, len(reading.passages)):
        passage = reading.passages[position]
        if passage.line != line:
            break
        given = reading.quotes_of.get(position, ())
        if any(speaks(quote, quotation, reading) for quote in given):
            return True
        if passage.start <= quotation.end and any(anchors(reading, passage)):
            return True
    return False


def is_signed(reading: Reading, quotation: Quotation) -> bool:
    """ "We won." — Ada Roe; or a transcript's "ROE: We won." """
    after = reading.text[quotation.end : quotation.end + 6].split()
    if after and after[0][0] in DASHES:
        return "".join(after).lstrip("".join(DASHES))[:1].isupper()
    first = reading.token_at(quotation.start) + 1
    opening = reading.words[first : first + 2]
    return len(opening) == 2 and opening[0].isupper() and opening[1] == ":"


def speaks(quote: Quote, quotation: Quotation, reading: Reading) -> bool:
    """Does this attribution name the quotation's speaker?

    Not if its source says something else, unquoted, in a later sentence of its own; nor if it is
    an organisation or a document of an earlier paragraph, which are seldom quoted on loosely.
    """
    source = quote.source
    if source is None or is_borrowed(reading, quotation, source):
        return False
    end = reading.passages[reading.passage_at(quotation.end - 1) or 0].end
    says_else = any(span_end > end for _, span_end in quote.spans)
    return not (source.start >= end and says_else and not quoted_at(reading, quote))


def is_borrowed(reading: Reading, quotation: Quotation, source: Source) -> bool:
    here, there = reading.passage_at(quotation.start), reading.passage_at(source.start)
    if here is None or there is None or source.type == "person":
        return False
    return reading.passages[there].line < reading.passages[here].line


def quoted_at(reading: Reading, quote: Quote) -> bool:
    """Are the last words attributed a quotation as well?"""
    return reading.quoted[reading.token_at(max(end for _, end in quote.spans) - 1)]


def orphan_defects(reading: Reading) -> Iterator[Defect]:
    for quotation in orphan_quotations(reading):
        start, end = quotation.start, quotation.end
        yield Defect("orphan-quote", start, end, ORPHAN, (Evidence(SPEAKERLESS, start, end),))
        yield from stitched(reading, quotation)


def stitched(reading: Reading, quotation: Quotation) -> Iterator[Defect]:
    """Plain text that follows a loose quotation in its paragraph: joined from elsewhere?"""
    place = reading.passage_at(quotation.start)
    if place is None or place + 1 >= len(reading.passages):
        return
    this, following = reading.passages[place], reading.passages[place + 1]
    whole = this.end - quotation.end <= 1
    if not whole or following.line != this.line or reading.quoted[following.first]:
        return
    if reading.tags[following.first] not in {"PRP", "PRP$"}:
        reasons = (Evidence(SUBJECT_CHANGES, quotation.start, following.end),)
        yield Defect("does-not-connect", following.start, following.end, STITCHED, reasons)


def garbled_defects(reading: Reading, lines: list[Line]) -> Iterator[Defect]:
    """Stray marks and marks opened without an end: one finding a paragraph."""
    broken: dict[int, list[Quotation]] = {}
    for quotation in reading.quotations:
        place = reading.passage_at(quotation.start)
        if place is not None and is_broken(reading, quotation):
            broken.setdefault(reading.passages[place].line, []).append(quotation)
    for number, marks in broken.items():
        yield garbled_line(reading, lines[number], marks)


def is_broken(reading: Reading, quotation: Quotation) -> bool:
    return quotation.stray or not (quotation.closed or is_continued(reading, quotation))


def is_continued(reading: Reading, quotation: Quotation) -> bool:
    """Does the next paragraph open with a mark, as a quotation over several paragraphs does?"""
    place = reading.passage_at(quotation.end - 1)
    if place is None or place + 1 >= len(reading.passages):
        return False
    return reading.passages[place + 1].start in reading.quotation_starts


def garbled_line(reading: Reading, line: Line, marks: list[Quotation]) -> Defect:
    start = reading.passages[line.first].start
    end = reading.passages[line.last - 1].end
    confidence = GARBLED if any(mark.stray for mark in marks) else UNCLOSED
    reasons = tuple(mark_evidence(reading, mark) for mark in marks[:SHOWN_MARKS])
    return Defect("garbled-quote", start, end, confidence, reasons)


def loose_marks(reading: Reading, story: list[Passage]) -> Iterator[Defect]:
    """A single mark between two spaces; more in one line are a way of writing, not a fault."""
    paired = {each.start for each in reading.quotations} | {each.end for each in reading.quotations}
    by_line: dict[int, list[tuple[int, int]]] = {}
    for passage in story:
        for mark in LOOSE.finditer(reading.text, passage.start, passage.end):
            if paired.isdisjoint((mark.start(), mark.end())):
                by_line.setdefault(passage.line, []).append((passage.start, mark.start()))
    for found in by_line.values():
        if len(found) == 1:
            start, at = found[0]
            reasons = (Evidence(MARK_LOOSE, at, at + 1),)
            opening = opened_at(reading.text, start, at)
            yield Defect("garbled-quote", opening, at + 1, LOOSE_MARK, reasons)


def opened_at(text: str, start: int, at: int) -> int:
    """Where the last mark before this one opens a word, else this mark itself."""
    before = list(OPENER.finditer(text, max(start, at - CLOSES), at))
    return before[-1].start() if before else at


def mark_evidence(reading: Reading, mark: Quotation) -> Evidence:
    if not mark.stray:
        return Evidence(MARK_UNCLOSED, mark.start, mark.start + 1)
    following = reading.text[mark.end : mark.end + 2]
    place = reading.passage_at(mark.start)
    begins = place is not None and reading.passages[place].start == mark.start
    reason: Reason = MARK_OPENS_ON_COMMA if begins and following in {", ", ". "} else MARK_STRAY
    return Evidence(reason, mark.start, mark.end)

"""Takes back what was read as somebody's words where a fault of the text speaks against it."""

from dataclasses import replace

from articles.nlp.faults.marks import mark_evidence, orphan_quotations
from articles.nlp.findings import Evidence, Quote
from articles.nlp.quotations import Quotation
from articles.nlp.reasons import CARRIED_OVER, NO_SOURCE
from articles.nlp.sourcing.reading import Reading

# Where the marks are garbled every reading of the words is worth half.
GARBLED_TRUST = 0.5
# A person carried over more surely is kept: on labelled articles they were more often right.
DOUBTFUL = 0.5


def settled(reading: Reading) -> tuple[Quote, ...]:
    """The quotes, so that no mark on the page contradicts another."""
    loose = orphan_quotations(reading)
    stray = [each for each in reading.quotations if each.stray]
    quotes = tuple(doubted(reading, unspoken(each, loose), stray) for each in reading.quotes)
    # The same tuple where nothing changes: the reading stands for those who come after.
    return reading.quotes if quotes == reading.quotes else quotes


def unspoken(quote: Quote, loose: list[Quotation]) -> Quote:
    """Without the speaker of the words before, if no speaker of a loose quotation was found."""
    if not is_borrowed(quote) or not any(is_within(quote, quotation) for quotation in loose):
        return quote
    reasons = tuple(
        Evidence(NO_SOURCE) if each.reason is CARRIED_OVER else each for each in quote.reasons
    )
    # As far as that speaker was doubtful, it is likely that there is none.
    chance = 1.0 - quote.source_confidence
    return replace(
        quote,
        source=None,
        confidence=chance * quote.span_confidence,
        source_confidence=chance,
        reasons=reasons,
    )


def is_borrowed(quote: Quote) -> bool:
    """Is the speaker only carried over, and doubtful, or a body or paper, which seldom speak on?"""
    if quote.source is None or all(each.reason is not CARRIED_OVER for each in quote.reasons):
        return False
    return quote.source.type != "person" or quote.source_confidence < DOUBTFUL


def is_within(quote: Quote, quotation: Quotation) -> bool:
    return quotation.start <= quote.start and quote.end <= quotation.end + 1


def doubted(reading: Reading, quote: Quote, stray: list[Quotation]) -> Quote:
    """Half as sure, and without the stray marks at its edges, where marks close nothing."""
    place = reading.passage_at(quote.start)
    if place is None or place not in reading.garbled:
        return quote
    passage = reading.passages[place]
    marks = [each for each in stray if passage.start <= each.start < passage.end]
    spans = tuple(without_marks(span, marks) for span in quote.spans)
    reasons = (*quote.reasons, *(mark_evidence(reading, mark) for mark in marks[:2]))
    return replace(
        quote,
        start=spans[0][0],
        end=spans[-1][1],
        spans=spans,
        confidence=GARBLED_TRUST * quote.confidence,
        span_confidence=GARBLED_TRUST * quote.span_confidence,
        reasons=reasons,
    )


def without_marks(span: tuple[int, int], marks: list[Quotation]) -> tuple[int, int]:
    """The span without a stray mark that it begins or ends with; never an empty one."""
    start, end = span
    for mark in marks:
        if mark.start <= start < mark.end < end:
            start = mark.end
        if start < mark.start < end <= mark.end:
            end = mark.start
    return start, end

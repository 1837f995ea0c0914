"""Findings as readable text for a terminal."""

from collections import Counter
from collections.abc import Iterator

from articles.exports.record import calibrated
from articles.nlp.confidence import NOT_CALIBRATED
from articles.nlp.findings import Annotation, Claim, Findings, Quote

WIDEST = 100


def plain(text: str, findings: Findings, *, title: str) -> str:
    """A heading, the count of sentences by sourcing, then one block a mark with its reasons."""
    lines = [title, "=" * min(len(title), WIDEST), coverage(findings), ""]
    for mark in findings.annotations:
        lines += block(text, mark)
    return "\n".join(lines) + "\n"


def coverage(findings: Findings) -> str:
    counts = Counter(sentence.sourcing for sentence in findings.sentences)
    parts = ", ".join(f"{count} {sourcing}" for sourcing, count in counts.most_common())
    return f"{len(findings.sentences)} sentences: {parts or 'none'}"


def block(text: str, mark: Annotation) -> Iterator[str]:
    sure = f"{mark.confidence:.0%}" if calibrated(mark) else NOT_CALIBRATED
    yield f"{mark.start}-{mark.end}  {heading(mark)}  ({sure})"
    yield f"    {clipped(text[mark.start : mark.end])}"
    for evidence in mark.reasons:
        words = "" if evidence.start is None else clipped(text[evidence.start : evidence.end])
        yield f"    - {evidence.reason.says}" + (f": {words}" if words else "")
    yield ""


def heading(mark: Annotation) -> str:
    if isinstance(mark, Quote):
        source = mark.source
        who = "no source in the text" if source is None else source.name or source.text
        return f"{mark.form} quotation: {clipped(who)}"
    if isinstance(mark, Claim):
        return f"{mark.label} claim: {mark.type}"
    return f"defect: {mark.label}"


def clipped(words: str) -> str:
    """On one line, and not longer than a terminal's; the record formats give every word."""
    line = " ".join(words.split())
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"

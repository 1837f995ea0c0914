"""Turns linked token ranges into the findings that leave the pipeline, with their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from articles.nlp import reasons
from articles.nlp.attribution.cues import UNSEEN, kinds
from articles.nlp.attribution.links import Link, Stretch
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.words import Words
from articles.nlp.confidence import Calibration
from articles.nlp.findings import Cue, Evidence, Form, Quote, Source
from articles.nlp.quotations import Quotation

# Two sources nearer than this in probability are equally good: naming one would be a guess.
TOO_CLOSE = 0.15
RARE_GRADE = 1


@dataclass(frozen=True, slots=True)
class Context:
    """Everything known about an article when its quotes are written down.

    `text` is the Doc's: spaCy puts it together anew at every asking.
    """

    doc: Doc
    text: str
    words: Words
    tagged: Tagged
    calibrations: dict[str, Calibration]


def quote(link: Link, context: Context) -> Quote | None:
    """The finding for a link, or None where nothing is left after trimming."""
    spans = trimmed_spans(context, link.group.contents)
    if not spans:
        return None
    measured = evidence(link, context)
    kinds = {kind: each.probability(measured) for kind, each in context.calibrations.items()}
    ambiguous = is_ambiguous(link)
    return Quote(
        form=form(link.group.contents, context.words),
        start=spans[0][0],
        end=spans[-1][1],
        spans=tuple(spans),
        cue=cue(link.group.cue, context),
        source=source(link.source, context),
        confidence=min(kinds["joint"], 0.5) if ambiguous else kinds["joint"],
        span_confidence=kinds["span"],
        source_confidence=min(kinds["source"], 0.5) if ambiguous else kinds["source"],
        reasons=tuple(grounds(link, context)),
    )


def bounds(doc: Doc, stretch: Stretch) -> tuple[int, int]:
    last = doc[stretch.end - 1]
    return doc[stretch.start].idx, last.idx + len(last)


def trimmed_spans(context: Context, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Code points of each piece without white space at its ends."""
    found = []
    for start, end in (bounds(context.doc, each) for each in stretches):
        piece = context.text[start:end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece) - len(piece.rstrip())
        if any(character.isalnum() for character in piece):
            found.append((start + left, end - right))
    return found


def form(contents: Sequence[Stretch], words: Words) -> Form:
    """Direct if every word stands in quotation marks, indirect if none does."""
    inside = [
        words.quoted[token] not in {"O", "X"}
        for each in contents
        for token in range(each.start, each.end)
        if words.text[token][0].isalnum()
    ]
    if inside and all(inside):
        return "direct"
    return "mixed" if any(inside) else "indirect"


def cue(stretch: Stretch | None, context: Context) -> Cue | None:
    if stretch is None:
        return None
    start, end = bounds(context.doc, stretch)
    return Cue(start, end, context.text[start:end])


def source(stretch: Stretch | None, context: Context) -> Source | None:
    """Not yet resolved: who it is, is decided over the whole article."""
    if stretch is None:
        return None
    start, end = bounds(context.doc, stretch)
    return Source(start, end, context.text[start:end], "unresolved")


def is_ambiguous(link: Link) -> bool:
    return bool(link.source and link.rival) and (
        link.probability - link.rival_probability < TOO_CLOSE
    )


def evidence(link: Link, context: Context) -> dict[str, float]:
    """The numbers that the calibrations weigh."""
    tagged, words = context.tagged, context.words
    tokens = [token for each in link.group.contents for token in range(each.start, each.end)]
    certain = [tagged.certainty[token] for token in tokens]
    edges = [tagged.certainty[token] for each in link.group.contents
             for token in (each.start, each.end - 1)]  # fmt: skip
    after = [1 - tagged.attributed[each.end] if each.end < len(words.text) else 1.0
             for each in link.group.contents]  # fmt: skip
    kind = form(link.group.contents, words)
    return {
        "bias": 1.0,
        "mean": sum(certain) / len(certain),
        "least": min(certain),
        "edges": min(edges),
        "after": min(after),
        "cue": stretch_certainty(link.group.cue, tagged),
        "no cue": float(link.group.cue is None),
        "choice": link.probability,
        "source": stretch_certainty(link.source, tagged),
        "no source": float(link.source is None),
        "carried": float(link.borrowed == "before"),
        "continued": float("C" in words.quoted[tokens[0]]),
        "direct": float(kind == "direct"),
        "mixed": float(kind == "mixed"),
        "short": float(len(tokens) < 4),
    }


def stretch_certainty(stretch: Stretch | None, tagged: Tagged) -> float:
    if stretch is None:
        return 0.0
    certain = tagged.certainty[stretch.start : stretch.end]
    return sum(certain) / len(certain)


def grounds(link: Link, context: Context) -> list[Evidence]:
    """The reasons that a reader is shown, each with the words that triggered it."""
    found = mark_grounds(link, context)
    found += cue_grounds(link, context)
    found += source_grounds(link, context)
    return found


def mark_grounds(link: Link, context: Context) -> list[Evidence]:
    contents = [bounds(context.doc, each) for each in link.group.contents]
    found = []
    for quotation in quotations_within(context.doc._.quotations, contents):
        found.append(Evidence(reasons.QUOTATION_MARKS, quotation.start, quotation.end))
        if quotation.continues:
            found.append(Evidence(reasons.CONTINUED, quotation.start, quotation.end))
        if not quotation.closed:
            found.append(Evidence(reasons.UNCLOSED_MARK, quotation.start, quotation.end))
    if len(contents) > 1:
        found.append(Evidence(reasons.SPLIT, contents[1][0], contents[1][1]))
    return found


def quotations_within(
    quotations: Sequence[Quotation], spans: Sequence[tuple[int, int]]
) -> list[Quotation]:
    """The outermost quotations that overlap any of the spans."""
    return [
        each for each in quotations
        if each.depth == 0 and not each.stray
        and any(each.start < end and start < each.end for start, end in spans)
    ]  # fmt: skip


def cue_grounds(link: Link, context: Context) -> list[Evidence]:
    stretch, words = link.group.cue, context.words
    if stretch is None:
        return [Evidence(reasons.NO_CUE)]
    start, end = bounds(context.doc, stretch)
    low = words.low[stretch.start : stretch.end]
    grades = [grade for grade in words.grade[stretch.start : stretch.end] if grade != UNSEEN]
    if low[-1] == "to" and low[0] in {"according", "accord"}:
        return [Evidence(reasons.ACCORDING_TO, start, end)]
    if low == [":"]:
        return [Evidence(reasons.COLON_CUE, start, end)]
    told = any(kinds().get(words.stem[t]) for t in range(stretch.start, stretch.end))
    if max(grades, default=0) <= RARE_GRADE and not told:
        return [Evidence(reasons.RARE_CUE, start, end)]
    tags = words.tag[stretch.start : stretch.end]
    nominal = not any(tag.startswith("V") for tag in tags)
    found = [Evidence(reasons.NOMINAL_CUE if nominal else reasons.REPORTING_CUE, start, end)]
    if any(each.end == stretch.start or stretch.end == each.start or (
            each.end + 1 == stretch.start and words.tag[each.end] == ",")
           for each in link.group.contents):  # fmt: skip
        found.append(Evidence(reasons.ADJACENT_CUE, start, end))
    return found


def source_grounds(link: Link, context: Context) -> list[Evidence]:
    if link.source is None:
        return [Evidence(reasons.NO_SOURCE)]
    start, end = bounds(context.doc, link.source)
    if is_ambiguous(link) and link.rival is not None:
        rival = bounds(context.doc, link.rival)
        return [Evidence(reasons.AMBIGUOUS_SPEAKER, start, end),
                Evidence(reasons.AMBIGUOUS_SPEAKER, *rival)]  # fmt: skip
    if link.borrowed == "before":
        return [Evidence(reasons.CARRIED_OVER, start, end)]
    anchor = link.group.cue
    tied = anchor is not None and any(
        anchor.start <= context.words.head[token] < anchor.end
        for token in range(link.source.start, link.source.end)
    )
    return [Evidence(reasons.SPEAKER_GRAMMAR if tied else reasons.SPEAKER_NEAREST, start, end)]

"""Draws random sentences that no mark stands on into the queue, to find out what is missed.

Which ones follows from the file's digest and the sentence's place: the same text gives the same
choice again, whoever annotates it and however often.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.conf import settings

from articles.models import Annotation, Revision
from articles.models.annotation import NO_FLAGS
from articles.nlp.confidence import SURE
from articles.nlp.findings import Claim, Defect, Findings, Quote
from articles.reader.anchors import describe

Span = tuple[int, int]
FLAGS = ("claim", "defect")


@dataclass(frozen=True, slots=True)
class Draw:
    """The sentences drawn, as half-open code points, out of `unmarked`; on average `expected`."""

    spans: tuple[Span, ...]
    unmarked: int
    expected: float

    def as_tally(self) -> dict[str, float]:
        return {"unmarked": self.unmarked, "expected": round(self.expected, 6)}


def draw(revision: Revision, findings: Findings) -> Draw | None:
    """Random sentences in the set proportion to the flags that the queue gets from this text.

    A text without flags counts as one with one, or what is missed there would never be seen. None
    where SAMPLE_SHARE is 0.
    """
    if not settings.SAMPLE_SHARE:
        return None
    own = revision.annotations.filter(origin=Annotation.Origin.EDITOR, kind__in=FLAGS)
    taken = [*flagged(findings), *own.values_list("start", "end")]
    free = [
        (one.start, one.end)
        for one in findings.sentences
        if not overlaps(one.start, one.end, taken)
    ]
    queued = sum(is_queued(mark) for mark in findings.annotations)
    expected = min(settings.SAMPLE_SHARE * max(1, queued), len(free))
    count = int(expected + chance(revision.original_digest, "count"))
    order = sorted(free, key=lambda span: chance(revision.original_digest, *span))
    return Draw(tuple(order[:count]), len(free), expected)


def flagged(findings: Findings) -> list[Span]:
    return [(mark.start, mark.end) for mark in findings.annotations if is_flag(mark)]


def is_flag(mark: Quote | Claim | Defect) -> bool:
    return not isinstance(mark, Quote) and mark.label not in NO_FLAGS


def is_queued(mark: Quote | Claim | Defect) -> bool:
    """Is it likely enough to wait in the queue?"""
    return is_flag(mark) and (isinstance(mark, Defect) or mark.confidence >= SURE)


def overlaps(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(other < end and start < after for other, after in spans)


def chance(*parts: object) -> float:
    """From 0 to below 1, as good as random, but the same for the same parts."""
    digest = hashlib.sha256(":".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def replace_samples(revision: Revision, drawn: Draw | None, *, pipeline: str) -> None:
    """Put the drawn sentences into the queue in place of those that nobody has touched.

    Call it inside a transaction, once marks are carried over. What was decided on stays, and
    is not asked about again.
    """
    samples = revision.annotations.filter(origin=Annotation.Origin.SAMPLE)
    samples.exclude(pk__in=samples.touched().values("pk")).delete()
    people = revision.annotations.exclude(origin=Annotation.Origin.MACHINE)
    kept = list(people.filter(kind__in=FLAGS, detached=False).values_list("start", "end"))
    spans = drawn.spans if drawn else ()
    Annotation.objects.bulk_create(
        sample(revision, span, pipeline) for span in spans if not overlaps(*span, kept)
    )


def sample(revision: Revision, span: Span, pipeline: str) -> Annotation:
    """It looks like any statement without a source, less the number: who decides is not to know."""
    start, end = span
    return Annotation(
        **asdict(describe(revision.text, start, end)),
        revision=revision,
        origin=Annotation.Origin.SAMPLE,
        kind=Annotation.Kind.CLAIM,
        label="unsourced",
        type="other",
        start=start,
        end=end,
        spans=[[start, end]],
        pipeline=pipeline,
    )

"""Turns findings into rows and keeps people's verdicts when the machine looks again."""

from typing import Any

from articles.exports.record import annotation_record
from articles.models import Annotation, Revision
from articles.nlp.findings import Annotation as Finding
from articles.nlp.findings import Findings
from articles.reader.anchors import describe

FOUND_FIELDS = (
    "label", "type", "start", "end", "spans", "exact", "prefix", "suffix", "cue",
    "source_start", "source_end", "source_text", "source_type", "source_name",
    "confidence", "confidences", "reasons", "pipeline", "detached",
)  # fmt: skip


def replace_machine_marks(revision: Revision, findings: Findings) -> None:
    """Drop undecided machine marks, add the new ones.

    A mark that a person decided on stays the same row: it takes on the new finding of its kind
    that shares the most words with it, or is kept as detached. Call it inside a transaction.
    """
    machine = revision.annotations.filter(origin=Annotation.Origin.MACHINE)
    machine.filter(decisions__isnull=True).delete()
    fresh = [_row(revision, finding, findings.pipeline) for finding in findings.annotations]
    for decided in machine.order_by("pk"):
        heir = max(fresh, key=lambda mark: _overlap(decided, mark), default=None)
        if heir is not None and _overlap(decided, heir):
            fresh.remove(heir)
            for field in FOUND_FIELDS:
                setattr(decided, field, getattr(heir, field))
        else:
            decided.detached = True
        decided.save()
    Annotation.objects.bulk_create(fresh, batch_size=500)


def _overlap(decided: Annotation, mark: Annotation) -> float:
    """Jaccard overlap in characters of two marks of one kind; 0 for different kinds."""
    if decided.kind != mark.kind:
        return 0.0
    shared = min(decided.end, mark.end) - max(decided.start, mark.start)
    whole = max(decided.end, mark.end) - min(decided.start, mark.start)
    return max(shared, 0) / whole


def _row(revision: Revision, finding: Finding, pipeline: str) -> Annotation:
    record = annotation_record(finding)
    anchor = describe(revision.text, finding.start, finding.end)
    source = record.get("source") or {}
    return Annotation(
        revision=revision,
        origin=Annotation.Origin.MACHINE,
        kind=record["kind"],
        label=record.get("label") or record["form"],
        type=record.get("type", ""),
        start=finding.start,
        end=finding.end,
        spans=_spans(record),
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        cue=record.get("cue"),
        source_start=source.get("start"),
        source_end=source.get("end"),
        source_text=source.get("text") or "",
        source_type=source.get("type") or "",
        source_name=(source.get("name") or "")[:300],
        confidence=finding.confidence,
        confidences=record.get("confidences", {}),
        reasons=record["reasons"],
        pipeline=pipeline,
    )


def _spans(record: dict[str, Any]) -> list[list[int]]:
    return record.get("spans") or [[record["start"], record["end"]]]

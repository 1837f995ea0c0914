"""Turns findings into rows and keeps people's verdicts when the machine looks again."""

from dataclasses import asdict
from typing import Any

from articles.exports.record import annotation_record
from articles.models import Annotation, Revision
from articles.nlp.findings import Annotation as Finding
from articles.nlp.findings import Findings
from articles.reader.anchors import describe
from articles.services import calibrating
from articles.services.corrected import as_found, fields_corrected

FOUND_FIELDS = (
    "label", "type", "start", "end", "spans", "exact", "prefix", "suffix", "cue",
    "source_start", "source_end", "source_text", "source_type", "source_name",
    "confidence", "probability", "confidences", "reasons", "checks", "pipeline", "detached",
)  # fmt: skip
SAME_WORDS = 0.5  # of the characters of both together: less is another statement


def replace_machine_marks(revision: Revision, findings: Findings) -> None:
    """Drop undecided machine marks, add the new ones.

    A mark that a person decided on stays the same row: it takes on the new finding of its kind
    that says the same of most of its words, or is kept as detached. Call it inside a transaction.
    """
    machine = revision.annotations.filter(origin=Annotation.Origin.MACHINE)
    machine.exclude(pk__in=machine.touched().values("pk")).delete()
    decided = list(machine.select_for_update().order_by("pk"))
    fresh = [_row(revision, finding, findings.pipeline) for finding in findings.annotations]
    calibrating.show(fresh)
    heirs = find_heirs(decided, fresh)
    # What an editor corrected may be found again as it was before.
    taken = {id(heir) for heir in heirs.values()}
    lost = [as_found(mark) for mark in decided if mark.pk not in heirs]
    heirs |= find_heirs(lost, [mark for mark in fresh if id(mark) not in taken])
    for mark in decided:
        _hand_on(mark, heirs.get(mark.pk))
    taken = {id(heir) for heir in heirs.values()}
    Annotation.objects.bulk_create(
        [mark for mark in fresh if id(mark) not in taken], batch_size=500
    )


def find_heirs(decided: list[Annotation], fresh: list[Annotation]) -> dict[int, Annotation]:
    """For each decided mark's pk the finding that takes its place, the closest pairs first."""
    pairs = sorted(
        ((overlap(old, new), old.pk, place) for old in decided for place, new in enumerate(fresh)),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    heirs: dict[int, Annotation] = {}
    taken: set[int] = set()
    for shared, pk, place in pairs:
        if shared >= SAME_WORDS and pk not in heirs and place not in taken:
            heirs[pk] = fresh[place]
            taken.add(place)
    return heirs


def _hand_on(decided: Annotation, heir: Annotation | None) -> None:
    """Move a decided mark to its new finding; its verdict is the log's business, not ours, and
    what an editor corrected stays corrected.

    The version counts up, so that nobody decides on words that their page did not show.
    """
    if heir is None:
        decided.detached = True
    else:
        kept = fields_corrected(decided)
        for field in FOUND_FIELDS:
            if field not in kept:
                setattr(decided, field, getattr(heir, field))
    decided.version += 1
    decided.save(update_fields=[*FOUND_FIELDS, "version"])


def overlap(decided: Annotation, mark: Annotation) -> float:
    """Jaccard overlap in characters; 0 where the mark says something else than was decided on."""
    if _statement(decided) != _statement(mark):
        return 0.0
    shared = min(decided.end, mark.end) - max(decided.start, mark.start)
    whole = max(decided.end, mark.end) - min(decided.start, mark.start)
    return max(shared, 0) / whole


def _statement(mark: Annotation) -> tuple[str, ...]:
    """What a verdict was about, besides the words: the kind of mark, and for a quote who speaks."""
    if mark.kind == Annotation.Kind.QUOTE:
        return (mark.kind, mark.speaker)
    return (mark.kind, mark.label)


def _row(revision: Revision, finding: Finding, pipeline: str) -> Annotation:
    record = annotation_record(finding)
    return Annotation(
        **asdict(describe(revision.text, finding.start, finding.end)),
        **_source(record),
        revision=revision,
        origin=Annotation.Origin.MACHINE,
        kind=record["kind"],
        label=record.get("label") or record["form"],
        type=record.get("type", ""),
        start=finding.start,
        end=finding.end,
        spans=record.get("spans") or [[finding.start, finding.end]],
        cue=record.get("cue"),
        confidence=finding.confidence,
        probability=finding.confidence,
        confidences=record.get("confidences", {}),
        reasons=record["reasons"],
        checks=record.get("checks", []),
        pipeline=pipeline,
    )


def _source(record: dict[str, Any]) -> dict[str, Any]:
    source = record.get("source") or {}
    return {
        "source_start": source.get("start"),
        "source_end": source.get("end"),
        "source_text": source.get("text") or "",
        "source_type": source.get("type") or "",
        "source_name": (source.get("name") or "")[:300],
    }

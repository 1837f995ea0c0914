"""Editors' verdicts on marks, and the marks that they add; every change goes into the log."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from articles.models import Annotation, Decision, Revision, User
from articles.reader.anchors import describe

Verdict = Annotation.Verdict
ACTIONS = {
    Verdict.ACCEPTED: Decision.Action.ACCEPTED,
    Verdict.REJECTED: Decision.Action.REJECTED,
    Verdict.OPEN: Decision.Action.REOPENED,
}


class StaleVerdict(Exception):
    """Someone else changed the mark since it was shown."""


class NoWords(Exception):
    """The mark would cover no words of the text."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an editor says about a mark; `why` is required to reject."""

    verdict: Annotation.Verdict
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewMark:
    """An editor's own mark; `start` and `end` are half-open code points into the revision."""

    start: int
    end: int
    kind: str
    label: str
    speaker: str = ""
    note: str = ""


def decide(annotation: Annotation, ruling: Ruling, *, user: User, seen: int) -> Annotation:
    """Set the verdict; the same verdict again writes nothing.

    `seen` is the version that the editor looked at. Raises StaleVerdict if it is not the current.
    """
    if annotation.version != seen:
        raise StaleVerdict(annotation)
    if annotation.verdict == ruling.verdict:
        return annotation
    with transaction.atomic():
        won = Annotation.objects.filter(pk=annotation.pk, version=seen).update(
            verdict=ruling.verdict, version=seen + 1
        )
        if not won:
            raise StaleVerdict(annotation)
        _log(annotation, ruling, user=user)
    annotation.refresh_from_db(fields=["verdict", "version"])
    return annotation


def add_mark(revision: Revision, mark: NewMark, *, user: User) -> Annotation:
    """Store an editor's mark as accepted; the same mark again returns the first, accepted.

    Raises NoWords if the offsets lie outside the text or hold nothing but white space.
    """
    text = revision.text
    if not (0 <= mark.start < mark.end <= len(text)) or text[mark.start : mark.end].isspace():
        raise NoWords(f"{mark.start}:{mark.end}")
    with transaction.atomic():
        annotation, is_new = Annotation.objects.get_or_create(
            revision=revision,
            origin=Annotation.Origin.EDITOR,
            kind=mark.kind,
            label=mark.label,
            start=mark.start,
            end=mark.end,
            defaults=_new_fields(text, mark, user=user),
        )
        if is_new:
            _log_added(annotation, user=user)
    again = Ruling(Verdict.ACCEPTED, note=mark.note)
    return decide(annotation, again, user=user, seen=annotation.version)


def _new_fields(text: str, mark: NewMark, *, user: User) -> dict[str, Any]:
    return {
        **asdict(describe(text, mark.start, mark.end)),
        "spans": [[mark.start, mark.end]],
        "source_text": mark.speaker,
        "note": mark.note,
        "verdict": Verdict.ACCEPTED,
        "made_by": user,
    }


def _log(annotation: Annotation, ruling: Ruling, *, user: User) -> None:
    Decision.objects.create(
        annotation=annotation,
        action=ACTIONS[ruling.verdict],
        why=ruling.why if ruling.verdict == Verdict.REJECTED else "",
        note=ruling.note,
        before=annotation.verdict,
        after=ruling.verdict,
        shown_confidence=annotation.confidence if annotation.is_calibrated else None,
        pipeline=annotation.pipeline,
        actor=user,
    )


def _log_added(annotation: Annotation, *, user: User) -> None:
    Decision.objects.create(
        annotation=annotation,
        action=Decision.Action.ADDED,
        note=annotation.note,
        after=annotation.verdict,
        actor=user,
    )

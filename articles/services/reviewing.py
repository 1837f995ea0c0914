"""Editors' verdicts on marks, and the marks that they add; every change goes into the log."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from articles.models import Annotation, Decision, Revision, User
from articles.reader.anchors import describe
from articles.services.changing import Step, change, log

Verdict = Annotation.Verdict
State = Annotation.State
ACTIONS = {
    Verdict.ACCEPTED: Decision.Action.ACCEPTED,
    Verdict.REJECTED: Decision.Action.REJECTED,
    Verdict.OPEN: Decision.Action.REOPENED,
}


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


def decide(
    annotation: Annotation,
    ruling: Ruling,
    *,
    user: User,
    seen: int,
    batch: uuid.UUID | None = None,
) -> Annotation:
    """Set the verdict; the same verdict again writes nothing.

    A flag that holds needs a source from then on. `seen` is the version that the editor looked at;
    raises StaleMark if it is not the current one.
    """
    why = ruling.why if ruling.verdict == Verdict.REJECTED else ""
    return change(
        annotation,
        Step(ACTIONS[ruling.verdict], why=why, note=ruling.note, batch=batch),
        user=user,
        seen=seen,
        verdict=ruling.verdict,
        state=state_after(annotation, ruling.verdict),
    )


def state_after(annotation: Annotation, verdict: Annotation.Verdict) -> str:
    if verdict != Verdict.ACCEPTED or not annotation.is_flag:
        return State.OPEN
    return annotation.state if annotation.verdict == Verdict.ACCEPTED else State.NEEDS_SOURCE


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
            after = {"verdict": annotation.verdict, "state": annotation.state}
            log(annotation, Step(Decision.Action.ADDED, note=mark.note), user=user, after=after)
    again = Ruling(Verdict.ACCEPTED, note=mark.note)
    return decide(annotation, again, user=user, seen=annotation.version)


def _new_fields(text: str, mark: NewMark, *, user: User) -> dict[str, Any]:
    return {
        **asdict(describe(text, mark.start, mark.end)),
        "spans": [[mark.start, mark.end]],
        "source_text": mark.speaker,
        "note": mark.note,
        "verdict": Verdict.ACCEPTED,
        "state": State.NEEDS_SOURCE if mark.kind != Annotation.Kind.QUOTE else State.OPEN,
        "made_by": user,
    }

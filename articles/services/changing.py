"""The one way in which a mark changes: compared on update, with before and after in the log."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from articles.models import Annotation, Decision, User
from articles.services import handling

Action = Decision.Action
# What an editor says of a mark: the first such word on an article begins its review.
VERDICTS = frozenset({
    Action.ADDED, Action.ACCEPTED, Action.REJECTED, Action.CORRECTED,
    Action.NEEDS_SOURCE, Action.SOURCED, Action.WITHDRAWN,
})  # fmt: skip


class StaleMark(Exception):
    """Someone else changed the mark since it was shown."""


class NothingToUndo(Exception):
    """Nobody has decided anything on the mark that still stands."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is done and why; steps of one `batch` are taken, and taken back, in one go."""

    action: Decision.Action
    why: str = ""
    note: str = ""
    batch: uuid.UUID | None = None
    undoes: Decision | None = None


def change(
    annotation: Annotation, step: Step, *, user: User, seen: int, **fields: Any
) -> Annotation:
    """Set the fields and log the step; where all of them are as they were, write nothing.

    `seen` is the version that the person looked at. Raises StaleMark if it is not the current one.
    """
    if annotation.version != seen:
        raise StaleMark(annotation)
    new = {name: value for name, value in fields.items() if getattr(annotation, name) != value}
    if not new:
        return annotation
    before = {name: plain(getattr(annotation, name)) for name in new}
    after = {name: plain(value) for name, value in new.items()}
    with transaction.atomic():
        won = Annotation.objects.filter(pk=annotation.pk, version=seen).update(
            **new, version=seen + 1
        )
        if not won:
            raise StaleMark(annotation)
        log(annotation, step, user=user, before=before, after=after)
    annotation.refresh_from_db(fields=[*new, "version"])
    return annotation


def log(
    annotation: Annotation,
    step: Step,
    *,
    user: User,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Decision:
    """Add a line to the mark's log, with the number that was shown and the version behind it.

    Call it inside the transaction of what it reports. A first verdict begins the article's review.
    """
    if step.action in VERDICTS:
        handling.begin(annotation.revision_id, user=user)
    return Decision.objects.create(
        annotation=annotation,
        action=step.action,
        why=step.why,
        note=step.note,
        batch=step.batch,
        undoes=step.undoes,
        before=before or {},
        after=after or {},
        shown_confidence=annotation.probability if annotation.is_calibrated else None,
        pipeline=annotation.pipeline,
        actor=user,
    )


def undo(annotation: Annotation, *, user: User, seen: int) -> Annotation:
    """Take back the last decision that still stands; again, the one before it.

    Raises NothingToUndo where there is none, StaleMark where someone else was faster.
    """
    last = annotation.decisions.all().standing().last()
    if last is None:
        raise NothingToUndo(annotation)
    return take_back(last, annotation, user=user, seen=seen)


def take_back(decision: Decision, annotation: Annotation, *, user: User, seen: int) -> Annotation:
    """Give the mark the values back that it had before the decision."""
    return change(
        annotation,
        Step(Action.UNDONE, undoes=decision),
        user=user,
        seen=seen,
        **{name: stored(name, value) for name, value in decision.before.items()},
    )


def undo_batch(batch: uuid.UUID, *, user: User) -> tuple[int, int]:
    """Take back what was decided in one go; returns how many marks, and how many were left as
    somebody has decided on them since."""
    decisions = Decision.objects.filter(batch=batch)
    done = left = 0
    with transaction.atomic():
        for decision in decisions.select_related("annotation"):
            annotation = decision.annotation
            if annotation.decisions.all().standing().last() != decision:
                left += 1
                continue
            take_back(decision, annotation, user=user, seen=annotation.version)
            done += 1
    return done, left


def plain(value: Any) -> Any:
    """A field's value as the log keeps it: people by their number."""
    return value.pk if isinstance(value, models.Model) else value


def stored(name: str, value: Any) -> Any:
    """A value of the log as the field takes it."""
    field = Annotation._meta.get_field(name)
    if isinstance(field, models.ForeignKey) and value is not None:
        return field.related_model._default_manager.get(pk=value)
    return value

"""The one way in which a mark changes: compared on update, with before and after in the log."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from articles.models import Annotation, Decision, Revision, User
from articles.services import handling

Action = Decision.Action
# What an editor says of a mark: the first such word on an article begins its review.
VERDICTS = frozenset({
    Action.ADDED, Action.ACCEPTED, Action.REJECTED, Action.CORRECTED,
    Action.NEEDS_SOURCE, Action.SOURCED, Action.WITHDRAWN,
})  # fmt: skip


class StaleMark(Exception):
    """Someone else changed the mark since it was shown."""


class SupersededMark(StaleMark):
    """The mark belongs to an older text: what is done to it there would be lost."""


class NothingToUndo(Exception):
    """Nobody has decided anything on the mark that still stands."""


class MarkedTwice(Exception):
    """An editor's mark of this kind stands on these very words."""


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

    `seen` is the version that the person looked at. Raises StaleMark if it is not the current one,
    SupersededMark where the mark has stayed behind on an older text.
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
        # Only now: whoever carries marks over at this moment holds their rows.
        refuse_superseded(annotation)
        log(annotation, step, user=user, before=before, after=after)
    annotation.refresh_from_db(fields=[*new, "version"])
    return annotation


def refuse_superseded(annotation: Annotation) -> None:
    """Raises SupersededMark where the mark has gone on to a newer text, or has no place in it.

    Until a newer text is annotated nothing is lost: what people do is carried over to it then.
    """
    is_read = Q(revision__article__current__state=Revision.State.ANNOTATED)
    is_behind = Q(carried_to__isnull=False) | (Q(revision__current_of__isnull=True) & is_read)
    if Annotation.objects.filter(is_behind, pk=annotation.pk).exists():
        raise SupersededMark(annotation)


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
    """Give the mark the values back that it had before the decision.

    Raises MarkedTwice where another mark stands on the words that it had, StaleMark.
    """
    before = {name: stored(name, value) for name, value in decision.before.items()}
    step = Step(Action.UNDONE, undoes=decision)
    try:
        with transaction.atomic():
            return change(annotation, step, user=user, seen=seen, **before)
    except IntegrityError as error:
        raise MarkedTwice(annotation) from error


def undo_with_batch(
    annotation: Annotation, batch: uuid.UUID, *, user: User, seen: int
) -> tuple[int, int]:
    """Take back the mark's last decision, which is one of the batch, with all others of it.

    Returns what undo_batch does. Raises StaleMark where the mark was changed since, NothingToUndo
    where its last decision is none of the batch.
    """
    if annotation.version != seen:
        raise StaleMark(annotation)
    last = annotation.decisions.all().standing().last()
    if last is None or last.batch != batch:
        raise NothingToUndo(annotation)
    return undo_batch(batch, user=user)


def undo_batch(batch: uuid.UUID, *, user: User) -> tuple[int, int]:
    """Take back what still stands of what was decided in one go, in texts as they stand now.

    Returns how many marks, and how many were left because somebody has changed them since, or
    because another mark stands on their words. Raises NothingToUndo where all of them are left.
    """
    decisions = Decision.objects.standing().filter(batch=batch).select_related("annotation")
    current = decisions.filter(annotation__revision__current_of__isnull=False)
    done = left = 0
    with transaction.atomic():
        # Always in this order: two that change the same marks at once never wait for each other.
        for decision in current.order_by("annotation__revision_id", "annotation_id"):
            if undone_last(decision, user=user):
                done += 1
            else:
                left += 1
    if not done:
        raise NothingToUndo(batch)
    return done, left


def undone_last(decision: Decision, *, user: User) -> bool:
    """Take the decision back if it is its mark's last; whether that was done."""
    annotation = decision.annotation
    if annotation.decisions.all().standing().last() != decision:
        return False
    try:
        take_back(decision, annotation, user=user, seen=annotation.version)
    except (StaleMark, MarkedTwice):
        return False
    return True


def plain(value: Any) -> Any:
    """A field's value as the log keeps it: people by their number."""
    return value.pk if isinstance(value, models.Model) else value


def stored(name: str, value: Any) -> Any:
    """A value of the log as the field takes it."""
    field = Annotation._meta.get_field(name)
    if isinstance(field, models.ForeignKey) and value is not None:
        return field.related_model._default_manager.get(pk=value)
    return value

"""Refits the shown numbers to the newsroom's own verdicts, and takes that back; nothing is lost.

Every refit is a Calibration of its own; the newest of a kind is in force. A decided mark keeps the
number that was shown when it was decided on; the log keeps it in any case.
"""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F

from articles import verdicts
from articles.models import Annotation, Calibration, Event, User
from articles.nlp.curves import Curve
from articles.nlp.refitting import Refit, Refused, Verdict, curve_from_json
from articles.nlp.refitting import refit as fit
from articles.services import auditing

BATCH = 500
# The page shows whole per cents; with few different numbers many marks change in one statement.
DECIMALS = 3


class StaleCalibration(Exception):
    """Someone else has refitted these numbers since they were shown."""


class NotRefitted(Exception):
    """A refit would be no better than what is shown, or there is too little to judge by."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.why)
        self.refused = refused


def in_force(kind: str) -> Calibration | None:
    """None where the numbers were never touched."""
    newest: Calibration | None = Calibration.objects.filter(kind=kind).last()
    return newest


def curves() -> dict[str, Curve]:
    """The curve of each kind whose numbers are refitted."""
    newest = {each.kind: each for each in Calibration.objects.all()}
    found = ((kind, curve_of(each)) for kind, each in newest.items())
    return {kind: curve for kind, curve in found if curve}


def curve_of(calibration: Calibration | None) -> Curve | None:
    if calibration is None or calibration.method == Calibration.Method.SHIPPED:
        return None
    return curve_from_json(calibration.method, calibration.parameters)


def show(marks: Iterable[Annotation]) -> None:
    """Give new marks the number that is shown; stores nothing."""
    by_kind = curves()
    for mark in marks:
        mark.probability = shown_number(mark, by_kind.get(verdicts.kind_of(mark)))


def proposal(kind: str) -> Refit | Refused:
    """What a refit would do to the numbers that are shown now; stores nothing."""
    curve = curve_of(in_force(kind))
    return fit([
        Verdict(each.own, curve.probability(each.own) if curve else each.own, each.upheld,
                each.article)
        for each in verdicts.judged(kind)
    ])  # fmt: skip


def refit(kind: str, *, user: User, seen: int) -> Calibration:
    """Put a better curve in force and show its numbers on every undecided mark of the kind.

    `seen` is the version that the editor looked at, 0 for none. Raises StaleCalibration, or
    NotRefitted: then nothing changes.
    """
    found = proposal(kind)
    if isinstance(found, Refused):
        raise NotRefitted(found)
    new = Calibration(
        method=found.method,
        parameters=found.curve.as_json(),
        verdicts=found.count,
        holdout=found.holdout,
        brier_before=found.brier_before,
        brier_after=found.brier_after,
    )
    return put_in_force(kind, new, Event.Action.REFITTED, user=user, seen=seen)


def back_to_shipped(kind: str, *, user: User, seen: int) -> Calibration:
    """Show the model's own numbers again.

    Raises StaleCalibration where they are shown, or if `seen` is not the version in force.
    """
    if curve_of(in_force(kind)) is None:
        raise StaleCalibration(kind)
    new = Calibration(method=Calibration.Method.SHIPPED)
    return put_in_force(kind, new, Event.Action.REFIT_UNDONE, user=user, seen=seen)


def put_in_force(
    kind: str, new: Calibration, action: Event.Action, *, user: User, seen: int
) -> Calibration:
    new.kind, new.version, new.actor = kind, seen + 1, user
    try:
        with transaction.atomic():
            if version_of(in_force(kind)) != seen:
                raise StaleCalibration(kind)
            new.save()
            changed = show_anew(kind, curve_of(new))
            auditing.record(
                action,
                label=verdicts.NAMES[kind],
                actor=user,
                kind=kind,
                version=new.version,
                method=new.method,
                verdicts=new.verdicts,
                marks=changed,
            )
    except IntegrityError as error:  # two at once: the other one's version came first
        raise StaleCalibration(kind) from error
    return new


def version_of(calibration: Calibration | None) -> int:
    return calibration.version if calibration else 0


def show_anew(kind: str, curve: Curve | None) -> int:
    """Change the number of each undecided mark of the kind; how many have another one now.

    Their version counts up, so that nobody decides beside a number that their page did not show.
    """
    undecided = Annotation.objects.filter(
        verdicts.KINDS[kind], origin="machine", verdict="open", confidence__isnull=False
    )
    if curve is None:
        own = undecided.exclude(probability=F("confidence"))
        return own.update(probability=F("confidence"), version=F("version") + 1)
    needed = ("kind", "type", "confidence", "probability", "reasons")
    by_number: dict[float | None, list[int]] = {}
    for mark in undecided.only(*needed).iterator():
        if (number := shown_number(mark, curve)) != mark.probability:
            by_number.setdefault(number, []).append(mark.pk)
    changed = 0
    for number, keys in by_number.items():
        for at in range(0, len(keys), BATCH):
            # Somebody may have decided since: what was decided keeps the number it was shown with.
            some = Annotation.objects.filter(pk__in=keys[at : at + BATCH], verdict="open")
            changed += some.update(probability=number, version=F("version") + 1)
    return changed


def shown_number(mark: Annotation, curve: Curve | None) -> float | None:
    """The curve's number; its own where there is no curve, or where no number is shown anyway."""
    if curve is None or mark.confidence is None or not mark.is_calibrated:
        return mark.confidence
    return round(curve.probability(mark.confidence), DECIMALS)

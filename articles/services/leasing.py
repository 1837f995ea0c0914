"""The lease on a revision: who may annotate it, until when, and what happens when they vanish.

Claims and renewals are conditional updates, so that of any number of workers exactly one wins.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles import tasks
from articles.models import Event, Revision
from articles.services import auditing

State = Revision.State
PAUSE = timedelta(seconds=20)  # before another attempt: a passing fault may have passed
VANISHED = (
    "The annotator stopped in the middle of this article {attempts} times. "
    "Press Retry to try again; if it keeps happening, the text is probably too long or too odd."
)


class LeaseLost(Exception):
    """Another worker has taken the revision over; whatever was found must be dropped."""


@dataclass(frozen=True, slots=True)
class Lease:
    revision_id: int
    token: uuid.UUID
    attempt: int


def claim(revision_id: int) -> Lease | None:
    """Take the revision for this worker; None if it is gone, done, or another's."""
    token, now = uuid.uuid4(), timezone.now()
    abandoned = Q(
        state=State.ANNOTATING,
        lease_expires__lt=now,
        attempts__lt=settings.ANNOTATE_MAX_ATTEMPTS,
    )
    won = Revision.objects.filter(Q(state=State.QUEUED) | abandoned, pk=revision_id).update(
        state=State.ANNOTATING,
        lease_token=token,
        lease_expires=_expiry(now),
        attempts=F("attempts") + 1,
        progress=0,
        failure="",
    )
    if not won:
        return None
    attempt = Revision.objects.values_list("attempts", flat=True).get(pk=revision_id)
    return Lease(revision_id, token, attempt)


def renew(lease: Lease, *, progress: int) -> bool:
    """Extend the lease and report progress in per cent; false if it is lost."""
    return bool(
        _held(lease).update(lease_expires=_expiry(timezone.now()), progress=min(progress, 99))
    )


def hand_back(lease: Lease, *, failure: str) -> None:
    """End a failed attempt: queue the revision again, or fail it readably after the last."""
    with transaction.atomic():
        if lease.attempt < settings.ANNOTATE_MAX_ATTEMPTS:
            if _held(lease).update(state=State.QUEUED, lease_token=None, progress=0):
                tasks.wake(lease.revision_id, delay=PAUSE * lease.attempt)
        elif _held(lease).update(state=State.FAILED, lease_token=None, failure=failure):
            _record_failure(lease.revision_id, failure)


def give_back(lease: Lease) -> None:
    """Queue the revision again as if this attempt had not begun."""
    with transaction.atomic():
        if _held(lease).update(
            state=State.QUEUED, lease_token=None, progress=0, attempts=F("attempts") - 1
        ):
            tasks.wake(lease.revision_id)


def settle(lease: Lease, **fields: object) -> None:
    """Store the results and end the lease; raises LeaseLost if it is not ours any more."""
    if not _held(lease).update(state=State.ANNOTATED, lease_token=None, progress=100, **fields):
        raise LeaseLost(f"revision {lease.revision_id}")


def sweep() -> int:
    """Put right what died: returns how many revisions were queued again or failed."""
    now = timezone.now()
    expired = list(Revision.objects.expired(now).values_list("pk", "attempts"))
    changed = sum(_end_expired(pk, attempts, now) for pk, attempts in expired)
    _wake_forgotten()
    _forget_finished_wakeups(now)
    return changed


def _end_expired(revision_id: int, attempts: int, now: datetime) -> int:
    again = attempts < settings.ANNOTATE_MAX_ATTEMPTS
    failure = "" if again else VANISHED.format(attempts=attempts)
    with transaction.atomic():
        won = (
            Revision.objects.expired(now)
            .filter(pk=revision_id)
            .update(
                state=State.QUEUED if again else State.FAILED,
                lease_token=None,
                progress=0,
                failure=failure,
            )
        )
        if won and again:
            tasks.wake(revision_id)
        elif won:
            _record_failure(revision_id, failure)
    return won


def _wake_forgotten() -> None:
    """Wake what is queued if the queue itself holds nothing: its wake-up was lost."""
    if DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists():
        return
    for pk in Revision.objects.filter(state=State.QUEUED).values_list("pk", flat=True)[:100]:
        tasks.wake(pk)


def _forget_finished_wakeups(now: datetime) -> None:
    """Wake-ups carry no history: drop those that ended, and those whose worker died running."""
    old = DBTaskResult.objects.filter(enqueued_at__lt=now - timedelta(days=1))
    old.exclude(status=TaskResultStatus.READY).delete()


def _record_failure(revision_id: int, failure: str) -> None:
    revision = Revision.objects.select_related("article").get(pk=revision_id)
    auditing.record(
        Event.Action.ARTICLE_FAILED,
        label=revision.article.title,
        article=revision.article,
        reason=failure,
    )


def _held(lease: Lease) -> QuerySet[Revision]:
    return Revision.objects.filter(pk=lease.revision_id, lease_token=lease.token)


def _expiry(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.LEASE_SECONDS)

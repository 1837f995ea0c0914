"""Who may annotate a revision, and what happens when a worker vanishes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Event, Revision
from articles.services import leasing
from tests.factories import make_article

State = Revision.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def queued() -> Revision:
    return make_article(state="queued").revision


def let_expire(revision: Revision) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Revision.objects.filter(pk=revision.pk).update(lease_expires=past)


def state(revision: Revision) -> str:
    revision.refresh_from_db()
    return revision.state


def test_only_one_worker_wins_a_revision(queued: Revision) -> None:
    assert leasing.claim(queued.pk) is not None
    assert leasing.claim(queued.pk) is None


@pytest.mark.parametrize("before", [State.ANNOTATED, State.FAILED])
def test_what_is_over_cannot_be_claimed(before: str) -> None:
    assert leasing.claim(make_article(state=before).revision.pk) is None


def test_a_revision_that_is_gone_cannot_be_claimed() -> None:
    assert leasing.claim(999_999) is None


def test_an_expired_lease_can_be_taken_over_and_the_first_worker_loses(queued: Revision) -> None:
    first = leasing.claim(queued.pk)
    let_expire(queued)
    second = leasing.claim(queued.pk)
    assert first and second and second.attempt == 2
    assert not leasing.renew(first, progress=50)
    with pytest.raises(leasing.LeaseLost):
        leasing.settle(first)
    leasing.settle(second)
    assert state(queued) == State.ANNOTATED


def test_a_heartbeat_extends_the_lease_and_shows_progress(queued: Revision) -> None:
    lease = leasing.claim(queued.pk)
    assert lease
    let_expire(queued)
    assert leasing.renew(lease, progress=40)
    queued.refresh_from_db()
    assert queued.progress == 40
    assert queued.lease_expires and queued.lease_expires > timezone.now()


def test_the_sweep_queues_again_what_a_dead_worker_held(queued: Revision) -> None:
    leasing.claim(queued.pk)
    assert leasing.sweep() == 0
    let_expire(queued)
    assert leasing.sweep() == 1
    assert state(queued) == State.QUEUED
    assert DBTaskResult.objects.count() == 1


def test_after_three_attempts_it_fails_readably(queued: Revision) -> None:
    for _ in range(3):
        assert leasing.claim(queued.pk)
        let_expire(queued)
        leasing.sweep()
    assert state(queued) == State.FAILED
    assert "3 times" in queued.failure and "Retry" in queued.failure
    assert Event.objects.get().action == Event.Action.ARTICLE_FAILED


def test_a_failed_attempt_is_tried_again_until_the_last(queued: Revision) -> None:
    seen = []
    for _ in range(3):
        lease = leasing.claim(queued.pk)
        assert lease
        leasing.hand_back(lease, failure="It broke.")
        seen.append(state(queued))
    assert seen == [State.QUEUED, State.QUEUED, State.FAILED]
    assert queued.failure == "It broke."


def test_the_sweep_wakes_what_the_queue_forgot_once(queued: Revision) -> None:
    leasing.sweep()
    leasing.sweep()
    assert DBTaskResult.objects.count() == 1


def test_the_sweep_drops_wake_ups_that_ended_long_ago(queued: Revision) -> None:
    leasing.sweep()
    long_ago = timezone.now() - timedelta(days=2)
    DBTaskResult.objects.update(status="SUCCESSFUL", enqueued_at=long_ago)
    Revision.objects.update(state=State.ANNOTATED)
    leasing.sweep()
    assert not DBTaskResult.objects.exists()

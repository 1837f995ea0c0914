"""One revision through the annotator, whatever the text or the worker does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from articles.models import Annotation, Event, Revision
from articles.nlp import pipeline
from articles.nlp.findings import Claim, Findings, Sentence
from articles.services import annotating, leasing
from tests.factories import make_article

pytestmark = [pytest.mark.model, pytest.mark.django_db(transaction=True)]
State = Revision.State
FOUND = Findings(
    "9", (Sentence(0, 5, "unsourced", 0.6),), (Claim("unsourced", "x", 0, 5, 0.6, ()),)
)


@pytest.fixture
def queued() -> Revision:
    return make_article(state="queued").revision


def pretend(monkeypatch: pytest.MonkeyPatch, annotate: Callable[..., Findings]) -> None:
    monkeypatch.setattr(pipeline.Pipeline, "annotate", staticmethod(annotate))


def test_a_real_article_ends_annotated(queued: Revision) -> None:
    assert annotating.annotate_revision(queued.pk)
    queued.refresh_from_db()
    assert queued.state == State.ANNOTATED
    assert queued.pipeline
    assert sum(queued.tally["sentences"].values()) == len(queued.sentences) >= 3
    assert Annotation.objects.filter(kind="quote", source_text__startswith="Ruth Okafor").exists()
    assert Event.objects.get().action == Event.Action.ARTICLE_ANNOTATED


@pytest.mark.parametrize("reader", ["accurate", "fast"])
def test_the_setting_chooses_the_reader_and_the_article_names_it(
    queued: Revision, settings: Settings, reader: str
) -> None:
    settings.READER = reader
    assert annotating.annotate_revision(queued.pk)
    queued.refresh_from_db()
    assert queued.pipeline.endswith(f"-{reader}")


def test_what_is_done_is_not_done_again(queued: Revision) -> None:
    assert annotating.annotate_revision(queued.pk)
    assert not annotating.annotate_revision(queued.pk)
    assert Event.objects.count() == 1


def test_a_revision_that_is_gone_is_passed_over() -> None:
    assert not annotating.annotate_revision(999_999)


def test_a_text_that_breaks_the_parser_fails_readably_in_the_end(
    queued: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, **options: object) -> Findings:
        raise RecursionError

    pretend(monkeypatch, broken)
    for _ in range(settings.ANNOTATE_MAX_ATTEMPTS):
        assert not annotating.annotate_revision(queued.pk)
    queued.refresh_from_db()
    assert queued.state == State.FAILED
    assert "RecursionError" in queued.failure
    assert "Retry" in queued.failure


def test_another_attempt_waits_a_little(queued: Revision, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, **options: object) -> Findings:
        raise MemoryError

    pretend(monkeypatch, broken)
    annotating.annotate_revision(queued.pk)
    assert DBTaskResult.objects.get().run_after > timezone.now()


def test_what_was_found_after_the_lease_was_lost_is_dropped(
    queued: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(text: str, **options: object) -> Findings:
        Revision.objects.update(lease_expires=timezone.now() - timedelta(seconds=1))
        assert leasing.claim(queued.pk)  # another worker takes over meanwhile
        return FOUND

    pretend(monkeypatch, slow)
    assert not annotating.annotate_revision(queued.pk)
    queued.refresh_from_db()
    assert queued.state == State.ANNOTATING
    assert not Annotation.objects.exists()


def test_a_worker_that_is_asked_to_stop_gives_the_article_back(
    queued: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(text: str, **options: object) -> Findings:
        raise SystemExit

    pretend(monkeypatch, stopped)
    with pytest.raises(SystemExit):
        annotating.annotate_revision(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == (State.QUEUED, 0)
    assert DBTaskResult.objects.count() == 1

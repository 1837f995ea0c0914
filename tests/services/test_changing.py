"""Changes of a mark, and taking them back."""

import uuid
from typing import Any

import pytest

from articles.models import Annotation, Article, Decision, User
from articles.services import changing, correcting, reviewing
from articles.services.changing import MarkedTwice, NothingToUndo, StaleMark, Step
from articles.services.reviewing import NewMark, Ruling
from tests.factories import make_mark

pytestmark = pytest.mark.django_db
Verdict = Annotation.Verdict
ACCEPT, REJECT = Ruling(Verdict.ACCEPTED), Ruling(Verdict.REJECTED, why="other", note="no")


@pytest.fixture
def mark(article: Article) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.")


def test_undoing_goes_back_step_by_step(mark: Annotation, alice: User) -> None:
    mark = reviewing.decide(mark, ACCEPT, user=alice, seen=1)
    mark = reviewing.decide(mark, REJECT, user=alice, seen=2)
    mark = changing.undo(mark, user=alice, seen=3)
    assert (mark.verdict, mark.state) == ("accepted", "needs-source")
    mark = changing.undo(mark, user=alice, seen=4)
    assert (mark.verdict, mark.state) == ("open", "open")
    with pytest.raises(NothingToUndo):
        changing.undo(mark, user=alice, seen=5)
    said = [decision.action for decision in mark.decisions.all()]
    assert said == ["accepted", "rejected", "undone", "undone"]


def test_an_assignee_comes_back(mark: Annotation, alice: User, bob: User) -> None:
    assigned = Step(Decision.Action.ASSIGNED)
    mark = changing.change(mark, assigned, user=alice, seen=1, assignee=alice)
    mark = changing.change(mark, assigned, user=alice, seen=2, assignee=bob)
    assert Decision.objects.latest("pk").changes() == [("assignee", alice.pk, bob.pk)]
    mark = changing.undo(mark, user=alice, seen=3)
    assert mark.assignee == alice


def test_who_saw_an_older_state_changes_nothing(mark: Annotation, alice: User, bob: User) -> None:
    reviewing.decide(Annotation.objects.get(pk=mark.pk), ACCEPT, user=alice, seen=1)
    with pytest.raises(StaleMark):
        changing.undo(Annotation.objects.get(pk=mark.pk), user=bob, seen=1)
    assert Annotation.objects.get(pk=mark.pk).verdict == "accepted"


def test_a_batch_is_taken_back_but_for_what_was_decided_since(
    article: Article, mark: Annotation, alice: User
) -> None:
    other, batch = make_mark(article, "Critics say it cost too much."), uuid.uuid4()
    for each in (mark, other):
        reviewing.decide(each, ACCEPT, user=alice, seen=1, batch=batch)
    reviewing.decide(other, REJECT, user=alice, seen=2)
    assert changing.undo_batch(batch, user=alice) == (1, 1)
    assert Annotation.objects.get(pk=mark.pk).verdict == "open"
    assert Annotation.objects.get(pk=other.pk).verdict == "rejected"


@pytest.fixture
def batch(article: Article, mark: Annotation, alice: User) -> uuid.UUID:
    """Two marks accepted in one go."""
    key = uuid.uuid4()
    for each in (mark, make_mark(article, "Critics say it cost too much.")):
        reviewing.decide(each, ACCEPT, user=alice, seen=1, batch=key)
    return key


def verdicts() -> list[str]:
    return list(Annotation.objects.order_by("pk").values_list("verdict", flat=True))


def test_a_batch_is_taken_back_through_one_of_its_marks(
    mark: Annotation, batch: uuid.UUID, bob: User
) -> None:
    assert changing.undo_with_batch(mark, batch, user=bob, seen=2) == (2, 0)
    assert verdicts() == ["open", "open"]


def test_a_batch_is_not_taken_back_through_another_mark(
    article: Article, batch: uuid.UUID, bob: User
) -> None:
    other = make_mark(article, "Mayor opens bridge")
    with pytest.raises(NothingToUndo):
        changing.undo_with_batch(other, batch, user=bob, seen=1)
    assert verdicts() == ["accepted", "accepted", "open"]


def test_a_batch_is_not_taken_back_by_who_saw_an_older_state(
    mark: Annotation, batch: uuid.UUID, bob: User
) -> None:
    with pytest.raises(StaleMark):
        changing.undo_with_batch(mark, batch, user=bob, seen=1)
    assert verdicts() == ["accepted", "accepted"]


def test_a_batch_is_taken_back_only_once(batch: uuid.UUID, alice: User) -> None:
    changing.undo_batch(batch, user=alice)
    with pytest.raises(NothingToUndo):
        changing.undo_batch(batch, user=alice)


def test_of_a_batch_a_mark_that_changes_at_the_same_moment_is_left(
    mark: Annotation, batch: uuid.UUID, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_back = changing.take_back

    def slow(decision: Decision, annotation: Annotation, **given: Any) -> Annotation:
        if annotation == mark:
            Annotation.objects.filter(pk=mark.pk).update(version=9)
        return take_back(decision, annotation, **given)

    monkeypatch.setattr(changing, "take_back", slow)
    assert changing.undo_batch(batch, user=alice) == (1, 1)
    assert verdicts() == ["accepted", "open"]


def test_words_on_which_another_mark_stands_do_not_come_back(article: Article, alice: User) -> None:
    new = NewMark(start=0, end=5, kind="claim", label="unsourced")
    mark = reviewing.add_mark(article.revision, new, user=alice)
    mark = correcting.correct_span(mark, [(6, 11)], user=alice, seen=mark.version)
    reviewing.add_mark(article.revision, new, user=alice)
    with pytest.raises(MarkedTwice):
        changing.undo(mark, user=alice, seen=mark.version)
    assert Annotation.objects.get(pk=mark.pk).exact == "opens"

"""Changes of a mark, and taking them back."""

import uuid

import pytest

from articles.models import Annotation, Article, Decision, User
from articles.services import changing, reviewing
from articles.services.changing import NothingToUndo, StaleMark, Step
from articles.services.reviewing import Ruling
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

"""Many marks decided in one go, and taken back in one go."""

import pytest

from articles.models import Annotation, Article, Decision, User
from articles.services import changing, queueing, reviewing
from articles.services.changing import NothingToUndo
from articles.services.queueing import Seen
from articles.services.reviewing import Ruling
from tests.factories import make_mark

pytestmark = pytest.mark.django_db
ACCEPT = Ruling(Annotation.Verdict.ACCEPTED)
REJECT = Ruling(Annotation.Verdict.REJECTED, why="common-knowledge")


@pytest.fixture
def traffic(article: Article) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.")


@pytest.fixture
def critics(article: Article) -> Annotation:
    return make_mark(article, "Critics say it cost too much.", label="vague")


def seen(*marks: Annotation) -> list[Seen]:
    return [Seen(mark.pk, mark.version) for mark in marks]


def verdicts(*marks: Annotation) -> list[str]:
    return [Annotation.objects.get(pk=mark.pk).verdict for mark in marks]


def test_all_of_a_selection_get_the_verdict(
    traffic: Annotation, critics: Annotation, alice: User
) -> None:
    outcome = queueing.decide_all(seen(traffic, critics), REJECT, user=alice)
    assert outcome.decided == [traffic, critics]
    assert verdicts(traffic, critics) == ["rejected", "rejected"]
    assert set(Decision.objects.values_list("batch", "why")) == {
        (outcome.batch, "common-knowledge")
    }


def test_marks_change_in_the_order_of_their_keys(
    traffic: Annotation, critics: Annotation, alice: User
) -> None:
    outcome = queueing.decide_all(seen(critics, traffic), ACCEPT, user=alice)
    assert outcome.decided == [traffic, critics]


def test_what_has_the_verdict_already_is_told_apart(
    traffic: Annotation, critics: Annotation, alice: User
) -> None:
    traffic = reviewing.decide(traffic, ACCEPT, user=alice, seen=1)
    outcome = queueing.decide_all(seen(traffic, critics), ACCEPT, user=alice)
    assert (outcome.unchanged, outcome.decided) == ([traffic], [critics])
    assert Decision.objects.count() == 2


def test_what_changed_since_it_was_shown_stays_as_it_is(
    traffic: Annotation, critics: Annotation, alice: User, bob: User
) -> None:
    selection = seen(traffic, critics)
    reviewing.decide(traffic, ACCEPT, user=bob, seen=1)
    outcome = queueing.decide_all(selection, REJECT, user=alice)
    assert (outcome.left, outcome.decided) == ([traffic], [critics])
    assert verdicts(traffic, critics) == ["accepted", "rejected"]
    assert not outcome.is_all_stale


@pytest.mark.parametrize("fate", ["detached", "revised", "deleted"])
def test_what_stands_in_no_current_text_is_not_decided(
    article: Article, traffic: Annotation, alice: User, fate: str
) -> None:
    selection = seen(traffic)
    if fate == "detached":
        Annotation.objects.update(detached=True)
    elif fate == "deleted":
        traffic.delete()
    else:
        revise(article)
    outcome = queueing.decide_all(selection, ACCEPT, user=alice)
    assert (outcome.gone, outcome.decided, outcome.is_all_stale) == (1, [], True)
    assert not Decision.objects.exists()


def revise(article: Article) -> None:
    newer = article.revision
    newer.pk, newer.number = None, 2
    newer.save()
    Article.objects.filter(pk=article.pk).update(current=newer)


class TestTakingBack:
    @pytest.fixture
    def outcome(self, traffic: Annotation, critics: Annotation, alice: User) -> queueing.Outcome:
        return queueing.decide_all(seen(traffic, critics), REJECT, user=alice)

    def test_the_last_batch_says_what_it_was(self, outcome: queueing.Outcome, alice: User) -> None:
        last = queueing.last_batch(alice)
        assert last is not None
        assert (last.key, last.action, last.why) == (outcome.batch, "rejected", "common knowledge")
        assert last.count == 2

    def test_it_comes_back_whole(
        self, outcome: queueing.Outcome, traffic: Annotation, critics: Annotation, alice: User
    ) -> None:
        assert queueing.take_back(outcome.batch, user=alice) == (2, 0)
        assert verdicts(traffic, critics) == ["open", "open"]
        assert queueing.last_batch(alice) is None

    def test_then_the_batch_before_it_is_the_last(
        self, outcome: queueing.Outcome, traffic: Annotation, alice: User
    ) -> None:
        newer = Annotation.objects.get(pk=traffic.pk)
        second = queueing.decide_all(seen(newer), ACCEPT, user=alice)
        queueing.take_back(second.batch, user=alice)
        last = queueing.last_batch(alice)
        assert last is not None and last.key == outcome.batch
        assert queueing.take_back(outcome.batch, user=alice) == (2, 0)

    def test_a_mark_that_was_taken_back_by_itself_is_not_missed(
        self, outcome: queueing.Outcome, traffic: Annotation, alice: User
    ) -> None:
        changing.undo(Annotation.objects.get(pk=traffic.pk), user=alice, seen=2)
        last = queueing.last_batch(alice)
        assert last is not None and last.count == 1
        assert queueing.take_back(outcome.batch, user=alice) == (1, 0)

    def test_a_later_decision_of_anybody_stands(
        self, outcome: queueing.Outcome, traffic: Annotation, alice: User, bob: User
    ) -> None:
        reviewing.decide(Annotation.objects.get(pk=traffic.pk), ACCEPT, user=bob, seen=2)
        assert queueing.take_back(outcome.batch, user=alice) == (1, 1)
        assert verdicts(traffic) == ["accepted"]

    def test_only_ones_own(self, outcome: queueing.Outcome, bob: User) -> None:
        assert queueing.last_batch(bob) is None
        with pytest.raises(NothingToUndo):
            queueing.take_back(outcome.batch, user=bob)

    def test_not_on_a_text_that_was_replaced(
        self, outcome: queueing.Outcome, article: Article, alice: User
    ) -> None:
        revise(article)
        assert queueing.last_batch(alice) is None
        with pytest.raises(NothingToUndo):
            queueing.take_back(outcome.batch, user=alice)

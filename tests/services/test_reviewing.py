"""Editors' verdicts and the log of them."""

import pytest

from articles.models import Annotation, AppendOnly, Article, Decision, User
from articles.services import reviewing
from articles.services.changing import StaleMark
from articles.services.reviewing import NewMark, NoWords, Ruling
from tests.factories import make_mark

pytestmark = pytest.mark.django_db
Verdict = Annotation.Verdict


@pytest.fixture
def mark(article: Article) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.")


@pytest.mark.parametrize(
    ("before", "ruling", "after", "logged"),
    [
        (Verdict.OPEN, Ruling(Verdict.ACCEPTED), "accepted", ["accepted"]),
        (Verdict.OPEN, Ruling(Verdict.REJECTED, why="wrong-span"), "rejected", ["rejected"]),
        (Verdict.OPEN, Ruling(Verdict.OPEN), "open", []),
        (Verdict.ACCEPTED, Ruling(Verdict.ACCEPTED), "accepted", []),
        (Verdict.ACCEPTED, Ruling(Verdict.OPEN), "open", ["reopened"]),
        (Verdict.ACCEPTED, Ruling(Verdict.REJECTED, why="other"), "rejected", ["rejected"]),
        (Verdict.REJECTED, Ruling(Verdict.OPEN), "open", ["reopened"]),
        (Verdict.REJECTED, Ruling(Verdict.ACCEPTED), "accepted", ["accepted"]),
    ],
)
def test_every_change_of_verdict_is_logged_and_no_change_is_not(
    mark: Annotation, alice: User, before: str, ruling: Ruling, after: str, logged: list[str]
) -> None:
    Annotation.objects.filter(pk=mark.pk).update(verdict=before)
    mark.refresh_from_db()
    assert reviewing.decide(mark, ruling, user=alice, seen=1).verdict == after
    assert [decision.action for decision in mark.decisions.all()] == logged


def test_the_log_keeps_who_what_and_the_score_shown(mark: Annotation, alice: User) -> None:
    ruling = Ruling(Verdict.REJECTED, why="cited-earlier", note="second paragraph")
    reviewing.decide(mark, ruling, user=alice, seen=1)
    decision = Decision.objects.get()
    assert (decision.actor, decision.shown_confidence) == (alice, 0.78)
    assert (decision.why, decision.note) == ("cited-earlier", "second paragraph")
    assert decision.changes() == [("verdict", "open", "rejected")]
    assert decision.pipeline == "1-test"


def test_the_log_keeps_no_score_where_none_was_shown(article: Article, alice: User) -> None:
    mark = make_mark(article, "since May", kind="defect", label="undated", confidence=0.85)
    reviewing.decide(mark, Ruling(Verdict.ACCEPTED), user=alice, seen=1)
    assert Decision.objects.get().shown_confidence is None
    assert mark.confidence == 0.85


def test_a_flag_that_holds_needs_a_source(mark: Annotation, alice: User) -> None:
    mark = reviewing.decide(mark, Ruling(Verdict.ACCEPTED), user=alice, seen=1)
    assert mark.state == "needs-source"
    mark = reviewing.decide(mark, Ruling(Verdict.REJECTED, why="other"), user=alice, seen=2)
    assert mark.state == "open"


def test_of_two_editors_one_wins(mark: Annotation, alice: User) -> None:
    also = Annotation.objects.get(pk=mark.pk)
    reviewing.decide(mark, Ruling(Verdict.ACCEPTED), user=alice, seen=1)
    with pytest.raises(StaleMark):
        reviewing.decide(also, Ruling(Verdict.REJECTED, why="other"), user=alice, seen=1)
    assert Decision.objects.count() == 1


def test_the_log_cannot_be_changed(mark: Annotation, alice: User) -> None:
    decision = reviewing.decide(mark, Ruling(Verdict.ACCEPTED), user=alice, seen=1).decisions.get()
    for attempt in (
        decision.save,
        decision.delete,
        Decision.objects.all().delete,
        lambda: Decision.objects.update(note="never mind"),
    ):
        with pytest.raises(AppendOnly):
            attempt()


def test_an_editors_mark_is_accepted_and_logged(article: Article, alice: User) -> None:
    new = NewMark(start=0, end=5, kind="claim", label="unsourced", note="who says?")
    mark = reviewing.add_mark(article.revision, new, user=alice)
    assert (mark.exact, mark.verdict, mark.made_by) == ("Mayor", "accepted", alice)
    assert mark.decisions.get().action == "added"
    assert reviewing.add_mark(article.revision, new, user=alice) == mark
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(("start", "end"), [(0, 100_000), (5, 5), (7, 2), (18, 20)])
def test_a_mark_must_cover_words(article: Article, alice: User, start: int, end: int) -> None:
    new = NewMark(start=start, end=end, kind="claim", label="vague")
    with pytest.raises(NoWords):
        reviewing.add_mark(article.revision, new, user=alice)

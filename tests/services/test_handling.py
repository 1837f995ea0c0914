"""An article's state and assignee: every step is compared on update and logged."""

from typing import Any

import pytest

from articles.models import Annotation, Article, Event, Revision, User
from articles.services import changing, handling, reviewing
from articles.services.changing import Step
from articles.services.handling import NeedsOverride, NoSuchStep, Override, Review, StaleArticle
from articles.services.reviewing import NewMark, Ruling
from tests.factories import make_mark

pytestmark = pytest.mark.django_db
ACCEPT = Ruling(Annotation.Verdict.ACCEPTED)


def put(article: Article, review: str) -> Article:
    """The article in a state, as if it had been there from the start."""
    Article.objects.filter(pk=article.pk).update(review=review)
    article.refresh_from_db()
    return article


def logged(action: Event.Action = Event.Action.REVIEW_CHANGED) -> list[tuple[Any, ...]]:
    events = Event.objects.filter(action=action)
    return [(event.actor, event.detail["before"], event.detail["after"]) for event in events]


@pytest.mark.parametrize(
    ("before", "to", "is_allowed"),
    [
        ("unreviewed", "in-review", True),
        ("unreviewed", "needs-sourcing", False),
        ("unreviewed", "cleared", False),
        ("in-review", "unreviewed", True),
        ("in-review", "needs-sourcing", True),
        ("in-review", "cleared", True),
        ("needs-sourcing", "unreviewed", False),
        ("needs-sourcing", "in-review", True),
        ("needs-sourcing", "cleared", True),
        ("cleared", "unreviewed", False),
        ("cleared", "in-review", True),
        ("cleared", "needs-sourcing", False),
    ],
)
def test_an_article_goes_only_where_its_state_leads(
    article: Article, alice: User, before: str, to: str, is_allowed: bool
) -> None:
    put(article, before)
    if is_allowed:
        handling.move(article, Review(to), user=alice, seen=1)
        assert logged() == [(alice, before, to)]
    else:
        with pytest.raises(NoSuchStep):
            handling.move(article, Review(to), user=alice, seen=1)
        assert logged() == []
    article.refresh_from_db()
    assert (article.review, article.version) == ((to, 2) if is_allowed else (before, 1))


def test_the_state_that_it_has_already_writes_nothing(article: Article, alice: User) -> None:
    handling.move(put(article, "in-review"), Review.IN_REVIEW, user=alice, seen=7)
    assert logged() == []


def test_of_two_editors_the_second_is_told(article: Article, alice: User, bob: User) -> None:
    mine, theirs = put(article, "in-review"), Article.objects.get(pk=article.pk)
    handling.move(theirs, Review.CLEARED, user=bob, seen=1)
    with pytest.raises(StaleArticle):
        handling.move(mine, Review.NEEDS_SOURCING, user=alice, seen=1)
    with pytest.raises(StaleArticle):
        handling.assign(mine, alice, user=alice, seen=1)
    with pytest.raises(StaleArticle):
        handling.move(Article.objects.get(), Review.IN_REVIEW, user=alice, seen=1)
    assert Article.objects.get().review == "cleared"
    assert Article.objects.get().assignee is None
    assert Event.objects.count() == 1


class TestClearing:
    def test_open_flags_stand_in_its_way(self, article: Article, alice: User) -> None:
        make_mark(article, "Traffic has doubled since May.")
        make_mark(article, "Critics say it cost too much.", label="vague")
        with pytest.raises(NeedsOverride) as refusal:
            handling.move(put(article, "in-review"), Review.CLEARED, user=alice, seen=1)
        assert refusal.value.flags == 2
        assert Article.objects.get().review == "in-review"
        assert logged() == []

    @pytest.mark.parametrize(
        ("fields", "stands_in_the_way"),
        [
            ({"verdict": "open"}, True),
            ({"verdict": "open", "probability": 0.3}, False),
            ({"verdict": "rejected"}, False),
            ({"verdict": "accepted", "state": "needs-source"}, True),
            ({"verdict": "accepted", "state": "sourced"}, False),
            ({"verdict": "accepted", "state": "withdrawn"}, False),
            ({"verdict": "accepted", "state": "needs-source", "detached": True}, False),
            ({"kind": "quote", "label": "direct"}, False),
        ],
    )
    def test_only_flags_that_still_ask_for_something_do(
        self, article: Article, alice: User, fields: dict[str, Any], stands_in_the_way: bool
    ) -> None:
        make_mark(article, "Traffic has doubled since May.", **fields)
        put(article, "in-review")
        try:
            handling.move(article, Review.CLEARED, user=alice, seen=1)
        except NeedsOverride:
            assert stands_in_the_way
        else:
            assert not stands_in_the_way

    def test_a_written_reason_clears_it_and_is_logged_with_the_flags(
        self, article: Article, alice: User
    ) -> None:
        mark = make_mark(article, "Traffic has doubled since May.")
        put(article, "needs-sourcing")
        why = Override("The council will confirm it tonight.", flags=1)
        handling.move(article, Review.CLEARED, user=alice, seen=1, override=why)
        detail = Event.objects.get().detail
        assert (detail["override"], detail["flags"]) == (why.why, [mark.pk])
        assert article.review == "cleared"

    def test_a_reason_holds_for_the_flags_that_its_writer_knew_of(
        self, article: Article, alice: User
    ) -> None:
        make_mark(article, "Traffic has doubled since May.")
        make_mark(article, "Critics say it cost too much.")
        why = Override("It will be confirmed.", flags=1)
        with pytest.raises(NeedsOverride):
            handling.move(
                put(article, "in-review"), Review.CLEARED, user=alice, seen=1, override=why
            )

    def test_a_reason_that_nothing_calls_for_is_not_kept(
        self, article: Article, alice: User
    ) -> None:
        why = Override("To be safe.", flags=0)
        handling.move(put(article, "in-review"), Review.CLEARED, user=alice, seen=1, override=why)
        assert Event.objects.get().detail["override"] == ""

    def test_what_is_not_annotated_is_not_cleared_in_passing(
        self, article: Article, alice: User
    ) -> None:
        Revision.objects.update(state="failed")
        put(article, "in-review")
        with pytest.raises(NeedsOverride):
            handling.move(article, Review.CLEARED, user=alice, seen=1)
        read = Override("Read by hand.", flags=0)
        handling.move(article, Review.CLEARED, user=alice, seen=1, override=read)
        assert Event.objects.get().detail["override"] == "Read by hand."


class TestAssigning:
    def test_it_is_logged_by_name(self, article: Article, alice: User, bob: User) -> None:
        handling.assign(article, alice, user=bob, seen=1)
        handling.assign(article, None, user=alice, seen=2)
        assert Article.objects.get().assignee is None
        assigned = logged(Event.Action.ARTICLE_ASSIGNED)
        assert assigned == [(bob, "", "alice"), (alice, "alice", "")]

    def test_the_same_editor_again_writes_nothing(self, article: Article, alice: User) -> None:
        handling.assign(article, alice, user=alice, seen=1)
        handling.assign(article, alice, user=alice, seen=1)
        assert Event.objects.count() == 1


class TestTheFirstVerdict:
    def test_it_begins_the_review_in_that_editors_name(self, article: Article, alice: User) -> None:
        mark = make_mark(article, "Traffic has doubled since May.")
        reviewing.decide(mark, ACCEPT, user=alice, seen=1)
        assert Article.objects.get().review == "in-review"
        event = Event.objects.get()
        assert (event.actor, event.detail["by"]) == (alice, "verdict")
        mark = reviewing.decide(mark, Ruling(Annotation.Verdict.OPEN), user=alice, seen=2)
        reviewing.decide(mark, ACCEPT, user=alice, seen=3)
        assert logged() == [(alice, "unreviewed", "in-review")]

    def test_an_editors_own_mark_begins_it_too(self, article: Article, alice: User) -> None:
        mark = NewMark(0, 5, kind="claim", label="unsourced")
        reviewing.add_mark(article.revision, mark, user=alice)
        assert Article.objects.get().review == "in-review"

    def test_an_assignment_is_no_verdict(self, article: Article, alice: User) -> None:
        mark = make_mark(article, "Traffic has doubled since May.")
        assigned = Step(changing.Action.ASSIGNED)
        changing.change(mark, assigned, user=alice, seen=1, assignee=alice)
        assert Article.objects.get().review == "unreviewed"

    def test_a_verdict_that_changes_nothing_begins_nothing(
        self, article: Article, alice: User
    ) -> None:
        mark = make_mark(article, "Traffic has doubled since May.")
        reviewing.decide(mark, Ruling(Annotation.Verdict.OPEN), user=alice, seen=1)
        assert Article.objects.get().review == "unreviewed"

    @pytest.mark.parametrize("review", ["in-review", "needs-sourcing", "cleared"])
    def test_it_leaves_an_article_alone_that_is_past_that(
        self, article: Article, alice: User, review: str
    ) -> None:
        put(article, review)
        mark = make_mark(article, "Traffic has doubled since May.")
        reviewing.decide(mark, ACCEPT, user=alice, seen=1)
        assert Article.objects.get().review == review
        assert logged() == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("unreviewed", "unreviewed"),
        ("in-review", "in-review"),
        ("needs-sourcing", "needs-sourcing"),
        ("cleared", "in-review"),
    ],
)
def test_a_corrected_text_takes_a_cleared_article_back_into_review(
    article: Article, alice: User, before: str, after: str
) -> None:
    handling.reopen_for_revision(put(article, before), alice)
    assert article.review == Article.objects.get().review == after
    assert logged() == ([(alice, before, after)] if before != after else [])

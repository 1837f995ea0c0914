"""An article's bar: its state, its assignee, who has it open, and what it says in the library."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Annotation, Article, Event, Presence, User
from articles.services import handling, noting, presence
from articles.services.handling import Override, Review
from tests.factories import make_article, make_mark, make_user

HTMX = {"HX-Request": "true"}


@pytest.fixture
def mark(article: Article) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.")


@pytest.fixture
def in_review(article: Article) -> Article:
    Article.objects.update(review="in-review")
    article.refresh_from_db()
    return article


@pytest.fixture
def carol(db: None) -> User:
    return make_user("carol", role="editor")


def step(client: Client, article: Article, to: str, seen: int = 1, **more: Any) -> Any:
    address = reverse("article-review", args=[article.pk])
    headers = more.pop("headers", HTMX)
    return client.post(address, {"review": to, "seen": seen, **more}, headers=headers)


def assign(client: Client, article: Article, to: User | None, seen: int = 1) -> Any:
    address = reverse("article-assignee", args=[article.pk])
    return client.post(address, {"assignee": to.pk if to else "", "seen": seen}, headers=HTMX)


def words(response: Any) -> str:
    return str(response.content.decode())


class TestState:
    def test_the_page_says_it_and_offers_editors_the_next_steps(
        self, editor: Client, article: Article
    ) -> None:
        page = words(editor.get(article.get_absolute_url()))
        assert "Unreviewed" in page and "Start the review" in page
        assert "Clear it" not in page

    def test_analysts_read_it_and_have_no_buttons(self, analyst: Client, article: Article) -> None:
        page = words(analyst.get(article.get_absolute_url()))
        assert "Unreviewed" in page and "Assigned to <bdi>nobody" in page
        assert "Start the review" not in page and "Take it" not in page

    def test_a_step_is_answered_with_the_bar_as_it_is_then(
        self, editor: Client, article: Article
    ) -> None:
        response = step(editor, article, "in-review")
        assert response.status_code == 200
        assert "In review" in words(response) and "by <bdi>alice" in words(response)
        assert "<html" not in words(response)
        assert 'id="desk"' in words(response)

    def test_without_scripts_it_leads_back_to_the_page(
        self, editor: Client, article: Article
    ) -> None:
        response = step(editor, article, "in-review", headers={})
        assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())

    def test_a_step_that_the_state_does_not_offer_is_refused(
        self, editor: Client, article: Article
    ) -> None:
        response = step(editor, article, "cleared")
        assert response.status_code == 422
        assert "look at it again" in words(response)

    @pytest.mark.parametrize("given", [{"review": "finished"}, {"review": "in-review", "seen": ""}])
    def test_nonsense_is_refused(
        self, editor: Client, article: Article, given: dict[str, str]
    ) -> None:
        address = reverse("article-review", args=[article.pk])
        assert editor.post(address, {"seen": "1", **given}, headers=HTMX).status_code == 422
        assert not Event.objects.exists()


class TestClearing:
    def test_it_is_refused_with_the_number_of_open_flags_and_the_way_to_them(
        self, editor: Client, in_review: Article, mark: Annotation
    ) -> None:
        response = step(editor, in_review, "cleared")
        assert response.status_code == 422
        assert "1 flag is still open" in words(response)
        assert reverse("mark", args=[mark.pk]) in words(response)
        assert "Clear it with 1 open flag" in words(response)
        assert Article.objects.get().review == "in-review"

    def test_a_written_reason_clears_it_and_stands_on_the_page(
        self, editor: Client, in_review: Article, mark: Annotation
    ) -> None:
        why = "Confirmed by <b>phone</b>."
        response = step(editor, in_review, "cleared", override=why, flags=1)
        assert response.status_code == 200
        assert "Cleared by <bdi>alice</bdi> with 1 open flag" in words(response)
        assert "“Confirmed by &lt;b&gt;phone&lt;/b&gt;.”" in words(response)

    def test_a_flag_more_than_the_editor_knew_of_keeps_the_reason_and_asks_again(
        self, editor: Client, in_review: Article, mark: Annotation
    ) -> None:
        make_mark(in_review, "Critics say it cost too much.")
        response = step(editor, in_review, "cleared", override="Confirmed.", flags=1)
        assert response.status_code == 422
        assert "2 flags are still open" in words(response) and "Confirmed." in words(response)

    def test_blanks_are_no_reason(
        self, editor: Client, in_review: Article, mark: Annotation
    ) -> None:
        assert step(editor, in_review, "cleared", override="  \n ", flags=1).status_code == 422

    def test_an_article_without_open_flags_is_cleared_in_one_step(
        self, editor: Client, in_review: Article
    ) -> None:
        response = step(editor, in_review, "cleared")
        assert (response.status_code, Article.objects.get().review) == (200, "cleared")
        assert "No open flags" in words(response)

    def test_flags_that_come_later_are_told_from_those_that_were_known(
        self, editor: Client, alice: User, in_review: Article, mark: Annotation
    ) -> None:
        why = Override("Confirmed.", flags=1)
        handling.move(in_review, Review.CLEARED, user=alice, seen=1, override=why)
        assert "since it was cleared" not in words(editor.get(in_review.get_absolute_url()))
        make_mark(in_review, "Critics say it cost too much.")
        page = words(editor.get(in_review.get_absolute_url()))
        assert "1 flag opened since it was cleared." in page
        assert "with 1 open flag" in page and "2 open flags" in page


class TestAssigning:
    def test_an_editor_takes_it(self, editor: Client, article: Article, alice: User) -> None:
        response = assign(editor, article, alice)
        assert Article.objects.get().assignee == alice
        assert "Take it" not in words(response)

    def test_only_active_editors_can_be_chosen(
        self, editor: Client, article: Article, bob: User, carol: User
    ) -> None:
        User.objects.filter(pk=carol.pk).update(is_active=False)
        for person in (bob, carol):
            response = assign(editor, article, person)
            assert response.status_code == 422
            assert "Choose one of the editors, or nobody." in words(response)
        assert Article.objects.get().assignee is None

    def test_it_can_be_given_back(self, editor: Client, article: Article, alice: User) -> None:
        handling.assign(article, alice, user=alice, seen=1)
        assert assign(editor, article, None, seen=2).status_code == 200
        assert Article.objects.get().assignee is None


class TestTwoEditors:
    def test_the_second_reads_who_was_faster_and_what_is_so_now(
        self, editor: Client, in_review: Article, carol: User
    ) -> None:
        faster = Client()
        faster.force_login(carol)
        assert step(faster, in_review, "needs-sourcing").status_code == 200
        response = step(editor, in_review, "cleared")
        assert response.status_code == 409
        assert "carol set this article to “needs sourcing” at " in words(response)
        assert "Needs sourcing" in words(response)
        assert step(editor, in_review, "cleared", seen=2).status_code == 200

    def test_a_reason_that_was_being_written_is_kept(
        self, editor: Client, in_review: Article, mark: Annotation, carol: User
    ) -> None:
        handling.move(in_review, Review.NEEDS_SOURCING, user=carol, seen=1)
        response = step(editor, in_review, "cleared", override="Confirmed by phone.", flags=1)
        assert response.status_code == 409
        assert 'name="override"' in words(response) and "Confirmed by phone." in words(response)

    def test_it_is_kept_also_where_it_cannot_be_sent_any_more(
        self, editor: Client, in_review: Article, mark: Annotation, carol: User
    ) -> None:
        why = Override("She rang me.", flags=1)
        handling.move(in_review, Review.CLEARED, user=carol, seen=1, override=why)
        response = step(editor, in_review, "cleared", override="Confirmed by phone.", flags=1)
        assert response.status_code == 409
        assert "carol cleared this article at " in words(response)
        assert "What you wrote: <q>Confirmed by phone.</q>" in words(response)

    def test_a_choice_of_assignee_is_kept(
        self, editor: Client, article: Article, alice: User, carol: User
    ) -> None:
        handling.assign(article, carol, user=carol, seen=1)
        response = assign(editor, article, alice)
        assert response.status_code == 409
        assert "carol gave this article to carol at " in words(response)
        assert f'<option value="{alice.pk}" selected>' in words(response)
        assert Article.objects.get().assignee == carol

    def test_without_scripts_the_whole_page_says_so(
        self, editor: Client, in_review: Article, carol: User
    ) -> None:
        handling.move(in_review, Review.NEEDS_SOURCING, user=carol, seen=1)
        response = step(editor, in_review, "cleared", headers={})
        assert response.status_code == 409
        assert "<html" in words(response) and "carol set this" in words(response)


class TestPresence:
    def test_the_page_of_others_says_who_is_here(
        self, editor: Client, article: Article, bob: User
    ) -> None:
        presence.seen(article, user=bob)
        assert "bob is reading this." in words(editor.get(article.get_absolute_url()))
        address = reverse("article-presence", args=[article.pk])
        assert "bob is reading this." in words(editor.post(address, headers=HTMX))
        assert Presence.objects.count() == 2

    def test_looking_at_the_page_leaves_no_trace(self, editor: Client, article: Article) -> None:
        editor.get(article.get_absolute_url())
        assert not Presence.objects.exists()

    def test_closing_the_page_is_said_too(self, editor: Client, article: Article) -> None:
        address = reverse("article-presence", args=[article.pk])
        editor.post(address)
        assert editor.post(address, {"left": "1"}).status_code == 204
        assert not Presence.objects.exists()


class TestLibrary:
    def test_a_row_says_how_its_article_stands(
        self, analyst: Client, in_review: Article, mark: Annotation, alice: User
    ) -> None:
        handling.assign(in_review, alice, user=alice, seen=1)
        presence.seen(in_review, user=alice)
        page = words(analyst.get(reverse("library")))
        for says in ("In review", "Assigned to <bdi>alice", "1 open flag", "alice is reviewing"):
            assert says in page

    def test_more_of_everything_does_not_mean_more_queries(
        self,
        analyst: Client,
        bob: User,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        def fill(numbers: range) -> None:
            for number in numbers:
                article = make_article(f"Story {number}\n\nWords that say something.")
                person = make_user(f"editor-{number}", role="editor")
                make_mark(article, "Words that say something.")
                noting.add_note(article, "@bob, look.", user=person)
                presence.seen(article, user=person)
                handling.assign(article, person, user=person, seen=1)
                handling.move(article, Review.IN_REVIEW, user=person, seen=2)

        fill(range(2))
        with CaptureQueriesContext(
            connection,
        ) as few:
            analyst.get(reverse("library"))
        fill(range(2, 12))
        with django_assert_max_num_queries(len(few)):
            page = words(analyst.get(reverse("library")))
        assert page.count("is reviewing this") == page.count("1 open flag") == 12


def test_a_page_left_open_can_ask_for_the_bar_as_it_is_now(
    editor: Client, article: Article, carol: User
) -> None:
    handling.move(article, Review.IN_REVIEW, user=carol, seen=1)
    address = reverse("article-desk", args=[article.pk])
    assert "In review" in words(editor.get(address, headers=HTMX))
    assert editor.get(address)["Location"] == article.get_absolute_url()

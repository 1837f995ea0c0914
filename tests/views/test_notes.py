"""Threads of notes, and the notes that mention a person."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Annotation, Article, Mention, Note, Revision, User
from articles.services import noting
from tests.factories import make_mark

HTMX = {"HX-Request": "true"}


@pytest.fixture
def mark(article: Article) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.")


def words(response: Any) -> str:
    return str(response.content.decode())


class TestThreads:
    def test_analysts_write_too(self, analyst: Client, article: Article, bob: User) -> None:
        address = reverse("article-notes", args=[article.pk])
        response = analyst.post(address, {"text": "Who counted?"}, headers=HTMX)
        assert response.status_code == 200
        assert "Who counted?" in words(response) and "<bdi>bob</bdi>" in words(response)
        assert f'id="notes-a{article.pk}"' in words(response)
        assert Note.objects.get().actor == bob

    def test_the_page_shows_the_notes_of_the_article(
        self, editor: Client, article: Article, mark: Annotation, bob: User
    ) -> None:
        noting.add_note(article, "On the whole story.", user=bob)
        noting.add_note(article, "On one mark.", user=bob, annotation=mark)
        page = words(editor.get(article.get_absolute_url()))
        assert "On the whole story." in page and "On one mark." not in page

    def test_a_card_shows_the_notes_of_its_mark(
        self, editor: Client, article: Article, mark: Annotation, bob: User
    ) -> None:
        noting.add_note(article, "On one mark.", user=bob, annotation=mark)
        card = words(editor.get(reverse("mark", args=[mark.pk]), headers=HTMX))
        assert "On one mark." in card and f'id="notes-m{mark.pk}"' in card

    def test_text_is_text_and_keeps_its_lines(self, editor: Client, mark: Annotation) -> None:
        address = reverse("mark-notes", args=[mark.pk])
        response = editor.post(address, {"text": "<i>One</i>\r\nhttps://two.example"}, headers=HTMX)
        assert "&lt;i&gt;One&lt;/i&gt;\nhttps://two.example" in words(response)

    def test_without_scripts_it_leads_back_to_the_page(
        self, editor: Client, article: Article, mark: Annotation
    ) -> None:
        on_article = editor.post(reverse("article-notes", args=[article.pk]), {"text": "Well."})
        assert on_article["Location"] == f"{article.get_absolute_url()}#notes-a{article.pk}"
        on_mark = editor.post(reverse("mark-notes", args=[mark.pk]), {"text": "Well."})
        assert on_mark["Location"] == f"{article.get_absolute_url()}?mark={mark.pk}#m{mark.pk}"

    @pytest.mark.parametrize("text", ["", "  \r\n "])
    def test_nothing_is_no_note(self, editor: Client, mark: Annotation, text: str) -> None:
        response = editor.post(reverse("mark-notes", args=[mark.pk]), {"text": text})
        assert response.status_code == 422
        assert "Write something first." in words(response)
        assert not Note.objects.exists()

    def test_a_note_that_is_too_long_is_kept_and_the_limit_is_said(
        self, editor: Client, mark: Annotation
    ) -> None:
        text = "word " * 800 + "end!"
        for headers in ({}, HTMX):
            address = reverse("mark-notes", args=[mark.pk])
            response = editor.post(address, {"text": text}, headers=headers)
            assert response.status_code == 422
            assert "at most 4,000 characters; this one has 4,004" in words(response)
            assert text in words(response)
        assert not Note.objects.exists()

    def test_a_mentioned_name_stands_out(self, analyst: Client, mark: Annotation) -> None:
        address = reverse("mark-notes", args=[mark.pk])
        User.objects.create_user("alice", role="editor")
        response = analyst.post(address, {"text": "@alice and @nobody & co"}, headers=HTMX)
        assert "<b>@alice</b> and @nobody &amp; co" in words(response)

    def test_a_few_names_are_given_as_a_hint_and_many_are_not(
        self, editor: Client, mark: Annotation, bob: User
    ) -> None:
        address = reverse("mark-notes", args=[mark.pk])
        assert "To call somebody: @bob<" in words(editor.get(address))
        for number in range(8):
            User.objects.create_user(f"reader-{number}")
        assert "To call somebody" not in words(editor.get(address))

    def test_a_carried_mark_brings_its_notes_along(
        self, editor: Client, article: Article, mark: Annotation, bob: User
    ) -> None:
        noting.add_note(article, "Since which May?", user=bob, annotation=mark)
        carried = carry(article, mark)
        card = words(editor.get(reverse("mark", args=[carried.pk]), headers=HTMX))
        assert "Since which May?" in card

    def test_more_notes_do_not_mean_more_queries(
        self,
        editor: Client,
        article: Article,
        bob: User,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(12):
            noting.add_note(article, f"@alice, number {number}", user=bob)
        with django_assert_max_num_queries(8):
            page = words(editor.get(reverse("article-notes", args=[article.pk]), headers=HTMX))
        assert page.count("<b>@alice</b>") == 12


def carry(article: Article, mark: Annotation) -> Annotation:
    """A second revision of the same text, to which the mark was carried."""
    first = article.revision
    second = Revision.objects.create(
        article=article, number=2, text=first.text, words=first.words, state="annotated"
    )
    Article.objects.filter(pk=article.pk).update(current=second)
    article.refresh_from_db()
    return make_mark(article, mark.exact, carried_from=mark)


class TestMentions:
    @pytest.fixture
    def mention(self, article: Article, mark: Annotation, alice: User, bob: User) -> Mention:
        noting.add_note(article, "@alice, since which May?", user=bob, annotation=mark)
        return Mention.objects.get()

    def test_every_page_tells_how_many_are_unread(
        self, editor: Client, analyst: Client, mention: Mention
    ) -> None:
        assert "Notes for you <strong>(1)</strong>" in words(editor.get(reverse("library")))
        assert "Notes for you</a>" in words(analyst.get(reverse("library")))

    def test_the_list_shows_who_wrote_what_and_where(
        self, editor: Client, mention: Mention
    ) -> None:
        page = words(editor.get(reverse("mentions")))
        for says in ("<bdi>bob</bdi>", "since which May?", "Traffic has doubled", "Mayor opens"):
            assert says in page
        mention.refresh_from_db()
        assert mention.read is None

    def test_opening_it_leads_to_the_mark_and_marks_it_read(
        self, editor: Client, article: Article, mark: Annotation, mention: Mention
    ) -> None:
        response = editor.post(reverse("mention", args=[mention.pk]))
        assert response["Location"] == f"{article.get_absolute_url()}?mark={mark.pk}#m{mark.pk}"
        mention.refresh_from_db()
        assert mention.read is not None

    def test_it_can_be_marked_read_without_leaving_the_list(
        self, editor: Client, mention: Mention
    ) -> None:
        response = editor.post(reverse("mention", args=[mention.pk]), {"stay": "1"})
        assert response["Location"] == reverse("mentions")
        assert "Mark as read" not in words(editor.get(reverse("mentions")))

    def test_the_mentions_of_others_are_none_of_ones_business(
        self, analyst: Client, mention: Mention
    ) -> None:
        assert analyst.post(reverse("mention", args=[mention.pk])).status_code == 404
        assert "since which May?" not in words(analyst.get(reverse("mentions")))
        mention.refresh_from_db()
        assert mention.read is None

    def test_unread_ones_come_first(
        self, editor: Client, article: Article, alice: User, bob: User, mention: Mention
    ) -> None:
        noting.add_note(article, "@alice, a newer one.", user=bob)
        newer = Mention.objects.latest("pk")
        noting.mark_read([newer], user=alice)
        page = words(editor.get(reverse("mentions")))
        assert page.index("since which May?") < page.index("a newer one.")

    def test_all_that_were_shown_are_read_at_once_and_no_later_one(
        self, editor: Client, article: Article, alice: User, bob: User, mention: Mention
    ) -> None:
        noting.add_note(article, "@alice, a newer one.", user=bob)
        editor.post(reverse("mentions-read"), {"upto": str(mention.pk)})
        assert [each.read is None for each in Mention.objects.order_by("pk")] == [False, True]

    @pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 40, "²"])
    def test_nonsense_harms_nothing(self, editor: Client, mention: Mention, upto: str) -> None:
        assert editor.post(reverse("mentions-read"), {"upto": upto}).status_code == 302

    def test_it_leads_to_the_mark_as_the_newest_revision_has_it(
        self, editor: Client, article: Article, mark: Annotation, mention: Mention
    ) -> None:
        carried = carry(article, mark)
        response = editor.post(reverse("mention", args=[mention.pk]))
        assert f"?mark={carried.pk}#" in response["Location"]

    def test_a_mark_that_is_on_no_page_any_more_has_its_notes_on_a_page_of_their_own(
        self, editor: Client, mark: Annotation, mention: Mention
    ) -> None:
        Annotation.objects.update(detached=True)
        response = editor.post(reverse("mention", args=[mention.pk]), follow=True)
        assert response.redirect_chain == [(reverse("mark-notes", args=[mark.pk]), 302)]
        assert "since which May?" in words(response)

    def test_an_empty_list_says_what_would_stand_there(self, editor: Client, alice: User) -> None:
        assert "@alice in a note" in words(editor.get(reverse("mentions")))

    def test_more_mentions_do_not_mean_more_queries(
        self,
        editor: Client,
        article: Article,
        mark: Annotation,
        bob: User,
        mention: Mention,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(12):
            noting.add_note(article, f"@alice {number}", user=bob, annotation=mark)
        with django_assert_max_num_queries(8):
            page = words(editor.get(reverse("mentions")))
        assert page.count("Mark as read") == 13

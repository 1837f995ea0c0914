"""The library page and the ways in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Article, Event, Revision, User
from tests.factories import make_article

STORY = b"Harbour reopens\n\nThe harbour reopened on Monday, officials said.\n"


def text_file(name: str = "harbour.txt", data: bytes = STORY) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


class TestLibrary:
    def test_an_empty_library_says_how_to_begin(self, analyst: Client) -> None:
        assert "no articles yet" in analyst.get(reverse("library")).content.decode()

    def test_it_lists_articles_with_their_sourcing_in_counts(self, analyst: Client) -> None:
        make_article(outlet="Herald", byline="Ann Reyes")
        page = analyst.get(reverse("library")).content.decode()
        assert "Mayor opens bridge" in page and "Herald" in page and "Ann Reyes" in page
        assert "4 sentences:" in page

    def test_a_failed_article_shows_its_reason_and_a_way_to_retry(self, analyst: Client) -> None:
        article = make_article(state="failed")
        page = analyst.get(reverse("library")).content.decode()
        assert "It could not be read." in page
        assert reverse("article-retry", args=[article.pk]) in page

    def test_only_waiting_articles_are_polled(self, analyst: Client) -> None:
        done, waiting = make_article(), make_article("Other\n\nText.", state="queued")
        page = analyst.get(reverse("library")).content.decode()
        assert reverse("article-state", args=[waiting.pk]) in page
        assert reverse("article-state", args=[done.pk]) not in page

    def test_more_articles_do_not_mean_more_queries(
        self, analyst: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(30):
            make_article(f"Story {number}\n\nWords.")
        with django_assert_max_num_queries(7):
            page = analyst.get(reverse("library")).content.decode()
        assert page.count('class="article"') == 25
        assert "Page 1 of 2" in page

    def test_a_page_that_does_not_exist_shows_the_nearest(self, analyst: Client) -> None:
        make_article()
        assert analyst.get(reverse("library"), {"page": "999"}).status_code == 200
        assert analyst.get(reverse("library"), {"page": "x"}).status_code == 200


class TestUpload:
    def test_it_adds_several_files_at_once(self, analyst: Client, bob: User) -> None:
        files = [text_file(), text_file("two.txt", b"Second story\n\nMore words here.\n")]
        response = analyst.post(reverse("upload"), {"documents": files}, follow=True)
        page = response.content.decode()
        assert "harbour.txt was added" in page and "two.txt was added" in page
        assert Article.objects.filter(added_by=bob).count() == 2

    def test_a_bad_file_does_not_keep_out_the_good_one(self, analyst: Client) -> None:
        files = [text_file("empty.txt", b""), text_file()]
        page = analyst.post(reverse("upload"), {"documents": files}, follow=True).content.decode()
        assert "empty.txt is" in page and "harbour.txt was added" in page
        assert Article.objects.count() == 1

    def test_the_same_file_twice_leads_to_the_first(self, analyst: Client) -> None:
        for _ in range(2):
            response = analyst.post(reverse("upload"), {"documents": [text_file()]}, follow=True)
        assert "is in the library already" in response.content.decode()
        assert Article.objects.count() == 1

    def test_a_file_over_the_limit_is_refused_with_the_limit(
        self, analyst: Client, settings: Settings
    ) -> None:
        settings.UPLOAD_MAX_BYTES = 1_000_000
        big = text_file("big.txt", b"word " * 250_000)
        page = analyst.post(reverse("upload"), {"documents": [big]}, follow=True).content.decode()
        assert "the limit is 1.0 MB" in page
        assert not Article.objects.exists()

    def test_no_file_at_all_is_said(self, analyst: Client) -> None:
        response = analyst.post(reverse("upload"))
        assert response.status_code == 422
        assert "Choose at least one file" in response.content.decode()

    def test_a_file_name_is_only_text(self, analyst: Client) -> None:
        name = "<img src=x onerror=alert(1)>.txt"
        page = analyst.post(reverse("upload"), {"documents": [text_file(name, b"")]}, follow=True)
        assert "<img src=x" not in page.content.decode()

    def test_too_many_files_are_refused_with_their_limit(
        self, analyst: Client, settings: Settings
    ) -> None:
        settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
        files = [text_file(f"{number}.txt") for number in range(3)]
        response = analyst.post(reverse("upload"), {"documents": files})
        assert response.status_code == 400
        assert "One upload may hold" in response.content.decode()

    @pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "rot13", "no-such"])
    def test_another_encoding_of_the_form_is_refused(self, analyst: Client, charset: str) -> None:
        kind = f"application/x-www-form-urlencoded; charset={charset}"
        response = analyst.generic("POST", reverse("paste"), b"text=x", content_type=kind)
        assert response.status_code == 400

    def test_a_request_that_is_far_too_large_is_refused_before_it_is_read(
        self, analyst: Client, settings: Settings
    ) -> None:
        settings.REQUEST_MAX_BYTES = 100
        response = analyst.post(reverse("upload"), {"documents": [text_file()]})
        assert response.status_code == 413


class TestPaste:
    def test_it_opens_the_pasted_article(self, analyst: Client) -> None:
        given = {"text": STORY.decode(), "title": "", "outlet": "Herald", "published": "2026-03-01"}
        response = analyst.post(reverse("paste"), given)
        article = Article.objects.get()
        assert response["Location"] == article.get_absolute_url()
        assert (article.title, article.outlet) == ("Harbour reopens", "Herald")

    @pytest.mark.parametrize("text", ["", "   \n \n"])
    def test_nothing_is_refused(self, analyst: Client, text: str) -> None:
        response = analyst.post(reverse("paste"), {"text": text})
        assert response.status_code == 422
        assert not Article.objects.exists()

    def test_what_was_typed_is_kept_when_something_is_wrong(self, analyst: Client) -> None:
        given = {"text": STORY.decode(), "published": "yesterday"}
        response = analyst.post(reverse("paste"), given)
        assert response.status_code == 422
        assert "The harbour reopened on Monday" in response.content.decode()

    @pytest.mark.parametrize("odd", ["\x00", "\ud800", "\u202e", "\U0001f600", "\r"])
    def test_odd_characters_never_break_the_site(self, analyst: Client, odd: str) -> None:
        text = f"Harbour {odd} reopens\n\nThe harbour {odd} reopened on Monday.\n"
        given = {"text": text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")}
        assert analyst.post(reverse("paste"), given).status_code in {302, 422}


class TestState:
    def test_it_goes_on_being_asked_until_the_article_is_done(self, analyst: Client) -> None:
        article = make_article(state="queued")
        address = reverse("article-state", args=[article.pk])
        waiting = analyst.get(address, headers={"HX-Request": "true"})
        assert (waiting.status_code, "Queued" in waiting.content.decode()) == (200, True)
        Revision.objects.update(state="annotated")
        done = analyst.get(address, headers={"HX-Request": "true"})
        assert (done.status_code, "every 1s" in done.content.decode()) == (286, False)
        assert "annotated" in done["HX-Trigger-After-Settle"]


def test_retry_queues_a_failed_article_again(analyst: Client) -> None:
    article = make_article(state="failed")
    address = reverse("article-retry", args=[article.pk])
    assert analyst.post(address, {"next": "library"})["Location"] == reverse("library")
    assert Revision.objects.get().state == "queued"
    assert Event.objects.get().action == Event.Action.ARTICLE_RETRIED
    assert analyst.post(address)["Location"] == article.get_absolute_url()
    assert Event.objects.count() == 1

"""The form for an article's address, and the button that fetches it again."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from articles.models import Article, Revision, User
from articles.services import by_address
from tests.factories import make_article
from tests.ingest.serving import STORY, Site, page


def again(article: Article) -> str:
    return reverse("article-fetch-again", args=[article.pk])


@pytest.fixture
def fetched(site: Site, alice: User) -> Article:
    site.answers["/story"] = page()
    return by_address.add_from_address(site.at("/story"), user=alice).article


class TestFetch:
    def test_it_opens_the_fetched_article(self, analyst: Client, site: Site, bob: User) -> None:
        site.answers["/story"] = page()
        response = analyst.post(reverse("fetch"), {"address": f"  {site.at('/story')} "})
        article = Article.objects.get()
        assert response["Location"] == article.get_absolute_url()
        assert (article.title, article.added_by) == ("Harbour reopens", bob)
        shown = analyst.get(article.get_absolute_url()).content.decode()
        assert "The article was added" in shown

    def test_an_address_that_is_there_leads_to_its_article(
        self, analyst: Client, site: Site, fetched: Article
    ) -> None:
        response = analyst.post(reverse("fetch"), {"address": site.at("/story")}, follow=True)
        assert response.redirect_chain == [(fetched.get_absolute_url(), 302)]
        assert "is in the library already" in response.content.decode()

    @pytest.mark.parametrize(
        ("address", "says"),
        [
            ("", "Give the address of the article first"),
            ("   ", "Give the address of the article first"),
            ("nonsense", "Only http and https"),
            ("http://127.0.0.1/", "Pages are not fetched from port 80"),
            ("https://example.org/" + "a" * 3000, "at most 2000 characters"),
            ("http://harbour.example\x00/", "Null characters"),
        ],
    )
    def test_what_cannot_be_fetched_is_said_and_what_was_typed_is_kept(
        self, analyst: Client, site: Site, address: str, says: str
    ) -> None:
        response = analyst.post(reverse("fetch"), {"address": address})
        shown = response.content.decode()
        assert response.status_code == 422 and says in shown
        kept = re.search(r'<input type="text" name="address"( value="([^"]*)")?', shown)
        assert kept and (kept[2] or "").strip() == address.strip()
        assert site.requests == [] and not Article.objects.exists()

    def test_a_site_s_refusal_is_said_beside_the_form(self, analyst: Client, site: Site) -> None:
        site.answers["/story"] = page(b"", status="403 Forbidden")
        response = analyst.post(reverse("fetch"), {"address": site.at("/story")})
        assert response.status_code == 422
        assert "does not give this page to programs" in response.content.decode()

    def test_an_address_is_only_text(self, analyst: Client, site: Site) -> None:
        evil = 'http://harbour.example/"><script>alert(1)</script>'
        shown = analyst.post(reverse("fetch"), {"address": evil}).content.decode()
        assert "<script>alert(1)" not in shown

    def test_too_many_are_refused_with_the_limit(
        self, analyst: Client, site: Site, settings: Settings
    ) -> None:
        settings.FETCH_MAX_PER_HOUR = 0
        response = analyst.post(reverse("fetch"), {"address": site.at("/story")})
        assert response.status_code == 429
        assert "within an hour" in response.content.decode()


class TestFetchAgain:
    def test_the_head_says_where_the_text_is_from_without_telling_that_site(
        self, analyst: Client, editor: Client, site: Site, fetched: Article
    ) -> None:
        for client, is_offered in ((analyst, False), (editor, True)):
            shown = client.get(fetched.get_absolute_url()).content.decode()
            link = f'<a href="{site.at("/story")}" rel="noreferrer noopener">'
            assert link in shown and "fetched on <time" in shown
            assert (again(fetched) in shown) is is_offered

    def test_an_article_from_elsewhere_has_no_such_line(
        self, editor: Client, article: Article
    ) -> None:
        shown = editor.get(article.get_absolute_url()).content.decode()
        assert "fetched on" not in shown and again(article) not in shown

    def test_a_saved_page_s_own_address_is_shown_as_its_claim(self, analyst: Client) -> None:
        article = make_article()
        Revision.objects.update(canonical_address="https://harbour.example/a?b=c&d=e")
        shown = analyst.get(article.get_absolute_url()).content.decode()
        assert "The file gives its address as" in shown
        assert '<a href="https://harbour.example/a?b=c&amp;d=e" rel="noreferrer' in shown

    def test_it_says_what_became_of_it(self, editor: Client, site: Site, fetched: Article) -> None:
        says = [
            (page(), "The page is unchanged"),
            (
                page(STORY.replace(b"</article>", b"<p>Corrected.</p></article>")),
                "version 2 is here",
            ),
            (page(b"", status="404 Not Found"), "The text is as it was. harbour.example has no"),
        ]
        for answer, said in says:
            site.answers["/story"] = answer
            response = editor.post(again(fetched), follow=True)
            assert response.redirect_chain == [(fetched.get_absolute_url(), 302)]
            assert said in response.content.decode()
        assert fetched.revisions.count() == 2

    def test_analysts_may_not(self, analyst: Client, site: Site, fetched: Article) -> None:
        assert analyst.post(again(fetched)).status_code == 403
        assert len(site.requests) == 1

    def test_what_has_no_address_says_so(self, editor: Client, article: Article) -> None:
        shown = editor.post(again(article), follow=True).content.decode()
        assert "did not come from an address" in shown

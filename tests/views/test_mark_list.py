"""All marks in words; what the text tells those who hear it: ends, and how many lie where."""

import re

from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.factories import make_mark, make_quote


def shown(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def endings(page: str) -> list[str]:
    return re.findall(r'<span class="end[^>]*aria-label="([^"]+)"', page)


def test_a_mark_over_paragraphs_ends_once(analyst: Client, article: Article) -> None:
    make_quote(article, "bridge is safe,” said Ruth Okafor, the mayor.\n\nCritics", speaker="Ruth")
    make_mark(article, "safe,” said", label="vague")
    page = shown(analyst, article)
    assert endings(page) == ["end of vague source", "end of quotation"]
    assert page.index("end of quotation") > page.index("Critics</span>")


def test_an_end_holds_no_words(analyst: Client, article: Article) -> None:
    make_mark(article, "Traffic has doubled since May.")
    assert re.search(r'<span class="end"[^>]*></span>', shown(analyst, article))


def test_where_marks_lie_over_marks_their_number_stands(analyst: Client, article: Article) -> None:
    whole = make_mark(article, "Traffic has doubled since May.")
    part = make_mark(article, "May.", kind="defect", label="undated", type="")
    make_mark(article, "since", kind="defect", label="loaded-words", type="")
    found = re.findall(
        r'<a class="here"( hidden)?[^>]*data-here="([\d ]+)"', shown(analyst, article)
    )
    assert ("", f"{whole.pk} {part.pk}") in found
    assert [hidden for hidden, _ in found] == [" hidden", ""]  # a loaded word starts hidden


def test_two_marks_of_one_sign_are_drawn_as_two(analyst: Client, article: Article) -> None:
    make_quote(article, "The bridge is safe", speaker="Ruth Okafor")
    make_quote(article, "is safe", speaker="Ruth Okafor")
    assert "quote direct two-quote" in shown(analyst, article)


def test_the_list_has_a_line_for_each_mark_in_the_order_of_the_text(
    analyst: Client, article: Article
) -> None:
    late = make_mark(article, "Traffic has doubled since May.")
    early = make_quote(article, "“The bridge is safe,”", speaker="Ruth Okafor")
    make_mark(article, "Critics", detached=True)
    address = reverse("article-marks", args=[article.pk])
    page = analyst.get(address).content.decode()
    assert re.findall(r'id="l(\d+)"', page) == [str(early.pk), str(late.pk)]
    assert f'href="{article.get_absolute_url()}?mark={late.pk}#m{late.pk}"' in page
    assert "<h1>All marks</h1>" in page
    part = analyst.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" not in part and 'id="mark-list"' in part


def test_an_article_without_marks_says_so(analyst: Client, article: Article) -> None:
    page = analyst.get(reverse("article-marks", args=[article.pk])).content.decode()
    assert "No mark is on this article." in page

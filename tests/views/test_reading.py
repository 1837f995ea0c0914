"""The reading page."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Event, Revision
from articles.views.wording import LAYERS
from tests.factories import TEXT, make_article, make_mark, make_quote


def shown(client: Client, article: Article, **query: str) -> str:
    return client.get(article.get_absolute_url(), query).content.decode()


def blocks(page: str) -> list[str]:
    """The words of each block as the browser shows them."""
    found = re.findall(r'<(?:p|h1) class="block"[^>]*>(.*?)</(?:p|h1)>', page, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", block)) for block in found]


def test_the_text_is_shown_whole_whatever_marks_overlap(analyst: Client, article: Article) -> None:
    make_quote(article, "“The bridge is safe,”", speaker="Ruth Okafor")
    make_mark(article, "bridge is safe,” said Ruth")
    make_mark(article, "safe", kind="defect", label="garbled-quote")
    make_mark(article, "opens bridge\n\n“The")
    page = shown(analyst, article)
    assert blocks(page) == [line for line in TEXT.split("\n") if line]


def test_every_mark_has_a_link_that_says_what_it_is(analyst: Client, article: Article) -> None:
    make_quote(article, "“The bridge is safe,”", speaker="Ruth Okafor", source_name="Ruth Okafor")
    make_mark(article, "Traffic has doubled since May.")
    page = shown(analyst, article)
    assert 'aria-label="Quotation, Ruth Okafor, likely (78 %)"' in page
    assert 'aria-label="Statement without a source, likely (78 %)"' in page
    assert 'data-speaker="Ruth Okafor"' in page


def test_a_mark_that_was_never_measured_has_no_number_in_its_link(
    analyst: Client, article: Article
) -> None:
    make_mark(article, "safe", kind="defect", label="garbled-quote", confidence=0.85)
    page = shown(analyst, article)
    assert 'aria-label="Fault: broken quotation marks, not yet calibrated"' in page
    assert "85 %" not in page


@pytest.mark.parametrize(("sure", "shown_as"), [(0.8, "Ruth Okafor"), (0.3, "perhaps Ruth Okafor")])
def test_a_name_that_is_more_likely_wrong_than_right_is_hedged(
    analyst: Client, article: Article, sure: float, shown_as: str
) -> None:
    sureness = {"span": 0.9, "source": sure}
    make_quote(article, "“The bridge is safe,”", speaker="Ruth Okafor", confidences=sureness)
    assert f'data-speaker="{shown_as}"' in shown(analyst, article)


def test_loaded_words_start_hidden_and_have_a_name_of_their_own(
    analyst: Client, article: Article
) -> None:
    make_mark(article, "too much", kind="defect", label="loaded-words", type="")
    page = shown(analyst, article)
    assert 'class="pin loaded open off"' in page and '<span class="run loaded"' not in page
    pressed = dict(re.findall(r'data-layer="(\w+)"[^>]* aria-pressed="(\w+)"', page))
    assert pressed == {layer.key: str(layer.starts_on).lower() for layer in LAYERS}
    assert pressed["loaded"] == "false" and pressed["defect"] == "true"
    assert 'aria-label="Loaded words, ' in page


def counts(page: str) -> dict[str, str]:
    """How many marks of each kind the toolbar says are shown."""
    return dict(re.findall(r'data-layer="(\w+)".*?class="n">(\d+)<', page))


def test_a_mark_below_the_slider_is_hidden_and_counted_apart(
    analyst: Client, article: Article
) -> None:
    make_mark(article, "Critics say it cost too much.", confidence=0.22)
    make_mark(article, "Traffic has doubled since May.", confidence=0.62)
    page = shown(analyst, article)
    assert counts(page)["unsourced"] == "1"
    assert '<span class="n">1</span> hidden' in page
    assert 'class="pin unsure open off"' in page and '<span class="run unsure"' not in page
    everything = shown(analyst, article, **{"from": "0"})
    assert counts(everything)["unsourced"] == "2"
    assert '<span class="n">0</span> hidden' in everything
    assert '<span class="run unsure"' in everything


def test_a_chosen_mark_is_shown_whatever_its_number(analyst: Client, article: Article) -> None:
    mark = make_mark(article, "Critics say it cost too much.", confidence=0.22)
    assert '<span class="run unsure"' in shown(analyst, article, mark=str(mark.pk))


def test_the_coverage_line_counts_sentences(analyst: Client, article: Article) -> None:
    page = re.sub(r"<[^>]+>", "", shown(analyst, article))
    assert "4 sentences: 2 named, 1 vague, 1 unsourced" in " ".join(page.split())


def test_a_chosen_mark_shows_its_card_without_javascript(analyst: Client, article: Article) -> None:
    mark = make_mark(article, "Traffic has doubled since May.")
    page = shown(analyst, article, mark=str(mark.pk))
    assert f'id="card-{mark.pk}"' in page
    assert "that an editor would ask “says who?”" in page
    assert 'states a figure: <q dir="auto">Tra</q>' in page


@pytest.mark.parametrize("nonsense", ["x", "999999", "-1", "1 OR 1"])
def test_a_mark_that_is_not_there_shows_no_card(
    analyst: Client, article: Article, nonsense: str
) -> None:
    assert 'id="card-' not in shown(analyst, article, mark=nonsense).split("<template")[0]


def test_a_headline_is_shown_once(analyst: Client, article: Article) -> None:
    page = shown(analyst, article)
    assert page.count("Mayor opens bridge</h1>") == 1
    assert '<p class="block" dir="auto" data-start="0"' not in page
    Article.objects.update(title="Another title")
    page = shown(analyst, article)
    assert "Another title</h1>" in page and '<p class="block" dir="auto" data-start="0"' in page


def test_rejected_marks_leave_no_line(analyst: Client, article: Article) -> None:
    make_mark(article, "Traffic has doubled since May.", verdict="rejected")
    assert '<span class="run "' in shown(analyst, article)


def test_analysts_are_not_offered_what_they_may_not_do(
    analyst: Client, editor: Client, article: Article
) -> None:
    mark = make_mark(article, "Traffic has doubled since May.")
    for client, offered in ((analyst, False), (editor, True)):
        page = shown(client, article, mark=str(mark.pk))
        assert (reverse("verdict", args=[mark.pk]) in page) is offered
        assert (f'action="{reverse("add-mark", args=[article.pk])}"' in page) is offered


def test_more_marks_do_not_mean_more_queries(
    analyst: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    words = [f"word{number}" for number in range(60)]
    article = make_article("Title\n\n" + " ".join(words))
    for word in words:
        make_mark(article, word)
    with django_assert_max_num_queries(12):
        shown(analyst, article)


def test_html_in_an_article_is_only_text(analyst: Client) -> None:
    evil = "<script>alert(1)</script>"
    article = make_article(f"{evil}\n\n“{evil}” said Ann {evil}.", byline=evil, outlet=evil)
    make_quote(article, f"“{evil}”", speaker=f"Ann {evil}")
    page = shown(analyst, article)
    assert evil not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_waiting_article_can_be_read_already_and_asks_until_it_is_done(analyst: Client) -> None:
    article = make_article(state="queued")
    address = reverse("article-body", args=[article.pk])
    assert "The bridge is safe" in shown(analyst, article)
    assert "Queued" in analyst.get(address).content.decode()
    Revision.objects.update(state="annotated")
    done = analyst.get(address)
    assert done.status_code == 286
    assert (done["HX-Retarget"], done["HX-Reswap"]) == ("#body", "innerHTML")
    assert "4 sentences:" in re.sub(r"<[^>]+>", "", done.content.decode())


def test_details_can_be_corrected(analyst: Client, article: Article) -> None:
    address = reverse("article-details", args=[article.pk])
    given = {"title": "Bridge opens", "byline": "", "outlet": "Herald", "published": "2026-03-01"}
    assert analyst.post(address, given)["Location"] == article.get_absolute_url()
    article.refresh_from_db()
    assert (article.title, article.outlet) == ("Bridge opens", "Herald")
    assert Event.objects.get().detail["before"]["title"] == "Mayor opens bridge"


def test_a_title_cannot_be_taken_away(analyst: Client, article: Article) -> None:
    response = analyst.post(reverse("article-details", args=[article.pk]), {"title": ""})
    assert response.status_code == 422
    article.refresh_from_db()
    assert article.title == "Mayor opens bridge"


def test_the_original_comes_back_byte_for_byte_and_only_as_a_download(
    analyst: Client, article: Article
) -> None:
    response = analyst.get(reverse("article-original", args=[article.pk]))
    assert b"".join(response) == TEXT.encode()
    assert response["Content-Disposition"] == 'attachment; filename="bridge.txt"'
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_reason_that_many_words_triggered_is_one_line(analyst: Client, article: Article) -> None:
    says = "is in the headline only"
    reasons = [
        {"code": "x", "says": says, "start": start, "end": start + 5} for start in (0, 20, 30)
    ]
    mark = make_mark(article, "Traffic has doubled since May.", reasons=reasons)
    page = shown(analyst, article, mark=str(mark.pk))
    assert page.count(says) == 1
    assert 'data-evidence="0-5 20-25 30-35"' in page


def test_an_invalid_title_is_not_taken_for_the_articles(analyst: Client, article: Article) -> None:
    given = {"title": "", "byline": "Someone Else"}
    page = analyst.post(reverse("article-details", args=[article.pk]), given).content.decode()
    assert "Details of Mayor opens bridge" in page

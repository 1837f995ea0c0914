"""The galley: the article's marks, numbered, as a table to print."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Annotation, Article, Decision, Evidence, User
from articles.views.reader.galley import initials
from articles.views.reader.showing import Showing, asked_for
from tests.factories import make_article, make_mark, make_quote

SENTENCES = (
    "“The bridge is safe,” said Ruth Okafor, the mayor.",
    "Critics say it cost too much.",
    "Traffic has doubled since May.",
)


def galley(client: Client, article: Article, **query: str) -> str:
    address = reverse("article-galley", args=[article.pk])
    return client.get(address, query).content.decode()


def table(page: str) -> list[list[str]]:
    """The words of each cell of each row, white space as one space."""
    rows = re.findall(r"<tr id=.*?</tr>", page, re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in row] for row in cells]


def numbers(page: str) -> list[tuple[str, str]]:
    """(number, words that follow it) of each number in the text."""
    return re.findall(r'class="number"[^>]*>(\d+)</a><span[^>]*>([^<]*)', page)


@pytest.fixture
def sourced(article: Article) -> Article:
    """A quotation, a vague source, a statement without one; each sentence known as one."""
    text = article.revision.text
    article.revision.sentences = [
        {"start": text.index(each), "end": text.index(each) + len(each), "sourcing": "other"}
        for each in SENTENCES
    ]
    article.revision.save()
    make_mark(article, "Traffic has doubled")
    make_quote(article, "“The bridge is safe,”", speaker="Ruth Okafor")
    make_mark(article, "Critics", label="vague", type="other")
    return article


def test_the_numbers_of_the_table_are_those_in_the_text(analyst: Client, sourced: Article) -> None:
    page = galley(analyst, sourced)
    assert numbers(page) == [
        ("1", "“The bridge is safe,”"),
        ("2", "Critics"),
        ("3", "Traffic has doubled"),
    ]
    assert [row[0] for row in table(page)] == ["1", "2", "3"]


def test_a_row_says_where_a_mark_stands_what_it_is_and_whose_word_it_is(
    analyst: Client, sourced: Article
) -> None:
    rows = table(galley(analyst, sourced))
    assert rows[0] == [
        "1", "1", "“The bridge is safe,” said Ruth Okafor, the mayor.",
        "Quotation, likely (78 %)", "Ruth Okafor", "–", "–", "Not decided",
    ]  # fmt: skip
    assert rows[2][1:5] == [
        "2", "Traffic has doubled since May.",
        "Statement without a source, likely (78 %)", "none in the text",
    ]  # fmt: skip


def test_it_tells_who_decided_with_what_evidence_and_how_far_it_has_got(
    analyst: Client, sourced: Article, alice: User
) -> None:
    mark = Annotation.objects.get(exact="Traffic has doubled")
    Annotation.objects.filter(pk=mark.pk).update(verdict="accepted", state="sourced")
    Decision.objects.create(
        annotation=mark, action="accepted", actor=alice,
        before={"verdict": "open"}, after={"verdict": "accepted"},
    )  # fmt: skip
    Evidence.objects.create(
        annotation=mark, kind="link", link="https://example.org/count", words="Page 4.", actor=alice
    )
    page = galley(analyst, sourced)
    assert table(page)[2][5:] == ["https://example.org/count Page 4.", "AL", "Sourced"]
    assert "AL is alice" in page


def test_what_was_found_before_the_text_was_corrected_still_counts(
    analyst: Client, sourced: Article, alice: User
) -> None:
    first = Annotation.objects.get(exact="Traffic has doubled")
    second = make_mark(sourced, "Traffic", carried_from=first)
    make_mark(sourced, "since May", carried_from=second, verdict="accepted", state="sourced")
    Annotation.objects.filter(pk__in=[first.pk, second.pk]).update(detached=True)
    Decision.objects.create(
        annotation=first, action="accepted", actor=alice,
        before={"verdict": "open"}, after={"verdict": "accepted"},
    )  # fmt: skip
    Evidence.objects.create(
        annotation=first, kind="link", link="https://example.org/count", actor=alice
    )
    Evidence.objects.create(annotation=second, kind="note", words="Page 4.", actor=alice)
    row = table(galley(analyst, sourced))[2]
    assert row[5:] == ["https://example.org/count Page 4.", "AL", "Sourced"]


def test_an_editors_own_mark_bears_her_initials(
    analyst: Client, sourced: Article, alice: User
) -> None:
    make_mark(
        sourced, "since May", origin="editor", made_by=alice, confidence=None, verdict="accepted"
    )
    row = table(galley(analyst, sourced))[3]
    assert (row[3], row[6]) == ("Statement without a source, added by an editor", "AL")


def test_what_is_rejected_or_hidden_is_left_out_of_text_and_table(
    analyst: Client, sourced: Article
) -> None:
    make_mark(sourced, "too much", verdict="rejected")
    make_mark(sourced, "since May", confidence=0.22)
    make_mark(sourced, "safe", kind="defect", label="loaded-words", type="")
    page = galley(analyst, sourced)
    assert len(table(page)) == len(numbers(page)) == 3
    assert "3 marks, numbered as in the text; 2 hidden ones left out" in page
    everything = galley(analyst, sourced, **{"from": "0", "off": ""})
    assert [row[0] for row in table(everything)] == ["1", "2", "3", "4", "5"]
    assert len(table(galley(analyst, sourced, off="quote,loaded"))) == 2


def test_the_reader_page_gets_the_table_alone(analyst: Client, sourced: Article) -> None:
    address = reverse("article-galley", args=[sourced.pk])
    part = analyst.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section class="galley"')
    assert table(part) == table(galley(analyst, sourced))


def test_an_article_without_marks_says_so(analyst: Client, article: Article) -> None:
    assert "No mark is shown in this article." in galley(analyst, article)


def test_the_headline_has_no_number_of_a_paragraph(analyst: Client, article: Article) -> None:
    make_mark(article, "opens", kind="defect", label="undated", type="")
    assert table(galley(analyst, article))[0][1] == "Head"


def test_html_in_an_article_is_only_text_on_paper_too(analyst: Client) -> None:
    evil = "<script>alert(1)</script>"
    article = make_article(f"Title\n\n{evil} is what he said.")
    make_mark(article, evil)
    page = galley(analyst, article)
    assert evil not in page and "&lt;script&gt;" in page


def test_more_marks_do_not_mean_more_queries(
    analyst: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    words = [f"word{number}" for number in range(60)]
    article = make_article("Title\n\n" + " ".join(words))
    for word in words:
        make_mark(article, word)
    with django_assert_max_num_queries(8):
        galley(analyst, article)


@pytest.mark.parametrize(
    ("name", "letters"), [("alice", "AL"), ("ann.reyes", "AR"), ("jo_van-dam", "JVD"), ("x", "X")]
)
def test_initials_are_of_the_names_that_a_username_has(name: str, letters: str) -> None:
    assert initials(User(username=name)) == letters


@pytest.mark.parametrize(
    ("query", "least", "off"),
    [
        ({}, 35, {"loaded"}),
        ({"from": "0", "off": ""}, 0, set()),
        ({"from": "95", "off": "quote,nonsense"}, 95, {"quote"}),
        ({"from": "96"}, 35, {"loaded"}),
        ({"from": "-5"}, 35, {"loaded"}),
        ({"from": "٣"}, 35, {"loaded"}),
        ({"from": "9" * 9000}, 35, {"loaded"}),
    ],
)
def test_what_an_address_asks_to_see(query: dict[str, str], least: int, off: set[str]) -> None:
    assert asked_for(query) == Showing(least, frozenset(off))

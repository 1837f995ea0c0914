"""The card of a mark: its reasons, and the desk's questions to a vague source."""

import re
from html import unescape
from typing import Any

from django.test import Client

from articles.models import Annotation, Article
from tests.factories import TEXT, make_mark

CRITICS = TEXT.index("Critics")


def check(question: str, answer: str, says: str, **place: int | None) -> dict[str, Any]:
    given = {"question": question, "answer": answer, "says": says}
    return {**given, "start": place.get("start"), "end": place.get("end")}


CHECKS = [
    check("position-to-know", "absent", "nothing puts them there"),
    check("reason-for-anonymity", "not-asked", "not asked of a crowd"),
    check("second-source", "present", "more than one", start=CRITICS, end=CRITICS + 7),
    check("fact-or-opinion", "unclear", "the words do not show it"),
]


def vague_mark(article: Article, checks: list[dict[str, Any]]) -> Annotation:
    return make_mark(article, "Critics say it cost too much.", label="vague", checks=checks)


def card(client: Client, mark: Annotation) -> str:
    address = mark.revision.article.get_absolute_url()
    return client.get(address, {"mark": str(mark.pk)}).content.decode()


def lines(page: str) -> list[str]:
    """The questions and answers as a person reads them."""
    listed = re.search(r'<ul class="checks">(.*?)</ul>', page, re.S)
    items = re.findall(r"<li.*?</li>", listed[1], re.S) if listed else []
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", item)).split()) for item in items]


def test_each_question_stands_with_its_answer_in_words(analyst: Client, article: Article) -> None:
    assert lines(card(analyst, vague_mark(article, CHECKS))) == [
        "Does the text say how they know? No: nothing puts them there",
        "Does the text say why they are not named? Not asked: not asked of a crowd",
        "Does anyone else say so? Yes: more than one: Critics",
        "Can it be checked, or is it a view? Not clear: the words do not show it",
    ]


def test_only_an_answer_with_words_can_outline_them(analyst: Client, article: Article) -> None:
    page = card(analyst, vague_mark(article, CHECKS))
    place = f'data-evidence="{CRITICS}-{CRITICS + 7}"'
    assert f'<li class="present" tabindex="0" {place}>' in page
    assert '<li class="absent">' in page


def test_a_mark_that_was_not_asked_has_no_list(analyst: Client, article: Article) -> None:
    assert "Check the source" not in card(analyst, vague_mark(article, []))


def test_a_question_of_another_version_is_left_out(analyst: Client, article: Article) -> None:
    mark = vague_mark(article, [check("no-longer-asked", "present", "yes"), *CHECKS])
    assert len(lines(card(analyst, mark))) == len(CHECKS)


def reason(says: str, start: int, words: str) -> dict[str, Any]:
    return {"code": "x", "says": says, "start": start, "end": start + len(words)}


def test_a_reason_gives_its_words_but_not_the_whole_mark_again(
    analyst: Client, article: Article
) -> None:
    whole = "Critics say it cost too much."
    given = [
        reason("nobody is named", CRITICS, whole),
        reason("who exactly?", CRITICS, "Critics"),
        reason("a crowd", CRITICS, "Critics"),
    ]
    page = card(analyst, make_mark(article, whole, label="vague", reasons=given))
    listed = re.search(r'<ul class="reasons">(.*?)</ul>', page, re.S)
    assert listed
    items = [re.sub(r"<[^>]+>", "", item) for item in re.findall("<li.*?</li>", listed[1], re.S)]
    assert items == ["nobody is named", "who exactly? Critics", "a crowd: Critics"]
    assert f'data-evidence="{CRITICS}-{CRITICS + len(whole)}"' in listed[1]

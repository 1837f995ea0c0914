"""The sourcing map of the reading page: strips, map, and the same in words."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Revision
from articles.views.reader.sourcing_map import MOST_LINKS, MOST_LISTED
from tests.factories import TEXT, make_article


def sentence(text: str, words: str, sourcing: str, **fields: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "sourcing": sourcing, **fields}


def sentences(text: str) -> list[dict[str, Any]]:
    quote = sentence(
        text,
        "“The bridge is safe,” said Ruth Okafor, the mayor.",
        "named",
        source={"text": "Ruth Okafor <the mayor>"},
    )
    return [
        sentence(text, "Mayor opens bridge", "other"),
        quote,
        sentence(text, "Critics say it cost too much.", "vague"),
        sentence(
            text,
            "Traffic has doubled since May.",
            "named",
            source=quote["source"],
            inherited_from=[quote["start"], quote["end"]],
        ),
    ]


def annotated(text: str, found: list[dict[str, Any]]) -> Article:
    article = make_article(text)
    Revision.objects.update(sentences=found)
    return article


@pytest.fixture
def mapped(db: None) -> Article:
    return annotated(TEXT, sentences(TEXT))


def shown(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def strip_bars(page: str) -> list[str]:
    drawings = re.findall(r'<svg class="strip".*?</svg>', page, re.S)
    paths = [path for one in drawings for path in re.findall(r'class="bar ([^"]*)" d="(.*?)"', one)]
    return [look for look, path in paths for _ in range(path.count("M"))]


def map_links(page: str) -> list[tuple[str, str]]:
    """Where each link of the map goes, and its name."""
    (drawing,) = re.findall(r'<nav class="map".*?</nav>', page, re.S)
    return re.findall(r'<a href="#(\w+)" aria-label="([^"]*)"', drawing)


def in_words(page: str) -> list[str]:
    (listed,) = re.findall(r'<details class="whose-word">.*?</details>', page, re.S)
    return [
        re.sub(r"<[^>]+>", "", item) for item in re.findall(r"<li[^>]*>(.*?)</li>", listed, re.S)
    ]


def test_the_strips_hold_a_bar_for_each_sentence(analyst: Client, mapped: Article) -> None:
    page = shown(analyst, mapped)
    assert strip_bars(page) == ["other", "named", "vague", "named carried"]
    assert page.count('<svg class="strip"') == 3


def test_an_inherited_sentence_says_whose_word_it_is_and_from_where(
    analyst: Client, mapped: Article
) -> None:
    page = shown(analyst, mapped)
    assert in_words(page) == [
        "Mayor opens bridge nothing to source",
        "“The bridge is safe,” said Ruth Okafor, the… named source: Ruth Okafor &lt;the mayor&gt;",
        "Critics say it cost too much. vague source",
        "Traffic has doubled since May. named source: Ruth Okafor &lt;the mayor&gt;, "
        "as in sentence 2",
    ]
    assert '<a href="#s2">as in sentence 2</a>' in page and page.count('id="s2"') == 1


def test_every_link_of_the_map_goes_to_a_paragraph_and_says_what_it_is(
    analyst: Client, mapped: Article
) -> None:
    page = shown(analyst, mapped)
    links = map_links(page)
    assert len(links) == 4
    assert all(page.count(f'id="{target}"') == 1 for target, _ in links)
    assert links[3][1] == (
        "Sentence 4, named source, Ruth Okafor &lt;the mayor&gt;, as in sentence 2"
    )


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_an_article_that_is_not_annotated_has_no_map(
    analyst: Client, mapped: Article, state: str
) -> None:
    Revision.objects.update(state=state)
    page = shown(analyst, mapped)
    assert not any(
        part in page for part in ('class="strip"', 'class="map"', "whose-word", 'class="bars"')
    )


def test_an_article_without_sentences_has_no_map(analyst: Client, article: Article) -> None:
    page = shown(analyst, article)
    assert 'class="map"' not in page and "whose-word" not in page


@pytest.mark.parametrize("paragraphs", [MOST_LINKS + 1, MOST_LISTED + 1, 1_000])
def test_the_map_of_a_long_article_stays_small(analyst: Client, db: None, paragraphs: int) -> None:
    lines = [f"Line {number:04} stands here." for number in range(paragraphs)]
    text = "\n".join(lines)
    page = shown(analyst, annotated(text, [sentence(text, line, "named") for line in lines]))
    assert len(strip_bars(page)) == paragraphs
    assert 50 < len(map_links(page)) <= MOST_LINKS
    assert map_links(page)[0][1].startswith("Paragraphs 1 to ")


def test_beyond_so_many_sentences_the_words_are_by_paragraph(analyst: Client, db: None) -> None:
    lines = [f"Line {number:04} stands here. " * 5 for number in range(MOST_LISTED // 5 + 1)]
    text = "\n".join(lines)
    every = [
        {"start": found.start(), "end": found.end(), "sourcing": "unsourced"}
        for found in re.finditer(r"Line \d+ stands here\.", text)
    ]
    listed = in_words(shown(analyst, annotated(text, every)))
    assert listed[:2] == ["Paragraph 1: 5 unsourced", "Paragraph 2: 5 unsourced"]
    assert len(listed) == len(lines)

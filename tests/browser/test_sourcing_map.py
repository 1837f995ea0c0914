"""The sourcing map in a real browser: it leads to the text and stays out of its way."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Revision
from tests.factories import make_article

LINES = [f"Sentence {number:02} of a long report on the bridge. " * 6 for number in range(60)]
TEXT = "Mayor opens bridge\n\n" + "\n\n".join(LINES)
KINDS = ("named", "vague", "unsourced", "background", "opinion", "question", "other")
WIDE: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def reader(page: Page, live_server: LiveServer) -> Page:
    article = make_article(TEXT)
    # One sentence a paragraph, and one with its source in the sentence before.
    spans = [match.span() for match in re.finditer(r"Sentence [^\n]+", TEXT)]
    found = [
        {"start": start, "end": end, "sourcing": KINDS[place % len(KINDS)]}
        for place, (start, end) in enumerate(spans)
    ]
    Revision.objects.update(
        sentences=[*found[:1], found[1] | {"inherited_from": spans[0]}, *found[2:]]
    )
    page.goto(live_server.url + article.get_absolute_url())
    return page


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_click_on_the_map_jumps_to_the_paragraph(reader: Page, size: ViewportSize) -> None:
    reader.set_viewport_size(size)
    link = reader.get_by_label("Sentence 41, ")
    target = reader.locator(str(link.get_attribute("href")))
    expect(target).not_to_be_in_viewport()
    link.click()
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("Sentence 40 of")
    assert reader.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_words_lead_to_the_text_and_to_the_sentence_with_the_source(reader: Page) -> None:
    reader.click(".whose-word summary")
    reader.click("text=as in sentence 1")
    expect(reader.locator("#s1")).to_be_in_viewport()
    row = reader.locator("#s41 a")
    row.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(str(row.get_attribute("href")))).to_be_in_viewport()


def test_the_strips_are_no_part_of_the_text_and_do_not_move_it(reader: Page) -> None:
    left = "document.querySelector('.text').getBoundingClientRect().left"
    words = """(() => { const words = document.createRange();
        words.selectNodeContents([...document.querySelector('p.block').childNodes].at(-1));
        return words.getBoundingClientRect().left; })()"""
    assert reader.evaluate(words) == reader.evaluate(left)
    assert reader.evaluate("document.querySelector('p.block').textContent") == LINES[0]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_wrong_with_the_map(reader: Page, size: ViewportSize) -> None:
    reader.set_viewport_size(size)
    reader.click(".whose-word summary")
    assert [one["id"] for one in Axe().run(reader).response["violations"]] == []

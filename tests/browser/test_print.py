"""Paper: the printed article has numbered marks, and under it a table that answers for them."""

import re

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, Evidence, User
from articles.services import reviewing
from articles.services.reviewing import Ruling
from tests.browser.conftest import SCREENSHOTS, keep
from tests.factories import make_article, make_mark, make_quote

PARAGRAPH = (
    "The harbour town has waited nine years for a new quay, and the council meets on Monday. "
)
TEXT = (
    "Quay to be built at last\n\n"
    "“We will start in spring,” said Ruth Okafor, the mayor.\n\n"
    "Some people in the town say that the quay comes late. Trade has halved since the storm.\n\n"
    + (PARAGRAPH * 3 + "\n\n") * 4
    + "It was a shameless delay. The ferry carries fewer people than ever.\n"
)


@pytest.fixture
def quay(db: None, alice: User) -> Article:
    """Six marks, of which one is doubtful, one loaded, and one sourced by Alice."""
    article = make_article(TEXT, outlet="Herald", byline="Ann Reyes")
    make_quote(article, "“We will start in spring,”", speaker="Ruth Okafor")
    make_mark(article, "Some people in the town", label="vague", type="other")
    trade = make_mark(article, "Trade has halved since the storm.")
    make_mark(article, "the quay comes late", confidence=0.22)
    make_mark(article, "shameless", kind="defect", label="loaded-words", type="")
    make_mark(article, "fewer people than ever", type="superlative")
    reviewing.decide(trade, Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=trade.version)
    Annotation.objects.filter(pk=trade.pk).update(state="sourced")
    Evidence.objects.create(
        annotation=trade, kind="link", link="https://example.org/port-figures", actor=alice,
        words="Table 2: cargo by year.",
    )  # fmt: skip
    return article


def printed(page: Page, name: str) -> str:
    """The words of the paper that the browser makes; the paper is kept to be looked at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.pdf"
    page.pdf(path=path, format="A4")
    sheets = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(path)]
    return " ".join(" ".join(sheets).split())


def test_a_printed_article_has_its_numbers_and_its_table_and_nothing_of_the_page(
    page: Page, live_server: LiveServer, quay: Article
) -> None:
    page.goto(live_server.url + quay.get_absolute_url())
    words = printed(page, "print-reader")
    assert "How do we know that?" in words
    assert re.search(r"1 ?“We will start in spring,” said", words)
    assert re.search(r"3 ?Trade has halved since the storm", words)
    assert re.search(r"4 ?(7 )?fewer people than ever\.", words)  # in paragraph 7
    assert "4 marks, numbered as in the text; 2 hidden ones left out" in words
    assert "https://example.org/port-figures" in words.replace(" ", "")
    assert "AL Sourced" in words
    for furniture in ("Sign out", "Show marks from", "Who speaks", "How to read the marks"):
        assert furniture not in words
    expect(page.locator("#galley")).to_be_empty()  # gone again once it is printed


def test_what_the_reader_hides_is_not_printed_and_the_numbers_follow(
    page: Page, live_server: LiveServer, quay: Article
) -> None:
    page.goto(live_server.url + quay.get_absolute_url())
    page.click('.layer[data-layer="quote"]')
    words = printed(page, "print-layers")
    assert re.search(r"1 ?Some people in the town say", words)
    assert "3 marks" in words and words.count("Ruth Okafor") == 1  # in the text alone
    page.keyboard.press("h")
    words = printed(page, "print-plain")
    assert "How do we know that?" not in words
    assert not re.search(r"\d ?Some people in the town", words)


def test_the_galley_has_a_page_of_its_own_with_what_the_reader_shows(
    page: Page, live_server: LiveServer, quay: Article
) -> None:
    page.goto(live_server.url + quay.get_absolute_url())
    page.click('.layer[data-layer="loaded"]')
    page.reload()
    page.get_by_role("link", name="Print the galley").click()
    expect(page.locator(".galley tbody tr")).to_have_count(5)
    page.get_by_role("link", name="Note 3").click()
    expect(page.locator("tr:target")).to_contain_text("Trade has halved since the storm.")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.screenshot(path=keep(page, f"galley-{theme}"), full_page=True)
    words = printed(page, "print-galley")
    assert re.search(r"3 ?Trade has halved since the storm\. ", words)
    assert "Back to the article" not in words
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.screenshot(path=keep(page, "galley-phone"), full_page=True)


def test_dark_colours_are_not_printed(page: Page, live_server: LiveServer, quay: Article) -> None:
    page.goto(live_server.url + quay.get_absolute_url())
    page.click("#type summary")
    page.get_by_role("button", name="Dark", exact=True).click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(30, 30, 28)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_galley_and_in_what_drops_from_the_toolbar(
    page: Page, live_server: LiveServer, quay: Article, theme: str
) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(live_server.url + reverse("article-galley", args=[quay.pk]))
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.goto(live_server.url + quay.get_absolute_url())
    for opened in ("#hidden-marks summary", "#type summary"):
        page.click(opened)
        expect(page.locator("details.drop[open] .panel p:visible").first).to_be_visible()
        keep(page, f"toolbar-{opened[1:5]}-{theme}")
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []

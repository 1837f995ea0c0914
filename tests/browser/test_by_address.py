"""An article by its address, in a real browser, from a site on this machine."""

import socket
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Revision, User
from articles.services import by_address
from tests.browser.conftest import keep
from tests.factories import make_article
from tests.ingest.serving import STORY, Site
from tests.ingest.serving import page as answer

LONG = (
    "/2026/03/harbour-reopens-after-a-winter-of-repairs-and-a-long-argument-about-who-pays?ref=home"
)
REMEMBER = """() => new MutationObserver(([change]) => sessionStorage.setItem("said",
  `${change.target.textContent}, disabled: ${document.querySelector("#fetch button").disabled}`,
)).observe(document.getElementById("fetch-status"), { childList: true })"""


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def keep_everywhere(page: Page, name: str) -> list[str]:
    """Pictures wide and on a phone, light and dark; what axe finds, and what is wider than it."""
    complaints = []
    wide = page.viewport_size or {"width": 1280, "height": 900}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(wide)
        keep(page, f"{name}-{theme}")
        complaints += [f"{theme}: {violation}" for violation in violations(page)]
        page.set_viewport_size({"width": 390, "height": 844})
        keep(page, f"{name}-phone-{theme}")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            complaints.append(f"{theme}: wider than a phone")
    page.set_viewport_size(wide)
    page.emulate_media(color_scheme="light")
    return complaints


@pytest.fixture
def fetched(site: Site, alice: User) -> Article:
    site.answers[LONG] = answer()
    article = by_address.add_from_address(site.at(LONG), user=alice).article
    Revision.objects.update(state="annotated", tally={"sentences": {"named": 8}})
    return article


def test_an_address_becomes_an_article_by_keyboard_alone(
    page: Page, live_server: LiveServer, site: Site
) -> None:
    site.answers["/story"] = answer()
    page.goto(live_server.url)
    page.get_by_label("Address of an article").focus()
    page.keyboard.type(site.at("/story"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Harbour reopens")
    expect(page.locator("#status")).to_contain_text("The article was added")
    expect(page.locator(".fetched a")).to_have_attribute("href", site.at("/story"))
    expect(page.locator(".fetched a")).to_have_attribute("rel", "noreferrer noopener")


def test_while_a_page_is_on_its_way_the_form_says_so_and_waits(
    page: Page, live_server: LiveServer, site: Site
) -> None:
    def late(line: socket.socket) -> None:
        time.sleep(0.5)
        line.sendall(answer())

    make_article(outlet="Herald", byline="Ann Reyes")
    site.answers["/story"] = late
    page.goto(live_server.url)
    page.fill("#id_address", site.at("/story"))
    page.evaluate(REMEMBER)  # the driver itself sees nothing until the next page is there
    page.click("#fetch button")
    expect(page.locator("h1")).to_have_text("Harbour reopens")
    assert page.evaluate("sessionStorage.getItem('said')") == "Fetching the page …, disabled: true"
    page.go_back()
    expect(page.locator("#fetch button")).to_be_enabled()
    expect(page.locator("#fetch-status")).to_be_empty()


def test_a_page_that_cannot_be_fetched_is_explained_and_the_address_is_kept(
    page: Page, live_server: LiveServer, site: Site
) -> None:
    make_article(outlet="Herald", byline="Ann Reyes")
    site.answers[LONG] = answer(b"", status="403 Forbidden")
    page.goto(live_server.url)
    assert keep_everywhere(page, "library-ways-in") == []
    page.fill("#id_address", site.at(LONG))
    page.click("#fetch button")
    expect(page.locator("#fetch .error")).to_contain_text("paste the text or save the page")
    expect(page.locator("#id_address")).to_have_value(site.at(LONG))
    assert keep_everywhere(page, "library-refused") == []


def test_an_editor_fetches_again_and_is_told_what_became_of_it(
    page: Page, live_server: LiveServer, site: Site, fetched: Article
) -> None:
    page.goto(live_server.url + fetched.get_absolute_url())
    assert keep_everywhere(page, "reader-fetched") == []
    page.click(".fetched button")
    expect(page.locator("#status")).to_contain_text("The page is unchanged")
    site.answers[LONG] = answer(b"", status="410 Gone")
    page.click(".fetched button")
    expect(page.locator("#status")).to_contain_text("The text is as it was.")
    expect(page.locator("#status")).to_contain_text("no page at this address (410)")
    assert keep_everywhere(page, "reader-gone") == []
    site.answers[LONG] = answer(STORY.replace(b"</article>", b"<p>Corrected.</p></article>"))
    page.click(".fetched button")
    expect(page.locator("#status")).to_contain_text("version 2 is here")
    expect(page.locator(".text")).to_contain_text("Corrected.")
    keep(page, "reader-fetched-again")

"""Corrected versions in a real browser: sending one in, reading what changed, detached marks."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, Revision, User
from articles.services import carrying, reviewing, revising
from articles.services.reviewing import Ruling
from tests.browser.conftest import keep
from tests.factories import make_article, make_mark, make_quote

PHONE: ViewportSize = {"width": 390, "height": 844}
QUOTED = "“We will not lose the ferry pier to twelve bad days,” said Ines Vold, the harbour master."
NAMED = "The old ferry pier will close in spring, Ines Vold said."
COUNTED = "Nobody has counted the passengers since May."
MIDDLE = [
    f"The {month} storm tore {count} piles out of the quay and left the rest standing askew."
    for month, count in zip(
        ("January", "February", "March", "April", "October", "December"),
        ("four", "nine", "two", "six", "seven", "five"),
        strict=True,
    )
]
OLD = [
    "Ferry pier to close",
    "By Odd Berg",
    NAMED,
    *MIDDLE,
    QUOTED,
    COUNTED + " The board may sell the boats.",
    "Tickets cost four crowns and are sold on the quay before noon.",
]
NEW = [
    *OLD[:2],
    "The old ferry pier will close in spring.",
    *MIDDLE,
    QUOTED.replace("not ", ""),
    "Two counts were made in May. The board may sell the boats.",
    "A new pier is planned beside the old one, to be built of stone.",
    OLD[-1],
]


def sentence(text: str, words: str, sourcing: str, source: dict[str, Any] | None) -> Any:
    start = text.index(words)
    place = {"start": start, "end": start + len(words), "inherited_from": None}
    return {**place, "sourcing": sourcing, "confidence": 0.9, "source": source}


def read(revision: Revision) -> None:
    """As if the worker had read it: whose word the first sentence is, and the quotation."""
    text = revision.text
    source = None
    if NAMED in text:
        start = text.index("Ines Vold")
        place = {"start": start, "end": start + 9, "text": "Ines Vold"}
        source = {**place, "type": "person", "name": "Ines Vold"}
    words = NAMED if source else "The old ferry pier will close in spring."
    said = sentence(text, words, "named" if source else "unsourced", source)
    revision.sentences = [said, sentence(text, MIDDLE[0], "background", None)]
    revision.state = Revision.State.ANNOTATED
    revision.save()


@pytest.fixture
def article(alice: User) -> Article:
    """The first version, with a quotation, and an accepted flag on words that are then changed."""
    article = make_article("\n\n".join(OLD))
    read(article.revision)
    make_quote(article, QUOTED[:53], speaker="Ines Vold")
    for words in (COUNTED, "Tickets cost four crowns"):
        mark = make_mark(article, words)
        reviewing.decide(mark, Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
    return article


@pytest.fixture
def revised(article: Article, alice: User) -> Article:
    revision = revising.add_pasted(article, "\n\n".join(NEW), user=alice)
    read(revision)
    make_quote(article, "“We will lose the ferry pier to twelve bad days,”", speaker="Ines Vold")
    carrying.carry(revision)
    article.refresh_from_db()
    return article


def versions(server: LiveServer, article: Article) -> str:
    return server.url + reverse("article-revisions", args=[article.pk])


def compared(server: LiveServer, article: Article) -> str:
    return server.url + reverse("article-revision", args=[article.pk, 2])


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def test_a_corrected_text_is_pasted_and_its_changes_stand_beside_each_other(
    page: Page, live_server: LiveServer, article: Article
) -> None:
    page.goto(live_server.url + article.get_absolute_url())
    page.click("text=Add a corrected version")
    page.fill("[name=text]", "\n\n".join(NEW))
    page.click("text=Add this version")
    expect(page.locator(".message")).to_have_text("Version 2 is the article’s text now.")
    expect(page.locator(".sourcing .pending")).to_contain_text("Version 2 is not annotated yet")
    expect(page.locator("ins").first).to_be_visible()
    keep(page, "revision-waiting")
    article.refresh_from_db()
    read(article.revision)
    expect(page.locator(".findings li").first).to_contain_text("Attribution dropped")


def test_what_changed_is_told_and_leads_to_its_place(
    page: Page, live_server: LiveServer, revised: Article
) -> None:
    page.goto(compared(live_server, revised))
    titles = page.locator(".findings strong").all_text_contents()
    assert titles == ["Attribution dropped", "Quotation altered"]
    expect(page.locator(".carried")).to_contain_text("1 mark with what people made of it went over")
    page.keyboard.press("Tab")
    page.locator(".findings a").first.press("Enter")
    target = page.locator(".row:target")
    expect(target).to_contain_text("The old ferry pier will close in spring.")
    expect(target).to_be_in_viewport()


def test_unchanged_paragraphs_unfold(page: Page, live_server: LiveServer, revised: Article) -> None:
    page.goto(compared(live_server, revised))
    fold = page.locator(".fold").first
    expect(fold.locator(".row").first).to_be_hidden()
    fold.locator("summary").press("Enter")
    expect(fold.locator(".row").first).to_be_visible()


def test_taken_out_and_put_in_are_told_apart_by_their_lines(
    page: Page, live_server: LiveServer, revised: Article
) -> None:
    page.goto(compared(live_server, revised))
    lines = "one => getComputedStyle(one).textDecorationLine"
    assert page.locator("del").first.evaluate(lines) == "line-through"
    assert page.locator("ins").first.evaluate(lines) == "underline"


def test_a_detached_mark_is_attached_to_the_selected_words(
    page: Page, live_server: LiveServer, revised: Article
) -> None:
    page.goto(live_server.url + revised.get_absolute_url())
    page.click("#detached > summary")
    expect(page.locator("#detached blockquote")).to_have_text(COUNTED)
    expect(page.locator("#detached > .hint")).to_contain_text("its words have no single place")
    page.click("#detached li summary")
    block = page.locator(".block", has_text="Two counts were made")
    block.evaluate(
        "block => { const range = document.createRange();"
        " const words = [...block.childNodes].find((one) => one.data?.startsWith('Two counts'));"
        " range.setStart(words, 0); range.setEnd(words, 28);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    page.click("[data-selected]")
    expect(page.locator("#detached [name=words]")).to_have_value("Two counts were made in May.")
    keep(page, "reader-detached")
    page.click("text=Attach the mark to these words")
    expect(page.locator("#card")).to_contain_text("Two counts were made in May.")
    assert page.locator("#detached").count() == 0
    assert Annotation.objects.get(exact="Two counts were made in May.").carried_from


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_of_versions_as_it_is_shown(
    page: Page, live_server: LiveServer, revised: Article, theme: Any
) -> None:
    complaints = []
    page.emulate_media(color_scheme=theme)
    pages = {"versions": versions(live_server, revised), "revision": compared(live_server, revised)}
    for name, address in pages.items():
        page.set_viewport_size({"width": 1280, "height": 1100})
        page.goto(address)
        for summary in page.locator(".detached summary").all():
            summary.click()
        keep(page, f"{name}-{theme}")
        complaints += [f"{name}: {violation}" for violation in violations(page)]
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        edges = page.locator("input, textarea, button").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect().right)"
        )
        assert max(edges) <= PHONE["width"] - 8
        page.screenshot(path=keep(page, f"{name}-phone-{theme}"), full_page=True)
    assert complaints == []

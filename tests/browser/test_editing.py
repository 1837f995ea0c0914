"""Adding marks in a real browser, and what the page bears with."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article
from tests.browser.conftest import pin
from tests.browser.selecting import SELECT


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("is safe", "is safe", "is safe"),
        (", the mayor.", "Critics", ", the mayor.\n\nCritics"),
    ],
)
def test_an_editor_marks_selected_words_exactly(
    reader: Page, first: str, last: str, words: str
) -> None:
    reader.evaluate(SELECT, [first, last])
    reader.keyboard.press("f")
    expect(reader.locator("#mark-form [name=kind]:checked")).to_be_focused()
    reader.click("#mark-form button")
    expect(reader.locator(".card")).to_contain_text("Added by alice")
    expect(reader.locator(".run.editor").first).to_be_visible()
    assert Annotation.objects.get(origin="editor").exact == words


def test_the_page_lives_on_after_a_mark_was_added(reader: Page, marks: list[Annotation]) -> None:
    reader.evaluate(SELECT, ["is safe", "is safe"])
    reader.keyboard.press("f")
    reader.click("#mark-form button")
    expect(reader.locator(".card")).to_contain_text("Added by alice")
    reader.click(".run.vague")
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    reader.hover(".run.quote")
    expect(reader.locator(".speaker")).to_be_visible()


def test_of_many_quick_clicks_the_last_one_counts(reader: Page, marks: list[Annotation]) -> None:
    for mark in marks[:3]:
        reader.locator(pin(reader, mark)).click(no_wait_after=True)
    expect(reader.locator(f"#card-{marks[2].pk}")).to_be_focused()
    assert f"mark={marks[2].pk}" in reader.url


def test_a_selection_offers_to_mark_it(reader: Page) -> None:
    reader.evaluate(SELECT, ["is safe", "is safe"])
    reader.dispatch_event("body", "mouseup")
    reader.click("#mark-these")
    expect(reader.locator("#id_words")).to_have_value("is safe")


def test_single_keys_can_be_switched_off(reader: Page) -> None:
    reader.click("#keys")
    reader.keyboard.press("j")
    expect(reader.locator(".block .pin:focus")).to_have_count(0)


@pytest.mark.parametrize("kept", ["nonsense", "[1", "null"])
def test_a_spoiled_memory_of_choices_does_no_harm(reader: Page, kept: str) -> None:
    reader.evaluate("kept => localStorage.setItem('layers', kept)", kept)
    reader.reload()
    reader.keyboard.press("j")
    expect(reader.locator(".block .pin:focus")).to_have_count(1)


def test_words_that_stand_twice_are_refused_with_what_to_do(reader: Page) -> None:
    reader.keyboard.press("f")
    reader.fill("#id_words", "bridge")
    reader.click("#mark-form button")
    expect(reader.locator("#mark-form")).to_contain_text("stand in 2 places")


def test_a_server_that_is_gone_is_said(reader: Page, faults: list[str]) -> None:
    reader.route("**/marks/**", lambda route: route.abort())
    reader.click(".run.vague")
    expect(reader.locator("#status")).to_contain_text("The server does not answer")
    faults.clear()  # the browser says so, too


def test_a_card_opened_by_its_address_takes_a_decision_at_once(
    page: Page, live_server: LiveServer, article: Article, marks: list[Annotation]
) -> None:
    page.goto(f"{live_server.url}{article.get_absolute_url()}?mark={marks[2].pk}")
    page.locator("#card button.accept").click()
    expect(page.locator("#card .decided")).to_contain_text("Accepted")
    expect(page.locator(pin(page, marks[2]) + ".accepted")).to_be_visible()

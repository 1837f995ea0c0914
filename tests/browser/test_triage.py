"""Deciding by keyboard: fast, one mark after the other, each on the card that is read."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article
from tests.browser.conftest import keep, pin
from tests.factories import make_article, make_mark

TEN = "Ten claims\n\n" + "\n\n".join(
    f"The town spent {number} million on bridge number {number}." for number in range(11, 21)
)
WHYS = ["cited-earlier", "common-knowledge", "not-a-claim", "wrong-span", "wrong-speaker"]


@pytest.fixture
def flags(db: None) -> list[Annotation]:
    article = make_article(TEN)
    return [
        make_mark(article, f"The town spent {number} million on bridge number {number}.")
        for number in range(11, 21)
    ]


def at_card(page: Page, mark: Annotation) -> None:
    expect(page.locator(f"#card-{mark.pk}")).to_be_focused()


def hold(held: list[Route]) -> Callable[[Route], None]:
    """Requests wait in the list until the test lets them go on."""

    def wait(route: Route) -> None:
        held.append(route)

    return wait


def test_ten_flags_are_decided_without_a_mouse_in_under_thirty_seconds(
    page: Page, live_server: LiveServer, flags: list[Annotation]
) -> None:
    page.goto(live_server.url + flags[0].revision.article.get_absolute_url())
    started = time.monotonic()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for place, mark in enumerate(flags):
        at_card(page, mark)
        if place % 2:
            page.keyboard.press("r")
            page.keyboard.press(str(1 + place // 2))
            expect(page.locator(pin(page, mark) + ".rejected")).to_be_visible()
        else:
            page.keyboard.press("a")
            expect(page.locator(pin(page, mark) + ".accepted")).to_be_visible()
        page.keyboard.press("j")
    took = time.monotonic() - started
    decided = list(Annotation.objects.order_by("start").values_list("verdict", flat=True))
    assert decided == ["accepted", "rejected"] * 5
    said = [mark.decisions.get().why for mark in flags]
    assert said[1::2] == WHYS
    assert took < 30, f"took {took:.1f} s"


def test_after_a_verdict_one_stays_where_one_was(reader: Page, marks: list[Annotation]) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("Enter")
    at_card(reader, marks[0])
    reader.keyboard.press("a")
    expect(reader.locator(".verdict")).to_contain_text("Accepted.")
    at_card(reader, marks[0])
    reader.keyboard.press("j")
    at_card(reader, marks[1])


def test_a_reason_is_one_more_key_and_another_reason_wants_words(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[1]))
    at_card(reader, marks[1])
    reader.keyboard.press("4")
    expect(reader.locator(".verdict")).to_contain_text("Not decided yet.")
    reader.keyboard.press("r")
    expect(reader.get_by_role("button", name="Cited earlier")).to_be_focused()
    keep(reader, "triage-reasons")
    reader.keyboard.press("6")
    expect(reader.locator(f"#note-{marks[1].pk}")).to_be_focused()
    reader.keyboard.type("It is the caption of a photo")
    reader.keyboard.press("Enter")
    expect(reader.locator(".verdict")).to_contain_text("Rejected: It is the caption of a photo.")
    decision = Annotation.objects.get(pk=marks[1].pk).decisions.get()
    assert (decision.why, decision.note) == ("other", "It is the caption of a photo")
    expect(reader.locator(".rejecting summary")).to_be_focused()


def test_undo_says_what_it_takes_back_and_goes_step_by_step(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[2]))
    at_card(reader, marks[2])
    reader.keyboard.press("a")
    undo = reader.locator('[data-key="u"]')
    expect(undo).to_have_text("Undo: accepted u")
    reader.keyboard.press("r")
    reader.keyboard.press("2")
    expect(undo).to_have_text("Undo: rejected u")
    reader.keyboard.press("u")
    expect(undo).to_have_text("Undo: accepted u")
    reader.keyboard.press("u")
    expect(reader.locator(".verdict")).to_contain_text("Not decided yet.")
    expect(reader.locator(pin(reader, marks[2]) + ".open")).to_be_visible()


def test_escape_leaves_the_reasons_and_then_the_card(reader: Page, marks: list[Annotation]) -> None:
    reader.click(pin(reader, marks[0]))
    at_card(reader, marks[0])
    reader.keyboard.press("r")
    reader.keyboard.press("Escape")
    expect(reader.locator(".rejecting[open]")).to_have_count(0)
    reader.keyboard.press("Escape")
    expect(reader.locator("#card")).to_be_empty()


def test_who_goes_on_before_the_answer_keeps_the_next_card(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[1]))
    at_card(reader, marks[1])
    held: list[Route] = []
    reader.route("**/verdict", hold(held))
    reader.keyboard.press("a")
    reader.keyboard.press("j")
    at_card(reader, marks[2])
    held[0].continue_()
    expect(reader.locator(pin(reader, marks[1]) + ".accepted")).to_be_visible()
    at_card(reader, marks[2])


def test_a_key_never_decides_on_a_card_that_is_still_to_come(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[1]))
    at_card(reader, marks[1])
    held: list[Route] = []
    reader.route(f"**/marks/{marks[2].pk}/", hold(held))
    reader.keyboard.press("j")
    reader.keyboard.press("a")
    expect(reader.locator("#status")).to_contain_text("The next card is still on its way.")
    held[0].continue_()
    at_card(reader, marks[2])
    assert not Annotation.objects.exclude(verdict="open").exists()


def test_n_leads_to_a_note(reader: Page, marks: list[Annotation]) -> None:
    reader.click(pin(reader, marks[0]))
    at_card(reader, marks[0])
    reader.keyboard.press("n")
    expect(reader.locator(f"#note-text-m{marks[0].pk}")).to_be_focused()


def test_without_scripts_the_forms_decide(
    page: Page, live_server: LiveServer, article: Article, marks: list[Annotation]
) -> None:
    browser = page.context.browser
    assert browser
    bare = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    still = bare.new_page()
    still.goto(f"{live_server.url}{article.get_absolute_url()}?mark={marks[2].pk}")
    still.click(".rejecting summary")
    still.get_by_role("button", name="Common knowledge").click()
    expect(still.locator(".verdict")).to_contain_text("Rejected: common knowledge.")
    bare.close()


def test_the_keys_decide_about_the_mark_one_is_at(reader: Page, marks: list[Annotation]) -> None:
    reader.click(pin(reader, marks[0]))
    expect(reader.locator(f"#card-{marks[0].pk}")).to_be_focused()
    for mark in marks[1:3]:
        reader.keyboard.press("j")
        expect(reader.locator(f"#card-{mark.pk}")).to_be_focused()
        reader.keyboard.press("a")
        expect(reader.locator(pin(reader, mark) + ".accepted")).to_be_visible()
    decided = Annotation.objects.filter(verdict="accepted").values_list("pk", flat=True)
    assert set(decided) == {marks[1].pk, marks[2].pk}


def test_deciding_wants_the_card_in_sight(reader: Page, marks: list[Annotation]) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("a")
    expect(reader.locator("#status")).to_contain_text("Open the mark’s card first")
    assert not Annotation.objects.exclude(verdict="open").exists()


def test_escape_does_not_throw_a_note_away(reader: Page, marks: list[Annotation]) -> None:
    reader.click(pin(reader, marks[0]))
    at_card(reader, marks[0])
    reader.keyboard.press("r")
    reader.fill(f"#note-{marks[0].pk}", "Said on another day")
    reader.keyboard.press("Escape")
    expect(reader.locator(f"#note-{marks[0].pk}")).to_have_value("Said on another day")
    reader.keyboard.press("Escape")
    expect(reader.locator("#card")).to_be_empty()

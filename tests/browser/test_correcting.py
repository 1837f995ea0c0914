"""Correcting a mark's words and its speaker in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, User
from articles.services import reviewing
from articles.services.reviewing import Ruling
from tests.browser.conftest import keep, pin
from tests.browser.selecting import SELECT
from tests.factories import make_article, make_mark, make_quote, make_user

TALKS = (
    "Ferry talks fail\n\n"
    "“We will not sign,” said Ines Duarte. “The offer is too low,” she said.\n\n"
    "“There is no more money,” said Paul Brandt, who runs the port. “Not this year,” he said.\n\n"
    "“Nobody wants a strike,” Duarte said. Tickets cost 40 euros now.\n"
)


@pytest.fixture
def quotes(db: None) -> list[Annotation]:
    article = make_article(TALKS)
    said = {
        "“We will not sign,”": "Ines Duarte",
        "“The offer is too low,”": "she",
        "“Not this year,”": "he",
        "“Nobody wants a strike,”": "Duarte",
    }
    marks = [
        make_quote(article, words, speaker=speaker, source_name="Ines Duarte")
        for words, speaker in said.items()
    ]
    return [*marks, make_mark(article, "Tickets cost 40 euros now.")]


@pytest.fixture
def talks(page: Page, live_server: LiveServer, quotes: list[Annotation]) -> Page:
    page.goto(live_server.url + quotes[0].revision.article.get_absolute_url())
    return page


def open_card(page: Page, mark: Annotation) -> None:
    page.click(pin(page, mark))
    expect(page.locator(f"#card-{mark.pk}")).to_be_focused()


def test_e_opens_the_correction_of_a_speaker(talks: Page, quotes: list[Annotation]) -> None:
    open_card(talks, quotes[2])
    talks.keyboard.press("e")
    expect(talks.locator("#speaker-name")).to_be_focused()
    talks.fill("#speaker-name", "Paul Brandt")
    keep(talks, "correct-speaker")
    talks.keyboard.press("Enter")
    expect(talks.locator(".verdict")).to_contain_text("Accepted.")
    expect(talks.locator(".verdict")).to_contain_text("Speaker corrected, before: Ines Duarte.")
    expect(talks.locator(pin(talks, quotes[2]))).to_have_attribute("data-speaker", "Paul Brandt")
    expect(talks.locator("#voices")).to_contain_text("Paul Brandt")
    mark = Annotation.objects.get(pk=quotes[2].pk)
    assert (mark.source_name, mark.source_text) == ("Paul Brandt", "Paul Brandt")
    assert mark.verdict == "accepted"


def test_a_corrected_speaker_is_applied_to_the_other_quotes_and_undone_as_one(
    talks: Page, quotes: list[Annotation]
) -> None:
    open_card(talks, quotes[0])
    talks.keyboard.press("e")
    others = talks.locator(".others [name=others]")
    expect(others).to_have_count(3)
    talks.check("text=Apply to the 3 other quotes of this speaker")
    expect(talks.locator(".others [name=others]:checked")).to_have_count(3)
    others.nth(1).uncheck()
    talks.fill("#speaker-name", "Ines Duarte Costa")
    keep(talks, "correct-speaker-everywhere")
    talks.click("text=Save the speaker")
    name = "Ines Duarte Costa"
    for mark in (quotes[0], quotes[1], quotes[3]):
        sign = talks.locator(pin(talks, mark) + ".accepted")
        expect(sign).to_have_attribute("data-speaker", name)
    expect(talks.locator("#voices")).to_contain_text(name)
    expect(talks.locator(pin(talks, quotes[2]))).to_have_attribute("data-speaker", "Ines Duarte")
    keep(talks, "corrected-everywhere")
    talks.get_by_role("button", name="Undo all 3").click()
    expect(talks.locator(".verdict")).to_contain_text("Taken back for 3 marks.")
    for mark in quotes[:4]:
        sign = talks.locator(pin(talks, mark) + ".open")
        expect(sign).to_have_attribute("data-speaker", "Ines Duarte")
    expect(talks.locator("#voices")).not_to_contain_text(name)


def test_selected_words_become_the_words_of_the_mark(talks: Page, quotes: list[Annotation]) -> None:
    claim = quotes[4]
    open_card(talks, claim)
    talks.keyboard.press("e")
    expect(talks.locator("#span-words")).to_be_focused()
    talks.evaluate(SELECT, ["cost 40", "euros"])
    talks.click("text=Take the selected words")
    expect(talks.locator("#span-words")).to_have_value("cost 40 euros")
    keep(talks, "correct-words")
    talks.click("text=Save the words")
    expect(talks.locator(".verdict")).to_contain_text("Words corrected")
    run = talks.locator(f".run[data-m~='{claim.pk}']")
    expect(run).to_have_text("cost 40 euros")
    expect(run).to_have_class("run unsourced")
    assert Annotation.objects.get(pk=claim.pk).exact == "cost 40 euros"
    talks.keyboard.press("u")
    expect(run).to_have_text("Tickets cost 40 euros now.")


def test_words_that_do_not_stand_there_are_kept_with_what_to_do(
    talks: Page, quotes: list[Annotation]
) -> None:
    open_card(talks, quotes[4])
    talks.keyboard.press("e")
    talks.fill("#span-words", "Tickets cost 50 euros")
    talks.click("text=Save the words")
    expect(talks.locator(".correct")).to_contain_text("do not stand in the text")
    expect(talks.locator("#span-words")).to_have_value("Tickets cost 50 euros")
    keep(talks, "correct-words-refused")


def test_what_was_typed_outlives_a_faster_editor(talks: Page, quotes: list[Annotation]) -> None:
    mark = quotes[2]
    open_card(talks, mark)
    talks.keyboard.press("e")
    talks.fill("#speaker-name", "Paul Brandt")
    dora = make_user("dora", role=User.Role.EDITOR)
    reviewing.decide(mark, Ruling(Annotation.Verdict.ACCEPTED), user=dora, seen=1)
    talks.click("text=Save the speaker")
    expect(talks.locator("#card")).to_contain_text("dora accepted it")
    expect(talks.locator("#speaker-name")).to_have_value("Paul Brandt")
    expect(talks.locator(pin(talks, mark) + ".accepted")).to_be_visible()
    keep(talks, "correct-conflict")
    talks.click("text=Save the speaker")
    expect(talks.locator(".verdict")).to_contain_text("Speaker corrected")


def test_escape_leaves_the_correction_and_keeps_the_card(
    talks: Page, quotes: list[Annotation]
) -> None:
    open_card(talks, quotes[0])
    talks.keyboard.press("e")
    expect(talks.locator("#speaker-name")).to_be_focused()
    talks.keyboard.press("Escape")
    expect(talks.locator(".correct")).to_have_count(0)
    expect(talks.locator(f"#card-{quotes[0].pk}")).to_be_visible()

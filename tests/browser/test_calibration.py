"""The calibration page in a browser: from no verdict at all to a refit and back."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Revision, User
from tests.browser.conftest import keep, sign_in
from tests.judging import as_said, decision, kiln_article, make_verdicts, mark

PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 900}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def address(live_server: LiveServer) -> str:
    return live_server.url + reverse("calibration")


def look_at(page: Page, name: str) -> list[str]:
    """Keeps pictures of the whole page, wide and on a phone, in both themes; what axe finds."""
    complaints = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        for size, ending in ((WIDE, ""), (PHONE, "-phone")):
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            whole = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": size["width"], "height": whole})
            keep(page, f"calibration-{name}{ending}-{theme}")
            found = Axe().run(page).response["violations"]
            complaints += [f"{theme}{ending} {one['id']}: {one['nodes'][0]['html'][:200]}"
                           for one in found]  # fmt: skip
    page.set_viewport_size(WIDE)
    return complaints


def draw_samples(decided: int, missed: int, alice: User) -> None:
    """Random sentences in articles of their own, beside flags of the same articles."""
    for number in range(decided + 3):
        article = kiln_article(f"the sample {number}")
        tally = {"sample": {"unmarked": 8, "expected": 0.5}}
        Revision.objects.filter(pk=article.revision.pk).update(tally=tally)
        verdict = "accepted" if number < missed else "rejected"
        verdict = verdict if number < decided else "open"
        sample = mark(article, "unsourced", 9, 0.5, origin="sample", verdict=verdict,
                      confidence=None, probability=None)  # fmt: skip
        flags = [mark(article, "unsourced", place, 0.4 + place / 10) for place in (0, 4)]
        Annotation.objects.bulk_create([sample, *flags])


def test_without_a_verdict_it_says_what_will_stand_there(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".nothing").first).to_contain_text("No verdict was given yet.")
    expect(page.locator("svg")).to_have_count(0)
    assert look_at(page, "0") == []


def test_thirty_verdicts_are_too_few_to_say(page: Page, address: str, alice: User) -> None:
    make_verdicts("unsourced", 30, user=alice)
    page.goto(address)
    expect(page.get_by_role("heading", name="Not yet calibrated")).to_be_visible()
    expect(page.locator("#unsourced")).to_contain_text("30 of 50 verdicts")
    expect(page.locator(".reliability")).to_have_count(0)
    assert look_at(page, "30") == []


def test_a_hundred_and_twenty_make_a_chart_and_its_table(
    page: Page, address: str, alice: User
) -> None:
    make_verdicts("unsourced", 120, user=alice)
    make_verdicts("defect", 12, user=alice)
    page.goto(address)
    panel = page.locator("#unsourced")
    rows = panel.locator("tbody tr")
    assert rows.count() == panel.locator("circle").count() > 5
    assert sum(map(int, rows.locator("td:nth-of-type(1)").all_inner_texts())) == 120
    expect(panel).to_contain_text("80 more verdicts")
    expect(panel.get_by_role("button")).to_have_count(0)
    expect(page.locator("#defect")).to_contain_text("of the 12 they decided on")
    assert look_at(page, "120") == []


def test_four_hundred_can_be_refitted_and_the_shipped_numbers_come_back(
    page: Page, address: str, alice: User
) -> None:
    undecided = make_verdicts("unsourced", 400, user=alice, undecided=20)[-1]
    make_verdicts("quote", 400, user=alice, truth=as_said)
    make_verdicts("vague", 60, user=alice)
    draw_samples(40, 3, alice)
    page.goto(address)
    panel = page.locator("#unsourced")
    expect(panel).to_contain_text("the Brier score would go from 0.")
    expect(page.locator("#quote")).to_contain_text("hold at least as well")
    expect(page.locator("#quote").get_by_role("button")).to_have_count(0)
    expect(page.locator(".missed")).to_contain_text("Of 40 such sentences, 3 should have been")
    assert look_at(page, "400") == []
    panel.get_by_role("button", name="Refit to our verdicts").press("Enter")
    expect(page.locator("#status")).to_contain_text("the numbers now follow your verdicts")
    expect(panel).to_contain_text("It is refitted to your verdicts")
    expect(panel.locator(".versions li")).to_have_count(1)
    undecided.refresh_from_db()
    assert undecided.probability is not None and undecided.confidence is not None
    assert undecided.probability < undecided.confidence
    assert look_at(page, "refitted") == []
    panel.get_by_role("button", name="Back to the shipped numbers").press("Enter")
    expect(panel).to_contain_text("It is as shipped.")
    expect(panel.locator(".versions li")).to_have_count(2)
    undecided.refresh_from_db()
    assert undecided.probability == undecided.confidence


def test_an_analyst_reads_and_changes_nothing(
    context: BrowserContext, live_server: LiveServer, address: str, alice: User, bob: User
) -> None:
    make_verdicts("unsourced", 400, user=alice)
    sign_in(context, live_server, bob)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name="Calibration").click()
    expect(page.locator("#unsourced")).to_contain_text("An editor can see what that would change")
    expect(page.locator("#unsourced").get_by_role("button")).to_have_count(0)


def test_in_forced_colours_the_chart_is_still_there(page: Page, address: str, alice: User) -> None:
    make_verdicts("unsourced", 120, user=alice)
    page.emulate_media(forced_colors="active")
    page.goto(address)
    box = page.locator("#unsourced circle").first
    assert box.evaluate("dot => getComputedStyle(dot).fill") != box.evaluate(
        "dot => getComputedStyle(document.body).backgroundColor"
    )
    keep(page, "calibration-forced-colors")


def test_decided_marks_keep_what_was_shown_and_their_history(
    page: Page, address: str, alice: User
) -> None:
    decided = make_verdicts("unsourced", 400, user=alice)[0]
    page.goto(address)
    page.locator("#unsourced").get_by_role("button", name="Refit to our verdicts").click()
    expect(page.locator("#unsourced")).to_contain_text("In force")
    before = decided.probability
    decided.refresh_from_db()
    assert decided.probability == before
    assert decision(decided, alice).shown_confidence == before

"""Kinds of mark are told apart by line and sign; type and colours are as a person chose them."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, User
from tests.browser.conftest import keep
from tests.factories import make_article, make_mark, make_quote

KINDS = ("quote", "vague", "unsourced", "unsure", "defect", "loaded", "editor")
TEXT = (
    "Seven marks in seven sentences\n\n"
    "“The lake rose by a metre,” said Ruth Okafor, who runs the harbour.\n\n"
    "Some people here expect another wet summer.\n\n"
    "The dam was built too low from the start.\n\n"
    "The new road will perhaps bring more visitors.\n\n"
    "He left the meeting on Thursday without a word.\n\n"
    "It was a shameless plan from beginning to end.\n\n"
    "The boats have always come back before dark.\n"
)


@pytest.fixture
def seven(db: None, alice: User) -> Article:
    """A mark of each kind, one a paragraph, in the order of KINDS."""
    article = make_article(TEXT)
    make_quote(article, "“The lake rose by a metre,”", speaker="Ruth Okafor")
    make_mark(article, "Some people here", label="vague", type="other")
    make_mark(article, "The dam was built too low")
    make_mark(article, "will perhaps bring more visitors", confidence=0.22)
    make_mark(article, "on Thursday", kind="defect", label="undated", type="")
    make_mark(article, "shameless plan", kind="defect", label="loaded-words", type="")
    make_mark(
        article, "always come back", origin="editor", confidence=None, made_by=alice,
        verdict="accepted", reasons=[], pipeline="",
    )  # fmt: skip
    return article


@pytest.fixture
def looks(page: Page, live_server: LiveServer, seven: Article) -> Page:
    page.goto(live_server.url + seven.get_absolute_url())
    page.click('.layer[data-layer="loaded"]')
    page.focus("#from")
    page.keyboard.press("Home")
    expect(page.locator(".block .pin:visible")).to_have_count(len(KINDS))
    return page


# What of a line is left where hues are not told apart: where it is drawn, how thick, how dashed.
LINES = """
(kinds) => kinds.map((kind) => {
  const style = getComputedStyle(document.querySelector(`.text .run.${kind}`));
  const drawn = ['backgroundImage', 'backgroundSize', 'textDecorationLine',
    'textDecorationStyle', 'boxShadow'];
  const hues = /color\\([^)]*\\)|rgba?\\([^)]*\\)|CanvasText/gi;
  return drawn.map((part) => style[part]).join(' | ').replace(hues, 'ink');
})
"""
SIGNS = """
(kinds) => kinds.map((kind) => {
  const pin = document.querySelector(`.text .pin.${kind}`);
  return getComputedStyle(pin, '::before').content;
})
"""


def alike(told: list[str]) -> list[tuple[str, str]]:
    pairs = combinations(zip(KINDS, told, strict=True), 2)
    return [(one, other) for (one, first), (other, second) in pairs if first == second]


def test_each_pair_of_kinds_differs_in_its_line_and_in_its_sign_not_only_in_hue(
    looks: Page,
) -> None:
    for forced in ("none", "active"):
        looks.emulate_media(forced_colors=forced)
        assert alike(looks.evaluate(LINES, list(KINDS))) == []
        assert alike(looks.evaluate(SIGNS, list(KINDS))) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_as_people_with_other_colour_vision_see_it(looks: Page, theme: str) -> None:
    looks.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    devtools = looks.context.new_cdp_session(looks)
    for sight in ("none", "protanopia", "deuteranopia", "tritanopia", "achromatopsia"):
        devtools.send("Emulation.setEmulatedVisionDeficiency", {"type": sight})
        assert keep(looks, f"sight-{sight}-{theme}").stat().st_size > 10_000
    devtools.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    looks.emulate_media(forced_colors="active")
    keep(looks, f"sight-forced-colors-{theme}")


def test_overlapping_lines_stack_and_none_hides_another(looks: Page, seven: Article) -> None:
    words = "will perhaps bring more visitors"
    make_quote(seven, words, speaker="Ruth Okafor")
    make_mark(seven, words, label="vague", type="other")
    make_mark(seven, words)
    make_mark(seven, words, kind="defect", label="loaded-words", type="")
    make_mark(seven, words, kind="defect", label="undated", type="")
    looks.reload()
    stacked = looks.locator(".run", has_text=words)
    expect(stacked).to_have_class("run unsure quote direct vague unsourced loaded defect")
    places = looks.evaluate(
        "(run) => getComputedStyle(run).backgroundPositionY", stacked.element_handle()
    )
    above = [float(each) for each in re.findall(r"100% - ([\d.]+)px", places)]
    assert len(set(above)) == 5 and min(above) >= 0  # each at its own height, none below the box
    stacked.scroll_into_view_if_needed()
    keep(looks, "stacked")


def size_of(page: Page) -> float:
    return float(
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('.text')).fontSize)")
    )


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_text_size_and_line_length_are_chosen_and_survive_a_reload(
    looks: Page, width: int, height: int
) -> None:
    looks.set_viewport_size({"width": width, "height": height})
    usual = size_of(looks)
    looks.focus("#type summary")
    looks.keyboard.press("Enter")
    looks.get_by_role("button", name="Larger").click()
    looks.get_by_role("button", name="Larger").click()
    expect(looks.locator("#text-size")).to_have_text("130 %")
    assert size_of(looks) == pytest.approx(1.3 * usual, abs=0.1)
    wide = looks.locator(".text").bounding_box()
    looks.get_by_role("button", name="Narrow").click()
    narrow = looks.locator(".text").bounding_box()
    assert wide and narrow and (narrow["width"] < wide["width"] or width < 500)
    keep(looks, f"type-{width}")
    looks.reload()
    assert size_of(looks) == pytest.approx(1.3 * usual, abs=0.1)
    looks.click("#type summary")
    expect(looks.get_by_role("button", name="Narrow")).to_have_attribute("aria-pressed", "true")
    assert looks.evaluate("document.documentElement.scrollWidth") <= width
    for _ in range(12):
        looks.get_by_role("button", name="Smaller").click()
    expect(looks.locator("#text-size")).to_have_text("80 %")


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_colours_are_as_the_system_has_them_until_a_person_chooses(looks: Page) -> None:
    light = ground(looks)
    looks.emulate_media(color_scheme="dark")
    dark = ground(looks)
    assert light != dark
    looks.click("#type summary")
    looks.get_by_role("button", name="Light", exact=True).click()
    assert ground(looks) == light
    looks.get_by_role("link", name="Newsreader", exact=True).click()
    assert ground(looks) == light
    looks.go_back()
    looks.click("#type summary")
    looks.get_by_role("button", name="System").click()
    assert ground(looks) == dark


def test_where_less_motion_is_wanted_nothing_moves(looks: Page) -> None:
    looks.emulate_media(reduced_motion="reduce")
    looks.click(".text .run.vague")
    expect(looks.locator(".card")).to_be_visible()
    moving = """
    [...document.querySelectorAll('*')].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) || style.animationName !== 'none'
        || style.scrollBehavior === 'smooth';
    }).length
    """
    assert looks.evaluate(moving) == 0
    assert looks.evaluate("document.getAnimations().length") == 0

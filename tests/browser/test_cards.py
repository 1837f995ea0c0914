"""The card of a mark beside its line, and several marks over the same words."""

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article
from tests.browser.conftest import keep, pin
from tests.factories import make_article, make_mark, make_quote

LONG = "\n\n".join(
    [
        "Ferry fares to rise",
        *(f"Paragraph {number} tells what came of it. " * 6 for number in range(12)),
        "“The ferry pays for itself,” said Mara Lind, who runs the port.",
        *(f"Paragraph {number} tells what came of it. " * 6 for number in range(12, 24)),
        "Fares have doubled since May.",
    ]
)


@pytest.fixture
def long_article(db: None) -> Article:
    return make_article(LONG)


@pytest.fixture
def quote(long_article: Article) -> Annotation:
    return make_quote(long_article, "“The ferry pays for itself,”", speaker="Mara Lind")


@pytest.fixture
def last(long_article: Article) -> Annotation:
    return make_mark(long_article, "Fares have doubled since May.")


@pytest.fixture
def ferry(
    page: Page, live_server: LiveServer, long_article: Article, quote: Annotation, last: Annotation
) -> Page:
    page.goto(live_server.url + long_article.get_absolute_url())
    return page


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found
    sides = {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}
    return {name: round(value, 1) for name, value in sides.items()}


def card_of(page: Page, mark: Annotation) -> Locator:
    card = page.locator(f"#card-{mark.pk}")
    expect(card).to_be_focused()
    return card


WATCH = """
() => {
  window.shifts = [];
  new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(one => one.value)))
    .observe({ type: "layout-shift" });
}
"""
PLACES = """
() => {
  const every = document.querySelectorAll("h1, .block, .block .pin, .run, .side > *, .toolbar");
  return [...every].map(one => JSON.stringify(one.getBoundingClientRect()));
}
"""


def test_the_card_stands_level_with_its_line(ferry: Page, quote: Annotation) -> None:
    words = ferry.locator(f'.run[data-m="{quote.pk}"]')
    words.scroll_into_view_if_needed()
    ferry.mouse.wheel(0, 150)
    ferry.wait_for_timeout(200)
    words.click()
    card = card_of(ferry, quote)
    assert abs(box(card)["y"] - box(words)["y"]) < 4
    assert box(card)["x"] > box(words)["x"] + box(words)["width"]
    ferry.mouse.wheel(0, 120)
    ferry.wait_for_timeout(200)
    assert abs(box(card)["y"] - box(words)["y"]) < 4
    keep(ferry, "card-beside-its-line")


def test_the_card_stays_whole_on_the_screen(ferry: Page, quote: Annotation) -> None:
    words = ferry.locator(f'.run[data-m="{quote.pk}"]')
    words.evaluate("one => one.scrollIntoView({ block: 'end' })")
    ferry.wait_for_timeout(200)
    words.click()
    card = card_of(ferry, quote)
    assert box(card)["y"] < box(words)["y"] - 20
    assert box(card)["y"] + box(card)["height"] <= 900
    ferry.evaluate("scrollBy(0, 840)")
    ferry.wait_for_timeout(200)
    assert box(words)["y"] < 0
    bar = box(ferry.locator(".toolbar"))
    assert box(card)["y"] >= bar["y"] + bar["height"]


def test_opening_and_closing_a_card_moves_nothing(
    ferry: Page, quote: Annotation, last: Annotation
) -> None:
    ferry.locator(pin(ferry, quote)).scroll_into_view_if_needed()
    ferry.wait_for_timeout(300)
    ferry.evaluate(WATCH)
    before = ferry.evaluate(PLACES)
    ferry.click(pin(ferry, quote))
    card_of(ferry, quote)
    ferry.wait_for_timeout(200)
    assert ferry.evaluate(PLACES) == before
    ferry.keyboard.press("Escape")
    expect(ferry.locator("#card")).to_be_empty()
    ferry.wait_for_timeout(200)
    assert ferry.evaluate(PLACES) == before
    assert ferry.evaluate("window.shifts") == []


def test_the_card_of_the_last_line_makes_the_page_no_longer(ferry: Page, last: Annotation) -> None:
    ferry.locator(pin(ferry, last)).scroll_into_view_if_needed()
    ferry.wait_for_timeout(300)
    height = ferry.evaluate("document.documentElement.scrollHeight")
    ferry.click(pin(ferry, last))
    card_of(ferry, last)
    assert ferry.evaluate("document.documentElement.scrollHeight") == height


def test_on_a_phone_the_card_is_a_sheet_at_the_bottom(ferry: Page, quote: Annotation) -> None:
    ferry.set_viewport_size({"width": 390, "height": 844})
    ferry.click(pin(ferry, quote))
    card = card_of(ferry, quote)
    sheet = box(ferry.locator("#card"))
    assert (round(sheet["y"] + sheet["height"]), sheet["width"]) == (844, 390)
    assert box(card)["width"] == 390
    expect(ferry.locator(f'.run[data-m="{quote.pk}"]')).to_be_in_viewport()
    keep(ferry, "card-phone")


def test_an_address_with_a_mark_opens_its_card_beside_it(
    page: Page, live_server: LiveServer, long_article: Article, quote: Annotation
) -> None:
    page.goto(f"{live_server.url}{long_article.get_absolute_url()}?mark={quote.pk}#m{quote.pk}")
    page.wait_for_timeout(300)
    words = page.locator(f'.run[data-m="{quote.pk}"]')
    assert abs(box(page.locator(".card"))["y"] - box(words)["y"]) < 4


def test_escape_leaves_the_focus_where_the_reader_has_put_it(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[0]))
    card_of(reader, marks[0])
    reader.focus('[data-layer="quote"]')
    reader.keyboard.press("Escape")
    expect(reader.locator("#card")).to_be_empty()
    expect(reader.locator('[data-layer="quote"]')).to_be_focused()


@pytest.fixture
def three(reader: Page, article: Article, marks: list[Annotation]) -> list[Annotation]:
    """A quotation, a vague source and a fault over the word “Critics”."""
    words = "Critics say it cost too much."
    quote = make_quote(article, words, speaker="Critics", confidence=0.9)
    fault = make_mark(article, "Critics", kind="defect", label="unintroduced-name", type="")
    reader.reload()
    return [marks[1], quote, fault]


def keys_of(marks: list[Annotation]) -> str:
    return " ".join(str(mark.pk) for mark in marks)


def test_three_marks_on_a_word_are_counted_and_listed(
    reader: Page, three: list[Annotation]
) -> None:
    badge = reader.locator(f'.here[data-here="{keys_of(three)}"]')
    expect(badge).to_have_accessible_name("3 marks here")
    lines = reader.evaluate(
        "keys => { const look = getComputedStyle(document.querySelector(`.run[data-m='${keys}']`));"
        " return [look.backgroundImage.split('gradient').length - 1, look.textDecorationStyle]; }",
        keys_of(three),
    )
    assert lines[0] >= 2 and lines[1] == "wavy"
    badge.focus()
    reader.keyboard.press("Enter")
    listed = reader.locator("#card [data-open]")
    expect(listed).to_have_count(3)
    expect(reader.locator("#card h2")).to_have_text("3 marks here")
    expect(listed.first).to_be_focused()
    keep(reader, "three-marks-here")
    for at, mark in enumerate(three):
        expect(listed.nth(at)).to_be_focused()
        reader.keyboard.press("Enter")
        card_of(reader, mark)
        reader.keyboard.press("Escape")
        expect(listed.nth(at)).to_be_focused()
        if mark != three[-1]:
            reader.keyboard.press("Tab")
    reader.keyboard.press("Escape")
    expect(reader.locator("#card")).to_be_empty()
    expect(badge).to_be_focused()


def test_a_click_on_words_under_several_marks_lists_them(
    reader: Page, three: list[Annotation]
) -> None:
    reader.click(f'.run[data-m="{keys_of(three)}"]')
    expect(reader.locator("#card h2")).to_have_text("3 marks here")
    reader.click(f'#card [data-open="{three[2].pk}"]')
    card_of(reader, three[2])


def test_a_sign_still_opens_its_own_card_at_once(reader: Page, three: list[Annotation]) -> None:
    for mark in three:
        reader.click(pin(reader, mark))
        card_of(reader, mark)
        reader.keyboard.press("Escape")


def test_marks_that_are_hidden_are_not_counted(reader: Page, three: list[Annotation]) -> None:
    badge = reader.locator(f'.here[data-here="{keys_of(three)}"]')
    reader.click('[data-layer="defect"]')
    expect(badge).to_be_visible()
    expect(badge).to_have_accessible_name("2 marks here")
    reader.click('[data-layer="vague"]')
    expect(badge).to_be_hidden()
    reader.click(f'.run[data-m="{keys_of(three)}"]')
    card_of(reader, three[1])


def test_two_marks_of_one_kind_have_two_lines(reader: Page, article: Article) -> None:
    whole = make_quote(article, "Critics say it cost too much.", speaker="Critics")
    inner = make_quote(article, "it cost too much", speaker="Critics")
    Annotation.objects.filter(label="vague").delete()
    reader.reload()
    line = "one => getComputedStyle(one).backgroundSize.split(', ')[0]"
    once = reader.locator(f'.run[data-m="{whole.pk}"]').first
    twice = reader.locator(f'.run[data-m="{whole.pk} {inner.pk}"]')
    assert (once.evaluate(line), twice.evaluate(line)) == ("100% 2px", "100% 4px")
    reader.locator(f'.here[data-here="{whole.pk} {inner.pk}"]').click()
    expect(reader.locator("#card [data-open]")).to_have_count(2)
    keep(reader, "two-of-a-kind")
    reader.click(f'#card [data-open="{inner.pk}"]')
    card_of(reader, inner)
    Annotation.objects.filter(pk=inner.pk).update(verdict="rejected")
    reader.reload()
    assert twice.evaluate(line) == "100% 2px"

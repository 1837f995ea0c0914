"""Reading in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, User
from tests.browser.conftest import TEXT, pin, sign_in
from tests.factories import make_quote


def test_hovering_a_quotation_shows_who_speaks(reader: Page) -> None:
    reader.hover(".run.quote")
    expect(reader.locator(".speaker")).to_have_text("Ruth Okafor")
    assert reader.evaluate("[...CSS.highlights.get('source')].map(String)") == ["Ruth Okafor"]
    reader.hover("h1")
    expect(reader.locator(".speaker")).to_be_hidden()


def test_a_click_opens_the_card_and_escape_returns_to_the_mark(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(".run.vague")
    card = reader.locator("#card")
    expect(card).to_contain_text("Vague source")
    expect(card).to_contain_text("likely (78 %)")
    reader.keyboard.press("Escape")
    expect(card).to_be_empty()
    expect(reader.locator(pin(reader, marks[1]))).to_be_focused()


def test_every_mark_can_be_reached_by_keyboard_alone(reader: Page, marks: list[Annotation]) -> None:
    for mark in marks:
        reader.keyboard.press("j")
        expect(reader.locator(pin(reader, mark))).to_be_focused()
    reader.keyboard.press("k")
    expect(reader.locator(pin(reader, marks[2]))).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator(f"#card-{marks[2].pk}")).to_be_focused()


def test_with_a_card_open_the_next_mark_brings_its_own(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[0]))
    expect(reader.locator(f"#card-{marks[0].pk}")).to_be_focused()
    reader.keyboard.press("j")
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()


def test_a_reasons_words_are_outlined_while_it_has_the_focus(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[2]))
    reader.focus(".reasons li")
    assert reader.evaluate("[...CSS.highlights.get('evidence')].map(String)") == ["Tra"]
    reader.focus(".card .close")
    assert reader.evaluate("CSS.highlights.has('evidence')") is False


def test_the_words_of_an_answer_are_outlined_while_it_has_the_focus(
    reader: Page, marks: list[Annotation]
) -> None:
    start = TEXT.index("Critics")
    given = {"question": "second-source", "answer": "present", "says": "more than one"}
    Annotation.objects.filter(pk=marks[1].pk).update(
        checks=[{**given, "start": start, "end": start + 7}]
    )
    reader.click(pin(reader, marks[1]))
    reader.focus(".checks li")
    assert reader.evaluate("[...CSS.highlights.get('evidence')].map(String)") == ["Critics"]


def test_overlapping_marks_are_all_shown_and_all_reachable(
    reader: Page, marks: list[Annotation]
) -> None:
    may = reader.locator(".run.unsourced.defect")
    expect(may).to_have_text("May.")
    may.click()
    expect(reader.locator("#card")).to_contain_text("Fault: day without a date")
    reader.click(f'[data-open="{marks[2].pk}"]')
    expect(reader.locator("#card")).to_contain_text("Statement without a source")


@pytest.mark.parametrize(("width", "height"), [(390, 600), (1280, 420)])
def test_however_long_a_card_is_the_decision_stays_in_sight(
    reader: Page, marks: list[Annotation], width: int, height: int
) -> None:
    says = [{"code": "x", "says": f"reason {n}", "start": None, "end": None} for n in range(40)]
    Annotation.objects.filter(pk=marks[2].pk).update(reasons=says)
    reader.set_viewport_size({"width": width, "height": height})
    reader.click(pin(reader, marks[2]))
    expect(reader.locator(f"#card-{marks[2].pk}")).to_be_focused()
    reader.mouse.wheel(0, 400)
    expect(reader.locator("button.accept")).to_be_in_viewport(ratio=1)
    expect(reader.locator('[data-key="r"]')).to_be_in_viewport(ratio=1)


@pytest.fixture
def voices(reader: Page, article: Article, marks: list[Annotation]) -> Page:
    """Two voices, one with two quotations."""
    make_quote(article, "Traffic has doubled", speaker="Ruth Okafor")
    make_quote(article, "it cost too much", speaker="Critics")
    reader.reload()
    return reader


def shown_words(page: Page) -> list[str]:
    return page.locator(".run.of-voice").all_inner_texts()


def test_a_pressed_voice_shows_its_own_quotations_and_pressed_again_all(voices: Page) -> None:
    everything = voices.locator(".block .pin:visible").count()
    okafor = voices.get_by_role("button", name="Ruth Okafor")
    okafor.focus()
    voices.keyboard.press("Enter")
    expect(okafor).to_have_attribute("aria-pressed", "true")
    expect(voices.locator("#voice-shown")).to_have_text(
        "Showing 2 quotations of Ruth Okafor; press again for all."
    )
    assert shown_words(voices) == ["“The bridge 🌉 is safe,”", "Traffic has doubled"]
    expect(voices.locator(".block .pin:visible")).to_have_count(2)
    line = "getComputedStyle(document.querySelector('.run.vague')).backgroundImage"
    assert "gradient" not in voices.evaluate(line)
    voices.keyboard.press("Space")
    expect(okafor).to_have_attribute("aria-pressed", "false")
    expect(voices.locator("#voice-shown")).to_be_empty()
    expect(voices.locator(".block .pin:visible")).to_have_count(everything)
    assert "gradient" in voices.evaluate(line)


def test_a_rejected_quotation_is_its_voices_no_more(voices: Page, marks: list[Annotation]) -> None:
    voices.get_by_role("button", name="Ruth Okafor").click()
    voices.click(pin(voices, marks[0]))
    voices.click('.card [data-key="r"]')
    voices.click('.card button[value="wrong-span"]')
    expect(voices.locator("#voice-shown")).to_contain_text("Showing 1 quotation of Ruth Okafor")
    expect(voices.locator("#voices li").last).to_contain_text("1 quotation, 3 words")
    assert shown_words(voices) == ["Traffic has doubled"]
    voices.click(".card .close")  # it lies over the panel
    voices.click("#all-voices")
    expect(voices.locator(".of-voice")).to_have_count(0)


def test_without_a_script_a_voice_leads_to_its_first_quotation(
    chromium: Browser, live_server: LiveServer, alice: User, article: Article
) -> None:
    mark = make_quote(article, "“The bridge 🌉 is safe,”", speaker="Ruth Okafor")
    context = chromium.new_context(java_script_enabled=False)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(live_server.url + article.get_absolute_url())
    expect(page.locator("button.voice")).to_be_hidden()
    page.click(".voice-first")
    expect(page.locator(f"#card-{mark.pk}")).to_be_visible()
    context.close()

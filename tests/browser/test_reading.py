"""Reading in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, User
from tests.browser.conftest import TEXT, pin, sign_in
from tests.factories import make_article, make_mark, make_quote


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


def test_a_kind_that_is_switched_off_stays_off(reader: Page, marks: list[Annotation]) -> None:
    reader.click('[data-layer="unsourced"]')
    expect(reader.locator(pin(reader, marks[2]))).to_be_hidden()
    reader.reload()
    expect(reader.locator('[data-layer="unsourced"]')).to_have_attribute("aria-pressed", "false")
    expect(reader.locator(pin(reader, marks[2]))).to_be_hidden()
    for expected in (marks[0], marks[1], marks[3]):
        reader.keyboard.press("j")
        expect(reader.locator(pin(reader, expected))).to_be_focused()


def test_a_kind_that_starts_off_is_shown_when_it_is_pressed(
    reader: Page, article: Article, marks: list[Annotation]
) -> None:
    loaded = make_mark(article, "too much", kind="defect", label="loaded-words", type="")
    reader.reload()
    button, sign = reader.locator('[data-layer="loaded"]'), reader.locator(pin(reader, loaded))
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(sign).to_be_hidden()
    line = "getComputedStyle(document.querySelector('.run.loaded')).backgroundImage"
    hidden = reader.evaluate(line)
    button.click()
    expect(sign).to_be_visible()
    assert reader.evaluate(line) != hidden
    reader.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(sign).to_be_visible()
    button.click()
    expect(sign).to_be_hidden()
    assert reader.evaluate(line) == hidden


def counted(page: Page, layer: str) -> str:
    return page.locator(f'[data-layer="{layer}"] .n').inner_text()


def test_a_doubtful_statement_is_shown_on_demand_and_moves_when_it_is_decided(
    reader: Page, article: Article, marks: list[Annotation]
) -> None:
    doubtful = make_mark(article, "it cost too much", confidence=0.22)
    sign = reader.locator(pin(reader, doubtful))
    reader.reload()
    expect(sign).to_be_hidden()
    assert (counted(reader, "unsourced"), counted(reader, "unsure")) == ("1", "1")
    reader.click('[data-layer="unsure"]')
    sign.click()
    expect(reader.locator("#card")).to_contain_text("Perhaps without a source")
    expect(reader.locator("#card")).to_contain_text("unlikely (22 %)")
    reader.keyboard.press("a")
    expect(reader.locator(pin(reader, doubtful) + ".unsourced.accepted")).to_be_visible()
    expect(reader.locator(".run.unsure")).to_have_count(0)
    assert (counted(reader, "unsourced"), counted(reader, "unsure")) == ("2", "0")
    reader.keyboard.press("u")
    expect(reader.locator(pin(reader, doubtful) + ".unsure.open")).to_be_visible()
    expect(reader.locator(".run.unsure")).to_have_text("it cost too much")
    assert (counted(reader, "unsourced"), counted(reader, "unsure")) == ("1", "1")


def test_a_card_lists_only_the_kinds_that_are_on(
    reader: Page, article: Article, marks: list[Annotation]
) -> None:
    make_mark(article, "too much", kind="defect", label="loaded-words", type="")
    make_mark(article, "it cost", confidence=0.22)
    reader.reload()
    reader.click(pin(reader, marks[1]))
    also = reader.get_by_text("Also over these words")
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    for on, shown in (((), 0), (("loaded",), 1), (("unsure",), 2), (("loaded",), 1)):
        for layer in on:
            reader.click(f'[data-layer="{layer}"]')
        expect(also).to_be_visible(visible=bool(shown))
        expect(reader.locator(".overlapping li:visible")).to_have_count(shown)


def test_an_address_leads_to_the_words_of_a_mark_that_is_hidden(
    page: Page, live_server: LiveServer, db: None
) -> None:
    article = make_article("Title\n\n" + "Rain fell.\n\n" * 80 + "It cost too much.\n")
    doubtful = make_mark(article, "It cost too much.", confidence=0.22)
    page.goto(f"{live_server.url}{article.get_absolute_url()}?mark={doubtful.pk}")
    expect(page.locator("#card")).to_contain_text("Perhaps without a source")
    expect(page.locator(pin(page, doubtful))).to_be_hidden()
    expect(page.locator(".run.unsure")).to_be_in_viewport()


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
    expect(reader.locator("button.reject")).to_be_in_viewport(ratio=1)


def test_the_keys_pass_over_a_kind_that_is_off(
    reader: Page, article: Article, marks: list[Annotation]
) -> None:
    loaded = make_mark(article, "too much", kind="defect", label="loaded-words", type="")
    reader.reload()
    for mark in marks:
        reader.keyboard.press("j")
        expect(reader.locator(pin(reader, mark))).to_be_focused()
    reader.click('[data-layer="loaded"]')
    for mark in (marks[2], loaded):
        reader.keyboard.press("k")
        expect(reader.locator(pin(reader, mark))).to_be_focused()


def test_a_card_does_not_list_a_mark_that_starts_off_and_is_off(
    reader: Page, article: Article, marks: list[Annotation]
) -> None:
    make_mark(article, "too much", kind="defect", label="loaded-words", type="")
    reader.reload()
    reader.click(pin(reader, marks[1]))
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    also = reader.get_by_text("Also over these words")
    expect(also).to_be_hidden()
    expect(reader.locator(".overlapping .loaded")).to_be_hidden()
    reader.click('[data-layer="loaded"]')
    expect(also).to_be_visible()
    expect(reader.locator(".overlapping .loaded")).to_be_visible()


def test_what_starts_off_is_hidden_where_no_script_runs(
    chromium: Browser, live_server: LiveServer, alice: User, article: Article
) -> None:
    loaded = make_mark(article, "too much", kind="defect", label="loaded-words", type="")
    context = chromium.new_context(java_script_enabled=False)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(live_server.url + article.get_absolute_url())
    expect(page.locator(".run.loaded")).to_have_text("too much")
    expect(page.locator(pin(page, loaded))).to_be_hidden()
    context.close()


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
    voices.select_option(f"#why-{marks[0].pk}", "wrong-span")
    voices.click(".verdict button.reject")
    expect(voices.locator("#voice-shown")).to_contain_text("Showing 1 quotation of Ruth Okafor")
    expect(voices.locator("#voices li").last).to_contain_text("1 quotation, 3 words")
    assert shown_words(voices) == ["Traffic has doubled"]
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

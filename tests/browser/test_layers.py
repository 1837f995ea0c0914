"""What is shown of the marks, in a real browser: kinds, the slider, all or none."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, User
from tests.browser.conftest import keep, pin, sign_in
from tests.factories import make_article, make_mark, make_quote

LINE = "getComputedStyle(document.querySelector('{}')).backgroundImage"


LINED = """
[...document.querySelectorAll('.run')].map((run) => getComputedStyle(run)).some((style) =>
  style.backgroundImage.includes('gradient') || style.textDecorationLine !== 'none'
  || style.boxShadow !== 'none')
"""


def counted(page: Page, layer: str) -> str:
    return page.locator(f'.layer[data-layer="{layer}"] .n').inner_text()


def hidden(page: Page) -> str:
    return page.locator("#hidden-marks summary").inner_text()


def slide_to(page: Page, least: int) -> None:
    """Move the slider by its keys, as a person without a mouse does."""
    page.focus("#from")
    at = int(page.input_value("#from"))
    for _ in range(abs(least - at) // 5):
        page.keyboard.press("ArrowRight" if least > at else "ArrowLeft")
    expect(page.locator("#from")).to_have_value(str(least))


@pytest.fixture
def loaded(article: Article, marks: list[Annotation]) -> Annotation:
    return make_mark(article, "too much", kind="defect", label="loaded-words", type="")


@pytest.fixture
def doubtful(article: Article, marks: list[Annotation]) -> Annotation:
    return make_mark(article, "it cost too much", confidence=0.22)


def test_a_kind_that_is_switched_off_stays_off(reader: Page, marks: list[Annotation]) -> None:
    reader.click('.layer[data-layer="unsourced"]')
    expect(reader.locator(pin(reader, marks[2]))).to_be_hidden()
    reader.reload()
    button = reader.locator('.layer[data-layer="unsourced"]')
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(reader.locator(pin(reader, marks[2]))).to_be_hidden()
    for expected in (marks[0], marks[1], marks[3]):
        reader.keyboard.press("j")
        expect(reader.locator(pin(reader, expected))).to_be_focused()


def test_a_kind_that_starts_off_is_shown_when_it_is_pressed(
    loaded: Annotation, reader: Page
) -> None:
    button, sign = (
        reader.locator('.layer[data-layer="loaded"]'),
        reader.locator(pin(reader, loaded)),
    )
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(sign).to_be_hidden()
    expect(reader.locator(".run.loaded")).to_have_count(0)
    button.click()
    expect(sign).to_be_visible()
    assert "gradient" in reader.evaluate(LINE.format(".run.loaded"))
    reader.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(sign).to_be_visible()
    button.click()
    expect(sign).to_be_hidden()
    expect(reader.locator(".run.loaded")).to_have_count(0)


def test_the_slider_says_how_many_it_hides_and_the_choice_survives_a_reload(
    doubtful: Annotation, reader: Page, marks: list[Annotation]
) -> None:
    sign, slider = reader.locator(pin(reader, doubtful)), reader.get_by_label("Show marks from")
    expect(sign).to_be_hidden()
    expect(slider).to_have_value("35")
    assert (hidden(reader), counted(reader, "unsourced")) == ("1 hidden", "1")
    slide_to(reader, 20)
    expect(sign).to_be_visible()
    expect(reader.locator(".run.unsure")).to_have_text("it cost too much")
    assert (hidden(reader), counted(reader, "unsourced")) == ("0 hidden", "2")
    expect(slider).to_have_attribute("aria-valuetext", "20 %, 0 hidden")
    slide_to(
        reader, 80
    )  # what was never measured, a day without a date, has no number to fall short
    expect(reader.locator(".block .pin:visible")).to_have_count(1)
    expect(reader.locator(pin(reader, marks[3]))).to_be_visible()
    assert hidden(reader) == "4 hidden"
    reader.reload()
    expect(slider).to_have_value("80")
    expect(reader.locator(".block .pin:visible")).to_have_count(1)


def test_what_is_decided_or_an_editors_is_never_hidden_by_the_slider(
    reader: Page, article: Article, alice: User
) -> None:
    decided = make_mark(article, "Traffic has doubled", confidence=0.11, verdict="rejected")
    own = make_mark(article, "Critics say", origin="editor", made_by=alice, confidence=None)
    reader.reload()
    slide_to(reader, 95)
    for mark in (decided, own):
        expect(reader.locator(pin(reader, mark))).to_be_visible()


def test_hiding_one_of_two_marks_leaves_the_line_of_the_other(
    doubtful: Annotation, reader: Page
) -> None:
    both = reader.locator(".run", has_text="it cost too much")
    expect(both).to_have_class("run vague")
    slide_to(reader, 0)
    expect(both).to_have_class("run vague unsure")
    reader.click('.layer[data-layer="vague"]')
    expect(both).to_have_class("run unsure")
    slide_to(reader, 35)
    expect(both).to_have_class("run")
    reader.click('.layer[data-layer="vague"]')
    expect(both).to_have_class("run vague")


def test_a_doubtful_mark_counts_as_its_kind_once_it_is_decided(
    doubtful: Annotation, reader: Page
) -> None:
    sign = reader.locator(pin(reader, doubtful))
    slide_to(reader, 20)
    sign.click()
    expect(reader.locator("#card")).to_contain_text("Perhaps without a source")
    expect(reader.locator("#card")).to_contain_text("unlikely (22 %)")
    slide_to(reader, 35)
    reader.focus(".card")
    reader.keyboard.press("a")
    expect(reader.locator(pin(reader, doubtful) + ".unsourced.accepted")).to_be_visible()
    expect(reader.locator(".run.unsure")).to_have_count(0)
    assert (hidden(reader), counted(reader, "unsourced")) == ("0 hidden", "2")
    reader.keyboard.press("u")
    expect(reader.locator(pin(reader, doubtful) + ".unsure.open")).to_be_visible()
    assert (hidden(reader), counted(reader, "unsourced")) == ("1 hidden", "1")
    reader.keyboard.press("Escape")
    reader.focus("#no-marks")
    expect(sign).to_be_hidden()


def test_the_hidden_marks_are_listed_and_one_that_is_opened_is_shown_with_its_card(
    doubtful: Annotation, reader: Page
) -> None:
    reader.focus("#hidden-marks summary")
    reader.keyboard.press("Enter")
    line = reader.locator("#hidden-marks li")
    expect(line).to_contain_text("Perhaps without a source, unlikely (22 %)")
    expect(line.locator("q")).to_have_text("it cost too much")
    keep(reader, "hidden-marks")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.locator(f"#card-{doubtful.pk}")).to_be_focused()
    sign = reader.locator(pin(reader, doubtful))
    expect(sign).to_be_visible()
    expect(reader.locator(".run.unsure")).to_have_text("it cost too much")
    assert hidden(reader) == "1 hidden"
    reader.keyboard.press("Escape")
    expect(sign).to_be_focused()
    reader.keyboard.press("j")
    expect(sign).to_be_hidden()
    expect(reader.locator(".run.unsure")).to_have_count(0)


def test_escape_closes_the_list_before_it_closes_the_card(
    doubtful: Annotation, reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[0]))
    expect(reader.locator(".card")).to_be_focused()
    reader.click("#hidden-marks summary")
    reader.keyboard.press("Escape")
    expect(reader.locator("#hidden-marks")).not_to_have_attribute("open", "")
    expect(reader.locator("#hidden-marks summary")).to_be_focused()
    expect(reader.locator(".card")).to_be_visible()


def test_a_card_lists_only_the_marks_that_are_shown(
    doubtful: Annotation, loaded: Annotation, reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[1]))
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    also, listed = (
        reader.get_by_text("Also over these words"),
        reader.locator(".overlapping li:visible"),
    )
    expect(also).to_be_hidden()
    reader.click('.layer[data-layer="loaded"]')
    expect(also).to_be_visible()
    expect(listed).to_have_count(1)
    slide_to(reader, 20)
    expect(listed).to_have_count(2)
    reader.click('.layer[data-layer="loaded"]')
    expect(listed).to_have_count(1)


def test_an_address_shows_a_mark_that_would_be_hidden_and_its_words(
    page: Page, live_server: LiveServer, db: None
) -> None:
    article = make_article("Title\n\n" + "Rain fell.\n\n" * 80 + "It cost too much.\n")
    doubtful = make_mark(article, "It cost too much.", confidence=0.22)
    page.goto(f"{live_server.url}{article.get_absolute_url()}?mark={doubtful.pk}")
    expect(page.locator("#card")).to_contain_text("Perhaps without a source")
    expect(page.locator(pin(page, doubtful))).to_be_in_viewport()
    expect(page.locator(".run.unsure")).to_be_in_viewport()


def test_the_keys_pass_over_what_is_hidden(
    loaded: Annotation, reader: Page, marks: list[Annotation]
) -> None:
    for mark in marks:
        reader.keyboard.press("j")
        expect(reader.locator(pin(reader, mark))).to_be_focused()
    reader.click('.layer[data-layer="loaded"]')
    for mark in (marks[2], loaded):
        reader.keyboard.press("k")
        expect(reader.locator(pin(reader, mark))).to_be_focused()


def test_a_key_hides_all_marks_and_the_text_is_plain_to_read(reader: Page) -> None:
    button = reader.get_by_role("button", name="Hide all marks")
    assert reader.evaluate(LINED)
    reader.keyboard.press("h")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(reader.locator(".block .pin:visible")).to_have_count(0)
    assert not reader.evaluate(LINED)
    keep(reader, "no-marks")
    reader.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(reader.locator(".block .pin:visible")).to_have_count(0)
    reader.keyboard.press("j")
    expect(reader.locator(".block .pin:focus")).to_have_count(0)
    button.click()
    expect(reader.locator(".block .pin:visible")).to_have_count(4)
    assert reader.evaluate(LINED)


def test_where_no_script_runs_the_defaults_hold_and_a_button_shows_all(
    chromium: Browser,
    live_server: LiveServer,
    alice: User,
    doubtful: Annotation,
    loaded: Annotation,
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(live_server.url + doubtful.revision.article.get_absolute_url())
    for mark in (doubtful, loaded):
        expect(page.locator(pin(page, mark))).to_be_hidden()
    expect(page.locator(".run.loaded, .run.unsure")).to_have_count(0)
    expect(page.locator(".toolbar")).to_be_hidden()
    page.get_by_role("button", name="Show all marks").click()
    for mark in (doubtful, loaded):
        expect(page.locator(pin(page, mark))).to_be_visible()
    expect(page.locator(".run.loaded")).to_have_text("too much")
    context.close()


STEPS = """
async () => {
  const slider = document.getElementById('from');
  const times = [];
  for (const least of [95, 0, 50, 35, 90, 5, 60, 35]) {
    const start = performance.now();
    slider.value = least;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[times.length >> 1];
}
"""


@pytest.mark.parametrize(("marks", "most"), [(300, 100), (5000, 1000)])
def test_the_slider_moves_without_a_wait(
    page: Page, live_server: LiveServer, db: None, marks: int, most: int
) -> None:
    article = crowded(marks)
    page.goto(live_server.url + article.get_absolute_url())
    took = page.evaluate(STEPS)
    print(f"{marks} marks: {took:.0f} ms a step")  # noqa: T201 (shown with -s)
    assert took < most


def crowded(marks: int) -> Article:
    """About twenty words for each mark; every mark with another number."""
    sentence = (
        "The council spent more on roads in year {} than in any other year it has on record. "
    )
    lines = [sentence.format(100000 + n) + ("\n\n" if n % 4 == 3 else "") for n in range(marks)]
    article = make_article("Roads\n\n" + "".join(lines))
    text, at, found = article.revision.text, 0, []
    for number in range(marks):
        at = text.index("spent more", at)
        found.append(
            Annotation(
                revision=article.revision, origin="machine", kind="claim", label="unsourced",
                start=at, end=at + 40, spans=[[at, at + 40]], exact=text[at : at + 40],
                confidence=number % 100 / 100, probability=number % 100 / 100,
            )
        )  # fmt: skip
        at += 1
    Annotation.objects.bulk_create(found)
    return article


def test_a_voice_that_is_pressed_brings_the_marks_back(
    reader: Page, article: Article, marks: list[Annotation]
) -> None:
    make_quote(article, "it cost too much", speaker="Critics")
    reader.reload()
    reader.keyboard.press("h")
    reader.get_by_role("button", name="Ruth Okafor").click()
    expect(reader.locator(".block .pin:visible")).to_have_count(1)

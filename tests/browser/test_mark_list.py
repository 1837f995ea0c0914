"""What those hear who do not see the marks, and that nothing moves by itself."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, Revision, User
from tests.browser.conftest import TEXT, keep, pin, sign_in
from tests.factories import make_article, make_mark, make_quote


def heard(page: Page) -> list[tuple[str, str]]:
    """(role, name) of everything in the accessibility tree, which screen readers read."""
    tree: dict[str, Any] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree["nodes"]
        if not node["ignored"]
    ]


def test_a_mark_over_paragraphs_and_runs_begins_once_and_ends_once(
    reader: Page, article: Article
) -> None:
    Annotation.objects.all().delete()
    start, end = TEXT.index("“The"), TEXT.index(" Traffic")
    make_quote(article, TEXT[start:end], speaker="Ruth Okafor")
    make_mark(article, "is safe,” said Ruth", label="vague")
    reader.reload()
    told = heard(reader)
    assert told.count(("link", "Quotation, Ruth Okafor, likely (78 %)")) == 1
    assert told.count(("image", "end of quotation")) == 1
    assert told.count(("link", "Vague source, likely (78 %)")) == 1
    assert told.count(("image", "end of vague source")) == 1
    order = [name for _, name in told]
    assert order.index("end of vague source") < order.index("end of quotation")
    reader.click('[data-layer="quote"]')
    assert ("image", "end of quotation") not in heard(reader)


def test_ends_are_no_words_of_the_text(reader: Page) -> None:
    every = reader.evaluate(
        """() => [...document.querySelectorAll('.block')].map(block => {
          const range = document.createRange();
          range.selectNodeContents(block);
          const { start, end } = block.dataset;
          return [Places.ofRange(range), Number(start), Number(end), range.toString()];
        })"""
    )
    assert len(every) == 3
    for found, start, end, words in every:
        assert (found, words) == ([start, end], TEXT[start:end])
    reader.evaluate("getSelection().selectAllChildren(document.querySelectorAll('.block')[2])")
    assert reader.evaluate("String(getSelection())").strip() == TEXT.strip().split("\n")[-1]


def test_an_open_card_is_the_details_of_its_mark(reader: Page, marks: list[Annotation]) -> None:
    sign = reader.locator(pin(reader, marks[0]))
    sign.click()
    expect(sign).to_have_attribute("aria-details", f"card-{marks[0].pk}")
    reader.keyboard.press("j")
    expect(sign).not_to_have_attribute("aria-details", f"card-{marks[0].pk}")
    expect(reader.locator(pin(reader, marks[1]))).to_have_attribute(
        "aria-details", f"card-{marks[1].pk}"
    )
    reader.keyboard.press("Escape")
    expect(reader.locator("[aria-details]")).to_have_count(0)


def lines(page: Page) -> list[str]:
    return page.locator(".mark-list li:visible").all_inner_texts()


def test_the_list_of_marks_jumps_both_ways(reader: Page, marks: list[Annotation]) -> None:
    reader.focus("#all-marks summary")
    reader.keyboard.press("Enter")
    expect(reader.locator(".mark-list li")).to_have_count(4)
    assert "Quotation, Ruth Okafor" in lines(reader)[0] and "The bridge" in lines(reader)[0]
    keep(reader, "all-marks")
    reader.locator(".mark-list a").nth(1).focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(pin(reader, marks[1]))).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    reader.get_by_role("link", name="In the list of all marks").click()
    expect(reader.locator(f"#l{marks[1].pk} a")).to_be_focused()


def test_the_list_opens_from_a_card(reader: Page, marks: list[Annotation]) -> None:
    reader.click(pin(reader, marks[2]))
    reader.get_by_role("link", name="In the list of all marks").click()
    expect(reader.locator(f"#l{marks[2].pk} a")).to_be_focused()
    expect(reader.locator("#card")).to_be_empty()


def test_the_list_follows_what_is_shown_and_decided(reader: Page, marks: list[Annotation]) -> None:
    reader.click("#all-marks summary")
    expect(reader.locator(".mark-list li:visible")).to_have_count(4)
    reader.click('[data-layer="defect"]')
    expect(reader.locator(".mark-list li:visible")).to_have_count(3)
    expect(reader.locator("[data-tally]")).to_contain_text("3 of 4 marks")
    reader.click(pin(reader, marks[1]))
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    reader.keyboard.press("a")
    expect(reader.locator(f"#l{marks[1].pk}")).to_contain_text("accepted")


def test_without_a_script_the_list_is_a_page(
    chromium: Browser, live_server: LiveServer, alice: User, article: Article
) -> None:
    mark = make_mark(article, "Traffic has doubled since May.")
    context = chromium.new_context(java_script_enabled=False)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(live_server.url + article.get_absolute_url())
    page.click("#all-marks summary")
    page.click("#all-marks a")
    page.click(f"#l{mark.pk} a")
    expect(page.locator(f"#card-{mark.pk}")).to_be_visible()
    context.close()


LISTEN = """
() => {
  window.said = [];
  for (const region of document.querySelectorAll("#live, #status")) {
    const listen = () => region.textContent.trim() && window.said.push(region.textContent.trim());
    const every = { childList: true, characterData: true, subtree: true };
    new MutationObserver(listen).observe(region, every);
  }
}
"""


def test_each_result_is_told_once(reader: Page, marks: list[Annotation]) -> None:
    reader.evaluate(LISTEN)
    reader.click(pin(reader, marks[1]))
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    assert reader.evaluate("said") == ["Card opened: Vague source, likely (78 %)."]
    reader.keyboard.press("a")
    expect(reader.locator(pin(reader, marks[1]) + ".accepted")).to_be_visible()
    reader.wait_for_timeout(300)
    assert reader.evaluate("said.slice(1)") == ["Saved: Vague source, likely (78 %), accepted."]


def test_a_verdict_that_is_not_saved_is_not_told_as_saved(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[1]))
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    Annotation.objects.filter(pk=marks[1].pk).update(version=7)
    reader.evaluate(LISTEN)
    reader.keyboard.press("a")
    expect(reader.locator("#card [role=alert]")).to_be_visible()
    assert not [words for words in reader.evaluate("said") if words.startswith("Saved")]


@pytest.fixture
def waiting(page: Page, live_server: LiveServer) -> Page:
    article = make_article(
        "Title\n\n" + "\n\n".join(f"Rain fell on day {day}. " * 9 for day in range(60)),
        state="queued",
    )
    for day in range(0, 60, 2):
        make_mark(article, f"Rain fell on day {day}. Rain")
    page.goto(live_server.url + article.get_absolute_url())
    return page


def test_reading_goes_on_when_the_marks_come(waiting: Page) -> None:
    top = "() => document.querySelectorAll('.block')[30].getBoundingClientRect().top"
    waiting.evaluate("document.querySelectorAll('.block')[30].scrollIntoView({ block: 'center' })")
    waiting.wait_for_timeout(300)
    before = waiting.evaluate(top)
    with waiting.expect_response("**/body"):
        pass
    Revision.objects.update(state="annotated")
    expect(waiting.locator("#live")).to_contain_text("annotated")
    waiting.wait_for_timeout(300)
    assert abs(waiting.evaluate(top) - before) < 8
    expect(waiting.locator("body")).to_be_focused()


def test_the_focus_stays_when_the_marks_come(waiting: Page) -> None:
    link = waiting.get_by_role("link", name="Correct the details")
    link.focus()
    Revision.objects.update(state="annotated")
    expect(waiting.locator("#live")).to_contain_text("annotated")
    expect(link).to_be_focused()


def test_a_verdict_leaves_the_focus_and_the_scroll_alone(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[0]))
    expect(reader.locator(f"#card-{marks[0].pk}")).to_be_focused()
    voice = reader.get_by_role("button", name="Ruth Okafor")
    voice.focus()
    scroll = reader.evaluate("[scrollX, scrollY, document.querySelector('.side').scrollTop]")
    with reader.expect_response("**/voices"):
        reader.keyboard.press("a")
    expect(reader.locator(pin(reader, marks[0]) + ".accepted")).to_be_visible()
    reader.wait_for_timeout(200)
    expect(voice).to_be_focused()
    assert scroll == reader.evaluate(
        "[scrollX, scrollY, document.querySelector('.side').scrollTop]"
    )


def test_after_a_verdict_from_the_card_the_focus_is_still_in_the_card(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[0]))
    reader.click(".card button.accept")
    expect(reader.locator(pin(reader, marks[0]) + ".accepted")).to_be_visible()
    reader.wait_for_timeout(200)
    expect(reader.locator(f"#card-{marks[0].pk}:focus-within")).to_have_count(1)

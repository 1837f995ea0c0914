"""What lies beside and over the text, in both themes and on a phone: axe finds no violation."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Annotation, Article
from tests.browser.conftest import keep, pin
from tests.browser.test_screenshots import PHONE, violations
from tests.factories import make_mark, make_quote

LONG_NAME = "Archibald Fitzwilliam-Montgomery of the Greater Harbour Transport Commission"


@pytest.fixture
def crowded(reader: Page, article: Article, marks: list[Annotation]) -> list[Annotation]:
    """Three marks over one word, and a speaker with a long name whom reasons speak for."""
    start = article.revision.text.index("Critics")
    said = [
        ("reporting-cue", "these words announce that somebody says something", 8, 11),
        ("name-resolved", "part of a name that the text gives in full here", 0, 7),
        ("pronoun-open", "a pronoun, and the text does not make clear whose", 0, 7),
    ]
    quote = make_quote(
        article,
        "Critics say it cost too much.",
        speaker="Critics",
        source_name=LONG_NAME,
        cue={"start": start + 8, "end": start + 11, "text": "say"},
        reasons=[
            {"code": code, "says": says, "start": start + first, "end": start + last}
            for code, says, first, last in said
        ],
    )
    fault = make_mark(article, "Critics", kind="defect", label="unintroduced-name", type="")
    reader.reload()
    return [marks[1], quote, fault]


def open_card(page: Page, crowded: list[Annotation]) -> None:
    page.click(pin(page, crowded[1]))
    expect(page.locator(f"#card-{crowded[1].pk}")).to_be_focused()


def open_list_here(page: Page, crowded: list[Annotation]) -> None:
    page.locator(".here").first.click()
    expect(page.locator("#card h2")).to_have_text("3 marks here")


def open_list(page: Page, crowded: list[Annotation]) -> None:
    page.click("#all-marks summary")
    expect(page.locator(".mark-list li")).to_have_count(6)


def open_form(page: Page, crowded: list[Annotation]) -> None:
    page.keyboard.press("f")
    expect(page.locator("#id_words")).to_be_focused()


def open_keys(page: Page, crowded: list[Annotation]) -> None:
    page.keyboard.press("?")
    expect(page.locator("#all-keys")).to_be_visible()


OPENED = {
    "card": open_card,
    "marks-here": open_list_here,
    "mark-list": open_list,
    "mark-form": open_form,
    "keys": open_keys,
}


@pytest.mark.parametrize("name", OPENED)
def test_what_is_opened_can_be_read_by_everybody(
    reader: Page, crowded: list[Annotation], name: str
) -> None:
    complaints = []
    for theme in ("light", "dark"):
        reader.emulate_media(color_scheme=theme)
        reader.reload()
        OPENED[name](reader, crowded)
        keep(reader, f"side-{name}-{theme}")
        complaints += [f"{theme}: {violation}" for violation in violations(reader)]
    reader.set_viewport_size(PHONE)
    reader.reload()
    OPENED[name](reader, crowded)
    keep(reader, f"side-{name}-phone")
    complaints += [f"phone: {violation}" for violation in violations(reader)]
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert complaints == []


def test_the_form_opens_beside_the_text_and_moves_nothing(
    reader: Page, crowded: list[Annotation]
) -> None:
    before = reader.evaluate("scrollY")
    tops = (
        "() => [...document.querySelectorAll('.block')].map(one => one.getBoundingClientRect().top)"
    )
    places = reader.evaluate(tops)
    open_form(reader, crowded)
    assert (reader.evaluate("scrollY"), reader.evaluate(tops)) == (before, places)
    expect(reader.locator("#mark-form button")).to_be_in_viewport(ratio=1)


def test_the_decision_is_in_sight_also_at_the_top_of_the_page(
    reader: Page, crowded: list[Annotation]
) -> None:
    open_card(reader, crowded)
    assert reader.evaluate("scrollY") == 0
    for key in ("a", "r"):
        expect(reader.locator(f'.card [data-key="{key}"]')).to_be_in_viewport(ratio=1)


def test_what_speaks_for_the_name_stands_apart(reader: Page, crowded: list[Annotation]) -> None:
    open_card(reader, crowded)
    lists = reader.locator(".card .reasons").all_inner_texts()
    assert "part of a name" in lists[0] and "announce" not in lists[0]
    assert "announce that somebody says something" in lists[1]
    expect(reader.locator(".card")).to_contain_text("Why this speaker")
    expect(reader.locator(".card")).to_contain_text("in the text: “Critics”")

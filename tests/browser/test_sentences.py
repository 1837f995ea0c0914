"""Flagging by hand: from sentence to sentence by keyboard, and the editor's own mark."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article
from tests.browser.conftest import TEXT, keep

SENTENCES = (
    ("Mayor opens 🌉 bridge", "other"),
    ("“The bridge 🌉 is safe,” said Ruth Okafor, the mayor.", "named"),
    ("Critics say it cost too much.", "vague"),
    ("Traffic has doubled since May.", "unsourced"),
)


@pytest.fixture
def reader(page: Page, live_server: LiveServer, article: Article, marks: list[Annotation]) -> Page:
    """The article with its sentences as the annotator stores them."""
    article.revision.sentences = [
        {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "sourcing": kind}
        for words, kind in SENTENCES
    ]
    article.revision.save()
    page.goto(live_server.url + article.get_absolute_url())
    return page


def lit(page: Page) -> str:
    return str(page.evaluate("[...(CSS.highlights.get('sentence') ?? [])].map(String).join('|')"))


def test_the_keys_move_from_sentence_to_sentence_and_say_whose_word_each_is(reader: Page) -> None:
    for number, (words, _) in enumerate(SENTENCES, start=1):
        reader.keyboard.press("s")
        assert lit(reader) == words
        expect(reader.locator("#live")).to_contain_text(f"Sentence {number} of 4")
    said = "Sentence 4 of 4, no source: Traffic has doubled since May."
    expect(reader.locator("#live")).to_have_text(said)
    reader.keyboard.press("S")
    expect(reader.locator("#live")).to_contain_text("Sentence 3 of 4, vague source: Critics say")
    keep(reader, "sentence-cursor")


def test_an_editor_flags_a_sentence_without_a_mouse(reader: Page) -> None:
    for _ in range(3):
        reader.keyboard.press("s")
    reader.keyboard.press("f")
    expect(reader.locator("#mark-form [value='claim/unsourced']")).to_be_focused()
    expect(reader.locator("#id_words")).to_have_value("Critics say it cost too much.")
    reader.keyboard.press("f")
    expect(reader.locator("#mark-form [value='defect/other']")).to_be_checked()
    reader.keyboard.press("ArrowUp")
    expect(reader.locator("#mark-form [value='quote/indirect']")).to_be_checked()
    keep(reader, "flagging-a-sentence")
    reader.keyboard.press("Enter")
    expect(reader.locator("#card .by-editor")).to_have_text("Editor")
    added = Annotation.objects.get(origin="editor")
    assert (added.exact, added.label) == ("Critics say it cost too much.", "indirect")
    sign = reader.locator(f"#m{added.pk}")
    expect(sign).to_have_accessible_name("Editor: Paraphrase, no speaker in the text")
    expect(reader.locator("#live")).to_have_text(
        "Mark added: Editor: Paraphrase, no speaker in the text."
    )
    assert lit(reader) == ""
    keep(reader, "editors-own-mark")


def test_escape_leaves_the_form_for_the_sentence(reader: Page) -> None:
    reader.keyboard.press("s")
    reader.keyboard.press("f")
    reader.keyboard.press("Escape")
    expect(reader.locator("#mark-form")).to_be_hidden()
    reader.keyboard.press("s")
    assert lit(reader) == SENTENCES[1][0]


def test_where_nothing_can_be_highlighted_the_sentence_is_selected(
    page: Page, live_server: LiveServer, article: Article, reader: Page
) -> None:
    page.add_init_script("delete CSS.highlights")
    page.reload()
    assert page.evaluate("CSS.highlights === undefined")
    page.keyboard.press("s")
    page.keyboard.press("s")
    assert page.evaluate("String(getSelection())") == SENTENCES[1][0]


def test_every_key_is_listed_and_is_a_button(reader: Page) -> None:
    reader.focus('[data-layer="quote"]')
    reader.keyboard.press("?")
    dialog = reader.locator("#all-keys")
    expect(dialog).to_be_visible()
    signs = dialog.locator(".key-list button kbd").all_inner_texts()
    assert {"j", "k", "a", "r", "u", "s", "S", "f", "h"} <= set(signs)
    keep(reader, "all-keys")
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(reader.locator('[data-layer="quote"]')).to_be_focused()
    reader.click("[data-keys=open]")
    dialog.get_by_role("button", name="next mark").click()
    expect(dialog).to_be_hidden()
    expect(reader.locator(".block .pin:focus")).to_have_count(1)


def test_escape_in_the_list_of_keys_leaves_the_card_open(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(f"#m{marks[0].pk}")
    expect(reader.locator(f"#card-{marks[0].pk}")).to_be_focused()
    reader.keyboard.press("?")
    reader.keyboard.press("Escape")
    expect(reader.locator(f"#card-{marks[0].pk}")).to_be_focused()


def test_with_single_keys_off_the_list_says_so_and_its_buttons_work(reader: Page) -> None:
    reader.click("#keys")
    reader.keyboard.press("?")
    expect(reader.locator("#all-keys")).to_be_hidden()
    reader.click("[data-keys=open]")
    expect(reader.locator("#keys-are")).to_contain_text("switched off")
    reader.locator("#all-keys").get_by_role("button", name="next sentence").click()
    assert lit(reader) == SENTENCES[0][0]


def test_the_sentence_cursor_begins_at_the_mark_one_is_at(
    reader: Page, marks: list[Annotation]
) -> None:
    for _ in range(3):
        reader.keyboard.press("j")
    reader.keyboard.press("s")
    assert lit(reader) == "Traffic has doubled since May."

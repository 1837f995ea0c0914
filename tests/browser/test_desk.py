"""An article's desk in a real browser: its state, its notes, two people at once."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, Mention, Note, User
from articles.services import handling, noting, presence
from articles.services.handling import Review
from tests.browser.conftest import keep, pin, sign_in
from tests.factories import make_user

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def carol(db: None) -> User:
    return make_user("carol", role=User.Role.EDITOR)


@pytest.fixture
def carols(chromium: Browser, live_server: LiveServer, carol: User) -> Iterator[Page]:
    """A second editor, in a browser of her own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    sign_in(context, live_server, carol)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def look(page: Page, name: str) -> None:
    """Pictures wide, on a phone, light and dark; axe finds nothing wrong in either theme."""
    complaints = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for size, at in (("wide", WIDE), ("phone", PHONE)):
            page.set_viewport_size(at)
            assert page.evaluate("document.documentElement.scrollWidth") <= at["width"]
            keep(page, f"desk-{name}-{size}-{theme}")
        complaints += violations(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    assert complaints == []


def test_an_editor_takes_an_article_and_clears_it_with_a_reason(
    reader: Page, article: Article
) -> None:
    look(reader, "unreviewed")
    reader.click("#take")
    expect(reader.locator("#take")).to_have_count(0)
    reader.click("#to-in-review")
    expect(reader.locator("#desk-state")).to_contain_text("In review")
    expect(reader.locator("#desk")).to_be_focused()
    look(reader, "in-review")
    reader.click("#to-cleared")
    expect(reader.locator("#desk")).to_contain_text("3 flags are still open")
    look(reader, "refused")
    reader.fill("#override", "The council publishes its count tonight; the desk has seen it.")
    reader.click("#to-cleared")
    expect(reader.locator("#desk")).to_contain_text("Cleared by alice with 3 open flags")
    look(reader, "overridden")
    assert Article.objects.get().review == "cleared"


def test_the_link_to_the_open_flags_opens_the_card_of_the_first(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(".open-flags a")
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_visible()


def test_a_verdict_changes_the_bar_and_what_is_being_typed_there_stays(
    reader: Page, marks: list[Annotation]
) -> None:
    reader.click(pin(reader, marks[1]))
    expect(reader.locator(f"#card-{marks[1].pk}")).to_be_focused()
    reader.keyboard.press("a")
    expect(reader.locator("#desk-state")).to_contain_text("In review")
    reader.click("#to-cleared")
    reader.fill("#override", "It is confirmed.")
    reader.click(pin(reader, marks[2]))
    expect(reader.locator(f"#card-{marks[2].pk}")).to_be_focused()
    reader.keyboard.press("a")
    expect(reader.locator(pin(reader, marks[2]) + ".accepted")).to_be_visible()
    reader.wait_for_load_state("networkidle")
    expect(reader.locator("#override")).to_have_value("It is confirmed.")


def test_an_article_is_cleared_by_keyboard_alone(reader: Page, article: Article) -> None:
    Annotation.objects.update(verdict="rejected")
    reader.reload()
    reader.locator("#to-in-review").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#desk")).to_be_focused()
    reader.locator("#to-cleared").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#desk-state")).to_contain_text("Cleared")
    expect(reader.locator("#desk")).to_be_focused()


class TestNotes:
    def test_a_thread_on_the_article_and_one_on_a_mark(
        self, reader: Page, article: Article, marks: list[Annotation], bob: User
    ) -> None:
        noting.add_note(article, "Who counted the traffic?\n\nAsk the council.", user=bob)
        reader.reload()
        reader.keyboard.press("n")
        reader.keyboard.type("@bob, I have asked them.")
        reader.keyboard.press("Tab")
        reader.keyboard.press("Enter")
        on_article = reader.locator(f"#notes-a{article.pk}")
        expect(on_article.locator("li")).to_have_count(2)
        expect(on_article.locator("b")).to_have_text("@bob")
        expect(on_article.locator("textarea")).to_have_value("")
        expect(on_article.locator("button")).to_be_focused()
        reader.click(pin(reader, marks[2]))
        expect(reader.locator(f"#card-{marks[2].pk}")).to_be_focused()
        reader.keyboard.press("n")
        reader.keyboard.type("Since which May, @bob?")
        reader.keyboard.press("Tab")
        reader.keyboard.press("Enter")
        on_mark = reader.locator(f"#notes-m{marks[2].pk}")
        expect(on_mark.locator("li")).to_have_count(1)
        look(reader, "notes")
        assert Mention.objects.filter(user=bob).count() == 2

    def test_a_note_that_is_being_typed_outlives_a_verdict_and_the_next_card(
        self, reader: Page, marks: list[Annotation]
    ) -> None:
        field = f"#note-text-m{marks[1].pk}"
        reader.click(pin(reader, marks[1]))
        reader.fill(field, "Which critics?")
        reader.locator(f"#card-{marks[1].pk}").focus()
        reader.keyboard.press("a")
        expect(reader.locator(pin(reader, marks[1]) + ".accepted")).to_be_visible()
        expect(reader.locator(field)).to_have_value("Which critics?")
        reader.click(pin(reader, marks[2]))
        expect(reader.locator(f"#card-{marks[2].pk}")).to_be_visible()
        reader.click(pin(reader, marks[1]))
        expect(reader.locator(field)).to_have_value("Which critics?")
        reader.click(f"#add-note-m{marks[1].pk}")
        expect(reader.locator(f"#notes-m{marks[1].pk} li")).to_have_count(1)
        expect(reader.locator(field)).to_have_value("")
        assert Note.objects.get().text == "Which critics?"

    def test_a_note_that_is_too_long_is_kept_and_says_so(
        self, reader: Page, article: Article
    ) -> None:
        text = "word " * 800 + "end!"
        reader.fill(f"#note-text-a{article.pk}", text)
        reader.click(f"#add-note-a{article.pk}")
        expect(reader.locator(".notes .message")).to_contain_text("at most 4,000 characters")
        expect(reader.locator(f"#note-text-a{article.pk}")).to_have_value(text)
        look(reader, "note-too-long")

    def test_escape_does_not_throw_a_note_away(self, reader: Page, marks: list[Annotation]) -> None:
        reader.click(pin(reader, marks[1]))
        reader.fill(f"#note-text-m{marks[1].pk}", "Which critics?")
        reader.keyboard.press("Escape")
        expect(reader.locator(f"#note-text-m{marks[1].pk}")).to_have_value("Which critics?")

    def test_a_note_finds_whom_it_mentions(
        self,
        page: Page,
        live_server: LiveServer,
        article: Article,
        marks: list[Annotation],
        bob: User,
    ) -> None:
        noting.add_note(article, "@alice, who counted the traffic?", user=bob, annotation=marks[2])
        noting.add_note(article, "@alice: please take this one.\nIt is for tonight.", user=bob)
        page.goto(live_server.url)
        page.click("text=Notes for you (2)")
        look(page, "mentions")
        page.click("button:has-text('Mark as read') >> nth=0")
        expect(page.locator("li.unread")).to_have_count(1)
        expect(page.locator(".masthead")).to_contain_text("Notes for you (1)")
        page.click("li.unread button.link")
        expect(page.locator(f"#card-{marks[2].pk}")).to_contain_text("who counted the traffic?")
        expect(page.locator(".masthead")).not_to_contain_text("Notes for you (")

    def test_nobody_has_mentioned_one_yet(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url + reverse("mentions"))
        look(page, "no-mentions")


class TestTwoPeople:
    def test_the_second_editor_loses_no_word(
        self, reader: Page, carols: Page, live_server: LiveServer, article: Article
    ) -> None:
        carols.goto(live_server.url + article.get_absolute_url())
        reader.click("#to-in-review")
        expect(reader.locator("#to-cleared")).to_be_visible()
        reader.click("#to-cleared")
        reader.fill("#override", "The council confirmed it by phone.")
        carols.reload()
        carols.click("#to-needs-sourcing")
        expect(carols.locator("#desk-state")).to_contain_text("Needs sourcing")
        reader.click("#to-cleared")
        expect(reader.locator("#desk")).to_contain_text(
            "carol set this article to “needs sourcing” at "
        )
        expect(reader.locator("#desk-state")).to_contain_text("Needs sourcing")
        expect(reader.locator("#override")).to_have_value("The council confirmed it by phone.")
        look(reader, "conflict")
        reader.click("#to-cleared")
        expect(reader.locator("#desk-state")).to_contain_text("Cleared")

    def test_the_second_verdict_on_a_mark_says_who_was_faster(
        self,
        reader: Page,
        carols: Page,
        live_server: LiveServer,
        article: Article,
        marks: list[Annotation],
    ) -> None:
        carols.goto(live_server.url + article.get_absolute_url())
        for page in (reader, carols):
            page.click(pin(page, marks[2]))
            expect(page.locator(f"#card-{marks[2].pk}")).to_be_focused()
        carols.keyboard.press("a")
        expect(carols.locator(pin(carols, marks[2]) + ".accepted")).to_be_visible()
        reader.keyboard.press("r")
        reader.fill(f"#note-{marks[2].pk}", "The caption says so.")
        reader.keyboard.press("Enter")
        expect(reader.locator("#card")).to_contain_text("carol accepted it at ")
        expect(reader.locator(f"#note-{marks[2].pk}")).to_have_value("The caption says so.")
        expect(reader.locator(pin(reader, marks[2]) + ".accepted")).to_be_visible()
        look(reader, "verdict-conflict")
        assert Annotation.objects.get(pk=marks[2].pk).verdict == "accepted"

    def test_each_sees_that_the_other_is_here_and_is_told_once(
        self, reader: Page, carols: Page, live_server: LiveServer, article: Article
    ) -> None:
        address = live_server.url + article.get_absolute_url()
        carols.goto(address)
        expect(carols.locator("#presence")).to_have_text("alice is reviewing this.")
        expect(carols.locator("#live")).to_have_text("alice is reviewing this.")
        beat(reader)
        expect(reader.locator("#presence")).to_have_text("carol is reviewing this.")
        expect(reader.locator("#live")).to_have_text("carol is reviewing this.")
        look(reader, "presence")
        reader.evaluate("document.getElementById('live').textContent = ''")
        beat(reader)
        reader.wait_for_load_state("networkidle")
        expect(reader.locator("#live")).to_have_text("")
        carols.goto("about:blank")
        expect(reader.locator("#live")).to_have_text("")
        reader.wait_for_timeout(300)
        beat(reader)
        expect(reader.locator("#presence")).to_have_text("")

    def test_a_page_left_open_learns_of_the_new_state(
        self, reader: Page, article: Article, carol: User
    ) -> None:
        expect(reader.locator("#desk-state")).to_contain_text("Unreviewed")
        handling.move(article, Review.IN_REVIEW, user=carol, seen=1)
        beat(reader)
        expect(reader.locator("#desk-state")).to_contain_text("In review by carol")

    def test_a_server_that_is_away_for_a_while_is_not_complained_of(
        self, reader: Page, faults: list[str]
    ) -> None:
        reader.route("**/presence", lambda route: route.abort())
        beat(reader)
        reader.wait_for_timeout(300)
        expect(reader.locator("#status .message")).to_have_count(0)
        faults.clear()  # the browser itself says so

    def test_a_session_that_has_ended_does_not_take_the_page_away(
        self, reader: Page, article: Article
    ) -> None:
        reader.fill(f"#note-text-a{article.pk}", "Half a sentence")
        reader.context.clear_cookies(name="session")
        beat(reader)
        reader.wait_for_timeout(500)
        expect(reader.locator(f"#note-text-a{article.pk}")).to_have_value("Half a sentence")

    def test_the_library_shows_who_is_at_what(
        self,
        page: Page,
        live_server: LiveServer,
        article: Article,
        marks: list[Annotation],
        carol: User,
    ) -> None:
        handling.move(article, Review.IN_REVIEW, user=carol, seen=1)
        handling.assign(article, carol, user=carol, seen=2)
        presence.seen(article, user=carol)
        page.goto(live_server.url)
        expect(page.locator(".article")).to_contain_text("carol is reviewing this")
        look(page, "library")


def beat(page: Page) -> None:
    """What happens every 20 seconds, now."""
    with page.expect_request("**/presence"):
        page.evaluate("htmx.trigger('#presence', 'back')")


def test_a_thread_has_a_page_of_its_own(
    page: Page, live_server: LiveServer, article: Article, marks: list[Annotation], bob: User
) -> None:
    """Where the mark is on no page any more, or a note was refused and there are no scripts."""
    noting.add_note(article, "Which critics, @alice?", user=bob, annotation=marks[1])
    page.goto(live_server.url + reverse("mark-notes", args=[marks[1].pk]))
    expect(page.locator("h2")).to_contain_text("Critics say it cost too much.")
    look(page, "thread-alone")


def test_everything_works_without_scripts(
    chromium: Browser,
    live_server: LiveServer,
    article: Article,
    marks: list[Annotation],
    alice: User,
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    context.set_default_timeout(10_000)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(live_server.url + article.get_absolute_url())
    page.click("#take")
    page.click("#to-in-review")
    page.click("#to-cleared")
    page.fill("#override", "Confirmed by phone.")
    page.click("#to-cleared")
    expect(page.locator("#desk")).to_contain_text("with 3 open flags: “Confirmed by phone.”")
    page.fill(f"#note-text-a{article.pk}", "Done.")
    page.click(f"#add-note-a{article.pk}")
    expect(page.locator(f"#notes-a{article.pk} li")).to_have_count(1)
    context.close()

"""The queue in a real browser: moving, selecting, deciding, taking back; filters in the address."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, User
from articles.services import reviewing
from articles.services.reviewing import Ruling
from tests.browser.conftest import keep
from tests.browser.test_screenshots import violations
from tests.factories import make_article, make_mark, make_user

PHONE: ViewportSize = {"width": 390, "height": 844}
BRIDGE = (
    "Mayor opens bridge\n\n“The bridge is safe,” said Ruth Okafor, the mayor.\n\n"
    "Critics say it cost too much. Traffic has doubled since May. "
    "The contractor hid the cracks to win the next tender.\n"
)
FERRY = (
    "Ferry returns after a winter in which the harbour froze twice, and nobody at the counter "
    "would say when the second boat is to follow\n\n"
    "The fare rises by a tenth. Insiders fear a strike. The line will close by autumn. "
    "It sails on Monday with the largest crew on the coast.\n"
)
WORD = "Donaudampfschiffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


@pytest.fixture
def flags(db: None) -> list[Annotation]:
    """The surest first, as the queue shows them."""
    bridge = make_article(BRIDGE, outlet="Herald")
    ferry = make_article(FERRY, outlet="The Coast Post and Northern Islands Advertiser")
    return [
        make_mark(ferry, "The fare rises by a tenth.", confidence=0.91),
        make_mark(bridge, "Critics say it cost too much.", label="vague", confidence=0.83),
        make_mark(ferry, "Insiders fear a strike.", label="vague", type="other"),
        make_mark(bridge, "Traffic has doubled since May.", confidence=0.62, type="trend"),
        make_mark(bridge, "The contractor hid the cracks", confidence=0.55, type="accusation"),
        make_mark(ferry, "The line will close by autumn.", confidence=0.44, type="prediction"),
        make_mark(ferry, "Monday", kind="defect", label="undated", type=""),
    ]


@pytest.fixture
def queue(page: Page, live_server: LiveServer, flags: list[Annotation]) -> Page:
    page.goto(live_server.url + "/queue")
    expect(page.locator(".row")).to_have_count(len(flags))
    return page


def at(page: Page, mark: Annotation) -> None:
    expect(page.locator(f"#to-{mark.pk}")).to_be_focused()


def verdicts(flags: list[Annotation]) -> list[str]:
    found = Annotation.objects.in_bulk([flag.pk for flag in flags])
    return [found[flag.pk].verdict for flag in flags]


def test_it_is_worked_through_by_keyboard(queue: Page, flags: list[Annotation]) -> None:
    queue.keyboard.press("j")
    at(queue, flags[0])
    queue.keyboard.press("a")
    expect(queue.locator("#queue")).to_contain_text("1 accepted.")
    at(queue, flags[1])
    queue.keyboard.press("r")
    expect(queue.locator("#why")).to_be_focused()
    queue.keyboard.type("common")
    queue.keyboard.press("Enter")
    expect(queue.locator("#queue")).to_contain_text("1 rejected (common knowledge).")
    at(queue, flags[2])
    expect(queue.locator("#live")).to_contain_text("1 rejected (common knowledge).")
    assert verdicts(flags)[:3] == ["accepted", "rejected", "open"]
    queue.keyboard.press("u")
    expect(queue.locator("#queue")).to_contain_text("1 decision taken back.")
    at(queue, flags[2])
    assert verdicts(flags)[:3] == ["accepted", "open", "open"]


def test_enter_opens_the_article_at_the_flag(queue: Page, flags: list[Annotation]) -> None:
    for key in ("j", "j", "k", "Enter"):
        queue.keyboard.press(key)
    expect(queue.locator(f"#card-{flags[0].pk}")).to_be_visible()


def test_many_are_rejected_in_one_go_and_taken_back_after_a_reload(
    queue: Page, flags: list[Annotation]
) -> None:
    for key in ("j", "x", "j", "j", "x"):
        queue.keyboard.press(key)
    expect(queue.locator("#selected")).to_have_text("2 selected")
    keep(queue, "queue-selected")
    queue.keyboard.press("r")
    queue.keyboard.type("not a")
    queue.keyboard.press("Enter")
    expect(queue.locator(".row")).to_have_count(5)
    expect(queue.locator("#queue-size")).to_have_text("5")
    assert verdicts(flags)[:3] == ["rejected", "open", "rejected"]
    queue.reload()
    expect(queue.locator(".last")).to_contain_text("You rejected 2 flags (not a factual claim)")
    keep(queue, "queue-undo")
    queue.click("#undo")
    expect(queue.locator(".row")).to_have_count(7)
    expect(queue.locator("#said")).to_be_focused()
    assert set(verdicts(flags)) == {"open"}


def test_all_of_it_works_with_the_mouse(queue: Page, flags: list[Annotation]) -> None:
    queue.click(f"#pick-{flags[1].pk}")
    queue.locator(f"#pick-{flags[4].pk}").click(modifiers=["Shift"])
    expect(queue.locator("#selected")).to_have_text("4 selected")
    queue.click("#select-all")
    expect(queue.locator("#selected")).to_have_text("7 selected")
    queue.click("#accept")
    expect(queue.locator("#queue")).to_contain_text("7 accepted.")
    expect(queue.locator("#accept")).to_be_focused()
    expect(queue.locator(".row.accepted")).to_have_count(7)


def test_keys_act_also_from_a_ticked_box(queue: Page, flags: list[Annotation]) -> None:
    queue.click(f"#pick-{flags[2].pk}")
    queue.keyboard.press("a")
    expect(queue.locator("#queue")).to_contain_text("1 accepted.")
    assert verdicts(flags)[2] == "accepted"


def test_a_rejection_without_a_reason_goes_nowhere(queue: Page, flags: list[Annotation]) -> None:
    queue.click(f"#pick-{flags[0].pk}")
    queue.click("#reject")
    assert queue.evaluate("document.getElementById('why').validity.valueMissing")
    queue.select_option("#why", "other")
    queue.click("#reject")
    expect(queue.locator(".said .error")).to_contain_text("what the other reason is")
    expect(queue.locator(f"#pick-{flags[0].pk}")).to_be_checked()
    assert set(verdicts(flags)) == {"open"}


def test_what_somebody_else_decided_meanwhile_is_left_and_named(
    queue: Page, flags: list[Annotation]
) -> None:
    bob = make_user("bob", role=User.Role.EDITOR)
    reviewing.decide(flags[0], Ruling(Annotation.Verdict.ACCEPTED), user=bob, seen=1)
    queue.click("#select-all")
    queue.select_option("#why", "common-knowledge")
    queue.click("#reject")
    expect(queue.locator(".said")).to_contain_text("6 rejected (common knowledge).")
    expect(queue.locator(".said")).to_contain_text("is left as it is: “The fare rises by a tenth.”")
    keep(queue, "queue-stale")


def test_filters_live_in_the_address(queue: Page, flags: list[Annotation]) -> None:
    queue.focus("#by-kind")
    queue.select_option("#by-kind", "vague")
    expect(queue.locator(".row")).to_have_count(2)
    assert queue.url.endswith("/queue?kind=vague")
    expect(queue.locator("#by-kind")).to_be_focused()
    expect(queue.locator("#live")).to_have_text("2 flags.")
    queue.select_option("#by-outlet", "Herald")
    expect(queue.locator(".row")).to_have_count(1)
    keep(queue, "queue-filtered")
    queue.keyboard.press("Tab")
    queue.go_back()
    expect(queue.locator(".row")).to_have_count(2)
    queue.reload()
    expect(queue.locator(".row")).to_have_count(2)
    queue.click(".row:first-child .pick input")
    queue.click("#accept")
    expect(queue.locator(".row.accepted")).to_have_count(1)
    assert queue.url.endswith("/queue?kind=vague")


def test_the_list_of_keys_is_complete(queue: Page) -> None:
    queue.keyboard.press("?")
    expect(queue.locator("#all-keys")).to_contain_text("select all on this page")
    keep(queue, "queue-keys")
    queue.keyboard.press("Escape")
    queue.click("#keys")
    queue.keyboard.press("j")
    expect(queue.locator(".to:focus")).to_have_count(0)


def test_the_queue_as_it_is_shown(
    queue: Page, live_server: LiveServer, flags: list[Annotation], alice: User
) -> None:
    long = make_article(f"{WORD}\n\n{WORD} cost {WORD}.\n", outlet=WORD[:200])
    make_mark(long, f"{WORD} cost {WORD}.", confidence=0.97)
    wanted = make_user("bartholomew-fitzgerald-montgomery-the-third-of-the-evening-desk")
    reviewing.decide(flags[1], Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
    Annotation.objects.filter(pk=flags[1].pk).update(assignee=wanted)
    complaints = []
    for width, size in (("wide", {"width": 1280, "height": 900}), ("phone", PHONE)):
        queue.set_viewport_size({"width": size["width"], "height": size["height"]})
        for theme in ("light", "dark"):
            queue.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            queue.goto(live_server.url + "/queue")
            assert queue.evaluate("document.documentElement.scrollWidth") <= size["width"]
            keep(queue, f"queue-{width}-{theme}")
            complaints += [f"{width} {theme}: {each}" for each in violations(queue)]
    assert complaints == []


@pytest.mark.parametrize("query", ["", "?kind=vague", "?kind=nonsense"])
def test_nothing_waiting_looks_calm(page: Page, live_server: LiveServer, query: str) -> None:
    page.goto(live_server.url + "/queue" + query)
    expect(page.locator("#nothing")).to_contain_text("Nothing waits")
    keep(page, f"queue-empty{len(query)}")
    assert violations(page) == []


def test_without_scripts_it_filters_decides_and_takes_back(
    page: Page, live_server: LiveServer, flags: list[Annotation]
) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(live_server.url + "/queue")
    plain.select_option("#by-kind", "vague")
    plain.click(".filters button")
    expect(plain.locator(".row")).to_have_count(2)
    plain.check(f"#pick-{flags[1].pk}")
    plain.click("#accept")
    expect(plain.locator("#status")).to_contain_text("1 accepted.")
    keep(plain, "queue-plain")
    plain.click("#undo")
    expect(plain.locator("#status")).to_contain_text("1 decision taken back.")
    context.close()
    assert set(verdicts(flags)) == {"open"}


def test_pages_follow_one_another(page: Page, live_server: LiveServer, article: Article) -> None:
    for place in range(60):
        make_mark(article, article.revision.text[place : place + 30], confidence=0.9 - place / 100)
    page.goto(live_server.url + "/queue")
    page.click("a[rel=next]")
    expect(page.locator(".row")).to_have_count(6)
    keep(page, "queue-page-2")
    page.keyboard.press("X")
    page.keyboard.press("a")
    expect(page.locator("#queue")).to_contain_text("6 accepted.")
    assert page.url.endswith("/queue?page=2")


def test_deciding_far_down_leaves_the_page_where_it_is(page: Page, live_server: LiveServer) -> None:
    many = make_article("\n\n".join(f"Toll number {n} rose again." for n in range(40)))
    for number in range(40):
        make_mark(many, f"Toll number {number} rose", confidence=0.9 - number / 100)
    page.goto(live_server.url + "/queue")
    box = page.locator(".row .pick input").nth(15)
    box.scroll_into_view_if_needed()
    box.check()
    before = page.evaluate("scrollY")
    page.keyboard.press("a")
    expect(page.locator("#said")).to_contain_text("1 accepted")
    assert before > 500
    assert abs(page.evaluate("scrollY") - before) < 400
    expect(page.locator("#undo")).to_be_in_viewport()

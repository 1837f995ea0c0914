"""The history of an article as it is shown, wide and on a phone, in both themes."""

import uuid

from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, Decision, Event, Evidence, Note, User
from articles.services import auditing, changing, ingesting, reviewing
from articles.services.changing import Step
from articles.services.reviewing import Ruling
from tests.browser.conftest import keep
from tests.browser.test_screenshots import violations
from tests.factories import make_user

PHONE: ViewportSize = {"width": 390, "height": 844}
WORD = "Donaudampfschiffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def fill(article: Article, marks: list[Annotation], alice: User) -> None:
    dora = make_user("dora", role=User.Role.EDITOR)
    ingesting.correct_details(
        article, details={"outlet": "Northern Herald", "byline": WORD}, user=dora
    )
    annotated = Event.Action.ARTICLE_ANNOTATED
    auditing.record(annotated, label="x", article=article, pipeline="9-accurate")
    reviewing.decide(marks[1], Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
    claim = reviewing.decide(
        marks[2],
        Ruling(Annotation.Verdict.REJECTED, why="other", note="The table says so.\nPage 4."),
        user=alice,
        seen=1,
        batch=uuid.uuid4(),
    )
    claim = changing.undo(claim, user=alice, seen=2)
    changing.change(claim, Step(Decision.Action.ASSIGNED), user=alice, seen=3, assignee=dora)
    quote = {"source_text": "the mayor", "source_name": "Ruth Okafor"}
    corrected = Step(Decision.Action.CORRECTED, why="wrong-speaker")
    changing.change(marks[0], corrected, user=dora, seen=1, **quote)
    Evidence.objects.create(
        annotation=claim, kind="link", link="https://counts.example/may?" + WORD, actor=dora
    )
    Note.objects.create(article=article, annotation=claim, text="Who counted? @dora", actor=alice)
    Note.objects.create(article=article, text=f"Call the harbour office. {WORD}", actor=dora)


def test_the_history_as_it_is_shown(
    page: Page, live_server: LiveServer, article: Article, marks: list[Annotation], alice: User
) -> None:
    address = f"{live_server.url}/articles/{article.pk}/history"
    page.goto(address)
    keep(page, "history-empty")
    fill(article, marks, alice)
    complaints = []
    for width, size in (("wide", {"width": 1280, "height": 900}), ("phone", PHONE)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            keep(page, f"history-{width}-{theme}")
            page.mouse.wheel(0, 700)
            keep(page, f"history-{width}-{theme}-2")
            complaints += [f"{width} {theme}: {each}" for each in violations(page)]
    assert complaints == []


def test_one_finds_the_way_from_the_article_and_back_to_a_mark(
    reader: Page, article: Article, marks: list[Annotation], alice: User
) -> None:
    fill(article, marks, alice)
    reader.click("text=History >> nth=0")
    expect(reader.locator("h1")).to_contain_text("History")
    reader.click("text=Oldest first")
    expect(reader.locator(".log > li").first).to_contain_text("corrected the article")
    reader.goto(f"{reader.url.split('?')[0]}?mark={marks[2].pk}")
    keep(reader, "history-mark")
    expect(reader.locator(".log > li")).to_have_count(5)
    reader.click(".log .decision a")
    expect(reader.locator(f"#card-{marks[2].pk}")).to_be_visible()

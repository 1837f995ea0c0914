"""Headless Chromium as Debian ships it. Where there is none the tests say why they are skipped."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, User
from tests.factories import make_article, make_mark, make_quote

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENSHOTS = Path(os.environ.get("SCREENSHOTS", "var/screenshots"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "there is no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


def sign_in(context: BrowserContext, server: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": server.url}])


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained of: scripts that failed, resources that the policy blocked."""
    return []


@pytest.fixture
def page(
    context: BrowserContext, live_server: LiveServer, alice: User, faults: list[str]
) -> Iterator[Page]:
    """Alice's browser; a script error or a blocked resource on any page fails the test."""
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text)
            if message.type == "error" and "status of 4" not in message.text
            else None
        ),
    )
    yield page
    assert not faults


def keep(page: Page, name: str) -> Path:
    """Keep a screenshot to be looked at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    # With a hidden caret the picture would take inline style, which the policy forbids.
    page.screenshot(path=path, caret="initial")
    return path


TEXT = (
    "Mayor opens 🌉 bridge\n\n"
    "“The bridge 🌉 is safe,” said Ruth Okafor, the mayor.\n\n"
    "Critics say it cost too much. Traffic has doubled since May.\n"
)


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TEXT, outlet="Herald", byline="Ann Reyes")


@pytest.fixture
def marks(article: Article) -> list[Annotation]:
    return [
        make_quote(
            article,
            "“The bridge 🌉 is safe,”",
            speaker="Ruth Okafor",
            cue={"start": 48, "end": 52, "text": "said"},
        ),
        make_mark(article, "Critics say it cost too much.", label="vague", type="other"),
        make_mark(article, "Traffic has doubled since May."),
        make_mark(article, "May.", kind="defect", label="undated", type=""),
    ]


@pytest.fixture
def reader(page: Page, live_server: LiveServer, article: Article, marks: list[Annotation]) -> Page:
    page.goto(live_server.url + article.get_absolute_url())
    return page


def pin(page: Page, mark: Annotation) -> str:
    return f"#m{mark.pk}"

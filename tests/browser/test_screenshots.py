"""The pictures in the README, and a look at every page in both themes: axe finds no violation."""

import os
import shutil
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from articles.models import Annotation, Article, Revision
from articles.services import accounts
from tests.browser.conftest import SCREENSHOTS, keep
from tests.factories import make_article

pytestmark = pytest.mark.model
# The dark ones are also the README's.
PHONE_THEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", "-light"), ("dark", ""))
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def sample(db: None) -> Article:
    """The user's own sample, annotated, on top of a library of the others."""
    from articles.services import annotating  # noqa: PLC0415 (loads spaCy only when needed)

    call_command("seed", verbosity=0)
    for pk in Revision.objects.order_by("-pk").values_list("pk", flat=True):
        annotating.annotate_revision(pk)
    return Article.objects.for_library()[0]


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def look_at(page: Page, live_server: LiveServer, pages: dict[str, str]) -> list[str]:
    """Takes pictures of the pages in both themes; what axe finds wrong with them."""
    complaints = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for name, address in pages.items():
            page.goto(live_server.url + address)
            keep(page, f"{name}-{theme}")
            complaints += [f"{name} {theme}: {violation}" for violation in violations(page)]
    return complaints


def test_the_pages_as_they_are_shown(
    page: Page, context: BrowserContext, live_server: LiveServer, sample: Article
) -> None:
    mark = Annotation.objects.filter(
        revision=sample.revision, kind="quote", label="direct"
    ).in_text_order()[0]
    reader = f"{sample.get_absolute_url()}?mark={mark.pk}"
    pages = {
        "library": reverse("library"),
        "reader": reader,
        "details": reverse("article-details", args=[sample.pk]),
        "password": reverse("password"),
        "nothing-here": "/nowhere",
    }
    complaints = look_at(page, live_server, pages)
    page.set_viewport_size(PHONE)
    for theme, ending in PHONE_THEMES:
        page.emulate_media(color_scheme=theme)
        for name in ("library", "reader"):
            page.goto(live_server.url + pages[name])
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            keep(page, f"{name}-phone{ending}")
    page.emulate_media(forced_colors="active")
    keep(page, "reader-forced-colors")
    assert complaints == []
    publish()


def test_the_pages_before_signing_in(context: BrowserContext, live_server: LiveServer) -> None:
    token = accounts.sign_in_token(accounts.invite("dana", role="editor"))
    pages = {
        "sign-in": reverse("sign-in"),
        "link": reverse("sign-in-link", args=[token]),
        "link-gone": reverse("sign-in-link", args=["unknown"]),
    }
    page = context.new_page()
    complaints = look_at(page, live_server, pages)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + pages["sign-in"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert complaints == []


def test_the_library_while_things_wait_and_fail(page: Page, live_server: LiveServer) -> None:
    make_article("Waiting\n\nWords.", state="queued")
    make_article("Failing\n\nWords.", state="failed")
    complaints = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.goto(live_server.url)
        page.click(".paste summary")
        keep(page, f"library-states-{theme}")
        complaints += [f"{theme}: {violation}" for violation in violations(page)]
    assert complaints == []


def publish() -> None:
    """Copy the README's pictures to where README_PICTURES says, if it does."""
    if folder := os.environ.get("README_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name in ("library-light", "reader-light", "reader-phone"):
            shutil.copy(SCREENSHOTS / f"{name}.png", folder)

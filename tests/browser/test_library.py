"""Uploading in a real browser, with the real annotator behind it."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Revision
from tests.factories import make_article

STORY = """Harbour reopens

“The harbour is open again,” said Ann Reyes, the harbour master.

Critics say the work took too long. Traffic has doubled since May.
"""


@pytest.mark.model
def test_a_dropped_file_goes_from_queued_to_annotated_by_itself(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    from articles.services import annotating  # noqa: PLC0415 (loads spaCy only when needed)

    path = tmp_path / "harbour.txt"
    path.write_text(STORY, encoding="utf-8")
    page.goto(live_server.url)
    page.set_input_files("#id_documents", path)
    page.click("#upload button")
    expect(page.locator("#status")).to_contain_text("harbour.txt was added")
    expect(page.locator(".article")).to_contain_text("Queued")
    worker = threading.Thread(target=annotating.annotate_revision, args=[Revision.objects.get().pk])
    worker.start()
    worker.join()
    expect(page.locator(".article")).to_contain_text("sentences:")
    page.click(".article h2 a")
    expect(page.locator(".run.quote").first).to_contain_text("The harbour is open again")


@pytest.mark.model
def test_the_reader_comes_alive_when_its_article_is_annotated(
    page: Page, live_server: LiveServer
) -> None:
    from articles.services import annotating  # noqa: PLC0415 (loads spaCy only when needed)

    article = make_article(STORY, state="queued")
    page.goto(live_server.url + article.get_absolute_url())
    expect(page.locator("#progress")).to_contain_text("Queued")
    worker = threading.Thread(target=annotating.annotate_revision, args=[article.revision.pk])
    worker.start()
    worker.join()
    expect(page.locator("#live")).to_contain_text("annotated")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_be_focused()


def test_the_focus_stays_where_it_is_while_articles_wait(
    page: Page, live_server: LiveServer
) -> None:
    make_article(STORY, state="queued")
    page.goto(live_server.url)
    page.focus(".article h2 a")
    with page.expect_response("**/state"):
        pass
    with page.expect_response("**/state"):
        pass
    expect(page.locator(".article h2 a")).to_be_focused()


def test_several_files_are_sent_one_by_one(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    paths = [tmp_path / name for name in ("one.txt", "empty.txt", "two.txt")]
    for path in paths:
        path.write_text("" if path.stem == "empty" else f"{path.stem}\n\n{STORY}")
    page.goto(live_server.url)
    page.set_input_files("#id_documents", paths)
    page.click("#upload button")
    for said in ("one.txt was added", "empty.txt is", "two.txt was added"):
        expect(page.locator("#status")).to_contain_text(said)
    expect(page.locator(".article")).to_have_count(2)


def test_a_file_that_cannot_be_read_says_why(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    page.goto(live_server.url)
    page.set_input_files("#id_documents", path)
    page.click("#upload button")
    expect(page.locator("#status .error")).to_contain_text("empty.txt")


def test_a_text_is_pasted_by_keyboard(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.focus(".paste summary")
    page.keyboard.press("Enter")
    page.focus("#id_text")
    page.keyboard.insert_text(STORY)
    page.click(".paste button")
    expect(page.locator("h1")).to_have_text("Harbour reopens")
    expect(page.locator("#progress")).to_contain_text("Queued")

"""Articles that come in by their address, and are fetched again."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.ingest.document import IngestError
from articles.models import Article, Event, Revision, User
from articles.services import by_address, ingesting
from tests.ingest.making import column, pdf_of
from tests.ingest.serving import Site, page, sent_on

SENTENCES = [
    f"On day {number} the crane lifted {number * 7} boxes, said Ann Reyes, who runs the harbour."
    for number in range(12)
]


def story(*sentences: str, head: str = "") -> bytes:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences or SENTENCES)
    words = f"<article><h1>Harbour reopens</h1>{body}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{words}</body></html>".encode()


@pytest.fixture
def added(site: Site, alice: User) -> Article:
    site.answers["/story"] = page(story())
    return by_address.add_from_address(site.at("/story"), user=alice).article


def outcomes() -> list[str]:
    events = Event.objects.filter(action=Event.Action.ADDRESS_FETCHED)
    return [event.detail["outcome"] for event in events]


@pytest.mark.django_db
class TestAddFromAddress:
    def test_it_stores_the_article_its_addresses_and_the_page_as_it_came(
        self, site: Site, bob: User
    ) -> None:
        link = '<link rel="canonical" href="https://harbour.example/reopens">'
        data = story(head=link)
        site.answers |= {
            "/short": sent_on("/2026/story?from=feed"),
            "/2026/story?from=feed": page(data),
        }
        found = by_address.add_from_address(site.at("/short#top"), user=bob)
        revision = found.article.revision
        assert found.is_new and found.article.title == "Harbour reopens"
        assert revision.text.startswith("Harbour reopens\n\nOn day 0 the crane")
        assert revision.address == site.at("/2026/story?from=feed")
        assert revision.canonical_address == "https://harbour.example/reopens"
        assert revision.original.read() == data
        assert revision.original_name == "harbour.example story.html"
        assert revision.state == Revision.State.QUEUED
        added, fetched = Event.objects.order_by("pk")
        assert added.detail["address"] == revision.address
        assert (fetched.actor, fetched.detail["outcome"]) == (bob, "added")

    def test_an_address_that_is_there_is_not_fetched_again(
        self, site: Site, added: Article, bob: User
    ) -> None:
        other_case = site.at("/story").replace("http://harbour", "HTTP://Harbour")
        for address in (site.at("/story"), site.at("/story#part-2"), other_case):
            found = by_address.add_from_address(address, user=bob)
            assert (found.article, found.is_new) == (added, False)
        assert len(site.requests) == 1

    def test_another_address_of_the_same_text_leads_to_the_first(
        self, site: Site, added: Article, bob: User
    ) -> None:
        site.answers |= {"/copy": page(story(head="<meta name=x>")), "/moved": sent_on("/story")}
        for path in ("/copy", "/moved"):
            found = by_address.add_from_address(site.at(path), user=bob)
            assert (found.article, found.is_new) == (added, False)
        assert Article.objects.count() == 1
        assert outcomes() == ["added", "known", "known"]

    def test_it_reads_a_pdf(self, site: Site, bob: User) -> None:
        data = pdf_of(
            column("Harbour reopens\n\n" + "\n".join(SENTENCES), left=72, top=700, size=8)
        )
        site.answers["/report"] = page(data, kind="application/pdf")
        revision = by_address.add_from_address(site.at("/report"), user=bob).article.revision
        assert "the crane lifted 7 boxes" in revision.text
        assert revision.original_name == "harbour.example report.pdf"

    @pytest.mark.parametrize(
        ("kind", "encoding", "words"),
        [
            ("text/html; charset=windows-1251", "cp1251", "Рейес"),
            ("text/html; charset=iso-8859-1", "cp1252", "“again”"),
            ("text/html; charset=utf-16le", "utf-16-le", "“again”"),
            ("text/html; charset=no-such", "cp1252", "“again”"),
            ("text/html; charset=iso-8859-1", "utf-8", "“again”"),
            ("text/html; charset=shift_jis", "shift_jis", "横浜"),
        ],
    )
    def test_it_heeds_the_charset_that_the_site_declares_unless_the_page_knows_better(
        self, site: Site, bob: User, kind: str, encoding: str, words: str
    ) -> None:
        data = story(*SENTENCES, f"The sign says {words} now.").decode().encode(encoding)
        site.answers["/story"] = page(data, kind=kind)
        revision = by_address.add_from_address(site.at("/story"), user=bob).article.revision
        assert f"The sign says {words} now." in revision.text
        assert revision.original.read() == data

    def test_a_page_that_says_it_is_not_all_free_says_so_to_the_reader(
        self, site: Site, bob: User
    ) -> None:
        data = '{"@type": "NewsArticle", "isAccessibleForFree": false}'
        head = f'<script type="application/ld+json">{data}</script>'
        site.answers["/story"] = page(story(head=head))
        revision = by_address.add_from_address(site.at("/story"), user=bob).article.revision
        assert any("not all of it is free" in line for line in revision.left_out)

    @pytest.mark.parametrize(
        ("answer", "says"),
        [
            (page(b"", status="404 Not Found"), "Check the address"),
            (page(b"", status="403 Forbidden"), "paste the text"),
            (page(b"<html><body><div id=app></div></body></html>"), "copy the article and paste"),
            (page(b"\x89PNG\r\n\x1a\n" + bytes(99)), "PNG image"),
            (page(b"<?xml version='1.0'?><rss></rss>", kind="text/xml"), "XML data"),
            (page(b""), "is empty"),
        ],
    )
    def test_what_fails_stores_nothing_but_why(
        self, site: Site, bob: User, answer: bytes, says: str
    ) -> None:
        site.answers["/story"] = answer
        with pytest.raises(IngestError, match=says):
            by_address.add_from_address(site.at("/story"), user=bob)
        assert not Article.objects.exists()
        event = Event.objects.get()
        assert (event.label, event.detail["outcome"]) == (site.at("/story"), "failed")
        assert says in event.detail["why"]

    def test_what_is_no_address_is_no_fetch(self, site: Site, bob: User) -> None:
        with pytest.raises(IngestError, match="Only http and https"):
            by_address.add_from_address("file:///etc/passwd", user=bob)
        assert not Event.objects.exists()


@pytest.mark.django_db
class TestTheRealInternet:
    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "localhost", "0x7f.1", "[::1]", "169.254.169.254"]
    )
    def test_no_setting_opens_a_way_inside(self, bob: User, settings: Settings, host: str) -> None:
        settings.FETCH_PORTS = [80, 8000]
        with pytest.raises(IngestError, match="not to the public internet"):
            by_address.add_from_address(f"http://{host}:8000/", user=bob)

    def test_further_networks_are_refused_as_the_settings_say(
        self, bob: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from newsreader import environment  # noqa: PLC0415 (reads the environment set here)

        monkeypatch.setenv("NETWORKS", "93.184.0.0/16, 2a00:1450::/32")
        settings.FETCH_REFUSED_NETWORKS = environment.networks("NETWORKS")
        with pytest.raises(IngestError, match="a network that is refused here"):
            by_address.add_from_address("http://93.184.216.34/", user=bob)


@pytest.mark.django_db
class TestHaste:
    def test_a_person_may_fetch_so_many_pages_in_an_hour(
        self,
        site: Site,
        bob: User,
        alice: User,
        settings: Settings,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        settings.FETCH_MAX_PER_HOUR = 2
        for number in (1, 2):
            site.answers[f"/{number}"] = page(story(f"Number {number}.", *SENTENCES))
            by_address.add_from_address(site.at(f"/{number}"), user=bob)
        site.answers["/3"] = page(story("Number 3.", *SENTENCES))
        with pytest.raises(by_address.TooManyFetches, match="2 pages within an hour"):
            by_address.add_from_address(site.at("/3"), user=bob)
        assert len(site.requests) == 2
        later = timezone.now() + timedelta(hours=1, seconds=1)
        monkeypatch.setattr("articles.services.by_address.timezone.now", lambda: later)
        assert by_address.add_from_address(site.at("/3"), user=bob).is_new

    def test_it_is_counted_for_each_person(
        self, site: Site, bob: User, alice: User, settings: Settings
    ) -> None:
        settings.FETCH_MAX_PER_HOUR = 1
        for user in (bob, alice):
            with pytest.raises(IngestError, match="404"):
                by_address.add_from_address(site.at("/nothing"), user=user)
        with pytest.raises(by_address.TooManyFetches):
            by_address.add_from_address(site.at("/nothing"), user=bob)

    def test_slow_sites_do_not_take_every_place(
        self, site: Site, bob: User, settings: Settings
    ) -> None:
        settings.FETCH_MAX_SECONDS = 1
        for _ in range(2):
            by_address.SLOTS.acquire()
        try:
            with pytest.raises(by_address.TooManyFetches, match="in a few seconds"):
                by_address.add_from_address(site.at("/story"), user=bob)
        finally:
            for _ in range(2):
                by_address.SLOTS.release()
        assert site.requests == []


@pytest.mark.django_db
class TestFetchAgain:
    def test_a_page_that_is_the_same_changes_nothing(
        self, site: Site, added: Article, alice: User
    ) -> None:
        site.answers["/story"] = page(story(head="<meta name=advertisement content=new>"))
        assert by_address.fetch_again(added, user=alice) is None
        assert Revision.objects.count() == 1
        assert outcomes() == ["added", "unchanged"]

    def test_a_changed_page_becomes_the_next_version_and_the_old_one_is_kept(
        self, site: Site, added: Article, alice: User
    ) -> None:
        site.answers["/story"] = page(story(*SENTENCES, "A correction was made on Monday."))
        revision = by_address.fetch_again(added, user=alice)
        added.refresh_from_db()
        assert revision is not None and revision.number == 2
        assert added.revision == revision and added.fetched == revision
        assert "A correction was made" in revision.text
        assert "A correction" not in added.revisions.get(number=1).text
        assert revision.address == site.at("/story")
        assert outcomes() == ["added", "revised"]

    @pytest.mark.parametrize(
        ("answer", "says"),
        [
            (page(b"", status="404 Not Found"), "404"),
            (page(b"", status="500 Oh"), "fault of its own"),
            (sent_on("/"), "seems to be gone"),
            (sent_on("http://10.0.0.1/"), "private network"),
            (page(story("Subscribe to read on.", *SENTENCES[:1])), "Only .* % of the text"),
            (
                page(story(*[f"Another matter, number {n}, filled the hall." for n in range(20)])),
                "Only",
            ),
            (page(b"<html></html>"), "paste"),
        ],
    )
    def test_a_failed_fetch_keeps_the_text_and_says_why(
        self, site: Site, added: Article, alice: User, answer: bytes, says: str
    ) -> None:
        before = added.revision.text
        site.answers |= {"/story": answer, "/": page(story())}
        with pytest.raises(IngestError, match=says):
            by_address.fetch_again(added, user=alice)
        added.refresh_from_db()
        assert (added.revision.number, added.revision.text) == (1, before)
        event = Event.objects.order_by("pk").last()
        assert event and event.article == added and event.detail["outcome"] == "failed"

    def test_a_correction_by_hand_is_not_undone_by_a_page_that_never_changed(
        self, site: Site, added: Article, alice: User
    ) -> None:
        from articles.services import revising  # noqa: PLC0415 (needed here only)

        revising.add_pasted(added, added.revision.text + "\n\nAnd more.", user=alice)
        added.refresh_from_db()
        assert by_address.fetch_again(added, user=alice) is None
        added.refresh_from_db()
        assert added.revision.number == 2
        assert added.fetched and added.fetched.number == 1

    def test_an_article_without_an_address_cannot_be_fetched(
        self, article: Article, alice: User
    ) -> None:
        assert article.fetched is None
        with pytest.raises(IngestError, match="did not come from an address"):
            by_address.fetch_again(article, user=alice)


@pytest.mark.django_db
def test_an_uploaded_page_keeps_the_address_that_it_gives_itself(bob: User) -> None:
    data = story(head='<meta property="og:url" content="https://harbour.example/reopens">')
    article = ingesting.add_file(data, filename="saved.html", user=bob).article
    assert article.revision.canonical_address == "https://harbour.example/reopens"
    assert article.fetched is None


@pytest.mark.django_db(transaction=True)
def test_two_people_asking_at_once_get_one_article(site: Site, alice: User, bob: User) -> None:
    def late(line: Any) -> None:
        time.sleep(0.3)
        line.sendall(page(story()))

    site.answers["/story"] = late
    found = []

    def ask(user: User) -> None:
        from django.db import connection  # noqa: PLC0415 (a thread has its own)

        try:
            found.append(by_address.add_from_address(site.at("/story"), user=user))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[user]) for user in (alice, bob)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.is_new for one in found) == [False, True]
    assert Article.objects.count() == 1

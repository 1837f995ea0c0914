"""Fetching from sites that are slow, greedy, broken or hostile. Nothing leaves this machine."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator

import pytest

from articles.ingest.document import IngestError
from articles.ingest.fetching import Fetched, FetchLimits, charset_in, fetch
from tests.ingest.serving import STORY, Site, page, sent_on, serving

LIMITS = FetchLimits(seconds=5, bytes=1_000_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def got(site: Site, path: str = "/story", limits: FetchLimits = LIMITS) -> Fetched:
    return fetch(site.at(path), limits=limits, internet=site.internet())


class TestAPage:
    def test_it_comes_back_byte_for_byte_with_what_the_site_says_of_it(self, site: Site) -> None:
        site.answers["/story"] = page(kind="Text/HTML; Charset='ISO-8859-1'")
        found = got(site, "/story#comments")
        assert found.data == STORY
        assert (found.media_type, found.charset) == ("text/html", "iso-8859-1")
        assert (str(found.address), found.redirects) == (site.at("/story"), ())

    def test_the_request_says_who_asks_and_carries_nothing_else(self, site: Site) -> None:
        site.answers["/story?a=b"] = page()
        fetch(
            site.at("/story?a=b"),
            limits=LIMITS,
            internet=site.internet(),
            contact="desk@example.org (x)\r\nCookie: a=b",
        )
        head = site.requests[0]
        assert head.startswith("GET /story?a=b HTTP/1.1\r\nHost: harbour.example:")
        assert "User-Agent: Newsreader (+desk@example.org xCookie: a=b; one page, asked" in head
        names = [line.partition(":")[0] for line in head.strip().split("\r\n")[1:]]
        assert names == [
            *("Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language", "Connection"),
        ]

    def test_no_proxy_of_the_environment_is_asked(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        site.answers["/story"] = page()
        assert got(site).data == STORY

    def test_cookies_are_not_sent_back(self, site: Site) -> None:
        site.answers["/a"] = sent_on("/b").replace(b"\r\n\r\n", b"\r\nSet-Cookie: a=b\r\n\r\n")
        site.answers["/b"] = page()
        assert got(site, "/a").data == STORY
        assert not any("cookie" in head.lower() for head in site.requests)

    @pytest.mark.parametrize(
        ("encoding", "body"),
        [
            ("gzip", gzip.compress(STORY)),
            ("x-gzip", gzip.compress(STORY)),
            ("GZIP", gzip.compress(STORY[:100]) + gzip.compress(STORY[100:]) + bytes(8)),
            ("deflate", zlib.compress(STORY)),
            ("deflate", zlib.compress(STORY)[2:-4]),
            ("identity", STORY),
            ("", STORY),
        ],
    )
    def test_it_is_unpacked(self, site: Site, encoding: str, body: bytes) -> None:
        site.answers["/story"] = page(body, f"Content-Encoding: {encoding}")
        assert got(site).data == STORY

    def test_it_may_come_in_chunks_or_without_a_length(self, site: Site) -> None:
        start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        halves = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (STORY[:99], STORY[99:]))
        site.answers["/story"] = (
            start + b"Transfer-Encoding: chunked\r\n\r\n" + halves + b"0\r\n\r\n"
        )
        assert got(site).data == STORY
        site.answers["/story"] = start + b"\r\n" + STORY
        assert got(site).data == STORY


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_they_are_followed(self, site: Site, status: int) -> None:
        site.answers |= {"/old": sent_on("/a/new?x=y", f"{status} Moved"), "/a/new?x=y": page()}
        found = got(site, "/old")
        assert str(found.address) == site.at("/a/new?x=y")
        assert [str(address) for address in found.redirects] == [site.at("/old")]

    def test_five_are_followed_and_no_more(self, site: Site) -> None:
        site.answers |= {f"/{number}": sent_on(f"/{number + 1}") for number in range(9)}
        site.answers["/5"] = page()
        assert got(site, "/0").data == STORY
        site.answers["/5"], site.answers["/6"] = sent_on("/6"), page()
        with pytest.raises(IngestError, match="more than 5 times"):
            got(site, "/0")

    def test_a_circle_is_told_from_a_long_way(self, site: Site) -> None:
        site.answers |= {"/a": sent_on("/b"), "/b": sent_on("/a")}
        with pytest.raises(IngestError, match="in a circle, as sites do that need cookies"):
            got(site, "/a")
        assert len(site.requests) == 2

    @pytest.mark.parametrize(
        "location",
        [
            *("http://127.0.0.2/", "http://2130706434/", "http://0x7f.2/", "http://[::1]/"),
            *("http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/"),
            *("http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fec0::1]/"),
            *("http://224.0.0.1/", "http://0.0.0.0/", "//10.0.0.1/", "http://inner.example/"),
        ],
    )
    def test_none_leads_inside(self, site: Site, location: str) -> None:
        site.answers["/story"] = sent_on(location)
        internet = site.internet(inner="10.0.0.7")
        with pytest.raises(IngestError, match="not to the public internet"):
            fetch(site.at("/story"), limits=LIMITS, internet=internet)

    @pytest.mark.parametrize(
        "location",
        ["file:///etc/passwd", "ftp://harbour.example/", "http://a@b.example/", "//:22/"],
    )
    def test_none_leads_away_from_the_web(self, site: Site, location: str) -> None:
        site.answers["/story"] = sent_on(location)
        with pytest.raises(IngestError, match="an address that must not be fetched"):
            got(site)

    def test_one_to_the_front_page_means_that_the_article_is_gone(self, site: Site) -> None:
        site.answers |= {"/story": sent_on("/"), "/": page()}
        with pytest.raises(IngestError, match="the article seems to be gone"):
            got(site)
        assert got(site, "/").data == STORY

    def test_one_that_leads_nowhere_is_said(self, site: Site) -> None:
        site.answers["/story"] = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"
        with pytest.raises(IngestError, match=r"sends on to nowhere \(302\)"):
            got(site)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        *[(code, "paste the text or save the page") for code in (401, 402, 403, 407, 451)],
        *[(code, "Check the address") for code in (404, 410)],
        *[(code, "asks not to be asked now") for code in (429, 503)],
        *[(code, "fault of its own") for code in (500, 502, 504, 520)],
        *[(code, "without a page") for code in (204, 206, 400, 405, 406, 418, 103, 999)],
        *[(code, "sends on to nowhere") for code in (300, 304)],
    ],
)
def test_what_is_no_page_is_said_with_what_to_do(site: Site, status: int, says: str) -> None:
    site.answers["/story"] = page(status=f"{status} Whatever")
    with pytest.raises(IngestError, match=says) as refusal:
        got(site)
    assert str(refusal.value).startswith("harbour.example ") and str(status) in str(refusal.value)


@pytest.mark.parametrize(
    ("after", "says"),
    [("90", "in 2 min"), ("0", "later"), ("-5", "later"), ("9" * 99, "later"), ("²", "later")],
)
def test_it_says_when_to_come_back(site: Site, after: str, says: str) -> None:
    site.answers["/story"] = page(b"", f"Retry-After: {after}", status="429 Slow down")
    with pytest.raises(IngestError, match=says):
        got(site)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("image/png", "a picture"),
        ("video/mp4", "a film"),
        ("audio/mpeg", "a sound recording"),
        ("application/rss+xml; charset=utf-8", "a feed"),
        ("application/json", "data for programs"),
        ("text/css", "something else"),
        ("application/x-msdownload", "something else"),
    ],
)
def test_what_is_no_article_is_not_even_read(site: Site, kind: str, says: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 9999999\r\n\r\n"
    site.answers["/story"] = head.encode()
    with pytest.raises(IngestError, match=f"has {says}.*the article's own page"):
        got(site)


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/pdf", "application/octet-stream", "text/whatever"]
)
def test_what_may_be_an_article_is_read(site: Site, kind: str) -> None:
    site.answers["/story"] = page(kind=kind)
    assert got(site).data == STORY


def endless(piece: bytes, head: bytes = b"") -> Callable[[socket.socket], None]:
    def answer(line: socket.socket) -> None:
        line.sendall(head)
        while True:
            line.sendall(piece)

    return answer


def slow(piece: bytes, head: bytes = b"", pause: float = 0.05) -> Callable[[socket.socket], None]:
    def answer(line: socket.socket) -> None:
        line.sendall(head)
        while True:
            line.sendall(piece)
            time.sleep(pause)

    return answer


HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HTML + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = HTML + b"Content-Encoding: gzip\r\n\r\n"
BOMB = gzip.compress(bytes(50_000_000))


class TestGreed:
    """Limits of a million bytes and a few seconds: what wants more ends soon, and says so."""

    @pytest.mark.parametrize(
        "answer",
        [
            pytest.param(endless(b"words " * 999, HTML + b"\r\n"), id="endless page"),
            pytest.param(endless(b"5\r\nwords\r\n", CHUNKED), id="endless chunks"),
            pytest.param(endless(b"5;" + b"x" * 9000 + b"\r\nwords\r\n", CHUNKED), id="fat chunks"),
            pytest.param(HTML + b"Content-Length: 1000001\r\n\r\n" + b"x" * 2_000_000, id="long"),
            pytest.param(HTML + b"Content-Length: 99999999999999\r\n\r\n", id="announced"),
            pytest.param(GZIPPED + BOMB, id="gzip bomb"),
            pytest.param(GZIPPED + gzip.compress(BOMB * 9) * 9, id="bomb in a bomb"),
            pytest.param(GZIPPED + gzip.compress(b"") * 900, id="many empty files"),
            pytest.param(
                HTML + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(bytes(50_000_000)),
                id="deflate bomb",
            ),
            pytest.param(endless(b"HTTP/1.1 100 Continue\r\n\r\n"), id="endless continue"),
        ],
    )
    def test_a_page_that_is_too_large_is_given_up(self, site: Site, answer: bytes) -> None:
        site.answers["/story"] = answer
        began = time.monotonic()
        with pytest.raises(IngestError, match=r"larger than 1\.0 MB") as refusal:
            got(site)
        assert time.monotonic() - began < 5
        assert "paste the text instead" in str(refusal.value)

    @pytest.mark.parametrize(
        "answer",
        [
            pytest.param(slow(b""), id="silence"),
            pytest.param(slow(b"H"), id="endless status line"),
            pytest.param(slow(b"X-A: b\r\n", HTML, 0.3), id="dripping headers"),
            pytest.param(slow(b"word ", HTML + b"\r\n"), id="dripping page"),
            pytest.param(slow(b"1\r\nx\r\n", CHUNKED), id="dripping chunks"),
            pytest.param(slow(b"HTTP/1.1 100 Continue\r\n\r\n"), id="dripping continue"),
            pytest.param(slow(b"\0", GZIPPED + gzip.compress(STORY)), id="dripping padding"),
        ],
    )
    def test_a_page_that_drips_is_given_up_in_time(self, site: Site, answer: bytes) -> None:
        site.answers["/story"] = answer
        began = time.monotonic()
        with pytest.raises(IngestError, match="did not send the page in time"):
            got(site, limits=FetchLimits(seconds=1, bytes=1_000_000))
        assert 0.5 < time.monotonic() - began < 5

    def test_the_time_is_for_all_redirects_together(self, site: Site) -> None:
        def late(line: socket.socket) -> None:
            time.sleep(0.4)
            line.sendall(sent_on(f"/{len(site.requests)}"))

        site.answers |= {f"/{number}": late for number in range(6)}
        began = time.monotonic()
        with pytest.raises(IngestError, match="in time"):
            got(site, "/0", FetchLimits(seconds=1))
        assert time.monotonic() - began < 5

    def test_silence_ends_before_the_whole_time_is_up(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("articles.ingest.connecting.READ_SECONDS", 0.3)
        site.answers["/story"] = slow(b"")
        began = time.monotonic()
        with pytest.raises(IngestError, match="in time"):
            got(site)
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        pytest.param(HTML + b"Content-Length: 9999\r\n\r\n" + STORY, "broke off", id="short"),
        pytest.param(CHUNKED + b"ff\r\nwords", "broke off", id="half a chunk"),
        pytest.param(CHUNKED + b"5\r\nwords\r\n", "broke off", id="no last chunk"),
        pytest.param(CHUNKED + b"zz\r\nwords\r\n", "broke off", id="no chunk"),
        pytest.param(CHUNKED + b"-5\r\nwords\r\n", "does not answer as", id="negative chunk"),
        pytest.param(GZIPPED + gzip.compress(STORY)[:-9], "broke off", id="half a gzip"),
        pytest.param(GZIPPED + STORY, "broke off", id="no gzip"),
        pytest.param(HTML + b"Content-Encoding: br\r\n\r\n" + STORY, "broke off", id="brotli"),
        pytest.param(
            HTML + b"Content-Encoding: gzip, gzip\r\n\r\n" + STORY, "broke off", id="twice"
        ),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n", "does not answer as a web site", id="ssh"),
        pytest.param(b"220 mail ready\r\n", "does not answer as a web site", id="mail"),
        pytest.param(b"", "does not answer as a web site", id="nothing"),
        pytest.param(b"\x00" * 999, "does not answer as a web site", id="noughts"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 150, "does not", id="150 headers"),
        pytest.param(b"HTTP/1.1 200 " + b"x" * 99_999, "does not", id="long status"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: " + b"x" * 99_999, "does not", id="long header"),
        pytest.param(b"HTTP/9.9 200 OK\r\n\r\n", "does not answer as", id="another version"),
    ],
)
def test_a_broken_answer_is_no_article(site: Site, answer: bytes, says: str) -> None:
    site.answers["/story"] = answer
    with pytest.raises(IngestError, match=says):
        got(site)


@pytest.mark.parametrize(
    "head",
    [
        *("Content-Length: -1", "Content-Length: " + "9" * 5000, "Content-Length: x"),
        *(
            "Content-Type: text/html; charset*=utf-8''x",
            "Content-Type: text/html; charset=\x01\xff",
        ),
        *("Content-Type: =?utf-8?b?dGV4dC9odG1s?=", "Content-Type: text/html; charset="),
        *("Content-Encoding: \xff", "Location: /nowhere", ": empty", "no colon at all"),
    ],
)
def test_odd_headers_end_in_a_page_or_a_plain_refusal(site: Site, head: str) -> None:
    answer = f"HTTP/1.1 200 OK\r\n{head}\r\nConnection: close\r\n\r\n".encode("latin-1") + STORY
    site.answers["/story"] = answer
    try:
        assert got(site).data.endswith(STORY)
    except IngestError as refusal:
        assert "harbour.example" in str(refusal)  # noqa: PT017 (either end will do)


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ('text/html;Charset="Windows-1251" ; x=y', "windows-1251"),
        ("text/html", ""),
        ("text/html; charset", ""),
        ("text/html; nocharset=x", ""),
    ],
)
def test_the_charset_is_read_from_the_header(content_type: str, charset: str) -> None:
    assert charset_in(content_type) == charset

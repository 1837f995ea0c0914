"""Addresses as people and hostile sites write them."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.addresses import (
    PORTS,
    Address,
    parsed_address,
    redirected_address,
    typed_address,
)
from articles.ingest.connecting import looked_up
from articles.ingest.document import IngestError
from articles.ingest.networks import why_not_public

USUAL = frozenset(PORTS.values())


def typed(text: str) -> str:
    return str(typed_address(text, ports=USUAL))


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("https://example.org/story", "https://example.org/story"),
        ("  https://example.org/story\n", "https://example.org/story"),
        ("example.org", "https://example.org/"),
        ("example.org/a/b?c=d", "https://example.org/a/b?c=d"),
        ("HTTP://EXAMPLE.org:80/A", "http://example.org/A"),
        ("https://example.org:443", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a#part-two", "https://example.org/a"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a%20b?x=%2F", "https://example.org/a%20b?x=%2F"),
        ("https://example.org/über", "https://example.org/%C3%BCber"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://a_b.example.org/", "https://a_b.example.org/"),
        ("https://[2606:4700:0:0::1]/", "https://[2606:4700::1]/"),
        ("https://example.org/a\\b", "https://example.org/a%5Cb"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
    ],
)
def test_an_address_has_one_form(text: str, means: str) -> None:
    assert typed(text) == means
    assert typed(means) == means


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "nothing", "two words", "http://", "https://", "http:///path", "//example.org"),
        *(
            "ftp://example.org/",
            "file:///etc/passwd",
            "gopher://example.org/_x",
            "dict://a.org:80/",
        ),
        *("javascript:alert(1)", "data:text/html,hi", "mailto:ann@example.org", "about:blank"),
        *(
            "ldap://example.org",
            "jar:http://example.org!/",
            "ws://example.org/",
            "http:example.org",
        ),
        *("view-source:https://example.org", "blob:https://example.org/1", "localhost:80"),
        *("https://ann@example.org/", "https://ann:secret@example.org/", "http://@example.org/"),
        *("http://example.org@127.0.0.1/", "http://127.0.0.1\\@example.org/", "http://:@a.org/"),
        *("http://example.org\\@127.0.0.1", "http://a@b@c/"),
        *("http://example.org:22/", "http://example.org:25/", "https://example.org:8443/"),
        *("http://example.org:0/", "http://example.org:65536/", "http://example.org:-1/"),
        *("http://example.org:80:80/", "http://example.org:x/", "http://example.org:８０/"),
        *("http://example.org:080080/", "http://example.org:11211/", "http://example.org:6379/"),
        *(
            "http://[::1/",
            "http://::1/",
            "http://[::1]x/",
            "http://[::1]example.org/",
            "http://[]/",
        ),
        *(
            "http://[127.0.0.1]/",
            "http://[v1.a]/",
            "http://[fe80::1%25eth0]/",
            "http://[fe80::1%1]",
        ),
        *(
            "http://[::ffff:127.0.0.1%25]/",
            "http://[::g]/",
            "http://[[::1]]/",
            "http://::ffff:1:80",
        ),
        *("http://%31%32%37.0.0.1/", "http://127.0.0.1%00.example.org/", "http://a%2eb.org/"),
        *("http://exa mple.org/", "http://example..org/", "http://.example.org/", "http://-a.org/"),
        *(
            "http://a-.org/",
            "http://exam\u2028ple.org/",
            "http://example.org/\x00",
            "http://a\tb.org",
        ),
        *(
            "http://example.org/\r\nHost: b.org",
            "http://example.org/a\nb",
            "http://exa\x7fmple.org",
        ),
        *(
            "http://exam\x1bple.org/",
            "http://example.org/\ud800",
            "http://\ud800.org/",
            "http://*/",
        ),
        *(
            "http://example.org\u2044path/",
            "http://example\u2100.org/",
            "http://a.org\uff03@b.org/",
        ),
        *("http://a\uff0fb.org/", "http://a!b.org/", "http://a$b.org/", "http://a&b.org/"),
        *(
            "http://a'b.org/",
            "http://a;b.org/",
            "http://a,b.org/",
            "http://a+b.org/",
            "http://a=b/",
        ),
        *("http://xn--é.org/", "http://" + "a" * 64 + ".org/", "http://" + "a." * 130 + "org/"),
        *("http://" + "é" * 300 + ".org/", "https://example.org/" + "a" * 2000, "http://é..org/"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(IngestError, match=r"Give the address|paste|Paste"):
        typed_address(text, ports=USUAL)


LOOPBACK = (
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.0.0.1", "0x7f.1"),
    *("0x7f.0x0.0x0.0x1", "0177.0.0.1", "0177.1", "00000177.0.0.1", "017700000001", "0177.0.1"),
    *("127.0.0.0x1", "127.00.000.01", "0x7f.0.1", "0177.0x0.0.1", "127.65535", "127.16777214"),
    *(
        "１２７.０.０.１",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "127．0．0．1",
        "１２７｡０｡０｡１",
        "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
    ),
    *("⑫7.0.0.1", "2１30706433", "０x7f.1", "𝟘𝚡𝟟𝚏.𝟙", "0x7f.1.", "127.1\u00ad", "1\u200b27.1"),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
    *("[0000:0000:0000:0000:0000:ffff:7f00:0001]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"),
    *("[64:ff9b::7f00:1]", "[64:FF9B::7F00:1]", "[::]", "[::FFFF:0x7f.1]", "[::ffff:0:7f00:1]"),
)
METADATA = (
    *("169.254.169.254", "2852039166", "0xa9fea9fe", "0xA9.0xFE.0xA9.0xFE", "0251.0376.0251.0376"),
    *("169.254.43518", "169.16689662", "025177524776", "0xa9.254.0251.0xfe", "１６９.254.169.254"),
    *(
        "[::ffff:a9fe:a9fe]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[fe80::a9fe:a9fe]",
    ),
    *("[2002:a9fe:a9fe::1]", "[fd00:ec2::254]", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
)
PRIVATE = (
    *("10.0.0.1", "10.1", "167772161", "0xa000001", "012.0.0.1", "012.1", "0xa.1", "192.168.257"),
    *("192.168.1.1", "3232235777", "0xc0a80101", "0300.0250.1.1", "192.168.0x1.01", "172.1048577"),
    *("172.16.0.1", "2886729729", "0xac.0x10.1", "0254.020.1", "0", "0.0.0.0", "0x0", "00", "0.0"),
    *(
        "4294967295",
        "255.255.255.255",
        "0xffffffff",
        "037777777777",
        "224.1",
        "0xe0.1",
        "3758096385",
    ),
    *(
        "100.64.1",
        "1681915905",
        "198.18.0.1",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fec0::1]",
        "[ff02::1]",
    ),
)


@pytest.mark.parametrize("host", [*LOOPBACK, *METADATA, *PRIVATE])
@pytest.mark.parametrize("form", ["http://{}/", "https://{}/latest/meta-data", "http://{}:80?a=b"])
def test_every_spelling_of_an_inner_address_is_refused_or_judged_by_where_it_leads(
    host: str, form: str
) -> None:
    try:
        address = typed_address(form.format(host), ports=USUAL)
    except IngestError:
        return
    found = looked_up(address.host, address.port)
    assert found and all(why_not_public(ip_address(text)) for text in found)


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.1", "0177.0.0.1", "１２７.1", "[::1]"]
)
def test_the_system_understands_the_spellings_that_the_table_is_about(host: str) -> None:
    address = typed_address(f"http://{host}/", ports=USUAL)
    assert looked_up(address.host, 80) in (["127.0.0.1"], ["::1"])


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "https://example.org/b"),
        ("b?c", "https://example.org/a/b?c"),
        ("../x", "https://example.org/x"),
        ("../../../../x", "https://example.org/x"),
        ("?page=2", "https://example.org/a/story?page=2"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example", "http://other.example/"),
        ("/a b/ü", "https://example.org/a%20b/%C3%BC"),
        ("#top", "https://example.org/a/story"),
    ],
)
def test_a_redirect_is_read_from_where_it_was_given(location: str, leads_to: str) -> None:
    start = parsed_address("https://example.org/a/story", ports=USUAL)
    assert str(redirected_address(start, location, ports=USUAL)) == leads_to


@pytest.mark.parametrize(
    "location",
    [
        *("file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "data:text/html,x"),
        *("http://ann@example.org/", "//127.0.0.1:22/", "http://example.org:6379/", "http://[::1"),
        *("https://example.org/\r\nSet-Cookie: a=b", "http://", "http://exa mple.org/"),
    ],
)
def test_a_redirect_is_judged_like_what_a_person_types(location: str) -> None:
    start = parsed_address("https://example.org/a/story", ports=USUAL)
    with pytest.raises(IngestError):
        redirected_address(start, location, ports=USUAL)


def test_other_ports_can_be_allowed() -> None:
    found = typed_address("http://example.org:8080/a", ports=frozenset((8080,)))
    assert (found, str(found)) == (
        Address("http", "example.org", 8080, "/a"),
        "http://example.org:8080/a",
    )
    with pytest.raises(IngestError, match="not fetched from port 80"):
        typed_address("http://example.org/", ports=frozenset((8080,)))


@given(
    text=st.text(max_size=60), start=st.sampled_from(["", "http://", "https://a.org/", "http://["])
)
def test_whatever_is_typed_becomes_an_exact_address_or_is_refused(text: str, start: str) -> None:
    try:
        found = typed_address(start + text, ports=USUAL)
    except IngestError:
        return
    assert str(found).isascii() and " " not in str(found) and str(found).isprintable()
    assert parsed_address(str(found), ports=USUAL) == found

"""What a page says of itself."""

import pytest
from lxml import html

from articles.ingest.stated import canonical_address, is_for_subscribers


def tree(head: str) -> html.HtmlElement:
    return html.document_fromstring(f"<html><head>{head}</head><body><p>Words.</p></body></html>")


def link(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def data(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (link("https://harbour.example/a"), "https://harbour.example/a"),
        (link("HTTPS://Harbour.example/a#x"), "https://harbour.example/a"),
        (
            '<LINK REL="Canonical" HREF=" https://harbour.example/a ">',
            "https://harbour.example/a",
        ),
        (
            '<meta property="og:url" content="https://harbour.example/b">',
            "https://harbour.example/b",
        ),
        (
            link("/relative") + '<meta property="og:url" content="https://harbour.example/b">',
            "https://harbour.example/b",
        ),
        (link("https://a.example/") + link("https://b.example/"), "https://a.example/"),
        ("", ""),
        (link(""), ""),
        (link("javascript:alert(1)"), ""),
        (link("data:text/html,x"), ""),
        (link("https://ann:secret@harbour.example/"), ""),
        (link("https://harbour.example:8443/"), ""),
        (link("https://harbour.example/" + "a" * 3000), ""),
        ('<base href="https://harbour.example/">', ""),
    ],
)
def test_its_own_address_is_taken_only_where_it_is_one(head: str, address: str) -> None:
    assert canonical_address(tree(head)) == address


@pytest.mark.parametrize(
    ("head", "is_so"),
    [
        (data('{"isAccessibleForFree": false}'), True),
        (data('{"isAccessibleForFree": "False"}'), True),
        (data('{"isAccessibleForFree": "http://schema.org/False"}'), True),
        (data('[{"name": "x"}, {"isAccessibleForFree": "no"}]'), True),
        (data('{"@graph": [{"isAccessibleForFree": false}]}'), True),
        (data('{"isAccessibleForFree": true}'), False),
        (data('{"isAccessibleForFree": [false]}'), False),
        (data('{"hasPart": {"isAccessibleForFree": false}}'), False),
        (data("not json") + data('{"isAccessibleForFree": false}'), True),
        (data("[" * 100_000), False),
        (data('{"a": ' * 5_000), False),
        (data("null") + data("1") + data('"text"') + data("[1, null]"), False),
        ("", False),
    ],
)
def test_it_says_whether_it_is_whole(head: str, is_so: bool) -> None:
    assert is_for_subscribers(tree(head)) is is_so

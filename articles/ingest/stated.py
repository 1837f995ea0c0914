"""What a web page states about itself beyond its words: its address, and whether it is whole."""

import json
from collections.abc import Iterator
from typing import Any

from lxml import html

from articles.ingest.addresses import PORTS, parsed_address
from articles.ingest.document import IngestError

LARGEST = 1_000_000  # characters of one block of data for programs
SUBSCRIBERS = "perhaps part of the article: the page says that not all of it is free to read"


def canonical_address(tree: html.HtmlElement) -> str:
    """The address that the page gives as its own, whole and on the usual ports; "" for others.

    It is a claim: good to show and to store, never to decide by.
    """
    for path in (
        "//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href",
        "//meta[@property='og:url']/@content",
    ):
        for stated in tree.xpath(path)[:1]:
            try:
                return str(parsed_address(str(stated).strip(), ports=frozenset(PORTS.values())))
            except IngestError:
                continue
    return ""


def is_for_subscribers(tree: html.HtmlElement) -> bool:
    """Whether the page's data for programs (JSON-LD, schema.org) says it is not free to read."""
    return any(
        str(value).rpartition("/")[2].lower() in {"false", "no"}
        for thing in data_for_programs(tree)
        for value in [thing.get("isAccessibleForFree", "")]
    )


def data_for_programs(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The outer objects of the page's JSON-LD; what cannot be read is passed over."""
    for source in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(source) if len(source) <= LARGEST else None
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph") if isinstance(found, dict) else None
        things = [found, *(found if isinstance(found, list) else [])]
        things += graph if isinstance(graph, list) else []
        yield from (thing for thing in things if isinstance(thing, dict))

"""Markdown: the words of every block in order, without the marks that set them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from articles.ingest.clean import clean
from articles.ingest.decoding import decode
from articles.ingest.document import ExtractedArticle, counted
from articles.ingest.front import date_in
from articles.ingest.plaintext import article_of

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
NESTING = 50
FIELD = re.compile(r"^(?P<key>[A-Za-z_]+)\s*:\s*(?P<value>.+?)\s*$", re.MULTILINE)


def read_markdown(data: bytes) -> ExtractedArticle:
    text, fields = split_front_matter(clean(decode(data)))
    blocks, links, images = words_of(text)
    article = article_of("\n\n".join(blocks))
    return replace(
        article,
        title=fields.get("title") or article.title,
        byline=fields.get("author") or fields.get("byline") or article.byline,
        outlet=fields.get("outlet") or fields.get("publication") or article.outlet,
        published=date_in(fields.get("date", "")) or article.published,
        left_out=(
            *article.left_out,
            *counted(len(fields), "line of front matter", "lines of front matter"),
            *counted(links, "link address", "link addresses"),
            *counted(images, "image"),
        ),
    )


def split_front_matter(text: str) -> tuple[str, dict[str, str]]:
    """The text after a leading block of `key: value` lines between `---`, and those values."""
    found = FRONT_MATTER.match(text)
    fields = {
        field["key"].lower(): field["value"].strip("\"'")
        for field in FIELD.finditer(found["fields"] if found else "")
    }
    return (text[found.end() :], fields) if found and fields else (text, {})


def words_of(text: str) -> tuple[list[str], int, int]:
    """The blocks' words, the number of link addresses and that of images."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown needs it

    # HTML is left as it is written: taking its tags for markup could hide words.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING}).enable("table")
    tokens = parser.parse(text)
    if any(token.level >= NESTING - 1 for token in tokens):  # the parser skips what lies deeper
        return [text], 0, 0
    inline = [child for token in tokens for child in token.children or ()]
    return (
        [block for block in blocks_of(tokens) if block.strip()],
        sum(child.type == "link_open" for child in inline),
        sum(child.type == "image" for child in inline),
    )


def blocks_of(tokens: "Sequence[Token]") -> Iterator[str]:
    """The words of each block; a table's row is one line, its cells set apart by tabs."""
    number = ""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            number = f"{token.info}{token.markup} "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "\t".join(row or ())
            row = None
        elif token.type in {"fence", "code_block"}:
            yield number + token.content.rstrip("\n")
            number = ""
        elif token.type == "inline":
            words = number + "".join(map(piece, token.children or ()))
            number = ""
            if row is None:
                yield words
            else:
                row.append(words)


def piece(token: "Token") -> str:
    """The words of one inline token; a line break in the source is a space, a forced one stays."""
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)

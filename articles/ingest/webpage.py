"""Web pages: the article without the page around it, its words and quotation marks untouched."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import trafilatura
from lxml import etree, html

from articles.ingest.clean import clean
from articles.ingest.decoding import decode
from articles.ingest.document import ExtractedArticle, IngestError, Limits, counted
from articles.ingest.front import Front, read_front
from articles.ingest.plaintext import damage
from articles.ingest.stated import SUBSCRIBERS, canonical_address, is_for_subscribers

XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
SMALL = 200  # words on a page that may be too short for extraction to tell its blocks apart
ATTRIBUTES = 200  # more on one element is an attack: each look-up goes through them all
# trafilatura's names for the blocks of an article, and HTML's own
ARTICLE_BLOCKS = ("p", "head", "item", "quote", "code", "list", "table", "div", "body")
PAGE_BLOCKS = ("article", "section", "main", "figure", "blockquote", "pre", "li", "tr")
BLOCKS = frozenset((*ARTICLE_BLOCKS, *PAGE_BLOCKS, "h1", "h2", "h3", "h4", "h5", "h6"))
BREAKS = frozenset(("lb", "br"))
UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "title", "meta"))
BY = re.compile(r"^by:?\s+", re.IGNORECASE)


def read_webpage(data: bytes, name: str, _limits: Limits) -> ExtractedArticle:
    tree = parsed(clean(decode(data)), name)
    shown = words_shown(tree)
    headings = shown_headings(tree)
    images = len(tree.findall(".//img"))
    own_address, perhaps_cut = canonical_address(tree), is_for_subscribers(tree)
    whole = list(blocks_of(tree)) if shown <= SMALL else []
    found = extracted(tree, name)
    blocks = list(blocks_of(found.body))
    if whole and len(blocks) == 1 and len(blocks[0].split()) >= shown:
        blocks = whole  # nothing stood around the article: the page's own blocks are better
    title = shown_title(headings, clean(found.title or ""))
    text = assembled(blocks, title)
    front = described(text, title, found)
    around = counted(
        shown - len(text.split()),
        "word of the page around the article",
        "words of the page around the article (menus, notices, comments)",
    )
    said = (*around, *counted(images, "image"), *damage(text), *[SUBSCRIBERS] * perhaps_cut)
    return replace(front.article(text, left_out=said), canonical_address=own_address)


def parsed(source: str, name: str) -> html.HtmlElement:
    """The page as a tree; refused where the parser would have had to leave something out."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    page = XML_DECLARATION.sub("", source).encode()
    try:
        tree = html.document_fromstring(page, parser=parser)
    except etree.ParserError as error:  # nothing but comments, say
        raise IngestError(f"{name} holds no text. Check that it was saved completely.") from error
    if parser.error_log.filter_from_fatals():
        raise IngestError(
            f"{name} is nested too deeply, or damaged, and would lose words when read. "
            "Open it in a browser, copy the article and paste it."
        )
    for node in tree.iter(etree.Element):
        if len(node.attrib) > ATTRIBUTES:
            node.attrib.clear()
    return tree


def extracted(tree: html.HtmlElement, name: str) -> Any:
    """trafilatura's view of the page; dates only where the page states them, never guessed."""
    found: Any = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or not (found.text or "").strip():
        raise IngestError(
            f"{name} holds no article that can be told from the page around it. "
            "Open it in a browser, copy the article and paste it."
        )
    return found


def words_shown(tree: html.HtmlElement) -> int:
    """How many words the page holds in all, those of scripts and styles aside."""
    total, hidden = 0, 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        opaque = node.tag in UNSEEN
        if event == "start":
            hidden += opaque
            total += len((node.text or "").split()) if not hidden else 0
        else:
            hidden -= opaque and event == "end"
            total += len((node.tail or "").split()) if not hidden else 0
    return total


def shown_headings(tree: html.HtmlElement) -> list[tuple[str, bool]]:
    """The words of each top heading, and whether it stands within an article element."""
    return [
        (
            " ".join(clean("".join(node.itertext())).split()),
            next(node.iterancestors("article"), None) is not None,
        )
        for node in tree.iter("h1")
    ]


def shown_title(headings: list[tuple[str, bool]], stated: str) -> str:
    """The heading that is the article's title; a site's name in a heading of its own is not."""
    shown = [words for words, _ in headings if words]
    if " ".join(stated.split()) in shown:
        return " ".join(stated.split())
    within = [words for words, in_article in headings if words and in_article]
    return within[0] if within else shown[0] if len(shown) == 1 else ""


def blocks_of(body: Any) -> Iterator[str]:
    """The article's blocks in order; a table's row is one line, its cells set apart by tabs."""
    for block in re.split(r"\n\s*\n", words_in(body)):
        lines = (" ".join(re.split(r"[^\S\t]+", line)).strip() for line in block.split("\n"))
        text = clean("\n".join(line for line in lines if line))
        if text:
            yield text


def words_in(node: Any) -> str:
    """The element's words; a forced break is one line break, the bounds of a block are two."""
    if node.tag in UNSEEN:
        return ""
    if node.tag == "row":
        cells = (" ".join(words_in(cell).split()) for cell in node.iter("cell"))
        return "\n\n" + "\t".join(cells) + "\n\n"
    pieces = [flat(node.text)]
    for child in node:
        pieces += [words_in(child) if isinstance(child.tag, str) else "", flat(child.tail)]
    inner = "".join(pieces)
    if node.tag in BREAKS:
        return "\n" + inner
    return f"\n\n{inner}\n\n" if node.tag in BLOCKS else inner


def flat(text: str | None) -> str:
    """White space in a page's source means a space, whatever it is."""
    return re.sub(r"\s+", " ", text or "")


def assembled(blocks: list[str], title: str) -> str:
    """The blocks, below the title that the page shows if extraction has dropped it."""
    top = [" ".join(block.split()) for block in blocks[:3]]
    return "\n\n".join(blocks if not title or title in top else [title, *blocks])


def described(text: str, title: str, found: Any) -> Front:
    """What the page's own metadata says; its lines only where that says nothing."""
    front = read_front(text)
    authors = "; ".join(
        name
        for name in (BY.sub("", part.strip()) for part in (found.author or "").split(";"))
        if name
    )
    return Front(
        title=clean(title or found.title or "") or front.title,
        byline=clean(authors) or front.byline,
        outlet=clean(found.sitename or "") or front.outlet,
        published=stated_date(found.date) or front.published,
    )


def stated_date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None

"""Word documents: the words that a reader of the document sees, in order."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from articles.ingest.clean import clean
from articles.ingest.document import ExtractedArticle, IngestError, Limits, counted
from articles.ingest.front import document_front
from articles.ingest.plaintext import damage

MEMBERS = 10_000  # files inside one document; Word itself writes about twenty
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT, RUN, BOX = qn("w:t"), qn("w:r"), qn("w:txbxContent")
SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
# Deleted or moved-away text, formatting, and the second copy that old versions show: not words.
UNSEEN = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:pPr"),
        qn("w:rPr"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
BROKEN = (
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    PackageNotFoundError,
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)
HEADINGS = ("Title", "Heading 1")
COUNTED = (
    ("w:del", "passage deleted in tracked changes", "passages deleted in tracked changes"),
    ("w:footnoteReference", "footnote", ""),
    ("w:endnoteReference", "endnote", ""),
    ("w:commentReference", "comment in the margin", "comments in the margin"),
    ("w:headerReference", "page header", ""),
    ("w:footerReference", "page footer", ""),
    ("pic:pic", "image", ""),
)


def read_word(data: bytes, name: str, limits: Limits) -> ExtractedArticle:
    check_unpacked(data, name, limits)
    document = opened(data, name)
    body = document.element.body
    text = clean("\n\n".join(block for block in blocks_of(body) if block.strip()))
    properties = document.core_properties
    front = document_front(
        text,
        heading=clean(styled_heading(document)),
        title=properties.title or "",
        author=properties.author or "",
    )
    return front.article(text, left_out=(*left_out(body), *damage(text)))


def check_unpacked(data: bytes, name: str, limits: Limits) -> None:
    """Before anything is unpacked; what a member holds beyond its stated size is never read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    size = sum(member.file_size for member in members)
    if size > limits.unpacked_bytes or len(members) > MEMBERS:
        raise IngestError(
            f"{name} unpacks to {size / 1e6:,.0f} MB in {len(members):,} parts; the limit is "
            f"{limits.unpacked_bytes / 1e6:,.0f} MB in {MEMBERS:,}. Save it without pictures."
        )
    if any(member.flag_bits & 1 for member in members):
        raise IngestError(f"{name} is protected by a password. Save a copy without it.")


def opened(data: bytes, name: str) -> Any:
    try:
        return docx.Document(io.BytesIO(data))
    except ValueError as error:
        raise IngestError(
            f"{name} is not a plain Word document (a template, or one with macros, or damaged). "
            "Save it as .docx and upload that."
        ) from error
    except BROKEN as error:
        raise IngestError(
            f"{name} is a damaged Word document. "
            "Open it in a word processor, save it again and upload that."
        ) from error


def blocks_of(container: Any) -> Iterator[str]:
    """Paragraphs and table rows, also those in text boxes, content controls and insertions."""
    for child in container.iterchildren(tag=etree.Element):
        if child.tag == PARAGRAPH:
            yield words_in(child)
            for box in child.iter(BOX):
                if not is_unseen(box, within=child):
                    yield from blocks_of(box)
        elif child.tag == TABLE:
            yield from rows_of(child)
        elif child.tag not in UNSEEN:
            yield from blocks_of(child)


def rows_of(table: Any) -> Iterator[str]:
    """A row of short cells is one line; cells with more in them are blocks of their own."""
    for row in own(table, ROW):
        cells = [[block for block in blocks_of(cell) if block.strip()] for cell in own(row, CELL)]
        if all(len(cell) <= 1 for cell in cells):
            yield "\t".join(block for cell in cells for block in cell)
        else:
            yield from (block for cell in cells for block in cell)


def own(table: Any, tag: str) -> Iterator[Any]:
    """The rows or cells of this table, not those of a table inside one of its cells."""
    for node in table.iter(tag):
        if next(node.iterancestors(table.tag)) is table:
            yield node


def words_in(node: Any) -> str:
    """The words on the page: insertions in, deletions, hidden runs and text boxes out."""
    if node.tag in UNSEEN or node.tag == BOX or is_hidden(node):
        return ""
    if node.tag == TEXT:
        return node.text or ""
    if node.tag in SIGNS:
        return SIGNS[node.tag]
    return "".join(words_in(child) for child in node.iterchildren(tag=etree.Element))


def is_hidden(node: Any) -> bool:
    if node.tag != RUN:
        return False
    vanish = node.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in {"0", "false"}


def is_unseen(node: Any, *, within: Any) -> bool:
    """Whether the element lies in deleted text, in a second copy, or in another text box."""
    for parent in node.iterancestors():
        if parent is within:
            return False
        if parent.tag in UNSEEN or parent.tag == BOX:
            return True
    return False


def styled_heading(document: Any) -> str:
    for paragraph in document.paragraphs[:6]:
        if paragraph.style is not None and paragraph.style.name in HEADINGS:
            words = " ".join(words_in(paragraph._p).split())
            if words:
                return words
    return ""


def left_out(body: Any) -> tuple[str, ...]:
    counts = tuple(
        line
        for tag, singular, plural in COUNTED
        for line in counted(sum(1 for _ in body.iter(qn(tag))), singular, plural)
    )
    hidden = sum(is_hidden(run) for run in body.iter(RUN))
    return (*counts, *counted(hidden, "hidden passage"))

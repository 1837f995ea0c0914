"""PDF: the text layer in reading order, without page furniture."""

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from articles.ingest.clean import clean
from articles.ingest.document import ExtractedArticle, IngestError, Limits, counted
from articles.ingest.front import Front, document_front
from articles.ingest.pdf_layout import Laid, laid_out
from articles.ingest.pdf_lines import Line, lines_of
from articles.ingest.plaintext import damage


def read_pdf(data: bytes, name: str, limits: Limits) -> ExtractedArticle:
    document = opened(data, name)
    try:
        check_pages(len(document), name, limits)
        pages = [lines_on(document, place) for place in range(len(document))]
        properties = document.get_metadata_dict()
    finally:
        document.close()
    if not any(pages):
        raise IngestError(
            f"{name} has no text layer that can be read. If its pages are pictures of text, "
            "run OCR on it first, then upload it again."
        )
    laid = laid_out(pages)
    text = clean("\n\n".join(laid.paragraphs))
    front = described(text, laid, properties)
    return front.article(text, left_out=(*left_out(pages, laid), *damage(text)))


def opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # pdfium's last error outlives its document, so the file itself must bear it out
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise IngestError(
                f"{name} is protected by a password. Save a copy without it and upload that."
            ) from error
        raise IngestError(
            f"{name} is a damaged or unfinished PDF, or one without pages. Open it in a viewer, "
            "print it to PDF again and upload that."
        ) from error


def check_pages(count: int, name: str, limits: Limits) -> None:
    if count > limits.pages:
        raise IngestError(
            f"{name} has {count:,} pages; the limit is {limits.pages:,}. "
            "Upload the pages that hold the article."
        )


def lines_on(document: Any, place: int) -> list[Line]:
    """The lines of a page; none where the page itself is broken."""
    try:
        page = document[place]
    except pypdfium2.PdfiumError:
        return []
    try:
        return lines_of(page)
    finally:
        page.close()


def described(text: str, laid: Laid, properties: dict[str, str]) -> Front:
    return document_front(
        text,
        heading=clean(laid.heading),
        title=properties.get("Title", ""),
        author=properties.get("Author", ""),
    )


def left_out(pages: list[list[Line]], laid: Laid) -> tuple[str, ...]:
    blank = sum(not page for page in pages)
    return (
        *counted(laid.heads, "running head or foot", "running heads and feet"),
        *counted(laid.numbers, "page number"),
        *counted(laid.hyphens, "hyphen at a line's end", "hyphens at line ends"),
        *counted(blank, "page without text", "pages without text"),
    )

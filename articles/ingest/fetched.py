"""From a fetched page to an article: read as an uploaded file of its kind, in a process apart."""

from pathlib import PurePosixPath
from urllib.parse import unquote

from articles.ingest.decoding import in_utf8
from articles.ingest.document import ExtractedArticle, IngestError, Limits
from articles.ingest.fetching import Fetched
from articles.ingest.isolated import read_isolated

ENDINGS = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
NAMED_SO = frozenset((".pdf", ".docx", ".md", ".txt", ".html", ".htm"))
PACKED = (b"%PDF", b"PK\x03\x04")  # no text, whatever the site calls it
TRIPLE = 3
KEPT = (
    0.3  # of an article's runs of three words: an edited text keeps more, another text hardly any
)


def read_fetched(page: Fetched, *, limits: Limits) -> ExtractedArticle:
    """The article on the page; raises IngestError. A charset that the site declares is heeded."""
    data = page.data
    if not data.startswith(PACKED):
        data = in_utf8(data, page.charset)
    return read_isolated(data, filename=file_name(page), limits=limits)


def file_name(page: Fetched) -> str:
    """ "example.org harbour-reopens.html": what the page is called as a file."""
    path = PurePosixPath(unquote(page.address.target.partition("?")[0]))
    named = path.suffix.lower()
    ending = ENDINGS.get(page.media_type, "")
    if not ending:
        unsaid = not page.media_type.startswith("text/")
        ending = named if unsaid and named in NAMED_SO else ".html"
    stem = path.stem if named in NAMED_SO else path.name
    words = f"{page.address.host} {stem}".replace("\\", " ").replace("/", " ").strip()
    # An address may hold what no file's name may: %00 and the ends of lines.
    words = "".join(filter(str.isprintable, words)).strip()
    return f"{words[:200]}{ending}"


def refuse_another_text(before: str, after: str) -> None:
    """Raises IngestError where little of the text is left: a notice, a beginning, another page."""
    old, new = _triples(before), _triples(after)
    kept = len(old & new) / len(old) if old else 1.0
    if kept < KEPT:
        raise IngestError(
            f"Only {kept:.0%} of the text is on the page now, as where a site shows no more than a "
            "beginning, a notice or another article.".replace("%", " %")
            + " If that is the article’s text now, add it as a corrected version."
        )


def _triples(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + TRIPLE]) for at in range(max(1, len(words) - TRIPLE + 1))}

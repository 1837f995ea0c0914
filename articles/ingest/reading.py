"""The one way in: bytes of any supported format to an article."""

from collections.abc import Callable
from dataclasses import replace

from articles.ingest.document import ExtractedArticle, IngestError, Limits
from articles.ingest.front import title_span
from articles.ingest.language import language_of
from articles.ingest.sniff import Format, named, sniff

LABEL = 300  # code points of a title, byline or outlet
Reader = Callable[[bytes, str, Limits], ExtractedArticle]


def read_article(data: bytes, *, filename: str, limits: Limits) -> ExtractedArticle:
    """Reads in this process; raises IngestError for whatever cannot become an article."""
    check_size(len(data), filename=filename, limits=limits)
    read = reader_for(sniff(data, filename=filename))
    try:
        article = read(data, named(filename), limits)
    except RecursionError as error:
        raise IngestError(
            f"{named(filename)} is nested too deeply to be read. Paste the text instead."
        ) from error
    return finished(article, name=named(filename), limits=limits)


def read_pasted(text: str, *, limits: Limits) -> ExtractedArticle:
    """Reads text that a person pasted; lone surrogates and NULs are no reason to refuse it."""
    from articles.ingest.plaintext import article_of

    if not text.strip():
        raise IngestError("There is no text. Paste the article, headline first.")
    return finished(article_of(text), name="The pasted text", limits=limits)


def check_size(size: int, *, filename: str, limits: Limits) -> None:
    """Refuse a file of so many bytes before it is read into memory."""
    if size > limits.bytes:
        raise IngestError(
            f"{named(filename)} is {size / 1e6:,.1f} MB; the limit is "
            f"{limits.bytes / 1e6:,.1f} MB. Upload the article alone, without pictures, or as text."
        )


def reader_for(form: Format) -> Reader:
    """The reader of a format; its libraries are loaded only now."""
    # ruff: noqa: PLC0415
    if form == "html":
        from articles.ingest.webpage import read_webpage

        return read_webpage
    if form == "pdf":
        from articles.ingest.pdf import read_pdf

        return read_pdf
    if form == "docx":
        from articles.ingest.word import read_word

        return read_word
    if form == "markdown":
        from articles.ingest.markdown import read_markdown

        return lambda data, _name, _limits: read_markdown(data)
    from articles.ingest.plaintext import read_plaintext

    return lambda data, _name, _limits: read_plaintext(data)


def finished(article: ExtractedArticle, *, name: str, limits: Limits) -> ExtractedArticle:
    """The article with its language and the title's place; refuses what is empty or too long."""
    text = article.text
    if not text.strip():
        raise IngestError(f"{name} holds only white space. Check that the right file was chosen.")
    if not any(map(str.isalpha, text)):
        raise IngestError(f"{name} holds no words. Check that the right file was chosen.")
    if len(text) > limits.characters:
        raise IngestError(
            f"{name} holds {len(text):,} characters; the limit is {limits.characters:,}. "
            "Split it and upload the parts: nothing is ever cut off silently."
        )
    return replace(
        article,
        title=one_line(article.title),
        byline=one_line(article.byline),
        outlet=one_line(article.outlet),
        language=language_of(text),
        title_span=title_span(text, article.title),
    )


def one_line(text: str) -> str:
    """A label that fits a form and a database column, however long the file made it."""
    line = " ".join(text.split())
    return line if len(line) <= LABEL else line[: LABEL - 1] + "…"

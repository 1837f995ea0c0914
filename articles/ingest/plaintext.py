"""Plain text, kept whole: the headline and byline are read from it, never taken out of it."""

from articles.ingest.clean import REPLACEMENT, clean, unwrap
from articles.ingest.decoding import decode
from articles.ingest.document import ExtractedArticle
from articles.ingest.front import read_front


def read_plaintext(data: bytes) -> ExtractedArticle:
    return article_of(decode(data))


def article_of(given: str) -> ExtractedArticle:
    text = unwrap(clean(given))
    front = read_front(text)
    return front.article(text, left_out=damage(text))


def damage(text: str) -> tuple[str, ...]:
    """A line for `left_out` where characters could not be read."""
    count = text.count(REPLACEMENT)
    if not count:
        return ()
    return (f"{count:,} unreadable character{'s' * (count != 1)} (shown as {REPLACEMENT})",)

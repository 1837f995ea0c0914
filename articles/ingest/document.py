"""What every reader of a file format hands over, and how it refuses."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """An article taken out of a file.

    `text` is what will be frozen: the headline first where the document shows one, then paragraphs
    separated by line breaks, nothing normalised beyond what `clean` documents. `title_span` is
    where the title stands in `text` (half-open code points), so that a page can set those words as
    its heading instead of showing them twice; None where they are not part of the text.

    An empty field means that the file does not say. `language` is empty where the text is too
    short or too mixed to tell; only another code than "en" means "not English". `left_out` tells a
    reader what the file held that is not in `text` ("3 running heads", "12 words of menus").
    `canonical_address` is the address that a web page gives as its own.
    """

    text: str
    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: datetime.date | None = None
    language: str = ""
    left_out: tuple[str, ...] = ()
    title_span: tuple[int, int] | None = None
    canonical_address: str = ""


class IngestError(Exception):
    """A file that cannot become an article; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may ask of the program."""

    bytes: int = 20_000_000
    unpacked_bytes: int = 100_000_000
    pages: int = 500
    characters: int = 2_000_000
    seconds: int = 30
    memory_bytes: int = 1_500_000_000


def counted(count: int, singular: str, plural: str = "") -> tuple[str, ...]:
    """One line for `left_out`, or none: (3, "table") is ("3 tables",)."""
    if count <= 0:
        return ()
    return (f"{count:,} {singular if count == 1 else plural or singular + 's'}",)

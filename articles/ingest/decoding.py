"""Bytes to text: byte order mark, strict UTF-8, what the document declares, Windows-1252.

Guessers that count letters are not asked: they get short texts with curly quotation marks wrong.
"""

import codecs
import re

from articles.ingest.clean import REPLACEMENT

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Ways to write names, escapes or mail in ASCII. Python counts them in; some take hours to decode.
NOT_FOR_PAGES = frozenset(
    ("idna", "punycode", "utf-7", "unicode-escape", "raw-unicode-escape", "undefined")
)
DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)


def decode(data: bytes) -> str:
    """Never fails: what cannot be read becomes U+FFFD, where it stands."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode_other(data)


def in_utf8(data: bytes, charset: str) -> bytes:
    """The same words in UTF-8, where only the charset that a site declares tells how to read them.

    A byte order mark or valid UTF-8 goes first, as everywhere; a wrong charset changes nothing.
    """
    encoding = known_encoding(charset) if charset else ""
    if not encoding or any(data.startswith(mark) for mark, _ in MARKS) or _is_utf8(data):
        return data
    try:
        return data.decode(encoding).encode("utf-8")
    except UnicodeError:
        return data


def _is_utf8(data: bytes) -> bool:
    """NULs are valid UTF-8, but no page holds any: they are halves of UTF-16 characters."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def decode_other(data: bytes) -> str:
    """UTF-8 with surrogates or a few broken places, a declared encoding, or Windows-1252."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", "replace")
    wide = sum(character > "\x7f" for character in mended)
    if wide > 2 * mended.count(REPLACEMENT):  # most of it makes sense: the rest is damage
        return mended
    declared = declared_encoding(data)
    if declared:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    return data.decode("cp1252", "replace")


def declared_encoding(data: bytes) -> str:
    """The encoding named in the first 2,048 bytes, if Python knows it and it is one for text."""
    found = DECLARED.search(data[:2048])
    if not found:
        return ""
    return known_encoding(found[1].decode("ascii"))


def known_encoding(name: str) -> str:
    """Python's name of an encoding in which pages are written; "" for any other."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    # What claims Latin-1 is Windows-1252 in practice, and HTML requires reading it so.
    if info.name in {"iso8859-1", "ascii"}:
        return "cp1252"
    is_for_pages = getattr(info, "_is_text_encoding", True) and info.name not in NOT_FOR_PAGES
    return info.name if is_for_pages else ""

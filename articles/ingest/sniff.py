"""What a file is, told from its first bytes; its name is only a hint."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from articles.ingest.decoding import MARKS, decode
from articles.ingest.document import IngestError

Format = Literal["text", "markdown", "html", "pdf", "docx"]

WELCOME = "Upload the article as .txt, .md, .html, .pdf or .docx."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a bitmap image"),
    (b"RIFF", "a sound, film or WebP image"),
    (b"ID3", "a sound file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"%!PS", "a PostScript file"),
)
PACKAGES: tuple[tuple[str, str], ...] = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file: save it as .docx and upload that"),
    ("Index/Document.iwa", "an Apple Pages file: export it as .docx and upload that"),
)
# Bytes that no text holds, apart from the odd stray one.
CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1a\x1b"})
TAGS = re.compile(
    r"<(?:html|head|body|article|main|div|p|h[1-6]|meta|title)\b[^>]*>", re.IGNORECASE
)
PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
PAGE_STARTS = ("<!doctype html", "<html", "<head", "<body")


def sniff(data: bytes, *, filename: str) -> Format:
    """Raises IngestError for what is plainly no article."""
    name = named(filename)
    if not data:
        raise IngestError(
            f"{name} is empty (0 bytes). Check that it was saved, and upload it again."
        )
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if head.startswith(b"%PDF-") or (ending(filename) == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    for start, kind in ((b"PK\x03\x04", package), (b"PK\x05\x06", package), (OLE, compound)):
        if data.startswith(start):
            return kind(data, name)
    refuse_other(data, name)
    return text_format(data, filename)


def named(filename: str) -> str:
    """The file's name for a message, without folders, controls or undue length."""
    name = "".join(letter for letter in PurePath(filename).name if letter.isprintable())
    if not name:
        return "The file"
    return name if len(name) <= 80 else name[:60] + "…" + name[-15:]


def ending(filename: str) -> str:
    return PurePath(filename).suffix.lower()


def package(data: bytes, name: str) -> Format:
    """A ZIP file that may be a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise IngestError(
            f"{name} is a damaged Word document or archive. "
            "Open it in a word processor, save it again and upload that."
        ) from error
    if any(member.startswith("word/") for member in members):
        return "docx"
    for sign, kind in PACKAGES:
        if any(member.startswith(sign) for member in members):
            raise IngestError(f"{name} is {kind}. {WELCOME}")
    raise IngestError(f"{name} is a ZIP archive. Unpack it and upload the article inside.")


def compound(data: bytes, name: str) -> Format:
    """The container of encrypted and of pre-2007 Office documents."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise IngestError(
            f"{name} is protected by a password. Remove the password in Word and upload it again."
        )
    if "WordDocument".encode("utf-16-le") in data:
        raise IngestError(f"{name} is in Word's format from before 2007. Save it as .docx.")
    raise IngestError(f"{name} is an old Office file, not a text document. {WELCOME}")


def refuse_other(data: bytes, name: str) -> None:
    if data.startswith(b"{\\rtf"):
        raise IngestError(f"{name} is in Rich Text Format. Save it as .docx or .txt.")
    marked = any(data.startswith(mark) for mark, _ in MARKS)
    controls = len(data) - len(data.translate(None, CONTROLS))
    if marked or controls <= max(3, 0.02 * len(data)):
        return  # a text may begin with the letters BM or MZ
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise IngestError(f"{name} is {kind}, not an article. {WELCOME}")
    if data[4:8] == b"ftyp":
        raise IngestError(f"{name} is a film or photograph, not an article. {WELCOME}")
    raise IngestError(
        f"{name} holds binary data, not text. {WELCOME} If it is a text, save it as UTF-8."
    )


def text_format(data: bytes, filename: str) -> Format:
    """HTML where tags say so, Markdown where the name says so, else plain text."""
    start = decode(data[:8192])
    bare = PROLOGUE.sub("", start, count=1)
    if bare[:20].lower().startswith(PAGE_STARTS):
        return "html"
    if start.lstrip().startswith("<?xml"):
        raise IngestError(f"{named(filename)} is XML data, not a web page. {WELCOME}")
    if ending(filename) in {".html", ".htm", ".xhtml"} and TAGS.search(start):
        return "html"
    return "markdown" if ending(filename) in {".md", ".markdown", ".mdown"} else "text"

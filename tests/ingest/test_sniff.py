import io
import zipfile
from typing import Any

import pytest

from articles.ingest.document import IngestError
from articles.ingest.sniff import named, sniff

from .making import zip_of

PAGE = b"<!doctype html><html><body><p>The mayor left.</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "filename", "form"),
    [
        (b"The mayor left.", "a.txt", "text"),
        (b"The mayor left.", "a", "text"),
        (b"The mayor left.", "a.pdf", "text"),
        (b"The mayor left.", "a.html", "text"),
        (b"# The mayor left", "a.md", "markdown"),
        (b"# The mayor left", "a.txt", "text"),
        (b"BM and MZ are letters too.", "a.txt", "text"),
        (PAGE, "a.html", "html"),
        (PAGE, "a.txt", "html"),
        (b"\xef\xbb\xbf  " + PAGE, "a", "html"),
        (b"<?xml version='1.0'?>\n<!-- saved -->" + PAGE, "a.xhtml", "html"),
        (PAGE.decode().encode("utf-16"), "a.htm", "html"),
        (b"<p>The mayor left.</p>", "a.htm", "html"),
        (b"%PDF-1.7\n", "a.txt", "pdf"),
        (b"junk before\n%PDF-1.7\n", "a.pdf", "pdf"),
        (b"He wrote that %PDF-1.7 was a header.", "a.txt", "text"),
        (zip_of({"word/document.xml": b""}), "a.txt", "docx"),
    ],
)
def test_it_believes_the_content_before_the_name(data: bytes, filename: str, form: Any) -> None:
    assert sniff(data, filename=filename) == form


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty (0 bytes)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 4, "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(range(32)) * 4, "a JPEG image"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(64), "a film or photograph"),
        (b"\x7fELF" + bytes(64), "a program"),
        (bytes(range(256)) * 4, "holds binary data"),
        (b"\x00" * 64, "holds binary data"),
        (b"{\\rtf1 The mayor left.}", "Rich Text Format"),
        (b"<?xml version='1.0'?><rss><item>News</item></rss>", "XML data"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "before 2007"),
        (OLE, "an old Office file"),
        (zip_of({"xl/workbook.xml": b""}), "an Excel workbook"),
        (zip_of({"ppt/presentation.xml": b""}), "a PowerPoint"),
        (zip_of({"META-INF/container.xml": b""}), "an e-book"),
        (zip_of({"content.xml": b""}), "an OpenDocument file"),
        (zip_of({"photo.jpg": b""}), "Unpack it"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
    ],
)
def test_it_says_what_a_file_is_that_it_refuses(data: bytes, says: str) -> None:
    with pytest.raises(IngestError) as refusal:
        sniff(data, filename="upload.txt")
    assert says in str(refusal.value)
    assert "upload.txt" in str(refusal.value)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("story.txt", "story.txt"),
        ("/home/ada/story.txt", "story.txt"),
        ("a\x00\n\u202eb.txt", "ab.txt"),
        ("x" * 200 + ".txt", "x" * 60 + "…" + "x" * 11 + ".txt"),
        ("", "The file"),
    ],
)
def test_it_names_a_file_safely(given: str, shown: Any) -> None:
    assert named(given) == shown


def test_it_takes_an_empty_archive_for_an_archive() -> None:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    with pytest.raises(IngestError, match="ZIP archive"):
        sniff(out.getvalue(), filename="a.docx")

"""Small files of each kind, made by hand, so that a test shows all there is in them."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

Placed = tuple[float, float, float, str]  # left, baseline and size in points; words


def pdf_of(*pages: Iterable[Placed], info: str = "") -> bytes:
    """A PDF in Helvetica with the given lines on each page of 612 by 792 points."""
    drawn = [page_stream(page) for page in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(drawn)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(drawn)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(drawn):
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    bodies.append(f"<< {info} >>".encode())
    return numbered(bodies)


def page_stream(lines: Iterable[Placed]) -> bytes:
    shown = []
    for left, baseline, size, words in lines:
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        shown.append(f"BT /F1 {size} Tf {left} {baseline} Td ({escaped}) Tj ET".encode("cp1252"))
    return b"\n".join(shown)


def numbered(bodies: list[bytes]) -> bytes:
    """The objects, the last of which is the information dictionary, with their table."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (size, len(bodies))
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )


def column(
    words: str, *, left: float, top: float, size: float = 10, leading: float = 12
) -> list[Placed]:
    """One line of text below the other."""
    return [
        (left, top - place * leading, size, line) for place, line in enumerate(words.splitlines())
    ]


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx_of(*paragraphs: str, body: str = "", author: str = "") -> bytes:
    """A Word document of plain paragraphs, then of `body`, which is WordprocessingML."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    for element in parse_body(body):
        document.element.body.insert_element_before(element, "w:sectPr")
    document.core_properties.author = author
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parse_body(body: str) -> list[Any]:
    return list(parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>").iterchildren())

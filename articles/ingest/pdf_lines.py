"""The lines of a PDF page with their places, in reading order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

HYPHEN = "\ufffe"  # pdfium's sign for a hyphen that only ends a line
LINE_END_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010]$")
WIDE = 1.5  # a gap of so many font sizes is a gutter between columns, not a space


@dataclass(frozen=True, slots=True)
class Line:
    """One line; places are in points from the lower left corner of the page.

    `size` is the height of the font as drawn: what the font itself states is before any scaling.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Glyph:
    character: str
    left: float
    right: float
    base: float
    size: float
    generated: bool


def lines_of(page: pypdfium2.PdfPage) -> list[Line]:
    textpage = page.get_textpage()
    try:
        found = [made for made in map(line_of, split(glyphs(textpage))) if made.text.strip()]
    finally:
        textpage.close()
    return in_columns(found)


def glyphs(textpage: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    """Every character with its box; one that pdfium itself put in has none worth using."""
    box = pdfium.FS_RECTF()
    for place in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, place)
        if pdfium.FPDFText_IsHyphen(textpage, place) == 1:
            character = HYPHEN
        else:
            character = chr(code) if code else ""
        pdfium.FPDFText_GetLooseCharBox(textpage, place, box)
        yield Glyph(
            character,
            left=box.left,
            right=box.right,
            base=box.bottom,
            size=box.top - box.bottom,
            generated=pdfium.FPDFText_IsGenerated(textpage, place) == 1,
        )


def split(characters: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of one line each: cut at line breaks, line-end hyphens and wide gaps."""
    line: list[Glyph] = []
    for glyph in characters:
        if glyph.character in "\r\n" or (line and is_gutter(line, glyph)):
            yield line
            line = []
        if glyph.character not in "\r\n":
            line.append(glyph)
        if glyph.character == HYPHEN:
            yield line
            line = []
    yield line


def is_gutter(line: list[Glyph], following: Glyph) -> bool:
    if following.generated or following.character.isspace():
        return False
    drawn = [glyph for glyph in line[-3:] if not glyph.character.isspace()]
    return bool(drawn) and following.left - drawn[-1].right > WIDE * following.size


def line_of(line: list[Glyph]) -> Line:
    drawn = [glyph for glyph in line if not glyph.generated and not glyph.character.isspace()]
    text = "".join(glyph.character for glyph in line).strip()
    return Line(
        text=LINE_END_HYPHEN.sub(HYPHEN, text),
        left=min((glyph.left for glyph in drawn), default=0),
        right=max((glyph.right for glyph in drawn), default=0),
        base=median([glyph.base for glyph in drawn] or [0]),
        size=median([glyph.size for glyph in drawn] or [0]),
    )


def in_columns(lines: list[Line]) -> list[Line]:
    """The lines of one column after those of the other, where the file draws them side by side."""
    gutter = shared_gutter(lines)
    lines = list(rejoined(lines, gutter))
    if gutter is None:
        return lines
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:  # a line across both columns ends what is above it
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (right if line.left >= gutter else left).append(line)
    return [*ordered, *left, *right]


def rejoined(lines: Iterable[Line], gutter: float | None) -> Iterator[Line]:
    """The lines, those made whole again that were cut at a gap which is no gutter."""
    pending: Line | None = None
    for line in lines:
        parted = gutter is not None and pending and pending.right <= gutter <= line.left
        if pending and is_beside(pending, line) and not parted:
            text = f"{pending.text} {line.text}"
            pending = replace(pending, text=text, right=line.right)
        else:
            if pending:
                yield pending
            pending = line
    if pending:
        yield pending


def is_beside(line: Line, following: Line) -> bool:
    return abs(line.base - following.base) < line.size / 2 and following.left > line.right


def shared_gutter(lines: list[Line]) -> float | None:
    """The middle of the gap that at least three rows of two pieces have in common."""
    gaps = [
        (line.right, following.left)
        for line, following in pairwise(lines)
        if is_beside(line, following)
    ]
    if len(gaps) < 3:
        return None
    middle = median((start + end) / 2 for start, end in gaps)
    shared = [gap for gap in gaps if gap[0] < middle < gap[1]]
    return middle if len(shared) >= max(3, 0.7 * len(gaps)) else None

"""Cuts a text at its line breaks for the parser and joins the parsed pieces into one Doc.

The parser glues headlines to leads when it sees the line break, so it never does: line breaks
and other white space around a line become tokens of the joined Doc only. Offsets are exact.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
SENTENCE_POINT = re.compile(r"[.!?…][\"”’')\]]*\s")
SURROGATE = re.compile(r"[\ud800-\udfff]")
# Long enough for any real paragraph; short enough to bound the parser's memory.
LONGEST_PIECE = 4000
ATTRIBUTES: list[int | str] = [
    "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE",
]  # fmt: skip
Rows = list[np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A half-open stretch of the text that is parsed by itself."""

    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The lines of `text` without the white space around them, over-long ones cut further."""
    found: list[Piece] = []
    for line in LINE.finditer(text):
        body = line.group()
        start = line.start() + len(body) - len(body.lstrip())
        end = line.end() - (len(body) - len(body.rstrip()))
        while end - start > LONGEST_PIECE:
            cut = cut_point(text, start)
            found.append(Piece(start, cut))
            start = (
                cut
                + len(text[cut : cut + LONGEST_PIECE])
                - len(text[cut : cut + LONGEST_PIECE].lstrip())
            )
        if end > start:
            found.append(Piece(start, end))
    return found


def cut_point(text: str, start: int) -> int:
    """Where to cut an over-long line: after a sentence, else at white space, else anywhere."""
    window = text[start : start + LONGEST_PIECE]
    ends = [match.end() - 1 for match in SENTENCE_POINT.finditer(window, LONGEST_PIECE // 2)]
    if ends:
        return start + ends[-1]
    for position in range(LONGEST_PIECE - 1, LONGEST_PIECE // 2, -1):
        if window[position].isspace():
            return start + position
    return start + LONGEST_PIECE


def parsable(text: str) -> str:
    """The same text, of the same length, without lone surrogates, which spaCy cannot hold."""
    return SURROGATE.sub("\ufffd", text)


def join(text: str, parts: Iterable[tuple[Piece, Doc]], vocab: Vocab) -> Doc:
    """One Doc over `text` from its parsed pieces, with the white space between them as tokens.

    Such a token hangs on the token before it, so that it never makes a sentence of its own.
    """
    words: list[str] = []
    spaces: list[bool] = []
    rows: Rows = []
    position = 0
    for piece, parsed in parts:
        add_gap(text[position : piece.start], words, spaces, rows)
        words.extend(token.text for token in parsed)
        spaces.extend(bool(token.whitespace_) for token in parsed)
        rows.append(parsed.to_array(ATTRIBUTES))
        position = piece.end
    add_gap(text[position:], words, spaces, rows)
    doc = Doc(vocab, words=words, spaces=spaces)
    if rows:
        doc.from_array(ATTRIBUTES, np.concatenate(rows))  # type: ignore[arg-type]  # any integers do
    return doc


def add_gap(gap: str, words: list[str], spaces: list[bool], rows: Rows) -> None:
    """White space between two pieces: one token, or the space that a token may own."""
    if gap == " " and spaces:
        spaces[-1] = True
    elif gap:
        row = np.zeros((1, len(ATTRIBUTES)), dtype=np.uint64)
        if words:
            row[0, ATTRIBUTES.index("HEAD")] = np.array([-1], dtype=np.int64).astype(np.uint64)[0]
        words.append(gap)
        spaces.append(False)
        rows.append(row)

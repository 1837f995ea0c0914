import datetime
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from articles.ingest.document import ExtractedArticle, IngestError, Limits
from articles.ingest.pdf import read_pdf

from .making import column, pdf_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

LEFT = """\
The council has post-
poned its vote on the
levy. “We lost,” said
the mayor, Ada Fell,
who brought it in. It
was seen as a one-
sided measure, and the"""
RIGHT = """\
one-sided debate went
on until midnight.
   Nobody was hurt.
   The city did not say
who will pay for the
repairs this winter.
   The mayor left."""


def read(data: bytes) -> ExtractedArticle:
    return read_pdf(data, "a.pdf", Limits())


def indented(words: str, *, left: float, top: float) -> list[Any]:
    """Lines that begin with three spaces are drawn indented, as paragraphs are in columns."""
    return [
        (x + 12 * line.startswith("   "), y, size, line.strip())
        for x, y, size, line in column(words, left=left, top=top)
    ]


COLUMNS = [*indented(LEFT, left=72, top=700), *indented(RIGHT, left=200, top=700)]


def interleaved(lines: Any) -> list[Any]:
    """The same lines, drawn row by row across both columns."""
    return sorted(lines, key=lambda line: (-line[1], line[0]))


@pytest.mark.parametrize("drawn", [COLUMNS, interleaved(COLUMNS)], ids=["by column", "by row"])
def test_it_reads_columns_one_after_the_other(drawn: Any) -> None:
    assert read(pdf_of(drawn)).text.split("\n\n") == [
        "The council has postponed its vote on the levy. “We lost,” said the mayor, Ada Fell, who "
        "brought it in. It was seen as a one-sided measure, and the one-sided debate went on until "
        "midnight.",
        "Nobody was hurt.",
        "The city did not say who will pay for the repairs this winter.",
        "The mayor left.",
    ]


def page(number: int, words: str) -> list[Any]:
    body = column(words, left=72, top=700)
    return [
        (72, 760, 8, "The Tern"),
        (300, 760, 8, f"Page {number}"),
        *body,
        (300, 40, 8, str(number)),
    ]


def test_it_leaves_out_running_heads_and_page_numbers_and_says_so() -> None:
    article = read(
        pdf_of(
            page(1, "The mayor left the hall\nbefore the vote. She\nsaid that the council"),
            page(2, "had been bought, and\nthat she could prove it.\nNobody replied."),
            page(3, "The vote was held\nagain on Tuesday.\nIt passed."),
        )
    )
    assert "The Tern" not in article.text
    assert not re.search(r"\d", article.text)
    assert "said that the council had been bought" in article.text
    assert article.left_out == ("3 running heads and feet", "3 page numbers")


def test_it_keeps_a_paragraph_s_words_apart_by_gaps_and_headings() -> None:
    article = read(
        pdf_of(
            [
                (72, 720, 20, "Mayor leaves"),
                (72, 696, 10, "By Jane Roe"),
                (72, 676, 10, "4 March 2025"),
                *column(
                    "The mayor left the hall before the vote, she\nsaid, and went home.",
                    left=72,
                    top=650,
                ),
                *column(
                    "Nobody knew why she had gone so early, or if\nshe would return.",
                    left=72,
                    top=616,
                ),
            ]
        )
    )
    assert article.text.split("\n\n") == [
        "Mayor leaves",
        "By Jane Roe",
        "4 March 2025",
        "The mayor left the hall before the vote, she said, and went home.",
        "Nobody knew why she had gone so early, or if she would return.",
    ]
    assert (article.title, article.byline) == ("Mayor leaves", "Jane Roe")
    assert article.published == datetime.date(2025, 3, 4)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("It was post-", "poned again.", "It was postponed again."),
        ("He sent an e-", "mail to her.", "He sent an e-mail to her."),
        ("There were twenty-", "two of them.", "There were twenty-two of them."),
        ("Said Osei-", "Reyes of it.", "Said Osei-Reyes of it."),
        ("It cost 10-", "20 dollars.", "It cost 10-20 dollars."),
        ("It was -", "as ever - late.", "It was - as ever - late."),
    ],
)
def test_it_joins_words_broken_at_a_line_s_end(first: Any, second: Any, whole: Any) -> None:
    assert read(pdf_of(column(f"{first}\n{second}", left=72, top=700))).text == whole


def test_it_does_not_take_one_file_s_password_for_the_next_file_s() -> None:
    for data, says in ((encrypted(), "password"), (pdf_of(), "without pages")):
        with pytest.raises(IngestError, match=says):
            read(data)


def encrypted() -> bytes:
    """A PDF that claims a password of its own: what it holds does not matter."""
    data = pdf_of([(72, 700, 10, "secret")])
    key = b"<" + b"ab" * 32 + b">"
    locked = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >> /ID [<00> <00>] /Size"
        % (key, key)
    )
    return data.replace(b"/Size", locked, 1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(encrypted(), "protected by a password", id="password"),
        pytest.param(pdf_of([], []), r"no text layer.*run OCR on it first", id="pictures only"),
        pytest.param(pdf_of(), "without pages", id="no pages"),
        pytest.param(b"%PDF-1.7\n%%EOF", "damaged", id="header only"),
        pytest.param(pdf_of([(72, 700, 10, "x")])[:200], "damaged", id="cut off"),
        pytest.param(
            pdf_of(*[[(72, 700, 10, "x")]] * 501), "the limit is 500", id="too many pages"
        ),
    ],
)
def test_it_says_why_it_cannot_read_a_pdf(data: bytes, says: str) -> None:
    with pytest.raises(IngestError, match=says):
        read(data)


def test_it_says_that_some_pages_have_no_text() -> None:
    assert "1 page without text" in read(pdf_of([(72, 700, 10, "The mayor left.")], [])).left_out


def test_it_reads_the_sample_in_the_paragraphs_in_which_it_was_written() -> None:
    source = (SEEDS / "sources" / "040_signals.html").read_text()
    written = [
        " ".join(unescape(re.sub(r"<[^>]+>|\u00ad|&shy;", "", words)).split())
        for words in re.findall(r"<(?:p|h1|h2)\b[^>]*>(.*?)</(?:p|h1|h2)>", source, re.DOTALL)
    ]
    assert read((SEEDS / "040_signals.pdf").read_bytes()).text.split("\n\n") == written

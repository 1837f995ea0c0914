import datetime
from typing import Any

import pytest

from articles.ingest.front import (
    date_in,
    document_front,
    headline,
    name_in_byline,
    read_front,
    title_span,
)

BODY = "\n\nThe mayor left. Nobody knew why."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mayor leaves" + BODY, "Mayor leaves"),
        ("\n\n  Mayor leaves  " + BODY, "Mayor leaves"),
        ("Will the mayor leave?" + BODY, "Will the mayor leave?"),
        ("Mayor leaves.\nThe mayor left.", "Mayor leaves."),
        ("The mayor left.", ""),
        ("", ""),
        ("By Jane Roe" + BODY, ""),
        ("VANTRY, 9 September 2024 - The mayor left." + BODY, ""),
        (
            "The mayor of Vantry left on Tuesday after a long day of talks with the council."
            + BODY,
            "",
        ),
        ("word " * 60 + BODY, ""),
        ("x" * 300 + BODY, ""),
    ],
)
def test_it_takes_a_short_first_line_for_the_headline(text: str, title: str) -> None:
    assert headline(text) == title


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("by Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "Jane Roe"),
        ("By Jane Roe, Staff Writer", "Jane Roe"),
        ("By Jane Roe | Tern Wire", "Jane Roe"),
        ("By Jane Roe and Ibrahim van der Berg", "Jane Roe and Ibrahim van der Berg"),
        ("By María José O’Neill-Ruiz", "María José O’Neill-Ruiz"),
        ("By Monday the mayor had left", ""),
        ("By Monday", ""),
        ("By then it was too late.", ""),
        ("By staff", ""),
        ("Jane Roe", ""),
        ("By 2024", ""),
    ],
)
def test_it_tells_a_byline_from_a_sentence(line: str, who: Any) -> None:
    assert name_in_byline(line) == who


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("March 4, 2025", (2025, 3, 4)),
        ("4 March 2025", (2025, 3, 4)),
        ("Sept. 9th, 2024", (2024, 9, 9)),
        ("2025-03-04T08:00", (2025, 3, 4)),
        ("on February 30, 2025", None),
        ("Mayor 12 2025", None),
        ("March 4", None),
        ("", None),
    ],
)
def test_it_reads_a_full_date_only(text: str, date: Any) -> None:
    assert date_in(text) == (datetime.date(*date) if date else None)


def test_it_reads_a_wire_report_s_front() -> None:
    front = read_front(
        "Mayor leaves\n\nBy Jane Roe\n\nVANTRY, March 4, 2025 (Tern Wire) - The mayor left."
    )
    assert (front.title, front.byline, front.outlet) == ("Mayor leaves", "Jane Roe", "Tern Wire")
    assert front.published == datetime.date(2025, 3, 4)


def test_it_does_not_take_a_date_in_a_sentence_for_the_date_of_the_article() -> None:
    text = "Mayor leaves\n\nThe mayor, who took office on 1 May 2019 and won again in 2023, left."
    assert read_front(text).published is None


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        ("Mayor leaves\n\nText.", "Mayor leaves", "Mayor leaves"),
        ("\n Mayor  leaves \nText.", "Mayor leaves", "Mayor  leaves"),
        ("POLITICS\n\nMayor leaves\n\nText.", "Mayor leaves", "Mayor leaves"),
        ("Mayor leaves\n\nText.", "Mayor stays", None),
        ("Mayor leaves\n\nText.", "", None),
        ("", "Mayor leaves", None),
    ],
)
def test_it_finds_the_title_in_the_text(text: str, title: str, words: str) -> None:
    span = title_span(text, title)
    assert (span and text[slice(*span)]) == words


@pytest.mark.parametrize(
    ("text", "author", "byline"),
    [
        ("Mayor leaves\n\nBy Jane Roe\n\nText.", "Office User", "Jane Roe"),
        ("Mayor leaves\n\nJane Roe\n\nText.", "Jane Roe", "Jane Roe"),
        ("Mayor leaves\n\nText.", "Jane Roe", ""),
        ("Mayor leaves\n\nText.", "", ""),
    ],
)
def test_it_takes_a_word_processor_s_author_only_where_the_text_bears_it_out(
    text: str, author: str, byline: str
) -> None:
    assert document_front(text, heading="", title="", author=author).byline == byline


@pytest.mark.parametrize(
    ("heading", "title", "expected"),
    [
        ("A kicker", "Mayor leaves", "Mayor leaves"),
        ("Mayor leaves", "Template 4", "Mayor leaves"),
        ("", "Microsoft Word - draft.doc", "Mayor leaves"),
    ],
)
def test_it_prefers_the_title_that_the_page_shows(heading: Any, title: str, expected: str) -> None:
    text = (
        "A kicker\n\nMayor leaves\n\nThe mayor left."
        if heading
        else "Mayor leaves\n\nThe mayor left."
    )
    assert document_front(text, heading=heading, title=title, author="").title == expected

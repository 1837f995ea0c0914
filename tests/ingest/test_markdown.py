import datetime
from typing import Any

import pytest

from articles.ingest.markdown import read_markdown


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Mayor leaves\n\nShe *said* it was **over**.", "Mayor leaves\n\nShe said it was over."),
        ("Mayor leaves\n====\n\nText.", "Mayor leaves\n\nText."),
        ("One line\nand another.", "One line and another."),
        ("One line  \nand another.", "One line\nand another."),
        ("- “We lost.”\n- “We won.”", "“We lost.”\n\n“We won.”"),
        ("3. “We lost.”\n4. “We won.”", "3. “We lost.”\n\n4. “We won.”"),
        ("> “We lost,”\n> she said.", "“We lost,” she said."),
        ("She [said](https://x.example) so.", "She said so."),
        ("![The harbor](h.png)", "The harbor"),
        ("Use `code` here.", "Use code here."),
        ("    indented words", "indented words"),
        ("```\nfenced words\n```", "fenced words"),
        ("A <b>bold</b> word", "A <b>bold</b> word"),
        ("<div>\nwords\n</div>", "<div> words </div>"),
        ("2 \\* 3 &amp; 4", "2 * 3 & 4"),
        ("5 * 3 and snake_case_name", "5 * 3 and snake_case_name"),
        ("| Year | Ships |\n|---|---|\n| 2020 | 14 |", "Year\tShips\n\n2020\t14"),
        (
            '“Curly” and "straight" ‘quotes’ -- kept...',
            '“Curly” and "straight" ‘quotes’ -- kept...',
        ),
        ("", ""),
    ],
)
def test_it_keeps_the_words_and_drops_the_marks(source: Any, text: str) -> None:
    assert read_markdown(source.encode()).text == text


def test_it_reads_front_matter() -> None:
    article = read_markdown(
        b"---\ntitle: 'Mayor leaves'\nauthor: Jane Roe\noutlet: Tern Wire\n"
        b"date: 2025-03-04\n---\n\n"
        b"# Mayor leaves\n\nShe [left](https://x.example)."
    )
    assert (article.title, article.byline, article.outlet) == (
        "Mayor leaves",
        "Jane Roe",
        "Tern Wire",
    )
    assert article.published == datetime.date(2025, 3, 4)
    assert article.text == "Mayor leaves\n\nShe left."
    assert article.left_out == ("4 lines of front matter", "1 link address")


def test_it_takes_a_rule_at_the_top_for_a_rule() -> None:
    article = read_markdown(b"---\n\nThe mayor left.\n\n---\n\nShe did.")
    assert article.text == "The mayor left.\n\nShe did."


def test_it_takes_deeply_nested_marks() -> None:
    assert "words" in read_markdown(b">" * 5000 + b" words").text
    assert "words" in read_markdown(b"[" * 5000 + b"words" + b"]" * 5000).text

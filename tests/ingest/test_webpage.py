import datetime
from pathlib import Path
from typing import Any

import pytest

from articles.ingest.document import ExtractedArticle, IngestError, Limits
from articles.ingest.webpage import parsed, read_webpage

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LONG = "The council sat until midnight and would not say, when it was asked, who is to pay. "


def read(page: str) -> ExtractedArticle:
    return read_webpage(page.encode(), "a.html", Limits())


def page(body: str, head: str = "") -> str:
    story = "".join(f"<p>{number}. {LONG}</p>" for number in range(4))
    article = f"<article>{body}{story}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{article}</body></html>"


def test_it_reads_the_sample_page_without_the_page_around_it() -> None:
    article = read((SEEDS / "060_clinic_closure.html").read_text())
    assert article.text.startswith(article.title + "\n\nThe only clinic")
    assert (article.byline, article.outlet) == ("Calliope Renshaw", "The Saint Orrin Beacon")
    assert article.published == datetime.date(2025, 4, 22)
    assert "“With ice on the cape road it’s a coin toss,” she said." in article.text
    for around in (
        "cookie",
        "214 partners",
        "Tide tables",
        "capewalker",
        "newsletter",
        "pageSettings",
    ):
        assert around not in article.text
    assert article.left_out[0].endswith(
        "words of the page around the article (menus, notices, comments)"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>“We <b>lost</b>,” she <a href='x'>said</a>.</p>", "“We lost,” she said."),
        ("<p>&ldquo;We lost,&rdquo; she\n   said.</p>", "“We lost,” she said."),
        ("<p>&#147;We lost,&#148; she said.</p>", "“We lost,” she said."),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("<blockquote><p>“One.”</p><p>“Two.”</p></blockquote>", "“One.”\n\n“Two.”"),
        ("<ul><li>First.</li><li>Second.</li></ul>", "First.\n\nSecond."),
        (
            "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2020</td><td>14</td></tr></table>",
            "Year\tShips\n\n2020\t14",
        ),
        ("<h2>What next</h2>", "What next"),
        (
            "<p>E\u0301mile 😀 \u05e9\u05dc\u05d5\u05dd</p>",
            "E\u0301mile 😀 \u05e9\u05dc\u05d5\u05dd",
        ),
    ],
)
def test_it_keeps_words_and_quotation_marks_as_they_stand(body: Any, text: str) -> None:
    assert f"{text}\n\n0. {LONG.strip()}" in read(page(f"<p>It began.</p>{body}")).text


def test_it_puts_the_title_that_the_page_shows_on_top_once() -> None:
    article = read(page("<h1>Mayor leaves</h1>", head="<title>Mayor leaves | The Tern</title>"))
    assert article.title == "Mayor leaves"
    assert article.text.count("Mayor leaves") == 1
    assert article.text.startswith("Mayor leaves\n\n")


@pytest.mark.parametrize(
    "bad",
    [
        "<html><body></body></html>",
        "<!-- nothing -->",
        "<!doctype html><html><body><div id=root></div><script>run()</script></body></html>",
        "<html>",
    ],
)
def test_it_says_that_a_page_holds_no_article(bad: Any) -> None:
    with pytest.raises(IngestError, match=r"paste|saved"):
        read(bad)


def test_it_refuses_a_page_that_the_parser_would_cut() -> None:
    with pytest.raises(IngestError, match="nested too deeply"):
        read("<html><body>" + "<div>" * 20_000 + page("") + "</div>" * 20_000)


def test_it_loses_nothing_of_a_page_nested_deeper_than_most() -> None:
    assert LONG.strip() in read("<html><body>" + "<div>" * 400 + page("") + "</div>" * 400).text


def test_it_takes_an_element_with_thousands_of_attributes() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(10_000))
    assert LONG.strip() in read(page("").replace("<article>", f"<article {attributes}>")).text


def test_it_keeps_a_text_node_of_more_than_ten_megabytes() -> None:
    tree = parsed(page(f"<p>{LONG * 130_000}</p>"), "a.html")
    assert "".join(tree.itertext()).count("midnight") == 130_004


def test_it_keeps_the_blocks_of_a_very_small_page() -> None:
    small = "<html><head><title>Mayor leaves</title></head><body><h1>Mayor leaves</h1>"
    article = read(small + "<p>“No,” she said.</p><script>run()</script><p>She left.</p></body>")
    assert article.text == "Mayor leaves\n\n“No,” she said.\n\nShe left."


def test_it_does_not_take_the_site_s_name_for_the_title() -> None:
    source = page("<h1>Mayor leaves</h1>", head="<title>Mayor leaves | The Tern</title>")
    article = read(source.replace("<body>", "<body><h1>The Tern</h1>"))
    assert article.title == "Mayor leaves"
    assert article.text.startswith("Mayor leaves\n\n")

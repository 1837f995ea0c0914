import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest import ExtractedArticle, IngestError, Limits, read_article, read_pasted

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


@pytest.mark.parametrize(
    ("data", "filename", "says"),
    [
        pytest.param(b"", "a.txt", "a.txt is empty", id="0 bytes"),
        pytest.param(b" \n\t\r\n ", "a.txt", "only white space", id="white space"),
        pytest.param(
            "\ufeff\u00a0\u2003".encode(), "a.md", "only white space", id="wide white space"
        ),
        pytest.param(b"123 456", "a.txt", "holds no words", id="no words"),
        pytest.param(b"\x00\x00\x00", "a.txt", "holds no words", id="three NULs"),
        pytest.param(bytes(range(256)) * 8, "a.txt", "binary data", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(64), "a.docx", "PNG image", id="wrongly named"),
        pytest.param(b"words " * 200, "a.txt", "the limit is 0.0 MB", id="too large"),
        pytest.param(b"words " * 100, "a.txt", "the limit is 500", id="too long"),
    ],
)
def test_it_says_what_is_wrong_with_a_file(data: bytes, filename: str, says: str) -> None:
    with pytest.raises(IngestError, match=says):
        read_article(
            data,
            filename=filename,
            limits=Limits(bytes=1_000 if "0.0" in says else 9_999, characters=500),
        )


@pytest.mark.parametrize(
    ("filename", "text"),
    [
        ("a.pdf", "The mayor said “no” and that was that. Nobody asked."),
        ("a.docx", "The mayor said “no” and that was that. Nobody asked."),
        ("a.html", "The mayor said “no” and that was that. Nobody asked."),
        ("a", "The mayor said “no” and that was that. Nobody asked."),
    ],
)
def test_it_reads_a_wrongly_named_text_as_what_it_is(filename: str, text: str) -> None:
    assert read_article(text.encode(), filename=filename, limits=Limits()).text == text


def test_it_reads_a_line_of_a_megabyte() -> None:
    line = "The mayor said that it was so. " * 33_000
    assert read_article(line.encode(), filename="a.txt", limits=Limits()).text == line


def test_it_states_that_an_article_is_in_another_language() -> None:
    text = (
        "Le maire a déclaré que la ville ne paierait pas les réparations du pont cette année. " * 3
    )
    assert read_article(text.encode(), filename="a.txt", limits=Limits()).language == "fr"


def test_it_keeps_labels_to_one_short_line() -> None:
    source = "---\ntitle: " + "word " * 200 + "\nauthor: Jane\tRoe\n---\nThe mayor left."
    article = read_article(source.encode(), filename="a.md", limits=Limits())
    assert len(article.title) == 300
    assert article.title.endswith("…")
    assert article.byline == "Jane Roe"


def test_it_refuses_a_paste_without_text() -> None:
    with pytest.raises(IngestError, match="Paste the article"):
        read_pasted(" \n ", limits=Limits())


@pytest.mark.parametrize("path", sorted(SEEDS.glob("0*")), ids=lambda path: path.name)
def test_it_reads_every_sample_with_its_title_in_the_text_once(path: Any) -> None:
    article = read_article(path.read_bytes(), filename=path.name, limits=Limits())
    assert article.title_span
    assert article.text[slice(*article.title_span)] == article.title
    assert article.text.count(article.title) == 1
    assert article.language == "en"
    assert len(article.text.split()) > 300


@given(
    data=st.binary(max_size=300),
    filename=st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a"]),
)
@settings(deadline=None)
def test_it_reads_or_refuses_any_bytes(data: bytes, filename: str) -> None:
    try:
        article = read_article(data, filename=filename, limits=Limits())
    except IngestError:
        return
    assert isinstance(article, ExtractedArticle)
    assert article.text.strip()


@pytest.mark.parametrize("path", sorted(SEEDS.glob("0[2-6]*")), ids=lambda path: path.name)
@pytest.mark.parametrize("tenths", range(1, 10))
def test_it_reads_or_refuses_a_file_that_was_cut_off(path: Any, tenths: Any) -> None:
    data = path.read_bytes()
    try:
        article = read_article(
            data[: len(data) * tenths // 10], filename=path.name, limits=Limits()
        )
    except IngestError:
        return
    assert article.text.strip()


def test_importing_it_loads_no_parser() -> None:
    heavy = {"lxml", "trafilatura", "docx", "pypdfium2", "py3langid", "numpy", "markdown_it"}
    code = f"import articles.ingest, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

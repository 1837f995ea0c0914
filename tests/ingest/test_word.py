from typing import Any

import pytest

from articles.ingest.document import ExtractedArticle, IngestError, Limits
from articles.ingest.word import read_word

from .making import docx_of, zip_of


def read(data: bytes, **limits: int) -> ExtractedArticle:
    return read_word(data, "a.docx", Limits(**limits))


def words(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{words('One ')}{words('two')}</w:p>", "One two"),
        (f"<w:p>{words('Kept')}<w:del>{words(' gone')}</w:del></w:p>", "Kept"),
        (f"<w:p>{words('Kept')}<w:ins>{words(' and put in')}</w:ins></w:p>", "Kept and put in"),
        (
            f"<w:p><w:moveFrom>{words('Moved')}</w:moveFrom></w:p><w:p><w:moveTo>{words('Moved')}</w:moveTo></w:p>",
            "Moved",
        ),
        (
            f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>{words('seen')}</w:p>",
            "seen",
        ),
        (f"<w:p><w:hyperlink>{words('linked')}</w:hyperlink></w:p>", "linked"),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb\tc"),
        (
            f"<w:p><w:pPr><w:tabs><w:tab w:pos='9'/></w:tabs></w:pPr>{words('no tab')}</w:p>",
            "no tab",
        ),
        (
            f"<w:sdt><w:sdtContent><w:p>{words('controlled')}</w:p></w:sdtContent></w:sdt>",
            "controlled",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{words('Year')}</w:p></w:tc><w:tc><w:p>{words('Ships')}</w:p>"
            f"</w:tc></w:tr><w:tr><w:tc><w:p>{words('2020')}</w:p></w:tc><w:tc><w:p>{words('14')}</w:p>"
            "</w:tc></w:tr></w:tbl>",
            "Year\tShips\n\n2020\t14",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{words('One.')}</w:p><w:p>{words('Two.')}</w:p></w:tc></w:tr></w:tbl>",
            "One.\n\nTwo.",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{words('in')}</w:p></w:tc></w:tr></w:tbl>"
            f"<w:p>{words('out')}</w:p></w:tc></w:tr></w:tbl>",
            "in\n\nout",
        ),
        (
            f"<w:p>{words('Before.')}<w:r><w:pict><w:txbxContent><w:p>{words('In a box.')}</w:p>"
            "</w:txbxContent></w:pict></w:r></w:p>",
            "Before.\n\nIn a box.",
        ),
    ],
)
def test_it_reads_what_the_page_shows(body: Any, text: str) -> None:
    assert read(docx_of(body=body)).text == text


def test_it_says_what_it_left_out() -> None:
    body = f"<w:p>{words('Kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    assert read(docx_of(body=body)).left_out == ("1 passage deleted in tracked changes",)


def test_it_reads_title_and_byline_from_the_page_and_not_from_the_properties() -> None:
    article = read(docx_of("Mayor leaves", "By Jane Roe", "The mayor left.", author="Office User"))
    assert (article.title, article.byline) == ("Mayor leaves", "Jane Roe")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(zip_of({"word/document.xml": b"<w/>"}), "damaged", id="no content types"),
        pytest.param(
            docx_of("x").replace(b"[Content_Types].xml", b"[Content_Typos].xml"),
            "damaged",
            id="bent",
        ),
        pytest.param(
            zip_of({"word/document.xml": b"0" * 3_000_000}), "unpacks to 3 MB", id="zip bomb"
        ),
        pytest.param(
            zip_of({f"word/{number}": b"" for number in range(10_001)}),
            "10,001 parts",
            id="many parts",
        ),
    ],
)
def test_it_says_why_it_cannot_read_a_document(data: bytes, says: str) -> None:
    with pytest.raises(IngestError, match=says):
        read(data, unpacked_bytes=2_000_000)

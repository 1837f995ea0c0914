"""The annotator as a whole: every text goes through, offsets hold, nothing is missing."""

import pytest

from articles.nlp import pipeline
from articles.nlp.findings import Quote

pytestmark = pytest.mark.model

ODD = {
    "empty": "",
    "white space": " \n\t \r\n",
    "nul": "\x00\x00Bell said\x00 no.\x00",
    "lone surrogate": "“Hi \ud800,” said Ann \udc01 Bell.",
    "emoji": "“Yes 😀🏳️‍🌈,” Bell said 👍.",
    "right to left": "\u202e“Yes,” Bell said.\u202c אמר בל שכן.",
    "zero width": "“Ye\u200bs,” Be\u200dll\ufeff said.",
    "carriage returns": "Bell said no.\r\n\r\n“Yes,” he said.\rEnd.",
    "nested marks": "“" * 100 + "a" + "”" * 100,
    "marks only": "\"'“”‘’«»" * 50,
    "one endless word": "x" * 9_000,
    "one endless line": "Bell said it rained. " * 900,
    "another language": "„Der Steg ist weg“, sagte Bell. 港は閉じた、と彼は言った。",
}  # fmt: skip


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_no_text_is_too_odd(text: str) -> None:
    for each in pipeline.annotate(text).annotations:
        assert 0 <= each.start < each.end <= len(text)
        if isinstance(each, Quote) and each.source is not None:
            assert text[each.source.start : each.source.end] == each.source.text


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_the_doc_holds_the_text_exactly(text: str) -> None:
    expected = "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text)
    doc = pipeline.load().doc(text)
    assert doc.text == expected
    assert len(doc._.attributed) == len(doc)


def test_no_sentence_crosses_a_line_break() -> None:
    doc = pipeline.load().doc("Mayor steps down\nThe vote was close\n\nShe left. He stayed.")
    assert [span.text.strip() for span in doc.sents] == [
        "Mayor steps down", "The vote was close", "She left.", "He stayed.",
    ]  # fmt: skip


def test_the_components_have_what_they_need() -> None:
    analysis = pipeline.load().components.analyze_pipes()
    assert analysis is not None
    assert not any(analysis["problems"].values())


def test_progress_reaches_the_end_of_the_text() -> None:
    text = "It rained.\n" * 300
    told: list[int] = []
    pipeline.annotate(text, on_progress=told.append)
    assert told == sorted(told)
    assert len(told) > 1
    assert told[-1] == len(text)


def test_many_texts_give_as_many_findings_in_order() -> None:
    found = list(pipeline.annotate_many(["", "“No,” Bell said.", ""]))
    assert [len(each.annotations) > 0 for each in found] == [False, True, False]


def test_the_version_names_the_weights() -> None:
    assert pipeline.annotate("").pipeline == pipeline.version()
    assert (
        pipeline.load(reader="fast").version
        == pipeline.version(reader="fast")
        != pipeline.version()
    )

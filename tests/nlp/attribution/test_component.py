"""What a reader sees of quotes, with the trained model. People and places are invented."""

import pytest

from articles.nlp import pipeline
from articles.nlp.findings import Quote
from tests.nlp.marking import unmark

pytestmark = pytest.mark.model


def quotes(text: str) -> list[Quote]:
    found = pipeline.annotate(text).annotations
    return [each for each in found if isinstance(each, Quote)]


@pytest.mark.parametrize(
    "marked",
    [
        "[q “We will rebuild the pier,”] said [s Harbour Minister Ada Bell].",
        '[q "We will rebuild the pier,"] [s Bell] said on Monday.',
        "[s Ada Bell] said [q the ferry would return in May].",
        "[s Bell] argued: [q “Nobody asked the fishermen.”]",
        "[q The bridge is safe], according to [s the rail operator].",
        "[q Ferry fares will double next year], [s the operator] said.",
        "[s The singer] tweeted: [q “I am fine.”]",
        "[s Prosecutors] allege [q that Reyes moved the money through four banks].",
        "[s Critics] called [q the plan “a gift to builders”].",
        "[s Ms. Bell] denied [q that the cranes were unsafe].",
        "[q “Stop the music,”] [s the manager] shouted.",
    ],
)
def test_it_finds_the_words_and_who_said_them(marked: str) -> None:
    text, expected = unmark(marked)
    (found,) = quotes(text)
    assert [text[start:end] for start, end in found.spans] == expected["q"]
    assert found.source is not None
    assert found.source.text == expected["s"][0]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The pier is gone,” Bell said.", "direct"),
        ("Bell called the plan “a gift to builders”.", "mixed"),
        ("Bell said the pier was gone.", "indirect"),
    ],
)
def test_it_tells_direct_from_mixed_from_indirect(text: str, form: str) -> None:
    assert [each.form for each in quotes(text)] == [form]


def test_an_interrupted_quotation_is_one_quote_in_pieces() -> None:
    text = "“We will rebuild the pier,” Bell said on Monday. “It will take a year.”"
    (found,) = quotes(text)
    assert [text[start:end] for start, end in found.spans] == [
        "“We will rebuild the pier,”",
        "“It will take a year.”",
    ]


def test_a_speaker_is_carried_into_the_paragraph_that_continues() -> None:
    text = "“We were told to wait,” Bell said. “We waited for years.\n\n“Then the water came.”"
    last = quotes(text)[-1]
    assert last.source is not None
    assert last.source.text == "Bell"
    assert "carried-over" in {each.reason.code for each in last.reasons}


def test_a_quotation_without_a_speaker_has_no_source_and_says_so() -> None:
    (found,) = quotes("“There is no money left.”")
    assert found.source is None
    assert "no-source" in {each.reason.code for each in found.reasons}


def test_plain_narration_is_nobody_s_words() -> None:
    assert quotes("The ferry left at noon. It rained all afternoon in Westport.") == []


def test_a_trained_quote_is_surer_than_a_guess() -> None:
    (clear,) = quotes("“The pier is gone,” Ada Bell said.")
    (loose,) = quotes("“There is no money left.”")
    assert clear.confidence > 0.8
    assert loose.confidence < 0.6


def test_every_offset_gives_the_words() -> None:
    text = "“The pier is gone,” Ada Bell said. Critics called the plan “a gift”.\r\n\r\nShe left."
    for each in quotes(text):
        assert each.start == each.spans[0][0]
        assert each.end == each.spans[-1][1]
        for part in (each.cue, each.source):
            if part is not None:
                assert text[part.start : part.end] == part.text

from pathlib import Path

import pytest

from articles.nlp import pipeline
from articles.nlp.findings import Quote
from articles.nlp.sourcing.component import judge
from articles.nlp.sourcing.linear import HAND_SET, load_model
from articles.nlp.sourcing.signals import weigh
from tests.nlp.sourcing.building import Reader, quote, verdicts

STORY = "Ada Roe opened the old mill at Elmford on Friday in front of a large and silent crowd."


def kinds(reading_of: Reader, text: str, *quotes: Quote) -> list[str]:
    reading = reading_of(text, *quotes)
    return [each.sentence.sourcing for each in judge(reading, weigh(reading), HAND_SET)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Old mill opens\n{STORY}\nOther news", ["other", "background", "other"]),
        ("What will become of the mill?", ["question"]),
        ("Critics said the mill was lost.", ["vague"]),
        ("Rents are rising because landlords want to double them.", ["unsourced"]),
        ("“We will never give back the old mill to them.”", ["unsourced"]),
        ("Roe declined to comment.", ["background"]),
    ],
)
def test_it_says_whose_word_each_sentence_is(
    reading_of: Reader, text: str, expected: list[str]
) -> None:
    assert kinds(reading_of, text) == expected


@pytest.mark.model
def test_it_leaves_what_has_a_named_source_alone(reading_of: Reader) -> None:
    text = "Ada Roe said that rents would rise because of the mill."
    given = quote(text, "that rents would rise because of the mill", "Ada Roe", name="Ada Roe")
    assert kinds(reading_of, text, given) == ["named"]


@pytest.mark.model
def test_it_shows_the_sentence_that_a_source_comes_from(reading_of: Reader) -> None:
    text = "Ada Roe spoke for an hour. The mill would close, and the rye would be sold."
    given = quote(text, "The mill would close, and the rye would be sold", "Ada Roe")
    reading = reading_of(text, given)
    second = judge(reading, weigh(reading), HAND_SET)[1].sentence
    assert second.source is not None
    assert second.source.text == "Ada Roe"
    assert second.inherited_from == (0, len("Ada Roe spoke for an hour."))


@pytest.mark.model
def test_it_trusts_no_reading_of_a_garbled_sentence(reading_of: Reader) -> None:
    confidences = []
    for mark in ('"', "-"):
        text = f"{mark}, Roe said at the mill before the rain."
        reading = reading_of(text, quote(text, "at the mill before the rain", "Roe"))
        confidences.append(judge(reading, weigh(reading), HAND_SET)[0].sentence.confidence)
    assert confidences[0] == pytest.approx(confidences[1] / 2, rel=0.2)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\x00",
        "“" * 100,
        '"' * 101,
        "😀 “he”\r\n😀 said",
        "İ said\u2028" * 30,
        "a" * 5000,
    ],
)
def test_it_covers_odd_texts_without_failing(reading_of: Reader, text: str) -> None:
    for each in verdicts(reading_of(text)):
        assert text[each.sentence.start : each.sentence.end].strip()


@pytest.mark.model
def test_its_components_ask_for_nothing_that_is_not_there() -> None:
    components = pipeline.load().components
    assert {"sourcing", "defects"} <= set(components.pipe_names)
    analysis = components.analyze_pipes()
    assert analysis is not None
    assert not any(analysis["problems"][name] for name in ("sourcing", "defects"))


def test_it_falls_back_to_weights_set_by_hand(tmp_path: Path) -> None:
    assert load_model(tmp_path / "none.json") is HAND_SET
    assert not HAND_SET.trained

"""Without weights the fixed rules still work, are less sure, and say so."""

from pathlib import Path

import pytest

from articles.nlp import pipeline
from articles.nlp.findings import Quote
from tests.nlp.marking import unmark

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Pipeline:
    empty: Path = tmp_path_factory.mktemp("weights")
    return pipeline.load(weights=empty)


def quotes(untrained: pipeline.Pipeline, text: str) -> list[Quote]:
    return [each for each in untrained.annotate(text).annotations if isinstance(each, Quote)]


@pytest.mark.parametrize(
    "marked",
    [
        "[q “We will rebuild the pier,”] said [s Ada Bell].",
        "[s Ada Bell] said [q the ferry would return in May].",
        "[q The bridge is safe], according to [s the operator].",
    ],
)
def test_the_rules_find_plain_cases(untrained: pipeline.Pipeline, marked: str) -> None:
    text, expected = unmark(marked)
    (found,) = quotes(untrained, text)
    assert [text[start:end] for start, end in found.spans] == expected["q"]
    assert found.source is not None
    assert found.source.text == expected["s"][0]


def test_they_are_less_sure_and_say_so(untrained: pipeline.Pipeline) -> None:
    (found,) = quotes(untrained, "“The pier is gone,” Ada Bell said.")
    assert found.confidence < 0.5
    assert "rules-only" in {each.reason.code for each in found.reasons}


def test_a_few_quoted_words_are_not_a_statement(untrained: pipeline.Pipeline) -> None:
    assert quotes(untrained, "Bell walked past the “big” crane.") == []

"""Floors under the annotator's quality, on the project's own gold sets.

They lie a few points under what was measured when they were set: a change that falls through one
has broken something, however well its own tests pass.
"""

from pathlib import Path

import pytest

from articles.nlp import pipeline
from articles.nlp.evaluation import gold, own

pytestmark = pytest.mark.model
GOLD = Path(__file__).parents[2] / "gold"


def text(name: str) -> str:
    return (GOLD / name).read_text(encoding="utf-8")


def test_it_finds_who_says_what_in_other_genres_than_it_was_trained_on() -> None:
    passages = gold.transfer_passages(text("transfer.txt"), file="transfer.txt")
    measures = own.genre_rates(passages, pipeline.annotate)
    assert measures["all"]["content partial"].f1 >= 85
    assert measures["all"]["end to end"].f1 >= 81
    assert all(each["end to end"].f1 >= 55 for each in measures.values())


def test_the_names_it_gives_are_right() -> None:
    rate = own.name_rate(gold.name_cases(text("names.txt"), file="names.txt"), pipeline.annotate)
    assert rate.precision >= 0.92
    assert rate.coverage >= 0.8


def test_it_tells_kinds_of_source_apart() -> None:
    rate = own.type_rate(gold.type_cases(text("types.txt"), file="types.txt"), pipeline.annotate)
    assert rate.found >= 0.9 * rate.cases
    assert rate.accuracy >= 0.90
    assert rate.vague_f1 >= 0.88

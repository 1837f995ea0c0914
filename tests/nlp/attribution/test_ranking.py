from pathlib import Path

import pytest

from articles.nlp.attribution.ranking import probabilities, read_weighting, write_weighting
from articles.nlp.training.ranking import Choice, fit


def test_probabilities_sum_to_one_and_follow_the_weights() -> None:
    found = probabilities([["near"], ["far"], []], {"near": 2.0, "far": -1.0})
    assert sum(found) == pytest.approx(1.0)
    assert found[0] > found[2] > found[1]


def test_unknown_features_weigh_nothing() -> None:
    assert probabilities([["x"], ["y"]], {}) == [0.5, 0.5]


def test_it_learns_which_candidate_is_right() -> None:
    choices = [Choice([["near"], ["far"]], 0)] * 20 + [Choice([["far"], ["near"]], 1)] * 20
    weights = fit(choices)
    assert weights["near"] > 0 > weights["far"]


def test_the_same_choices_give_the_same_bytes(tmp_path: Path) -> None:
    choices = [Choice([["a", "b"], ["b", "c"]], number % 2) for number in range(30)]
    for name in ("one.json", "two.json"):
        write_weighting(fit(choices), tmp_path / name)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert set(read_weighting(tmp_path / "one.json")) == {"a", "b", "c"}

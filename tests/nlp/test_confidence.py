import json
from pathlib import Path

import pytest

from articles.nlp.attribution.weights import ACCURATE, MODELS
from articles.nlp.confidence import SURE, Calibration, in_words, is_calibrated


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "almost certain"),
        (0.95, "almost certain"),
        (0.85, "very likely"),
        (0.78, "likely"),
        (0.5, "possible"),
        (0.3, "unlikely"),
        (0.05, "very unlikely"),
        (0.0, "very unlikely"),
    ],
)
def test_it_puts_a_probability_into_words(probability: float, word: str) -> None:
    assert in_words(probability) == word


@pytest.mark.parametrize(
    ("kind", "type", "codes", "measured"),
    [
        ("quote", "", ["quotation-marks"], True),
        ("quote", "", ["quotation-marks", "rules-only"], False),
        ("claim", "number", ["number", "own-voice"], True),
        ("claim", "number", ["number", "untrained"], False),
        ("claim", "other", ["hidden-agent"], True),
        ("claim", "orphan-quote", ["orphan-words"], False),
        ("defect", "", ["mark-unclosed"], False),
        ("something-new", "", [], False),
    ],
)
def test_only_what_was_measured_counts_as_calibrated(
    kind: str, type: str, codes: list[str], measured: bool
) -> None:
    assert is_calibrated(kind, type, codes) is measured


def test_a_calibration_follows_its_curve() -> None:
    curve = Calibration(weights={"bias": 0.0}, knots=(0.25, 0.75), values=(0.2, 0.6))
    assert curve.probability({"bias": 1.0}) == pytest.approx(0.4)


def test_no_probability_is_ever_certain() -> None:
    sure = Calibration(weights={"x": 1.0})
    assert sure.probability({"x": 1e9}) == 0.99
    assert sure.probability({"x": -1e9}) == 0.01


def test_more_evidence_never_lowers_a_monotone_score() -> None:
    curve = Calibration(weights={"x": 1.0}, knots=(0.2, 0.5, 0.9), values=(0.1, 0.5, 0.95))
    found = [curve.probability({"x": x / 10}) for x in range(-50, 50)]
    assert found == sorted(found)


@pytest.mark.parametrize("folder", [MODELS, MODELS / ACCURATE])
def test_a_statement_is_sure_from_where_its_sentence_counts_as_unsourced(folder: Path) -> None:
    """Or the coverage line and the marks on the page would count differently."""
    assert json.loads((folder / "sourcing.json").read_text(encoding="utf-8"))["settled"] == SURE

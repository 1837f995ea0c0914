import numpy as np
import pytest

from articles.nlp.training.fitting import as_score, fit_binary, fit_labels, matrix

ROWS = [{"wet": 1.0}, {"wet": 1.0, "dark": 1.0}, {"dark": 1.0}, {}]


def test_it_puts_the_bias_last() -> None:
    assert matrix(ROWS, ["dark", "wet"]).tolist() == [[0, 1, 1], [1, 1, 1], [1, 0, 1], [0, 0, 1]]


def test_it_learns_which_signal_counts() -> None:
    dark, wet, _ = fit_binary(matrix(ROWS, ["dark", "wet"]), np.array([1.0, 1, 0, 0]), 0.1)
    assert wet > 1.0
    assert dark == pytest.approx(0.0, abs=0.01)


def test_two_labels_agree_with_the_binary_fit() -> None:
    wanted = np.array([1.0, 1, 0, 0])
    rows = matrix(ROWS, ["dark", "wet"])
    both = fit_labels(rows, np.stack([wanted, 1 - wanted], axis=1), 0.2)
    # Two label weights of penalty 2p share the work of one binary weight of penalty p.
    assert both[:, 0] - both[:, 1] == pytest.approx(fit_binary(rows, wanted, 0.1), abs=1e-2)


def test_it_keeps_no_weight_that_rounds_to_nothing() -> None:
    score = as_score(np.array([0.00001, -0.5, 0.25]), ["dark", "wet"])
    assert score == {"bias": 0.25, "weights": {"wet": -0.5}}

"""Regularised logistic regression by Newton's method: small, exact, the same on every run."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
# Newton's method ends when no weight moves by more than this.
STILL = 1e-8
ROUNDS = 30
DECIMALS = 4


def matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Matrix:
    """One row a sentence, one column a signal, and a last column of ones for the bias."""
    columns = {name: column for column, name in enumerate(names)}
    filled = np.zeros((len(rows), len(names) + 1))
    filled[:, -1] = 1.0
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in columns:
                filled[number, columns[name]] = value
    return filled


def fit_binary(rows: Matrix, wanted: Matrix, penalty: float) -> Matrix:
    """Weights (bias last) for the probability that `wanted` is 1."""
    weights = np.zeros(rows.shape[1])
    ridge = ridge_of(rows, penalty)
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - wanted) + ridge * weights
        bend = (rows * (chance * (1.0 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < STILL:
            break
    return weights


def fit_labels(rows: Matrix, wanted: Matrix, penalty: float) -> Matrix:
    """One column of weights a label (bias last), for labels that exclude one another.

    Each round solves for one label at a time against the upper bound of the curvature, which
    cannot overshoot and needs one factorisation in all.
    """
    labels = wanted.shape[1]
    ridge = ridge_of(rows, penalty)
    bound = np.linalg.inv(0.5 * rows.T @ rows + np.diag(ridge))
    weights = np.zeros((rows.shape[1], labels))
    for _ in range(400):
        scores = rows @ weights
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance = raised / raised.sum(axis=1, keepdims=True)
        step = bound @ (rows.T @ (chance - wanted) + ridge[:, None] * weights)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-5:
            break
    return weights


def ridge_of(rows: Matrix, penalty: float) -> Matrix:
    ridge = np.full(rows.shape[1], penalty)
    ridge[-1] = 1e-3
    return ridge


def as_score(weights: Matrix, names: Sequence[str]) -> dict[str, object]:
    """Plain data for the weights file, rounded so that the same data give the same bytes."""
    rounded = {
        name: round(float(weight), DECIMALS)
        for name, weight in zip(names, weights[:-1], strict=True)
        if round(float(weight), DECIMALS)
    }
    return {"bias": round(float(weights[-1]), DECIMALS), "weights": dict(sorted(rounded.items()))}

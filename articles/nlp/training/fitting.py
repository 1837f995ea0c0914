"""Regularised logistic regression by Newton's method: small, exact, the same on every run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
# Newton's method ends when no weight moves by more than this.
STILL = 1e-8
ROUNDS = 30
DECIMALS = 4
# A state holds hundreds of numbers, each of little meaning: small signals, strong priors. Chosen
# by cross-validation.
STATE_SCALE = 0.08


@dataclass(frozen=True, slots=True)
class Scale:
    """Brings the numbers of a state to one scale; the weights are brought back from it."""

    mean: Matrix
    spread: Matrix

    def applied(self, states: Matrix) -> Matrix:
        scaled: Matrix = (states - self.mean) / self.spread
        return scaled

    def undone(self, weights: Matrix) -> tuple[Matrix, float]:
        """The weights of the numbers as they come, and what those give the average state."""
        plain = weights / self.spread
        return plain, float(plain @ self.mean)


def scale_of(states: Sequence[NDArray[np.float32]]) -> Scale | None:
    """None where the encoder has not read along."""
    if not states:
        return None
    rows = np.array(states, dtype=np.float64)
    return Scale(rows.mean(axis=0), (rows.std(axis=0) + 1e-6) / STATE_SCALE)


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


def as_score(
    weights: Matrix, names: Sequence[str], scale: Scale | None = None
) -> dict[str, object]:
    """Plain data for the weights file, rounded so that the same data give the same bytes.

    Weights come in the order of `names`, of the state if there is a scale for it, and the bias.
    """
    own = dict(zip(names, weights[: len(names)].tolist(), strict=True))
    rounded = {name: round(own[name], DECIMALS) for name in sorted(own)}
    score: dict[str, object] = {
        "bias": round(float(weights[-1]), DECIMALS),
        "weights": {name: value for name, value in rounded.items() if value},
    }
    if scale is not None:
        plain, centre = scale.undone(weights[len(names) : -1])
        score["state"] = np.round(plain, DECIMALS + 1).tolist()
        score["centre"] = round(centre, DECIMALS)
    return score

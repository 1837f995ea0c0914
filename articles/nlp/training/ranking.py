"""Fits the weights of a conditional logit by plain full-batch gradient steps (Adam)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one decision, as feature strings, and which of them was right."""

    candidates: list[list[str]]
    right: int


def fit(
    choices: Sequence[Choice],
    *,
    prior: Mapping[str, float] | None = None,
    ridge: float = 1.0,
    steps: int = 300,
    least: int = 3,
) -> dict[str, float]:
    """Weights of all features that occur at least `least` times; deterministic.

    With a `prior`, learned from more articles, weights stay near it where little speaks against.
    """
    prior = prior or {}
    seen = Counter(f for choice in choices for each in choice.candidates for f in each)
    names = sorted(feature for feature, times in seen.items() if times >= least)
    index = {feature: number for number, feature in enumerate(names)}
    rows, columns, groups, right = [], [], [], []
    row = 0
    for group, choice in enumerate(choices):
        for number, each in enumerate(choice.candidates):
            known = [index[feature] for feature in each if feature in index]
            rows.extend([row] * len(known))
            columns.extend(known)
            groups.append(group)
            right.append(number == choice.right)
            row += 1
    table = (np.array(rows), np.array(columns), np.array(groups), np.array(right, dtype=float))
    centre = np.array([prior.get(name, 0.0) for name in names])
    weights = descend(table, centre, len(choices), ridge=ridge, steps=steps)
    return dict(prior) | {name: float(w) for name, w in zip(names, weights, strict=True)}


Table = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def descend(
    table: Table, centre: np.ndarray, choices: int, *, ridge: float, steps: int
) -> np.ndarray:
    """Adam on the regularised negative log likelihood, from the centre, with a falling rate."""
    rows, columns, groups, right = table
    features = len(centre)
    weights, first, second = centre.copy(), np.zeros(features), np.zeros(features)
    for step in range(1, steps + 1):
        scores = np.bincount(rows, weights[columns], minlength=len(groups))
        scores -= np.maximum.reduceat(scores, starts(groups))[groups]
        powers = np.exp(scores)
        chance = powers / np.bincount(groups, powers, minlength=choices)[groups]
        slope = np.bincount(columns, (chance - right)[rows], minlength=features)
        slope += ridge * (weights - centre)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        rate = 0.1 * (1 - step / (steps + 1))
        corrected = first / (1 - 0.9**step)
        weights -= rate * corrected / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def starts(groups: np.ndarray) -> np.ndarray:
    """Where each group begins; groups are numbered in order."""
    return np.concatenate(([0], np.flatnonzero(np.diff(groups)) + 1))

"""Learns how far a quote's evidence can be trusted, from cross-validated predictions.

Words are right if they share at least half (Jaccard, over word tokens) with an attribution that
a person marked; a source is right if it overlaps that attribution's source, or if both have none.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from articles.nlp.attribution.links import Link
from articles.nlp.attribution.quotes import Context, evidence
from articles.nlp.training.attribution import Article

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
KNOTS = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """One predicted quote: its evidence, and whether its words and its source were right."""

    evidence: dict[str, float]
    span: bool
    source: bool


def judge(links: Sequence[Link], context: Context, article: Article) -> list[Judged]:
    starts = {token.idx: token.i for token in context.doc if token.text[0].isalnum()}
    gold = [
        (tokens(each["content"], starts), tokens(each["source"], starts))
        for each in article["attributions"]
    ]
    found = []
    for link in links:
        words = {t for each in link.group.contents for t in range(each.start, each.end)}
        words &= set(starts.values())
        shares = [(len(words & content) / len(words | content), source)
                  for content, source in gold if words & content]  # fmt: skip
        share, wanted = max(shares, key=lambda pair: pair[0], default=(0.0, set()))
        own = set(range(link.source.start, link.source.end)) if link.source else set()
        right = bool(own & wanted) if wanted else not own
        found.append(Judged(evidence(link, context), share >= 0.5, bool(shares) and right))
    return found


def tokens(spans: Sequence[tuple[int, int]], starts: Mapping[int, int]) -> set[int]:
    return {starts[at] for start, end in spans for at in range(start, end) if at in starts}


def fit_calibrations(judged: Sequence[Judged]) -> dict[str, dict[str, object]]:
    """For "span", "source" and "joint": logistic weights and the knots of a monotone curve."""
    names = sorted(judged[0].evidence)
    table = np.array([[each.evidence[name] for name in names] for each in judged])
    outcomes = {
        "span": [each.span for each in judged],
        "source": [each.source for each in judged],
        "joint": [each.span and each.source for each in judged],
    }
    found: dict[str, dict[str, object]] = {}
    for kind, outcome in outcomes.items():
        right = np.array(outcome, dtype=float)
        weights = logistic(table, right)
        raw = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        knots, values = curve(raw, right)
        found[kind] = {
            "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)},
            "knots": knots,
            "values": values,
        }
    return found


def logistic(table: np.ndarray[tuple[int, int], np.dtype[np.float64]], right: Vector) -> Vector:
    """Newton's method with a light ridge."""
    weights = np.zeros(table.shape[1])
    ridge = np.eye(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - right) + weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def curve(raw: Vector, right: Vector) -> tuple[list[float], list[float]]:
    """Equal-sized bins of the score, made monotone by pooling neighbours that disagree."""
    order = np.argsort(raw, kind="stable")
    bins = np.array_split(order, KNOTS)
    blocks = [(float(raw[each].mean()), float(right[each].mean()), len(each)) for each in bins]
    pooled: list[tuple[float, float, int]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (k1, v1, n1), (k2, v2, n2) = pooled[-2:]
            size = n1 + n2
            pooled[-2:] = [((k1 * n1 + k2 * n2) / size, (v1 * n1 + v2 * n2) / size, size)]
    return [round(k, 4) for k, _, _ in pooled], [round(v, 4) for _, v, _ in pooled]


def write_calibrations(judged: Sequence[Judged], path: Path) -> None:
    path.write_text(json.dumps(fit_calibrations(judged), indent=1) + "\n", encoding="utf-8")

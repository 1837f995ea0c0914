"""Fits the shown probabilities to a newsroom's own verdicts, and says whether that is any better.

A curve leads from the model's own probability to the share that editors uphold. Two are tried,
Platt scaling (1999) and isotonic regression; cross-validation picks one. What decides is the Brier
score on articles held out: the curve that is handed over is the very one measured there.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from articles.nlp.curves import Curve, Isotonic, Platt, fit_isotonic, fit_platt

FEWEST = 200
# Verdicts on one article resemble one another, so an article stands whole on one side.
FOLDS = 5
FEWEST_HELD_OUT = 20
FITS: Mapping[str, Callable[[Sequence[tuple[float, bool]]], Curve]] = {
    "platt": fit_platt,
    "isotonic": fit_isotonic,
}

Why = Literal["few-verdicts", "few-articles", "no-better"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What editors decided on one mark.

    `own` is the model's probability, `shown` the one that the page shows now: the same until a
    refit. `article` is any key of the article that holds the mark.
    """

    own: float
    shown: float
    upheld: bool
    article: Hashable


@dataclass(frozen=True, slots=True)
class Refit:
    """A curve that did better than what is shown, on the `holdout` of all `count` verdicts."""

    curve: Curve
    count: int
    holdout: int
    brier_before: float
    brier_after: float

    @property
    def method(self) -> str:
        return self.curve.method

    def probability(self, own: float) -> float:
        return self.curve.probability(own)

    def as_json(self) -> dict[str, Any]:
        return {
            "method": self.method,
            "parameters": self.curve.as_json(),
            "count": self.count,
            "holdout": self.holdout,
            "brier_before": self.brier_before,
            "brier_after": self.brier_after,
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing is to change. The scores are given where a curve was tried and did no better."""

    why: Why
    count: int
    holdout: int = 0
    brier_before: float | None = None
    brier_after: float | None = None


def curve_from_json(method: str, parameters: Mapping[str, Any]) -> Curve:
    """Raises ValueError for a method that is not known."""
    if method == Platt.method:
        return Platt(**parameters)
    if method == Isotonic.method:
        return Isotonic(tuple(parameters["knots"]), tuple(parameters["values"]))
    raise ValueError(f"there is no curve called {method!r}: use one of {', '.join(FITS)}")


def refit_from_json(stored: Mapping[str, Any]) -> Refit:
    curve = curve_from_json(stored["method"], stored["parameters"])
    rest = {name: stored[name] for name in ("count", "holdout", "brier_before", "brier_after")}
    return Refit(curve, **rest)


def refit(verdicts: Sequence[Verdict]) -> Refit | Refused:
    """The better curve for these verdicts, or why there is none; the same on every run.

    `shown` must not be worse in cross-validation either: a small holdout can be lucky.
    """
    if len(verdicts) < FEWEST:
        return Refused("few-verdicts", len(verdicts))
    *training, held = folds(verdicts)
    if not all(training) or len(held) < FEWEST_HELD_OUT:
        return Refused("few-articles", len(verdicts), len(held))
    scores = {method: cross_validated(training, fit) for method, fit in FITS.items()}
    best = min(scores, key=scores.__getitem__)
    curve = FITS[best]([pair for fold in training for pair in pairs(fold)])
    before = brier((each.shown, each.upheld) for each in held)
    after = brier((curve.probability(each.own), each.upheld) for each in held)
    now = brier((each.shown, each.upheld) for fold in training for each in fold)
    if after >= before or scores[best] >= now:
        return Refused("no-better", len(verdicts), len(held), before, after)
    return Refit(curve, len(verdicts), len(held), before, after)


def folds(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """Five parts of much the same size; those on one article all lie in one of them.

    The articles with most verdicts are placed first, each in the smallest part so far.
    """
    by_article: dict[Hashable, list[Verdict]] = {}
    for verdict in verdicts:
        by_article.setdefault(verdict.article, []).append(verdict)
    parts: list[list[Verdict]] = [[] for _ in range(FOLDS)]
    for several in sorted(by_article.values(), key=len, reverse=True):
        min(parts, key=len).extend(several)
    return parts


def cross_validated(
    parts: Sequence[Sequence[Verdict]], fit: Callable[[Sequence[tuple[float, bool]]], Curve]
) -> float:
    """The Brier score over all parts, each judged by a curve that was fitted to the others."""
    judged: list[tuple[float, bool]] = []
    for part in parts:
        curve = fit([pair for other in parts if other is not part for pair in pairs(other)])
        judged += [(curve.probability(each.own), each.upheld) for each in part]
    return brier(judged)


def pairs(verdicts: Iterable[Verdict]) -> list[tuple[float, bool]]:
    return [(each.own, each.upheld) for each in verdicts]


def brier(judged: Iterable[tuple[float, bool]]) -> float:
    """The mean squared gap between probability and outcome; 0 is best, 0.25 says nothing."""
    gaps = [(probability - upheld) ** 2 for probability, upheld in judged]
    return sum(gaps) / len(gaps)

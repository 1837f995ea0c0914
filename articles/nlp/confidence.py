"""From raw evidence to a probability that holds: "of the marks shown at 0.8, 8 in 10 are right".

The mapping is learned from cross-validated predictions and kept as readable JSON.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from articles.nlp.reasons import RULES_ONLY, UNTRAINED

WORDS = (
    (0.95, "almost certain"),
    (0.80, "very likely"),
    (0.60, "likely"),
    (0.40, "possible"),
    (0.20, "unlikely"),
    (0.0, "very unlikely"),
)
# From here on more than half of the marks for statements without a source were right on labelled
# articles; such marks are shown to everybody, and their sentences count as unsourced.
SURE = 0.35
NOT_CALIBRATED = "not yet calibrated"
MEASURED_KINDS = frozenset({"quote", "claim"})
UNMEASURED_TYPES = frozenset({"orphan-quote"})
UNMEASURED_REASONS = frozenset({RULES_ONLY.code, UNTRAINED.code})


def in_words(probability: float) -> str:
    """A plain word for a probability; the page shows the number beside it."""
    return next(word for floor, word in WORDS if probability >= floor or floor == 0.0)


def is_calibrated(kind: str, type: str, codes: Iterable[str]) -> bool:
    """Was the number of such a mark measured on labelled articles, so that it may be shown?

    `type` is a claim's type, else empty; `codes` are those of the mark's reasons.
    """
    return (
        kind in MEASURED_KINDS
        and type not in UNMEASURED_TYPES
        and UNMEASURED_REASONS.isdisjoint(codes)
    )


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression over named evidence, then a monotone step curve over its score."""

    weights: Mapping[str, float] = field(default_factory=dict)
    knots: Sequence[float] = ()
    values: Sequence[float] = ()

    def probability(self, evidence: Mapping[str, float]) -> float:
        """Between 0.01 and 0.99: no reading of words is ever certain."""
        score = sum(self.weights.get(name, 0.0) * value for name, value in evidence.items())
        raw = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
        return min(0.99, max(0.01, self.curve(raw)))

    def curve(self, raw: float) -> float:
        """Straight lines between the knots of the learned curve."""
        if not self.knots:
            return raw
        right = bisect_right(self.knots, raw)
        if right == 0:
            return self.values[0]
        if right == len(self.knots):
            return self.values[-1]
        low, high = self.knots[right - 1], self.knots[right]
        share = (raw - low) / (high - low)
        return self.values[right - 1] + share * (self.values[right] - self.values[right - 1])


def read_calibrations(path: Path) -> dict[str, Calibration]:
    """One calibration a kind of judgement ("span", "source", "joint")."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {kind: Calibration(**parts) for kind, parts in stored.items()}

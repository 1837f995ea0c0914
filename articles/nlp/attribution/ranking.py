"""Chooses one of several candidates by learned weights, with the probability of each.

A conditional logit: a candidate is a list of feature strings, its score their summed weights.
"""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

Weighting = Mapping[str, float]


def probabilities(candidates: Sequence[Sequence[str]], weighting: Weighting) -> list[float]:
    """The probability that each candidate is the right one; they sum to 1."""
    scores = [sum(weighting.get(feature, 0.0) for feature in each) for each in candidates]
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def read_weighting(path: Path) -> Weighting:
    weighting: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weighting


def write_weighting(weighting: Weighting, path: Path) -> None:
    ordered = {key: round(weighting[key], 3) for key in sorted(weighting)}
    path.write_text(json.dumps(ordered, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")

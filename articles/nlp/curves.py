"""Monotone curves from one probability to another, and how they are fitted to what came true.

A pair is a probability and whether it came true. Plain Python: the pages use it too.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar

Pair = tuple[float, bool]
Row = tuple[float, float]  # log odds, and the probability that is wanted there
# No reading of words is ever certain.
LOWEST, HIGHEST = 0.01, 0.99
DECIMALS = 6
# Newton's method ends when a step is as small as this, or after so many.
STILL, ROUNDS = 1e-9, 50
# How much the straight line "nothing changes" weighs against the pairs: it keeps the fit finite.
PRIOR = 1.0
# A step of the isotonic curve rests on at least so many pairs.
FEWEST_IN_STEP = 10


@dataclass(frozen=True, slots=True)
class Platt:
    """A straight line over log odds; the slope is never negative."""

    method: ClassVar[str] = "platt"
    slope: float
    shift: float

    def probability(self, own: float) -> float:
        return within(logistic(self.slope * logit(own) + self.shift))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Isotonic:
    """Straight lines between the means of steps that never fall; level beyond the outer ones."""

    method: ClassVar[str] = "isotonic"
    knots: tuple[float, ...]
    values: tuple[float, ...]

    def probability(self, own: float) -> float:
        right = bisect_right(self.knots, own)
        if right == 0:
            return within(self.values[0])
        if right == len(self.knots):
            return within(self.values[-1])
        low, high = self.knots[right - 1], self.knots[right]
        below, above = self.values[right - 1], self.values[right]
        return within(below + (own - low) / (high - low) * (above - below))

    def as_json(self) -> dict[str, Any]:
        return {"knots": list(self.knots), "values": list(self.values)}


Curve = Platt | Isotonic


def within(probability: float) -> float:
    return min(HIGHEST, max(LOWEST, probability))


def logit(probability: float) -> float:
    held = within(probability)
    return math.log(held / (1 - held))


def logistic(score: float) -> float:
    low = math.exp(-abs(score))
    return 1 / (1 + low) if score >= 0 else low / (1 + low)


def fit_platt(pairs: Sequence[Pair]) -> Platt:
    """Newton's method, towards Platt's targets: a little short of 0 and 1, the fewer the more."""
    hits = sum(came_true for _, came_true in pairs)
    above, below = (hits + 1) / (hits + 2), 1 / (len(pairs) - hits + 2)
    rows = [(logit(own), above if came_true else below) for own, came_true in pairs]
    slope, shift = newton(rows)
    if slope < 0:  # the numbers tell nothing, or the reverse: then all are given the same
        slope, shift = 0.0, newton([(0.0, target) for _, target in rows])[1]
    return Platt(round(slope, DECIMALS), round(shift, DECIMALS))


def newton(rows: Sequence[Row]) -> tuple[float, float]:
    """Slope and shift of the most likely line, in log odds, for (log odds, target) pairs."""
    line, loss = (1.0, 0.0), cost((1.0, 0.0), rows)
    for _ in range(ROUNDS):
        step = full_step(line, rows)
        further = (line[0] - step[0], line[1] - step[1])
        while max(map(abs, step)) > STILL and cost(further, rows) > loss:
            step = (step[0] / 2, step[1] / 2)  # a full step can overshoot where the curve is flat
            further = (line[0] - step[0], line[1] - step[1])
        if max(map(abs, step)) <= STILL:
            break
        line, loss = further, cost(further, rows)
    return line


def cost(line: tuple[float, float], rows: Sequence[Row]) -> float:
    """How unlikely the targets are under this line, and how far it is from "nothing changes"."""
    slope, shift = line
    total = PRIOR / 2 * ((slope - 1) ** 2 + shift**2)
    for odds, target in rows:
        score = slope * odds + shift
        total += max(score, 0.0) + math.log1p(math.exp(-abs(score))) - target * score
    return total


def full_step(line: tuple[float, float], rows: Sequence[Row]) -> tuple[float, float]:
    """The gradient of the cost over its curvature."""
    slope, shift = line
    d_slope, d_shift = PRIOR * (slope - 1), PRIOR * shift
    bend_slope, bend_both, bend_shift = PRIOR, 0.0, PRIOR
    for odds, target in rows:
        chance = logistic(slope * odds + shift)
        gap, bend = chance - target, chance * (1 - chance)
        d_slope, d_shift = d_slope + gap * odds, d_shift + gap
        bend_slope, bend_both = bend_slope + bend * odds * odds, bend_both + bend * odds
        bend_shift += bend
    area = bend_slope * bend_shift - bend_both * bend_both
    return (
        (bend_shift * d_slope - bend_both * d_shift) / area,
        (bend_slope * d_shift - bend_both * d_slope) / area,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """Neighbouring pairs taken together: the sum of their probabilities, how many came true."""

    total: float
    hits: int
    count: int

    @property
    def share(self) -> float:
        return self.hits / self.count

    def with_next(self, other: "Step") -> "Step":
        return Step(self.total + other.total, self.hits + other.hits, self.count + other.count)


def fit_isotonic(pairs: Sequence[Pair]) -> Isotonic:
    """Pool adjacent violators, then steps too small to mean much; interpolate between the means.

    Raises ValueError for no pairs.
    """
    if not pairs:
        raise ValueError("an isotonic curve needs at least one pair")
    steps = without_small(pooled(pairs))
    means = tuple(round(step.total / step.count, DECIMALS) for step in steps)
    return Isotonic(means, tuple(round(value, DECIMALS) for value in kept_from_certainty(steps)))


def pooled(pairs: Sequence[Pair]) -> list[Step]:
    """Steps in order of probability, each with a greater share than the one before."""
    steps: list[Step] = []
    for own, same in groupby(sorted(pairs), key=itemgetter(0)):
        outcomes = [came_true for _, came_true in same]
        steps.append(Step(own * len(outcomes), sum(outcomes), len(outcomes)))
        while len(steps) > 1 and steps[-2].share >= steps[-1].share:
            steps[-2:] = [steps[-2].with_next(steps[-1])]
    return steps


def without_small(steps: Sequence[Step]) -> list[Step]:
    """Each small step joins the neighbour whose share is nearer, the smallest first."""
    kept = list(steps)
    while len(kept) > 1:
        place = min(range(len(kept)), key=lambda at: kept[at].count)
        if kept[place].count >= FEWEST_IN_STEP:
            break
        beside = [at for at in (place - 1, place + 1) if 0 <= at < len(kept)]
        other = min(beside, key=lambda at: abs(kept[at].share - kept[place].share))
        first = min(place, other)
        kept[first : first + 2] = [kept[first].with_next(kept[first + 1])]
    return kept


def kept_from_certainty(steps: Sequence[Step]) -> list[float]:
    """The shares; where none or all came true, as if one more of each had been seen (Laplace)."""
    values = [step.share for step in steps]
    first, last = steps[0], steps[-1]
    if first.hits == 0:
        values[0] = min([1 / (first.count + 2), *values[1:2]])
    if last.hits == last.count:
        values[-1] = max([(last.count + 1) / (last.count + 2), *values[-2:-1]])
    return values

"""How many were missed? An estimate from random sentences that no mark stood on.

Every estimate has its 95 % interval, and says so where little is known: the interval is wide.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.nlp.evaluation.reliability import wilson


@dataclass(frozen=True, slots=True)
class Estimate:
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sampled:
    """A random sentence that was looked at; it stands for `weight` sentences without a mark."""

    missed: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Flagged:
    """Marks with much the same number; `expected` is what it says of those not decided."""

    upheld: int
    rejected: int
    undecided: int
    expected: float


def share_missed(sample: Sequence[Sampled]) -> Estimate:
    """Of the sentences without a mark, the share that should have one.

    Unequal weights make a sample count for less than its number (Kish 1965). Nothing sampled says
    nothing: 0 to 1.
    """
    weight = sum(each.weight for each in sample)
    if not weight:
        return Estimate(0.0, *wilson(0, 0))
    share = sum(each.weight for each in sample if each.missed) / weight
    effective = weight**2 / sum(each.weight**2 for each in sample)
    return Estimate(share, *wilson(share * effective, effective))


def rightly_flagged(strata: Iterable[Flagged]) -> Estimate:
    """How many marks are right: those upheld, and of the undecided a share like the decided.

    Editors decide on the surest marks first, so that share is taken among marks with a like number.
    Where none of those is decided, the number itself is taken, and anything from none to all of
    them may be right. The intervals are added as for independent shares.
    """
    value = below = above = 0.0
    for each in strata:
        decided = each.upheld + each.rejected
        share = each.upheld / decided if decided else each.expected
        low, high = wilson(each.upheld, decided)
        value += each.upheld + each.undecided * share
        below += (each.undecided * (share - low)) ** 2
        above += (each.undecided * (high - share)) ** 2
    return Estimate(value, value - math.sqrt(below), value + math.sqrt(above))


def recall(flagged: Estimate, missed: Estimate, *, unmarked: int) -> Estimate | None:
    """Of all that should be marked, the share that is; `missed` is a share of `unmarked`.

    Its interval runs from the least flagged with the most missed to the reverse: at least as wide
    as it need be. None where nothing at all should be marked.
    """
    if not flagged.value + missed.value * unmarked:
        return None
    return Estimate(
        part(flagged.value, missed.value * unmarked),
        part(flagged.low, missed.high * unmarked),
        part(flagged.high, missed.low * unmarked),
    )


def part(found: float, missed: float) -> float:
    return found / (found + missed) if found + missed else 1.0

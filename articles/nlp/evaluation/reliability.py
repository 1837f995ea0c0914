"""Do the numbers hold? Of the marks given about 80 %, how many were right; as figures, told.

A pair is a mark's confidence and whether it was right. The marks fall into ten bins of equal width.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[float, bool]
BINS = 10
Z = 1.96  # of a normal distribution lies within so many deviations: 95 %


@dataclass(frozen=True, slots=True)
class Bin:
    """The marks with a confidence from `low` to below `high`; `interval` is Wilson's, 95 %.

    Where there are none, `mean` and `right` are 0 and the interval says nothing: 0 to 1.
    """

    low: float
    high: float
    count: int
    mean: float
    right: float
    interval: tuple[float, float]


def bins(pairs: Iterable[Pair]) -> tuple[Bin, ...]:
    """Ten bins in order, empty ones too; a confidence of 1 belongs to the last."""
    boxes: list[list[Pair]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        boxes[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return tuple(as_bin(number, box) for number, box in enumerate(boxes))


def as_bin(number: int, box: Sequence[Pair]) -> Bin:
    count, hits = len(box), sum(right for _, right in box)
    mean = sum(confidence for confidence, _ in box) / max(1, count)
    edges = number / BINS, (number + 1) / BINS
    return Bin(*edges, count, mean, hits / max(1, count), wilson(hits, count))


def wilson(hits: float, count: float) -> tuple[float, float]:
    """Between which shares the true one lies, 95 times in 100 (Wilson 1927)."""
    if not count:
        return 0.0, 1.0
    share, spread = hits / count, Z * Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def expected_error(found: Sequence[Bin]) -> float:
    """The gap between confidence and share right, on average over all marks."""
    total = sum(each.count for each in found)
    return sum(each.count * abs(each.mean - each.right) for each in found) / max(1, total)


def as_table(found: Sequence[Bin]) -> str:
    """The figures in Markdown; empty bins are left out."""
    rows = [
        "| Confidence | Marks | On average | Right | 95 % interval |",
        "| --- | --- | --- | --- | --- |",
    ]
    rows += [
        f"| {span(each)} | {each.count:,} | {percent(each.mean)} | {percent(each.right)} "
        f"| {percent(each.interval[0])} to {percent(each.interval[1])} |"
        for each in found
        if each.count
    ]
    return "\n".join([*rows, "", told(found)]) + "\n"


def span(each: Bin) -> str:
    return f"{each.low:.0%} to {each.high:.0%}".replace("%", " %")


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def told(found: Sequence[Bin]) -> str:
    total = sum(each.count for each in found)
    error = expected_error(found)
    return (
        f"{total:,} marks, on average {100 * error:.1f} points off "
        f"(expected calibration error {error:.3f})."
    )


def spoken(found: Sequence[Bin]) -> str:
    """The picture for who does not see it."""
    each_told = [
        f"Of {each.count:,} marks given {percent(each.mean)} on average, "
        f"{percent(each.right)} were right "
        f"({percent(each.interval[0])} to {percent(each.interval[1])})."
        for each in found
        if each.count
    ]
    return " ".join([told(found), *each_told])

"""Lines two sequences up: which items of the one stand, in the same order, in the other.

Whatever comes in, the time stays near-linear: cheap stretches go through difflib, others are cut
at their rarest common items first, and what is too repetitive to tell apart is left unmatched.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pair = tuple[int, int]

SHORT = 600  # items on either side that difflib may take on at once
PAIRS = 6_000  # equal pairs in one stretch; prose has few, repetition has many
BUDGET = 400_000  # equal pairs in all stretches together
DEPTH = 8  # times a stretch is cut at its rare items


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Places of equal items, rising on both sides; not always the most that could be matched."""
    return list(Aligner(old, new).between((0, len(old)), (0, len(new)), DEPTH))


class Aligner:
    """One alignment, and how much of its budget is left."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        self.old, self.new = old, new
        self.budget = BUDGET

    def between(self, ours: Pair, theirs: Pair, depth: int) -> Iterator[Pair]:
        """The pairs of the old items `ours` (half-open) and the new ones `theirs`."""
        (low, high), (start, stop) = ours, theirs
        while low < high and start < stop and self.old[low] == self.new[start]:
            yield low, start
            low, start = low + 1, start + 1
        tail = 0
        while low < high and start < stop and self.old[high - 1] == self.new[stop - 1]:
            high, stop, tail = high - 1, stop - 1, tail + 1
        if low < high and start < stop:
            yield from self.middle((low, high), (start, stop), depth)
        yield from ((high + step, stop + step) for step in range(tail))

    def middle(self, ours: Pair, theirs: Pair, depth: int) -> Iterator[Pair]:
        counts = Counter(self.old[slice(*ours)]), Counter(self.new[slice(*theirs)])
        equal = sum(count * counts[1][item] for item, count in counts[0].items())
        short = ours[1] - ours[0] <= SHORT and theirs[1] - theirs[0] <= SHORT
        if not equal:
            return
        if short and equal <= min(PAIRS, self.budget):
            self.budget -= equal
            yield from self.by_difflib(ours, theirs)
        elif depth:
            anchors = rising(self.rare(ours, theirs, counts))
            ends = [(ours[0] - 1, theirs[0] - 1), *anchors, (ours[1], theirs[1])]
            for before, after in pairwise(ends if anchors else ()):
                if before != ends[0]:
                    yield before
                yield from self.between(
                    (before[0] + 1, after[0]), (before[1] + 1, after[1]), depth - 1
                )

    def by_difflib(self, ours: Pair, theirs: Pair) -> Iterator[Pair]:
        matcher = SequenceMatcher(
            None, self.old[slice(*ours)], self.new[slice(*theirs)], autojunk=False
        )
        for block in matcher.get_matching_blocks():
            for step in range(block.size):
                yield ours[0] + block.a + step, theirs[0] + block.b + step

    def rare(
        self, ours: Pair, theirs: Pair, counts: tuple[Counter[Hashable], Counter[Hashable]]
    ) -> list[Pair]:
        """Items that occur equally often on both sides, and as seldom as any: first with first."""
        even = {item for item, count in counts[0].items() if counts[1][item] == count}
        seldom = min((counts[0][item] for item in even), default=0)
        rare = {item for item in even if counts[0][item] == seldom}
        places: dict[Hashable, list[int]] = {item: [] for item in rare}
        for place in range(theirs[1] - 1, theirs[0] - 1, -1):
            if self.new[place] in rare:
                places[self.new[place]].append(place)
        return [
            (place, places[self.old[place]].pop())
            for place in range(*ours)
            if self.old[place] in rare
        ]


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest choice of the pairs, rising in the first, that rises in the second too."""
    ends: list[int] = []  # the lowest second place that a choice of this length ends on
    last: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    chosen = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]

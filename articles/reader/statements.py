"""Pairs the statements of two texts that say the same, wherever they stand, and leaves out doubt.

A pair is made only where both sides share most of their words, and no other comes near.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Span = tuple[int, int]

WORD = re.compile(r"[\w\u0300-\u036f]+(?:[’'.,\-\u2010\u2011][\w\u0300-\u036f]+)*")
# Longer words that tell nothing of what is said.
GLUE = frozenset(
    {"also", "been", "being", "from", "have", "having", "into", "more", "over", "some", "than"}
    | {
        "that",
        "their",
        "them",
        "there",
        "they",
        "this",
        "were",
        "what",
        "when",
        "which",
        "will",
        "with",
        "would",
    }
)
COMMON = 30  # statements that share a word: more, and it singles none out
CLOSEST = 5  # candidates looked at closely
MARGIN = 0.2  # by so much a pair must be better than its rivals


@dataclass(frozen=True, slots=True)
class Statement:
    """Words to be found again, as `WORD` cuts them, folded; `number` is for the caller.

    `aside` are words beside them that say whose they are.
    """

    number: int
    words: tuple[str, ...]
    aside: tuple[str, ...] = ()
    counts: Counter[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", Counter(self.words))

    @property
    def telling(self) -> Iterator[str]:
        """The different words that are no mere glue."""
        return (word for word in self.counts if is_telling(word))


def is_telling(word: str) -> bool:
    return (len(word) > 3 and word not in GLUE) or any(sign.isdigit() for sign in word)


def folded(text: str) -> tuple[str, ...]:
    """The words, so that case and the shape of apostrophes make no difference."""
    return tuple(match[0].casefold().replace("’", "'") for match in WORD.finditer(text))


def alike(one: Statement, other: Statement) -> float:
    """How much of both the words that they share make up, from 0 to 1.

    What is said of a source counts on neither side, though only one side holds it to be part of it.
    """
    few, many = sorted((one.counts, other.counts), key=len)
    shared = sum(min(count, many[word]) for word, count in few.items())
    words = len(one.words) + len(other.words) - set_aside(one, other) - set_aside(other, one)
    return 2 * shared / words if words else 0.0


def set_aside(one: Statement, other: Statement) -> int:
    """How many words of the one the other lacks, but has in what it sets aside."""
    return ((one.counts - other.counts) & Counter(other.aside)).total() if other.aside else 0


def held(one: Statement, other: Statement) -> float:
    """How much of the shorter stands in the longer, from 0 to 1."""
    few, many = sorted((one.counts, other.counts), key=len)
    shared = sum(min(count, many[word]) for word, count in few.items())
    shorter = min(len(one.words), len(other.words))
    return shared / shorter if shorter else 0.0


def equal_pairs(old: Sequence[Statement], new: Sequence[Statement]) -> dict[int, int]:
    """Statements of the very same words, the first with the first; by their numbers."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for statement in reversed(new):
        waiting.setdefault(statement.words, []).append(statement.number)
    return {
        statement.number: waiting[statement.words].pop()
        for statement in old
        if statement.words and waiting.get(statement.words)
    }


def close_pairs(
    old: Sequence[Statement],
    new: Sequence[Statement],
    *,
    floor: float,
    telling: int,
    by_part: bool = False,
) -> dict[int, int]:
    """Pairs of unequal statements that are alike by `floor` and share so many telling words.

    `by_part`: the shorter may be a part of the longer. A rival nearly as good leaves both out.
    """
    measure = held if by_part else alike
    scores: list[tuple[float, int, int]] = []
    for ours, candidates in candidates_of(old, new, telling):
        scores += [
            (score, ours.number, theirs.number)
            for theirs in candidates
            if (score := measure(ours, theirs)) >= floor - MARGIN
        ]
    best: dict[int, list[tuple[float, int]]] = {}
    back: dict[int, list[tuple[float, int]]] = {}
    for score, number, other in sorted(scores, reverse=True):
        best.setdefault(number, []).append((score, other))
        back.setdefault(other, []).append((score, number))
    return {
        number: rivals[0][1]
        for number, rivals in best.items()
        if rivals[0][0] >= floor
        and is_clear(rivals)
        and is_clear(back[rivals[0][1]])
        and back[rivals[0][1]][0][1] == number
    }


def is_clear(rivals: Sequence[tuple[float, int]]) -> bool:
    return len(rivals) == 1 or rivals[0][0] - rivals[1][0] >= MARGIN


def candidates_of(
    old: Sequence[Statement], new: Sequence[Statement], telling: int
) -> Iterator[tuple[Statement, list[Statement]]]:
    """For each old statement the few new ones that share most telling words with it."""
    holding: dict[str, list[int]] = {}
    for place, statement in enumerate(new):
        for word in statement.telling:
            holding.setdefault(word, []).append(place)
    for ours in old:
        shared = Counter(
            place
            for word in ours.telling
            if len(holding.get(word, ())) <= COMMON
            for place in holding.get(word, ())
        )
        yield ours, [new[place] for place, count in shared.most_common(CLOSEST) if count >= telling]

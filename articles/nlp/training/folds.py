"""Cross-validation: every item judged by what was learned from others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

# Two halves: enough articles to learn from, and a third of the time of more folds.
FOLDS = 2
Item = TypeVar("Item")
Result = TypeVar("Result")


def cross_validated(
    items: Sequence[Item], learn: Callable[[Sequence[Item]], Callable[[Item], Result]]
) -> list[Result]:
    """In the order of the items; `learn` gets those of the other folds and returns the judge."""
    found: dict[int, Result] = {}
    for fold in range(FOLDS):
        judge = learn([each for number, each in enumerate(items) if number % FOLDS != fold])
        for number in range(fold, len(items), FOLDS):
            found[number] = judge(items[number])
    return [found[number] for number in range(len(items))]

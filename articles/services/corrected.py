"""What editors have corrected of a mark: it stays so, whatever the machine finds later."""

from copy import copy
from typing import Any

from articles.models import Annotation, Decision

# Fields that hold offsets mean something on their own revision only.
PLACED = frozenset(
    {"start", "end", "spans", "exact", "prefix", "suffix", "source_start", "source_end"}
)


def corrections(mark: Annotation) -> list[Decision]:
    """The corrections that stand, also those of the marks it was carried from, the oldest first."""
    standing = Decision.objects.standing().filter(annotation__in=mark.lineage())
    return list(standing.filter(action=Decision.Action.CORRECTED).order_by("pk"))


def fields_corrected(mark: Annotation) -> set[str]:
    """The fields that hold what an editor set; a verdict is not for the machine to set anyway."""
    return {name for decision in corrections(mark) for name in decision.after}


def as_found(mark: Annotation) -> Annotation:
    """A copy that says what the machine had found before anybody corrected it."""
    found, before = copy(mark), dict[str, Any]()
    for decision in reversed(corrections(mark)):
        own = decision.annotation_id == mark.pk
        before |= {name: old for name, old in decision.before.items() if own or name not in PLACED}
    for name, value in before.items():
        setattr(found, name, value)
    return found

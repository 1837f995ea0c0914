"""Decides on many marks in one go, and takes back what was decided in one go."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.models import Annotation, Decision, User
from articles.services import changing, reviewing
from articles.services.changing import NothingToUndo, StaleMark
from articles.services.reviewing import Ruling

VERDICTS = (Decision.Action.ACCEPTED, Decision.Action.REJECTED)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark as a page showed it: its key and the version that it had."""

    pk: int
    version: int


@dataclass(slots=True)
class Outcome:
    """What became of a selection.

    `unchanged` had that verdict already; `left` are those that somebody changed since they were
    shown, `gone` counts those that stand in no current text any more.
    """

    batch: uuid.UUID
    decided: list[Annotation] = field(default_factory=list)
    unchanged: list[Annotation] = field(default_factory=list)
    left: list[Annotation] = field(default_factory=list)
    gone: int = 0

    @property
    def is_all_stale(self) -> bool:
        """Nothing could be decided, and because others were faster."""
        return bool(self.left or self.gone) and not self.decided and not self.unchanged


@dataclass(frozen=True, slots=True)
class Batch:
    """What one person decided in one go; `count` is how much of it can still be taken back."""

    key: uuid.UUID
    action: str
    why: str
    at: datetime
    count: int


def decide_all(selection: Sequence[Seen], ruling: Ruling, *, user: User) -> Outcome:
    """Give every mark of the selection the same verdict, as one batch.

    What somebody else changed since it was shown is left as it is, and so is what belongs to an
    older version of its article.
    """
    outcome = Outcome(uuid.uuid4())
    current = Annotation.objects.filter(detached=False, revision__current_of__isnull=False)
    with transaction.atomic():
        found = current.in_bulk([seen.pk for seen in selection])
        # Always in this order: two that decide on the same marks at once never wait for each other.
        for seen in sorted(selection, key=lambda each: _place(found, each.pk)):
            if seen.pk in found:
                _decide(found[seen.pk], seen.version, ruling, user=user, outcome=outcome)
            else:
                outcome.gone += 1
    return outcome


def _place(found: Mapping[int, Annotation], pk: int) -> tuple[int, int]:
    return (found[pk].revision_id if pk in found else 0, pk)


def _decide(mark: Annotation, seen: int, ruling: Ruling, *, user: User, outcome: Outcome) -> None:
    try:
        decided = reviewing.decide(mark, ruling, user=user, seen=seen, batch=outcome.batch)
    except StaleMark:
        outcome.left.append(mark)
    else:
        (outcome.unchanged if decided.version == seen else outcome.decided).append(decided)


def last_batch(user: User) -> Batch | None:
    """The newest of the person's batches of verdicts of which something can still be taken back."""
    newest = _takeable(user).order_by("-pk").first()
    if newest is None:
        return None
    return Batch(
        key=newest.batch,
        action=newest.action,
        why=newest.get_why_display() if newest.why else "",
        at=newest.at,
        count=_takeable(user).filter(batch=newest.batch).count(),
    )


def take_back(batch: uuid.UUID, *, user: User) -> tuple[int, int]:
    """Take the person's own batch back: how many marks, and how many were left because somebody
    has decided on them since.

    Raises NothingToUndo where nothing of it stands that could be taken back.
    """
    if not _takeable(user).filter(batch=batch).exists():
        raise NothingToUndo(batch)
    return changing.undo_batch(batch, user=user)


def _takeable(user: User) -> Any:
    """Verdicts that the person gave in batches, on marks of texts as they stand now, and that no
    later decision stands upon."""
    later = Decision.objects.standing().filter(
        annotation=OuterRef("annotation"), pk__gt=OuterRef("pk")
    )
    mine = Decision.objects.standing().filter(
        actor=user,
        batch__isnull=False,
        action__in=VERDICTS,
        annotation__revision__current_of__isnull=False,
    )
    return mine.exclude(Exists(later))

"""Carries what people did with marks over to a corrected text, by exact words and their context.

A mark that has no single place there is kept where it is, as detached, until somebody attaches it
again. Marks are never carried twice, and nothing of them is lost: `carried_from` leads back.
"""

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from articles.models import Annotation, Article, Decision, Revision, User
from articles.reader.anchors import Anchor, find
from articles.reader.comparing import Comparison, compare
from articles.reader.placing import Span, trimmed
from articles.services import marks
from articles.services.changing import StaleMark
from articles.services.corrected import corrections
from articles.services.correcting import MarkedTwice
from articles.services.moving import copied, moved_fields
from articles.services.reviewing import NoWords

Action, Origin = Decision.Action, Annotation.Origin
HANDLED = ("verdict", "state", "assignee_id", "note")
# What goes with it besides where an editor has corrected it: the machine may be wrong again.
CORRECTED = ("label", "source_text", "source_type", "source_name", "confidences")
WORDS = ("start", "end", "spans", "exact", "prefix", "suffix")
SPEAKER = ("source_start", "source_end")


class NotDetached(Exception):
    """The mark has its place, or was attached again already."""


def detached(article: Article) -> list[Annotation]:
    """The marks of all revisions that people worked on and that have no place now."""
    found = Annotation.objects.filter(
        revision__article=article, detached=True, carried_to__isnull=True
    )
    return list(found.select_related("revision", "assignee").order_by("revision", "start", "pk"))


def carry(revision: Revision) -> None:
    """Carry all that people worked on in earlier revisions to this one, if it is the current one.

    Call it in the transaction that stores what the machine found in it; again, it carries only
    what was not carried yet.
    """
    if revision.article.current_id != revision.pk:
        return
    waiting = list(waiting_for(revision))
    placed = [(mark, place) for mark in waiting if (place := place_in(revision.text, mark))]
    bearers = bearers_of(revision, placed)
    comparisons: dict[int, Comparison] = {}
    for mark, place in placed:
        bearer = bearers.get(mark.pk)
        if bearer is None and not may_stand_alone(revision, mark, place):
            continue
        if mark.revision_id not in comparisons:
            comparisons[mark.revision_id] = compare(mark.revision.text, revision.text)
        moved = moved_fields(mark, place, comparisons[mark.revision_id])
        attach(mark, bearer or copied(mark, revision, moved), moved, Action.CARRIED)
    left = Annotation.objects.filter(pk__in=[mark.pk for mark in waiting], carried_to=None)
    left.filter(detached=False).update(detached=True, version=F("version") + 1)


def reattach(annotation: Annotation, span: Span, *, user: User, seen: int) -> Annotation:
    """Attach a detached mark to words of the current text; its history goes with it.

    Raises NoWords, NotDetached, MarkedTwice, or StaleMark if `seen` is not its version.
    """
    revision = annotation.revision.article.revision
    place = trimmed(revision.text, *span)
    if place is None:
        raise NoWords(f"{span}")
    with transaction.atomic():
        free = Annotation.objects.filter(pk=annotation.pk, detached=True, carried_to=None)
        if not free.exists():
            raise NotDetached(annotation)
        if not free.filter(version=seen).update(version=seen + 1):
            raise StaleMark(annotation)
        bearer = bearers_of(revision, [(annotation, place)]).get(annotation.pk)
        if bearer is None and is_taken(revision, annotation, place):
            raise MarkedTwice(annotation)
        comparison = compare(annotation.revision.text, revision.text)
        moved = moved_fields(annotation, place, comparison)
        bearer = bearer or copied(annotation, revision, moved)
        return attach(annotation, bearer, moved, Action.REATTACHED, user=user)


def waiting_for(revision: Revision) -> QuerySet[Annotation]:
    """What people worked on in earlier revisions and is not carried anywhere yet."""
    earlier = Annotation.objects.filter(
        revision__article_id=revision.article_id,
        revision__number__lt=revision.number,
        carried_to__isnull=True,
    )
    worked_on = earlier.touched().values("pk")
    return (
        earlier.filter(Q(pk__in=worked_on) | Q(origin=Origin.EDITOR))
        .select_related("revision")
        .order_by("-revision__number", "pk")
    )


def place_in(text: str, mark: Annotation) -> Span | None:
    return find(text, Anchor(mark.exact, mark.prefix, mark.suffix))


def bearers_of(
    revision: Revision, placed: Sequence[tuple[Annotation, Span]]
) -> dict[int, Annotation]:
    """For each machine's mark, by its key, the new finding that says the same of these words."""
    free = revision.annotations.filter(origin=Origin.MACHINE, carried_from=None, detached=False)
    found = list(free.exclude(pk__in=free.touched().values("pk")).in_text_order())
    moved = []
    for mark, place in placed:
        if mark.origin != Origin.EDITOR:
            there = copy(mark)
            there.start, there.end = place
            moved.append(there)
    bearers = marks.find_heirs(moved, found)
    for mark in moved:
        if mark.pk not in bearers and corrections(mark):
            taken = {bearer.pk for bearer in bearers.values()}
            same = [one for one in found if one.pk not in taken and is_found_as(one, mark)]
            if same:
                bearers[mark.pk] = same[0]
    return bearers


def is_found_as(found: Annotation, mark: Annotation) -> bool:
    """Most of the words are the same; whom the machine takes for the speaker does not matter."""
    alike = copy(found)
    alike.label, alike.source_name, alike.source_text = (
        mark.label,
        mark.source_name,
        mark.source_text,
    )
    return marks.overlap(mark, alike) >= marks.SAME_WORDS


def may_stand_alone(revision: Revision, mark: Annotation, place: Span) -> bool:
    """May it stand where the machine finds nothing of the kind? Not if the machine's words were
    lost before: then an editor has to say so."""
    if mark.origin != Origin.EDITOR:
        return not mark.detached
    return not is_taken(revision, mark, place)


def is_taken(revision: Revision, mark: Annotation, place: Span) -> bool:
    """An editor's mark of its kind stands on these very words."""
    same = revision.annotations.filter(origin=Origin.EDITOR, kind=mark.kind, label=mark.label)
    return mark.origin == Origin.EDITOR and same.filter(start=place[0], end=place[1]).exists()


def attach(
    mark: Annotation,
    bearer: Annotation,
    moved: dict[str, Any],
    action: Decision.Action,
    *,
    user: User | None = None,
) -> Annotation:
    """Give the bearer what people made of the mark, and log where it comes from."""
    fields = {name: getattr(mark, name) for name in HANDLED}
    if bearer.pk is not None and corrections(mark):
        fields |= {name: getattr(mark, name) for name in CORRECTED}
        fields |= {name: moved[name] for name in moved if name in {*WORDS, *SPEAKER}}
    for name, value in fields.items():
        setattr(bearer, name, value)
    bearer.carried_from = mark
    if bearer.pk is not None:
        bearer.version += 1
    bearer.save()
    Decision.objects.create(
        annotation=bearer,
        action=action,
        after={"verdict": bearer.verdict, "state": bearer.state, "assignee": bearer.assignee_id},
        pipeline=bearer.pipeline,
        actor=user,
    )
    return bearer

"""Carries what people did with marks over to a corrected text, by exact words and their context.

A mark that has no single place there is kept where it is, as detached, until somebody attaches it
again. Marks are never carried twice, and nothing of them is lost: `carried_from` leads back.
"""

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from articles.models import Annotation, Article, Decision, Revision, User
from articles.reader.comparing import Comparison, compare
from articles.reader.placing import Span, trimmed
from articles.services.bearing import bearers_of, places_in, whole
from articles.services.changing import MarkedTwice, StaleMark
from articles.services.corrected import as_found, corrections
from articles.services.moving import copied, moved_fields
from articles.services.reviewing import NoWords

Action, Origin = Decision.Action, Annotation.Origin
OTHER_SPEAKER = "the speaker changed in the corrected version"
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
    placed = [(mark, places) for mark in waiting if (places := places_in(revision.text, mark))]
    bearers = bearers_of(revision, placed)
    comparisons: dict[int, Comparison] = {}
    for mark, places in placed:
        bearer = bearers.get(mark.pk)
        if bearer is None and not may_stand_alone(revision, mark, whole(places)):
            continue
        if mark.revision_id not in comparisons:
            comparisons[mark.revision_id] = compare(mark.revision.text, revision.text)
        moved = moved_fields(mark, places, comparisons[mark.revision_id])
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
        bearer = bearers_of(revision, [(annotation, [place])]).get(annotation.pk)
        if bearer is None and is_taken(revision, annotation, place):
            raise MarkedTwice(annotation)
        comparison = compare(annotation.revision.text, revision.text)
        moved = moved_fields(annotation, [place], comparison)
        bearer = bearer or copied(annotation, revision, moved)
        return attach(annotation, bearer, moved, Action.REATTACHED, user=user)


def waiting_for(revision: Revision) -> QuerySet[Annotation]:
    """What people worked on in earlier revisions and is not carried anywhere yet; it is locked, as
    what is decided on a mark while it is carried would be lost."""
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
        .select_for_update(of=("self",))
    )


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
    """Give the bearer what people made of the mark, and log where it comes from.

    Raises StaleMark where somebody else has changed the bearer since it was read.
    """
    fields = {name: getattr(mark, name) for name in HANDLED}
    is_anothers = has_other_speaker(mark, bearer)
    if is_anothers:
        # The verdict was about the words and who says them; it stays in the mark's history.
        fields |= {"verdict": Annotation.Verdict.OPEN, "state": Annotation.State.OPEN}
    elif bearer.pk is not None and corrections(mark):
        fields |= {name: getattr(mark, name) for name in CORRECTED}
        fields |= {name: moved[name] for name in moved if name in {*WORDS, *SPEAKER}}
    fields |= {"carried_from": mark, "made": mark.made}
    is_new, seen = bearer.pk is None, bearer.version
    if not is_new:
        fields["version"] = seen + 1
    for name, value in fields.items():
        setattr(bearer, name, value)
    if is_new:
        bearer.save()  # with a time of its own, whatever it says
    if not Annotation.objects.filter(pk=bearer.pk, version=seen).update(**fields):
        raise StaleMark(bearer)
    bearer.made = mark.made
    Decision.objects.create(
        annotation=bearer,
        action=action,
        note=OTHER_SPEAKER if is_anothers else "",
        after={"verdict": bearer.verdict, "state": bearer.state, "assignee": bearer.assignee_id},
        pipeline=bearer.pipeline,
        actor=user,
    )
    return bearer


def has_other_speaker(mark: Annotation, bearer: Annotation) -> bool:
    """The machine now names neither whom the mark names nor whom it had found for it before."""
    if mark.kind != Annotation.Kind.QUOTE or bearer.speaker == mark.speaker:
        return False
    return bearer.speaker != as_found(mark).speaker

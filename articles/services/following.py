"""Follows a flag until it has a source or is withdrawn: its state, its evidence, who sees to it."""

import uuid
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from articles.models import Annotation, Decision, Evidence, User
from articles.services.changing import StaleMark, Step, change, log, refuse_superseded
from articles.services.reviewing import Ruling, decide

Action, State, Verdict = Decision.Action, Annotation.State, Annotation.Verdict
LONGEST_NAME = 300


class NoFlag(Exception):
    """Only flags have a state: a quotation has its verdict, a rejected mark is settled."""


@dataclass(frozen=True, slots=True)
class Found:
    """What sources a statement: a link or a document, with words to it or without, or words."""

    link: str = ""
    document: "UploadedFile[bytes] | None" = None
    words: str = ""

    @property
    def kind(self) -> Evidence.Kind:
        if self.document:
            return Evidence.Kind.DOCUMENT
        return Evidence.Kind.LINK if self.link else Evidence.Kind.NOTE


def needs_source(annotation: Annotation, *, user: User, seen: int) -> Annotation:
    """Ask for a source (again); a flag that was not decided on holds from then on."""
    return _move(annotation, Step(Action.NEEDS_SOURCE), State.NEEDS_SOURCE, user=user, seen=seen)


def withdraw(annotation: Annotation, reason: str, *, user: User, seen: int) -> Annotation:
    step = Step(Action.WITHDRAWN, note=reason)
    return _move(annotation, step, State.WITHDRAWN, user=user, seen=seen)


def reopen(annotation: Annotation, *, user: User, seen: int) -> Annotation:
    """A withdrawn flag needs its source after all."""
    return _move(annotation, Step(Action.REOPENED), State.NEEDS_SOURCE, user=user, seen=seen)


def add_evidence(annotation: Annotation, found: Found, *, user: User, seen: int) -> Annotation:
    """Store what was found; the flag is sourced with it, and stays so with more of it.

    Raises StaleMark, and then nothing is stored.
    """
    if annotation.version != seen:
        raise StaleMark(annotation)
    evidence = Evidence(
        annotation=annotation, actor=user, kind=found.kind, link=found.link, words=found.words
    )
    try:
        with transaction.atomic():
            step = Step(Action.SOURCED, note=found.words)
            if annotation.state == State.SOURCED:
                _source_again(annotation, step, user=user, seen=seen)
            else:
                annotation = _move(annotation, step, State.SOURCED, user=user, seen=seen)
            _store(evidence, found.document)
    except BaseException:
        evidence.document.delete(save=False)
        raise
    return annotation


def _source_again(annotation: Annotation, step: Step, *, user: User, seen: int) -> None:
    """No field changes, but who looks at the mark without this evidence has not seen it all."""
    as_seen = Annotation.objects.filter(pk=annotation.pk, version=seen)
    if not as_seen.update(version=F("version") + 1):
        raise StaleMark(annotation)
    refuse_superseded(annotation)
    log(annotation, step, user=user)
    annotation.refresh_from_db(fields=["version"])


def _store(evidence: Evidence, document: "UploadedFile[bytes] | None") -> None:
    """The file's own name is kept as words only: what lies on the disk has a name of ours."""
    if document:
        evidence.document_name = PurePath(document.name or "document").name[-LONGEST_NAME:]
        evidence.document.save(f"{uuid.uuid4().hex}.bin", document, save=False)
    evidence.save()


def assign(annotation: Annotation, assignee: User | None, *, user: User, seen: int) -> Annotation:
    """Say who sees to the flag, or that nobody does."""
    if not annotation.is_flag:
        raise NoFlag(annotation)
    return change(annotation, Step(Action.ASSIGNED), user=user, seen=seen, assignee=assignee)


def _move(
    annotation: Annotation, step: Step, state: Annotation.State, *, user: User, seen: int
) -> Annotation:
    """A flag that nobody had decided on is accepted first, as a decision of its own."""
    if not annotation.is_flag or annotation.verdict == Verdict.REJECTED:
        raise NoFlag(annotation)
    with transaction.atomic():
        if annotation.verdict != Verdict.ACCEPTED:
            annotation = decide(annotation, Ruling(Verdict.ACCEPTED), user=user, seen=seen)
            seen = annotation.version
        return change(annotation, step, user=user, seen=seen, state=state)

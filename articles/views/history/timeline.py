"""The log of an article and its marks as lines: events, decisions, evidence, notes, by time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import CharField, QuerySet, Value
from django.urls import reverse
from django.utils.text import Truncator

from articles.models import Annotation, Article, Decision, Event, Evidence, Note, User
from articles.models.append_only import AppendOnlyModel
from articles.views import wording
from articles.views.history import log_wording
from articles.views.history.log_wording import Change
from articles.views.marks.cards import mark_address

PER_PAGE = 50
PROGRAM = "The program"
LONGEST_WORDS = 160
Keys = Sequence[tuple[datetime, int, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log. `kind` is event, decision, evidence or note; `words` are the mark's, and
    `address` leads to it where it stands in the text as it is now."""

    key: str
    kind: str
    at: datetime
    who: str
    did: str
    words: str = ""
    title: str = ""
    address: str = ""
    version: int | None = None
    changes: Sequence[Change] = ()
    why: str = ""
    note: str = ""
    link: str = ""
    number: str = ""
    pipeline: str = ""
    is_batch: bool = False
    is_undone: bool = False


def history_page(
    article: Article, query: Mapping[str, str], *, mark: Annotation | None = None
) -> dict[str, Any]:
    """The newest first, or with `?order=oldest` the oldest; of one mark alone where it is given."""
    oldest_first = query.get("order") == "oldest"
    page = Paginator(keys(article, mark, oldest_first=oldest_first), PER_PAGE).get_page(
        query.get("page")
    )
    return {
        "article": article,
        "mark": mark,
        "title": wording.title(mark) if mark else "",
        "address": mark_address(mark) if mark else "",
        "page": page,
        "lines": lines(article, list(page.object_list)),
        "oldest_first": oldest_first,
    }


def keys(
    article: Article, mark: Annotation | None = None, *, oldest_first: bool
) -> QuerySet[Any, Any]:
    """(when, key, what) of every line, in order: one query, however many tables it joins."""
    first, *rest = [
        found.order_by().annotate(what=Value(what, CharField())).values_list("at", "id", "what")
        for what, found in logs(article, mark).items()
    ]
    direction = "" if oldest_first else "-"
    every: QuerySet[Any, Any] = first.union(*rest, all=True)
    return every.order_by(*(direction + name for name in ("at", "what", "id")))


def logs(article: Article, mark: Annotation | None) -> dict[str, QuerySet[Any]]:
    """The rows behind the lines. A note stands for the event that tells of it."""
    if mark is not None:
        line = line_of(article, mark.pk)
        return {
            "decision": Decision.objects.filter(annotation__in=line),
            "evidence": Evidence.objects.filter(annotation__in=line),
            "note": Note.objects.filter(annotation__in=line),
        }
    here = {"annotation__revision__article": article}
    return {
        "event": Event.objects.filter(article=article).exclude(action=Event.Action.NOTE_ADDED),
        "decision": Decision.objects.filter(**here),
        "evidence": Evidence.objects.filter(**here),
        "note": Note.objects.filter(article=article),
    }


def line_of(article: Article, key: int) -> set[int]:
    """The keys of a mark, of those that it was carried from and of those it was carried to."""
    later = newer_keys(article)
    earlier = {new: old for old, new in later.items()}
    line = {key}
    for step in (earlier, later):
        at = key
        while at in step:
            at = step[at]
            line.add(at)
    return line


def newer_keys(article: Article) -> dict[int, int]:
    """For each mark that was carried on, by its key, the key of the mark on the next revision."""
    carried = Annotation.objects.filter(revision__article=article, carried_from__isnull=False)
    return dict(carried.values_list("carried_from_id", "pk"))


def lines(article: Article, keys: Keys) -> list[Line]:
    """The lines of these keys, in their order; the number of queries does not grow with them."""
    rows: dict[tuple[str, int], AppendOnlyModel] = {}
    for what, found in RELATED.items():
        wanted = [key for _, key, kind in keys if kind == what]
        if wanted:
            rows |= {(what, row.pk): row for row in found().filter(pk__in=wanted)}
    decisions = [row for row in rows.values() if isinstance(row, Decision)]
    context = Context(article, decisions)
    return [context.line(rows[what, key]) for _, key, what in keys if (what, key) in rows]


MARK = ("actor", "annotation__revision")
TEXTS = ("annotation__revision__text", "annotation__revision__sentences")
RELATED: dict[str, Any] = {
    "event": lambda: Event.objects.select_related("actor"),
    "decision": lambda: Decision.objects.select_related(*MARK, "undoes", "undone_by").defer(*TEXTS),
    "evidence": lambda: Evidence.objects.select_related(*MARK).defer(*TEXTS),
    "note": lambda: Note.objects.select_related(*MARK).defer(*TEXTS),
}


class Context:
    """What the lines of one page share: the names of people, where each mark stands now."""

    def __init__(self, article: Article, decisions: Iterable[Decision]) -> None:
        self.article = article
        self.newer = newer_keys(article)
        people = log_wording.people_in(decisions)
        named = User.objects.filter(pk__in=people).values_list("pk", "username") if people else ()
        self.people = dict(named)

    def line(self, row: AppendOnlyModel) -> Line:
        if isinstance(row, Event):
            return self.of_event(row)
        if isinstance(row, Decision):
            return self.of_decision(row)
        if isinstance(row, Evidence):
            return self.of_evidence(row)
        assert isinstance(row, Note)  # noqa: S101 (there are four kinds)
        return self.of_note(row)

    def of_event(self, event: Event) -> Line:
        return Line(
            key=f"event-{event.pk}",
            kind="event",
            at=event.at,
            who=who(event),
            did=event.get_action_display(),
            changes=log_wording.of_event(event),
        )

    def of_decision(self, decision: Decision) -> Line:
        shown = decision.shown_confidence
        return Line(
            key=f"decision-{decision.pk}",
            kind="decision",
            at=decision.at,
            who=who(decision),
            did=log_wording.did(decision),
            **self.about(decision.annotation),
            changes=log_wording.of_decision(decision, self.people),
            why=decision.get_why_display() if decision.why else "",
            note=decision.note,
            number="" if shown is None else f"{shown:.0%}".replace("%", " %"),
            pipeline=decision.pipeline,
            is_batch=decision.batch is not None,
            is_undone=hasattr(decision, "undone_by"),
        )

    def of_evidence(self, evidence: Evidence) -> Line:
        return Line(
            key=f"evidence-{evidence.pk}",
            kind="evidence",
            at=evidence.at,
            who=who(evidence),
            did=f"added a {evidence.get_kind_display().lower()} as evidence for",
            **self.about(evidence.annotation),
            note=evidence.words or evidence.document_name,
            link=evidence.link or document(evidence),
        )

    def of_note(self, note: Note) -> Line:
        about = self.about(note.annotation) if note.annotation else {}
        return Line(
            key=f"note-{note.pk}",
            kind="note",
            at=note.at,
            who=who(note),
            did="left a note on" if note.annotation else "left a note on the article",
            **about,
            note=note.text,
        )

    def about(self, mark: Annotation) -> dict[str, Any]:
        """Which mark it is, and the way to it where it, or what it became, stands in the text."""
        newest = mark.pk
        while newest in self.newer:
            newest = self.newer[newest]
        stands = newest != mark.pk or mark.revision_id == self.article.current_id
        here = f"{self.article.get_absolute_url()}?mark={newest}#m{newest}"
        return {
            "words": log_wording.quoted(Truncator(mark.exact).chars(LONGEST_WORDS)),
            "title": wording.title(mark),
            "address": here if stands and not mark.detached else "",
            "version": mark.revision.number,
        }


def document(evidence: Evidence) -> str:
    """Where the document can be downloaded; empty where there is none."""
    if not evidence.document:
        return ""
    return reverse("evidence", args=[evidence.annotation_id, evidence.pk])


def who(row: AppendOnlyModel) -> str:
    return row.actor.get_username() if row.actor else PROGRAM

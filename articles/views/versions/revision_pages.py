"""The contexts of an article's versions: the list of them, one beside another, detached marks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.access import Person
from articles.forms.revising import CorrectedForm, ReattachForm
from articles.models import Annotation, Article, Event, Revision, User
from articles.reader.comparing import Row, compare
from articles.reader.sourcing_diff import sourcing_diff
from articles.reader.versions import Change, Version
from articles.services import carrying
from articles.views import wording

FOLD = 3  # unchanged paragraphs in a row: fewer are shown, one beside each change in any case
KINDS = {
    "named-to-anonymous": "Name withheld",
    "attribution-dropped": "Attribution dropped",
    "hedge-removed": "Doubt removed",
    "quote-altered": "Quotation altered",
    "anonymous-to-named": "Name given",
    "source-added": "Source added",
    "hedge-added": "Doubt added",
}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list; `who` sent it in."""

    revision: Revision
    who: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DetachedLine:
    """A mark without a place; `form` attaches it again, for editors."""

    mark: Annotation
    title: str
    sign: str
    form: ReattachForm | None

    @property
    def words(self) -> str:
        """Its pieces; what stands between them is no part of it."""
        spans, start, exact = self.mark.spans, self.mark.start, self.mark.exact
        return " … ".join(exact[at - start : end - start] for at, end in spans) or exact


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A paragraph beside its counterpart; `id` is its place on the page."""

    id: str
    row: Row


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring rows; `is_folded` where nothing changed in any of them."""

    rows: tuple[NumberedRow, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a correction did to the sourcing of one place, with the words of both versions."""

    title: str
    change: Change
    was: str
    now: str
    row: str


def revisions_page(
    article: Article,
    user: Person,
    *,
    form: CorrectedForm | None = None,
    reattaching: ReattachForm | None = None,
) -> dict[str, Any]:
    is_editor = isinstance(user, User) and user.is_editor
    return {
        "article": article,
        "versions": list(versions(article)),
        "is_editor": is_editor,
        "form": form or CorrectedForm(initial={"seen": article.revision.number}),
        "detached": detached_marks(article, user, reattaching=reattaching),
    }


def versions(article: Article) -> Iterator[VersionLine]:
    """All versions, the newest first."""
    events = article.events.filter(action=Event.Action.REVISION_ADDED).select_related("actor")
    who = {event.detail.get("revision"): event.actor for event in events}
    for revision in article.revisions.defer("text", "sentences").order_by("-number"):
        person = article.added_by if revision.number == 1 else who.get(revision.number)
        name = person.get_username() if person else ""
        yield VersionLine(revision, name, is_current=revision.pk == article.current_id)


def detached_marks(
    article: Article, user: Person, *, reattaching: ReattachForm | None = None
) -> list[DetachedLine]:
    """`reattaching` is a form that could not be carried out: it stands in its mark's place."""
    is_editor = isinstance(user, User) and user.is_editor
    found = []
    for mark in carrying.detached(article):
        form = None
        if is_editor and article.revision.state == Revision.State.ANNOTATED:
            is_this = reattaching is not None and reattaching.annotation.pk == mark.pk
            form = reattaching if is_this else ReattachForm(annotation=mark)
        found.append(DetachedLine(mark, wording.title(mark), wording.sign(mark), form))
    return found


def revision_page(revision: Revision, before: Revision | None) -> dict[str, Any]:
    """`revision` beside the version `before` it; alone where there is none."""
    comparison = compare(before.text if before else revision.text, revision.text)
    rows = [NumberedRow(f"r{number}", row) for number, row in enumerate(comparison.rows, 1)]
    changed = sum(each.row.kind != "unchanged" for each in rows)
    return {
        "article": revision.article,
        "revision": revision,
        "before": before,
        "others": revision.article.revisions.defer("text", "sentences")
        .exclude(pk=revision.pk)
        .order_by("number"),
        "groups": list(grouped(rows)) if before else [Group(tuple(rows), is_folded=False)],
        "changed": changed,
        **sourcing_page(revision, before, rows),
    }


def sourcing_page(
    revision: Revision, before: Revision | None, rows: Sequence[NumberedRow]
) -> dict[str, Any]:
    """What changed in the sourcing, once the annotator has read both versions."""
    if before is None:
        return {"is_compared": False}
    pending = [each for each in (before, revision) if each.state != Revision.State.ANNOTATED]
    return {
        "is_compared": True,
        "pending": pending[0] if pending else None,
        "findings": [] if pending else list(findings(before, revision, rows)),
        "carried": revision.annotations.filter(
            carried_from__revision__number__lt=revision.number
        ).count(),
        "detached": before.annotations.filter(detached=True, carried_to=None).count(),
    }


def waiting_page(revision: Revision, before: Revision | None) -> dict[str, Any] | None:
    """What stands there until both versions are annotated; None once they are."""
    states = {each.state for each in (before, revision) if each}
    if states == {Revision.State.ANNOTATED}:
        return None
    page = {"article": revision.article, "revision": revision, "before": before}
    return page | sourcing_page(revision, before, ())


def grouped(rows: Sequence[NumberedRow]) -> Iterator[Group]:
    """Changed rows with an unchanged one on either side; long runs of others are folded."""
    run: list[NumberedRow] = []
    is_first = True
    for each in rows:
        if each.row.kind == "unchanged":
            run.append(each)
            continue
        yield from unchanged(run, after_change=not is_first, before_change=True)
        yield Group((each,), is_folded=False)
        run, is_first = [], False
    yield from unchanged(run, after_change=not is_first, before_change=False)


def unchanged(
    run: Sequence[NumberedRow], *, after_change: bool, before_change: bool
) -> Iterator[Group]:
    first, last = int(after_change), len(run) - int(before_change)
    if last - first < FOLD:
        first = last = len(run)
    for part, is_folded in ((run[:first], False), (run[first:last], True), (run[last:], False)):
        if part:
            yield Group(tuple(part), is_folded)


def findings(
    before: Revision, revision: Revision, rows: Iterable[NumberedRow]
) -> Iterator[Finding]:
    places = [(each.row.new.start, each.row.new.end, each.id) for each in rows if each.row.new]
    for change in sourcing_diff(version(before), version(revision)):
        found = (key for start, end, key in places if start <= change.new[0] < end)
        yield Finding(
            title=KINDS[change.kind],
            change=change,
            was=before.text[slice(*change.old)],
            now=revision.text[slice(*change.new)],
            row=next(found, ""),
        )


def version(revision: Revision) -> Version:
    """The quotations are those that hold now, as editors have corrected them."""
    quotes = revision.annotations.shown().filter(kind=Annotation.Kind.QUOTE)
    held = quotes.exclude(verdict=Annotation.Verdict.REJECTED)
    return Version(revision.text, revision.sentences, [record(quote) for quote in held])


def record(quote: Annotation) -> Mapping[str, Any]:
    source = None
    if quote.source_start is not None and quote.source_end is not None:
        source = {
            "start": quote.source_start,
            "end": quote.source_end,
            "text": quote.source_text,
            "type": quote.source_type,
            "name": quote.source_name or None,
        }
    return {
        "form": quote.label,
        "start": quote.start,
        "end": quote.end,
        "spans": quote.spans,
        "cue": quote.cue,
        "source": source,
    }

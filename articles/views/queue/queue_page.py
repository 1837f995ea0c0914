"""What the queue shows: its filters with counts, its rows, and what can be taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.timesince import timesince

from articles import filters as asking
from articles.filters import Filters
from articles.forms.queue import PER_PAGE, BulkForm
from articles.models import Annotation, User
from articles.models.annotation import AnnotationQuerySet
from articles.services import queueing
from articles.views import wording
from articles.views.marks import deciding_wording
from articles.views.marks.cards import mark_address
from articles.views.queue.queue_fields import LABELS, STATES, fields

NO_NUMBER = "no number"
AROUND = 160  # code points of the text before and after the words
MOST_WORDS = 400  # characters of the words themselves


@dataclass(frozen=True, slots=True)
class Row:
    """A flag as the queue shows it; `token` is its key with the version shown."""

    mark: Annotation
    token: str
    sign: str
    title: str
    likelihood: str
    speaker: str
    before: str
    words: str
    after: str
    state: str
    age: str
    address: str
    is_selected: bool


class Flags(Paginator):  # type: ignore[type-arg]  # it takes none when the program runs
    """Pages of flags whose number is known already."""

    def __init__(self, found: AnnotationQuerySet, *, count: int) -> None:
        super().__init__(found.values_list("pk", flat=True), PER_PAGE)
        self._known = count

    @cached_property
    def count(self) -> int:
        return self._known


def queue_page(
    query: Mapping[str, str],
    user: User,
    *,
    form: BulkForm | None = None,
    says: Sequence[str] = (),
) -> dict[str, Any]:
    filters, ignored = asking.asked_for(query)
    every = asking.groups(filters)
    total = asking.total(every, filters, user)
    found = asking.in_order(asking.narrowed(filters, user), filters.sort)
    page = Flags(found, count=total).get_page(query.get("page"))
    selected = form.selected if form is not None else []
    return {
        "filters": filters,
        "ignored": [LABELS[name].lower() for name in ignored],
        "fields": fields(every, filters, user),
        "total": total,
        "page": page,
        "rows": list(rows(page, selected)),
        "here": query_of(filters, page.number),
        "here_first": filters.query(),
        **last_batch(user),
        "says": says,
        "form": form or BulkForm(),
        "is_editor": user.is_editor,
    }


def last_batch(user: User) -> dict[str, Any]:
    """What the person can take back in one go, and how long ago it was."""
    last = queueing.last_batch(user) if user.is_editor else None
    now = timezone.now()
    if last is None or now - last.at < timedelta(minutes=1):
        return {"last": last, "last_ago": "just now"}
    return {"last": last, "last_ago": f"{timesince(last.at, now, depth=1)} ago"}


def rows(page: "Page[Any]", selected: Sequence[str]) -> Iterator[Row]:
    """The page's flags: found by key first, so that sorting never touches their texts."""
    keys = list(page.object_list)
    marks = (
        Annotation.objects.filter(pk__in=keys)
        .select_related("revision__article", "assignee")
        .defer("revision__text", "revision__sentences", "checks")
        .annotate(
            before=Substr(
                "revision__text",
                Greatest(F("start") - AROUND + 1, 1),
                Greatest(F("start"), 0) - Greatest(F("start") - AROUND, 0),
            ),
            after=Substr("revision__text", F("end") + 1, Value(AROUND)),
        )
    )
    found = {mark.pk: mark for mark in marks}
    now = timezone.now()
    chosen = {each.split(":")[0] for each in selected}
    for key in keys:
        if key in found:
            yield row(found[key], now, is_selected=str(key) in chosen)


def row(mark: Any, now: datetime, *, is_selected: bool) -> Row:
    undecided = mark.state == Annotation.State.OPEN
    return Row(
        mark=mark,
        token=f"{mark.pk}:{mark.version}",
        sign=wording.sign(mark),
        title=wording.title(mark),
        likelihood=wording.likelihood(mark) or NO_NUMBER,
        speaker=wording.speaker(mark) if mark.kind == Annotation.Kind.QUOTE else "",
        before=_before(mark.before),
        words=Truncator(mark.exact).chars(MOST_WORDS),
        after=_after(mark.after) if len(mark.exact) <= MOST_WORDS else "",
        state=STATES["open"] if undecided else deciding_wording.state(mark),
        age=_age(mark.made, now),
        address=mark_address(mark),
        is_selected=is_selected,
    )


def _age(made: datetime, now: datetime) -> str:
    if now - made < timedelta(minutes=1):
        return "just now"
    return f"{timesince(made, now, depth=1)} old"


def _before(text: str) -> str:
    """What stands before the words in their paragraph, from the last sentence or word on."""
    line = text.rsplit("\n", 1)[-1]
    if len(line) < AROUND:
        return line
    return "… " + line.split(" ", 1)[-1]


def _after(text: str) -> str:
    line = text.split("\n", 1)[0]
    if len(line) < AROUND:
        return line
    return line.rsplit(" ", 1)[0] + " …"


def query_of(filters: Filters, page: int) -> str:
    """The query string of one page of what is filtered for, less what goes without saying."""
    number = [f"page={page}"] if page > 1 else []
    return "&".join([part for part in [filters.query()] if part] + number)


def address(filters: Filters, page: int = 1) -> str:
    query = query_of(filters, page)
    return reverse("queue") + (f"?{query}" if query else "")

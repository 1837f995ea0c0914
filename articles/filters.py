"""What of the queue a person asks to see: its filters and its order, as an address gives them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Case, Count, F, FloatField, Q, Value, When
from django.db.models.functions import Cast

from articles.models import Annotation, User
from articles.models.annotation import AnnotationQuerySet
from articles.nlp.confidence import SURE, UNMEASURED_TYPES

KINDS = ("unsourced", "vague", "defect", "quote")
STATES = ("open", "needs-source")
SORTS = ("confidence", "age", "outlet")
ME, NOBODY = "me", "nobody"
NO_OUTLET = "-"
LONGEST = 200  # characters of a value: as long as an outlet's name may be
FIELDS = ("kind", "type", "state", "assignee", "outlet")


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty means all. `type` is a claim's type or a fault's label; `assignee` a name, "me" or
    "nobody"; `outlet` a name, or "-" for articles that give none."""

    kind: str = ""
    type: str = ""
    state: str = ""
    assignee: str = ""
    outlet: str = ""
    sort: str = SORTS[0]

    @property
    def narrowing(self) -> bool:
        return any(getattr(self, name) for name in FIELDS)

    def query(self, **changes: str) -> str:
        """The query string of an address that asks for this, less what goes without saying."""
        asked = replace(self, **changes)
        given = {name: getattr(asked, name) for name in (*FIELDS, "sort")}
        told = {name: value for name, value in given.items() if value}
        if asked.sort == SORTS[0]:
            del told["sort"]
        return urlencode(told)


class Group(NamedTuple):
    """How many flags are alike in all that can be filtered by."""

    kind: str
    type: str
    state: str
    assignee: str
    outlet: str
    number: int


def asked_for(query: Mapping[str, str]) -> tuple[Filters, list[str]]:
    """The filters in an address, and the names of those whose value means nothing and is ignored.

    Types, people and outlets come and go: one that nothing waits for is no mistake.
    """
    given = {name: query.get(name, "").strip() for name in (*FIELDS, "sort")}
    allowed = {"kind": KINDS, "state": STATES, "sort": SORTS}
    ignored = [
        name
        for name, value in given.items()
        if value
        and (len(value) > LONGEST or "\0" in value or value not in allowed.get(name, (value,)))
    ]
    kept = {name: value for name, value in given.items() if value and name not in ignored}
    return Filters(**kept), ignored


def universe(filters: Filters) -> AnnotationQuerySet:
    """What there is to filter: flags, or the quotations with a doubtful speaker where asked for."""
    if filters.kind == "quote":
        return Annotation.objects.doubtful_quotes()
    return Annotation.objects.waiting()


def narrowed(filters: Filters, user: User) -> AnnotationQuerySet:
    found = universe(filters)
    if filters.kind in ("unsourced", "vague"):
        found = found.filter(kind="claim", label=filters.kind)
    elif filters.kind == "defect":
        found = found.filter(kind="defect")
    if filters.type:
        found = found.filter(_of_type(filters.type))
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.assignee == NOBODY:
        found = found.filter(assignee=None)
    elif filters.assignee:
        found = found.filter(assignee__username=_name(filters.assignee, user))
    if filters.outlet:
        outlet = "" if filters.outlet == NO_OUTLET else filters.outlet
        found = found.filter(revision__article__outlet=outlet)
    return found


def _of_type(wanted: str) -> Q:
    return Q(kind="claim", type=wanted) | Q(kind__in=("defect", "quote"), label=wanted)


def _name(assignee: str, user: User) -> str:
    return user.get_username() if assignee == ME else assignee


def in_order(found: AnnotationQuerySet, sort: str) -> AnnotationQuerySet:
    """The same order every time, so that no page misses or repeats a flag."""
    if sort == "age":
        return found.order_by("made", "pk")
    if sort == "outlet":
        nameless = Case(When(revision__article__outlet="", then=1), default=0)
        outlet = "revision__article__outlet"
        return found.order_by(nameless, outlet, "revision_id", "start", "pk")
    return found.order_by(_sureness().desc(nulls_last=True), "pk")


def _sureness() -> Case:
    """The number by which the surest come first; those without a measured one come last.

    A random sentence has none, and where it stands must not tell that it is one: it gets a place
    among the others that follows from nothing but its key.
    """
    anywhere = Cast(F("pk") * 7919 % 600, FloatField()) / 1000.0 + SURE
    return Case(
        When(origin="sample", then=anywhere),
        When(Q(kind="claim") & ~Q(type__in=UNMEASURED_TYPES), then=F("probability")),
        When(kind="quote", then=F("probability")),
        default=Value(None),
        output_field=FloatField(),
    )


def groups(filters: Filters) -> list[Group]:
    """Everything there is to filter, counted by what can be filtered by: one query."""
    person, outlet = "assignee__username", "revision__article__outlet"
    rows = universe(filters).order_by().values("kind", "label", "type", "state", person, outlet)
    return [
        Group(
            kind=row["label"] if row["kind"] == "claim" else row["kind"],
            type=row["type"] if row["kind"] == "claim" else row["label"],
            state=row["state"],
            assignee=row[person] or "",
            outlet=row[outlet] or NO_OUTLET,
            number=row["number"],
        )
        for row in rows.annotate(number=Count("pk"))
    ]


def counts(every: Iterable[Group], filters: Filters, user: User, *, field: str) -> dict[str, int]:
    """For each value of the field, how many there are of it with the other filters as they are."""
    others = replace(filters, **{field: ""})
    found: dict[str, int] = {}
    for group in every:
        value = getattr(group, field)
        found[value] = found.get(value, 0) + (group.number if _fits(group, others, user) else 0)
    return found


def total(every: Iterable[Group], filters: Filters, user: User) -> int:
    return sum(group.number for group in every if _fits(group, filters, user))


def _fits(group: Group, filters: Filters, user: User) -> bool:
    wanted: dict[str, Any] = {
        "kind": filters.kind,
        "type": filters.type,
        "state": filters.state,
        "outlet": filters.outlet,
    }
    if any(value and getattr(group, name) != value for name, value in wanted.items()):
        return False
    if not filters.assignee:
        return True
    nobody = filters.assignee == NOBODY
    return group.assignee == ("" if nobody else _name(filters.assignee, user))

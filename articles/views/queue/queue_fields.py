"""The filters of the queue as a form shows them: each value by name, with how many there are."""

from collections.abc import Mapping
from typing import NamedTuple

from articles import filters as asking
from articles.filters import Filters, Group
from articles.models import User
from articles.views import wording

KINDS = {
    "unsourced": "Statement without a source",
    "vague": "Vague source",
    "defect": "Fault of the text",
}
QUOTES = "Quotation with a doubtful speaker"
TYPES = {
    "number": "Number",
    "cause": "Cause",
    "motive": "Motive",
    "accusation": "Accusation",
    "trend": "Trend",
    "prediction": "Prediction",
    "superlative": "Superlative",
    "orphan-quote": "Quotation without a speaker",
    "other": "Other",
}
STATES = {"open": "Not decided", "needs-source": "Needs a source, or mending"}
SORTS = {"confidence": "Most sure first", "age": "Oldest first", "outlet": "By outlet"}
LABELS = {
    "kind": "Kind",
    "type": "Type",
    "state": "State",
    "assignee": "Assigned to",
    "outlet": "Outlet",
    "sort": "Order",
}
# Of more than these a list is no help; those for which most waits are kept.
MOST_OUTLETS = 200


class Option(NamedTuple):
    value: str
    name: str
    number: int | None
    chosen: bool


class Field(NamedTuple):
    name: str
    label: str
    options: list[Option]


def fields(every: list[Group], filters: Filters, user: User) -> list[Field]:
    """The selects of the filter form, each option with its count among the other filters."""
    counted = {name: asking.counts(every, filters, user, field=name) for name in asking.FIELDS}
    options = {
        "kind": _kinds(counted["kind"], filters),
        "type": _types(counted["type"], filters.type),
        "state": _named(STATES, counted["state"], filters.state),
        "assignee": _people(counted["assignee"], filters.assignee, user),
        "outlet": _outlets(counted["outlet"], filters.outlet),
    }
    chosen = [
        Field(name, LABELS[name], [Option("", "All", None, chosen=False), *options[name]])
        for name in asking.FIELDS
    ]
    order = [Option(key, name, None, key == filters.sort) for key, name in SORTS.items()]
    return [*chosen, Field("sort", LABELS["sort"], order)]


def _kinds(counted: dict[str, int], filters: Filters) -> list[Option]:
    """Quotations are no flags and are counted only where they are asked for."""
    asked = filters.kind == "quote"
    flags = [
        Option(key, name, None if asked else counted.get(key, 0), key == filters.kind)
        for key, name in KINDS.items()
    ]
    return [*flags, Option("quote", QUOTES, counted.get("quote") if asked else None, asked)]


def _named(names: Mapping[str, str], counted: dict[str, int], chosen: str) -> list[Option]:
    return [Option(key, name, counted.get(key, 0), key == chosen) for key, name in names.items()]


def _types(counted: dict[str, int], chosen: str) -> list[Option]:
    """Those that occur in what the other filters leave, and the chosen one."""
    known = TYPES | {key: name[0].upper() + name[1:] for key, name in wording.FAULTS.items()}
    known |= wording.FORMS
    keys = {key for key, count in counted.items() if count} | ({chosen} if chosen else set())
    names = {key: known.get(key, key.replace("-", " ")) for key in keys if key}
    places = {key: place for place, key in enumerate(known)}
    in_order = sorted(names, key=lambda key: (places.get(key, len(places)), key))
    return _named({key: names[key] for key in in_order}, counted, chosen)


def _people(counted: dict[str, int], chosen: str, user: User) -> list[Option]:
    me = user.get_username()
    others = sorted(set(counted) - {"", me} | {chosen} - {"", asking.ME, asking.NOBODY, me})
    mine = Option(asking.ME, "Me", counted.get(me, 0), chosen in (asking.ME, me))
    nobody = Option(asking.NOBODY, "Nobody", counted.get("", 0), chosen == asking.NOBODY)
    return [
        mine,
        nobody,
        *(Option(name, name, counted.get(name, 0), name == chosen) for name in others),
    ]


def _outlets(counted: dict[str, int], chosen: str) -> list[Option]:
    """Those for which most waits, by name; articles that name no outlet come last."""
    most = sorted(counted, key=lambda name: -counted[name])[:MOST_OUTLETS]
    names = sorted({*most, chosen} - {"", asking.NO_OUTLET}, key=str.casefold)
    options = _named({name: name for name in names}, counted, chosen)
    if asking.NO_OUTLET in (*counted, chosen):
        none = asking.NO_OUTLET
        options.append(Option(none, "No outlet given", counted.get(none, 0), none == chosen))
    return options

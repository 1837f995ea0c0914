"""What the log is called on the page: fields and their values, before and after, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from articles.models import Annotation, Article, Decision, Event
from articles.views import wording
from articles.views.marks.deciding_wording import MENDED

Action = Decision.Action
FIELDS = {
    "verdict": "Verdict",
    "state": "State",
    "assignee": "Assigned to",
    "review": "State of the article",
    "label": "Kind",
    "type": "Type",
    "exact": "Words",
    "source_name": "Speaker",
    "source_text": "Speaker in the text",
    "source_type": "Sort of speaker",
    "source_start": "Speaker begins at character",
    "source_end": "Speaker ends at character",
    "start": "Begins at character",
    "end": "Ends at character",
    "cue": "Cue",
    "note": "Note",
    "detached": "Detached",
    "title": "Title",
    "byline": "Byline",
    "outlet": "Outlet",
    "published": "Date",
    "file": "File",
    "pipeline": "Version of the program",
    "revision": "Version of the text",
    "override": "Cleared with flags open, because",
    "flags": "Flags open then",
    "by": "Came with",
    "address": "Address",
    "samples": "Random sentences drawn",
}
# What follows from other fields that are shown: the words tell where they stand.
DERIVED = frozenset({"spans", "prefix", "suffix", "confidences", "annotation"})
PLACES = frozenset({"start", "end"})
VALUES = {
    "verdict": dict(Annotation.Verdict.choices),
    "state": dict(Annotation.State.choices),
    "review": dict(Article.Review.choices),
    "label": wording.FORMS | wording.CLAIMS | wording.FAULTS,
    "source_type": wording.SOURCE_TYPES,
    "by": {"verdict": "the first verdict", "revision": "the corrected text"},
}
# The one thing that such an event changes, where its detail gives the values alone.
CHANGED_BY = {
    Event.Action.REVIEW_CHANGED: "review",
    Event.Action.ARTICLE_ASSIGNED: "assignee",
}
NOBODY = "nobody"
NONE = "none"


class Change(NamedTuple):
    """A field in words; without `before` where nothing was there to change."""

    field: str
    before: str | None
    after: str


def of_decision(decision: Decision, people: Mapping[int, str]) -> list[Change]:
    """What it changed of the mark; `people` are names by key."""
    fields = decision.after
    hidden = DERIVED | (PLACES if "exact" in fields else frozenset())
    return [
        Change(
            field_name(name),
            value(name, decision.before[name], people) if name in decision.before else None,
            value(name, after, people),
        )
        for name, after in fields.items()
        if name not in hidden
    ]


def of_event(event: Event) -> list[Change]:
    """What it changed of the article, and what else it tells."""
    detail = dict(event.detail)
    before, after = detail.pop("before", None), detail.pop("after", None)
    return [
        *_both_sides(event, before, after),
        *(
            Change(field_name(name), None, value(name, told, {}))
            for name, told in detail.items()
            if told not in (None, "", [], {})
        ),
    ]


def _both_sides(event: Event, before: Any, after: Any) -> Iterator[Change]:
    if after is None:
        return
    if not isinstance(after, Mapping):
        name = CHANGED_BY.get(Event.Action(event.action), "")
        before, after = {name: before}, {name: after}
    for name, new in after.items():
        yield Change(field_name(name), value(name, before.get(name), {}), value(name, new, {}))


def field_name(name: str) -> str:
    return FIELDS.get(name) or name.replace("_", " ").capitalize() or "Change"


def value(name: str, stored: Any, people: Mapping[int, str]) -> str:
    """A stored value as a person reads it; people are stored by key in marks, by name elsewhere."""
    if name == "assignee":
        return people.get(stored, str(stored)) if stored not in (None, "") else NOBODY
    if stored is None or stored == "":
        return NONE
    if name == "exact":
        return quoted(str(stored))
    return VALUES[name].get(stored, str(stored)) if name in VALUES else plainly(stored)


def quoted(words: str) -> str:
    """In quotation marks, unless they bring their own."""
    return words if words[:1] in '“"‘«„' else f"“{words}”"


def plainly(stored: Any) -> str:
    """Whatever JSON holds: of a list its length, of a cue its words."""
    if isinstance(stored, bool):
        return "yes" if stored else "no"
    if isinstance(stored, list):
        return str(len(stored))
    return str(stored.get("text", stored)) if isinstance(stored, Mapping) else str(stored)


def did(decision: Decision) -> str:
    """What was done with the mark, before its words."""
    if decision.action == Action.UNDONE and decision.undoes:
        return f"took back “{decision.undoes.get_action_display()}” on"
    if decision.annotation.kind == Annotation.Kind.DEFECT and decision.action in MENDED:
        return MENDED[Action(decision.action)]
    return decision.get_action_display()


def people_in(decisions: Iterable[Decision]) -> set[int]:
    """The keys of those who are named as assignees, before or after."""
    sides = [side for decision in decisions for side in (decision.before, decision.after)]
    return {side["assignee"] for side in sides if side.get("assignee") is not None}

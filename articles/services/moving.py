"""A mark as it would stand on another text: where its words are, and all that points into them."""

from copy import copy
from dataclasses import asdict
from typing import Any

from articles.models import Annotation, Revision
from articles.reader.anchors import describe
from articles.reader.comparing import Comparison
from articles.reader.placing import Span


def moved_fields(mark: Annotation, place: Span, comparison: Comparison) -> dict[str, Any]:
    """The fields that hold offsets, as they are in the new text; what has no place there has none.

    Within the mark all moves with its words; around it only what stands unchanged.
    """
    old, new = comparison.old, comparison.new
    shift = place[0] - mark.start

    def there(start: int, end: int) -> Span | None:
        if mark.start <= start < end <= mark.end:
            span = start + shift, end + shift
            return span if new[slice(*span)] == old[start:end] else None
        return comparison.moved(start, end)

    def with_place(part: dict[str, Any]) -> dict[str, Any]:
        start, end = part["start"], part["end"]
        found = None if start is None else there(start, end)
        return {**part, "start": found and found[0], "end": found and found[1]}

    is_same = new[slice(*place)] == mark.exact
    spans = [list(there(*span) or place) for span in mark.spans] if is_same else [list(place)]
    cue = with_place(mark.cue) if mark.cue else None
    start, end = mark.source_start, mark.source_end
    source = None if start is None or end is None else there(start, end)
    return {
        "start": place[0],
        "end": place[1],
        "spans": spans,
        **asdict(describe(new, *place)),
        "cue": cue if cue and cue["start"] is not None else None,
        "source_start": source and source[0],
        "source_end": source and source[1],
        "reasons": [with_place(reason) for reason in mark.reasons],
        "checks": [with_place(check) for check in mark.checks],
    }


def copied(mark: Annotation, revision: Revision, moved: dict[str, Any]) -> Annotation:
    """The mark on another revision, not stored yet."""
    bearer = copy(mark)
    bearer.pk, bearer._state.adding = None, True
    bearer.revision, bearer.version, bearer.detached = revision, 1, False
    for name, value in moved.items():
        setattr(bearer, name, value)
    return bearer

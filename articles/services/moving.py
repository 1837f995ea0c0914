"""A mark as it would stand on another text: where its words are, and all that points into them."""

from collections.abc import Sequence
from copy import copy
from dataclasses import asdict
from typing import Any

from articles.models import Annotation, Revision
from articles.reader.anchors import describe
from articles.reader.comparing import Comparison
from articles.reader.placing import Span


def moved_fields(
    mark: Annotation, places: Sequence[Span], comparison: Comparison
) -> dict[str, Any]:
    """The fields that hold offsets, as they are in the new text; what has no place there has none.

    `places` is the one stretch that holds the mark now, or one for each of its pieces. Within them
    all moves with its words; around them only what stands unchanged.
    """
    old, new = comparison.old, comparison.new
    is_parted = len(places) > 1
    pieces = mark.spans if is_parted else [(mark.start, mark.end)]
    place = places[0][0], places[-1][1]

    def there(start: int, end: int) -> Span | None:
        for piece, to in zip(pieces, places, strict=True):
            if piece[0] <= start < end <= piece[1]:
                span = start + to[0] - piece[0], end + to[0] - piece[0]
                return span if new[slice(*span)] == old[start:end] else None
        return comparison.moved(start, end)

    def with_place(part: dict[str, Any]) -> dict[str, Any]:
        start, end = part["start"], part["end"]
        found = None if start is None else there(start, end)
        return {**part, "start": found and found[0], "end": found and found[1]}

    is_same = is_parted or new[slice(*place)] == mark.exact
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

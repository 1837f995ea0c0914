"""Finds a mark's words in a corrected text, and the new finding that takes its place there."""

from collections.abc import Sequence
from copy import copy

from articles.models import Annotation, Revision
from articles.reader.anchors import Anchor, find, find_pieces
from articles.reader.placing import Span
from articles.services import marks
from articles.services.corrected import corrections

Origin = Annotation.Origin
SAME_QUOTATION = 0.8  # of the characters of both: another speaker says these very words now


def places_in(text: str, mark: Annotation) -> list[Span] | None:
    """The one stretch in which all of the mark stands as it was, else one for each piece."""
    place = find(text, Anchor(mark.exact, mark.prefix, mark.suffix))
    if place or len(mark.spans) < 2:
        return [place] if place else None
    return find_pieces(text, mark.revision.text, mark.spans)


def whole(places: Sequence[Span]) -> Span:
    return places[0][0], places[-1][1]


def bearers_of(
    revision: Revision, placed: Sequence[tuple[Annotation, Sequence[Span]]]
) -> dict[int, Annotation]:
    """For each machine's mark, by its key, the new finding that says the same of these words."""
    free = revision.annotations.filter(origin=Origin.MACHINE, carried_from=None, detached=False)
    found = list(free.exclude(pk__in=free.touched().values("pk")).in_text_order())
    moved = []
    for mark, places in placed:
        if mark.origin != Origin.EDITOR:
            there = copy(mark)
            there.start, there.end = whole(places)
            moved.append(there)
    bearers = marks.find_heirs(moved, found)
    for mark in moved:
        if mark.pk in bearers:
            continue
        if corrections(mark):
            least = marks.SAME_WORDS
        elif mark.kind == Annotation.Kind.QUOTE:
            least = SAME_QUOTATION
        else:
            continue
        taken = {bearer.pk for bearer in bearers.values()}
        same = [one for one in found if one.pk not in taken and is_found_as(one, mark, least)]
        if same:
            bearers[mark.pk] = same[0]
    return bearers


def is_found_as(found: Annotation, mark: Annotation, least: float) -> bool:
    """So many of the words are the same; whom the machine takes for the speaker does not matter."""
    alike = copy(found)
    alike.label, alike.source_name, alike.source_text = (
        mark.label,
        mark.source_name,
        mark.source_text,
    )
    return marks.overlap(mark, alike) >= least

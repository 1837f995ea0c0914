"""Cuts a text at every boundary of its marks into flat runs, so that overlaps need no nesting.

Offsets are half-open code points. Whatever the marks, the runs put together are the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

LINE = re.compile(r"[^\n\r]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be shown over a text, in one piece or several.

    `about` is whatever the caller wants to find again in a run; it is carried, never looked at.
    """

    key: str
    spans: tuple[tuple[int, int], ...]
    about: object = field(default=None, compare=False)

    @property
    def start(self) -> int:
        return min((start for start, _ in self.spans), default=0)

    @property
    def end(self) -> int:
        return max((end for _, end in self.spans), default=0)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks throughout.

    `covers` holds them from the outermost inwards; `begins` those that no earlier run has shown.
    """

    start: int
    end: int
    text: str
    covers: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One visible line and its runs.

    `before` is the white space since the paragraph before it; `after` that at the very end of the
    text. `before`, `text` and `after` of all paragraphs put together are the text.
    """

    start: int
    end: int
    text: str
    runs: tuple[Run, ...]
    before: str = ""
    after: str = ""


def runs(text: str, marks: Iterable[Mark]) -> Iterator[Run]:
    """The runs of the whole text; "".join(run.text for run in runs(...)) == text, always."""
    return begun(cut(text, tuple(marks), at=()), set())


def paragraphs(text: str, marks: Iterable[Mark]) -> Iterator[Paragraph]:
    """The paragraphs, split at line breaks. Marks that lie wholly in the gaps are not shown."""
    lines = [match.span() for match in LINE.finditer(text) if not match[0].isspace()]
    if not lines:
        lines = [(len(text), len(text))] if text else []
    edges = [edge for line in lines for edge in line]
    every = list(cut(text, tuple(marks), at=edges))
    starts = [run.start for run in every]
    shown: set[int] = set()
    gap_start = 0
    for start, end in lines:
        inside = every[bisect_left(starts, start) : bisect_left(starts, end)]
        yield Paragraph(
            start=start,
            end=end,
            text=text[start:end],
            runs=tuple(begun(inside, shown)),
            before=text[gap_start:start],
            after=text[end:] if end == lines[-1][1] else "",
        )
        gap_start = end


def cut(text: str, marks: Sequence[Mark], *, at: Iterable[int]) -> Iterator[Run]:
    """The runs of the text, cut at the marks' boundaries and at the offsets `at`."""
    pieces = [
        (max(start, 0), min(end, len(text)), place)
        for place, mark in enumerate(marks)
        for start, end in mark.spans
        if max(start, 0) < min(end, len(text))
    ]
    rank = outermost_first(marks)
    boundaries = {0, len(text), *at, *(edge for piece in pieces for edge in piece[:2])}
    opening, closing = events(pieces)
    active: dict[int, int] = {}  # a mark may overlap itself: count how often it is open
    for start, end in pairwise(sorted(boundaries)):
        for place in closing.get(start, ()):
            active[place] -= 1
            if not active[place]:
                del active[place]
        for place in opening.get(start, ()):
            active[place] = active.get(place, 0) + 1
        covers = (
            tuple(marks[place] for place in sorted(active, key=rank.__getitem__)) if active else ()
        )
        yield Run(start, end, text[start:end], covers)


def events(
    pieces: Iterable[tuple[int, int, int]],
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Which marks open and which close at each offset."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for start, end, place in pieces:
        opening.setdefault(start, []).append(place)
        closing.setdefault(end, []).append(place)
    return opening, closing


def outermost_first(marks: Sequence[Mark]) -> list[int]:
    """The rank of each mark: earlier first, of equal starts the longer first, then as given."""
    ordered = sorted(
        range(len(marks)), key=lambda place: (marks[place].start, -marks[place].end, place)
    )
    ranks = [0] * len(marks)
    for rank, place in enumerate(ordered):
        ranks[place] = rank
    return ranks


def begun(flat: Iterable[Run], shown: set[int]) -> Iterator[Run]:
    """The runs with `begins` filled in; `shown` remembers, by identity, what was shown before."""
    for run in flat:
        begins = tuple(mark for mark in run.covers if id(mark) not in shown)
        shown.update(map(id, begins))
        yield replace(run, begins=begins) if begins else run

"""Compares two texts: paragraphs first, then the words within those that changed.

White space alone never makes a paragraph differ. Offsets are half-open code points, the old ones
into the old text and the new ones into the new.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from articles.reader.aligning import Pair
from articles.reader.pairing import Block, Span, lines_of, paired, spaced

Kind = Literal["unchanged", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of both texts; an added one is empty in the old, a removed one in the new."""

    kind: Kind
    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one side; `is_changed` where the other side has them not, white space apart."""

    start: int
    end: int
    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph of one text, without the white space around it."""

    start: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_kept(self) -> bool:
        """All its words stand in the other text, at their place in the order or moved."""
        return not any(piece.is_changed for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph beside its counterpart; an added one has no old side, a removed one no new.

    `is_moved`: taken out here and put in elsewhere with the very same words, which are unmarked.
    """

    kind: Kind
    old: Side | None
    new: Side | None
    is_moved: bool = False


@dataclass(frozen=True)
class Comparison:
    """`blocks` are all that is equal, rising on both sides, none empty and no two touching."""

    old: str
    new: str
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]

    @property
    def is_same(self) -> bool:
        """No paragraph differs."""
        return all(row.kind == "unchanged" for row in self.rows)

    def stretches(self) -> Iterator[Stretch]:
        """The whole of both texts in pieces; joined, each side gives its text back exactly."""
        at, to = 0, 0
        for block in (*self.blocks, Block(len(self.old), len(self.new), 0)):
            if at < block.old or to < block.new:
                kind = kind_of(has_old=at < block.old, has_new=to < block.new)
                yield Stretch(kind, (at, block.old), (to, block.new))
            at, to = block.old + block.length, block.new + block.length
            if block.length:
                yield Stretch("unchanged", (block.old, at), (block.new, to))

    @cached_property
    def starts(self) -> list[int]:
        return [block.old for block in self.blocks]

    def moved(self, start: int, end: int) -> Span | None:
        """Where these old words stand in the new text; None where any of them changed.

        Raises ValueError where they are no words.
        """
        if not 0 <= start < end <= len(self.old):
            raise ValueError(f"{start}:{end} is no stretch of {len(self.old)} code points")
        block = self.blocks[place] if (place := bisect_right(self.starts, start) - 1) >= 0 else None
        if block is None or end > block.old + block.length:
            return None
        return start + block.new - block.old, end + block.new - block.old


def kind_of(*, has_old: bool, has_new: bool) -> Kind:
    if has_old and has_new:
        return "changed"
    return "removed" if has_old else "added"


def compare(old: str, new: str) -> Comparison:
    """The time is near-linear in the length of both, whatever they hold."""
    ours, theirs = lines_of(old), lines_of(new)
    pairs, equal = paired(old, ours, new, theirs)
    blocks = joined(old, new, equal)
    left = sides(old, ours, [(block.old, block.old + block.length) for block in blocks])
    right = sides(new, theirs, [(block.new, block.new + block.length) for block in blocks])
    return Comparison(old, new, blocks, tuple(rows(left, right, pairs)))


def joined(old: str, new: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the equal white space around them; those that then touch made one."""
    found = [Block(0, 0, 0)]
    for block in (*blocks, Block(len(old), len(new), 0)):
        last = found.pop()
        at, to = last.old + last.length, last.new + last.length
        while at < block.old and to < block.new and is_same_space(old, at, new, to):
            at, to = at + 1, to + 1
        start, there = block.old, block.new
        while at < start and to < there and is_same_space(old, start - 1, new, there - 1):
            start, there = start - 1, there - 1
        length = block.length + block.old - start
        if (at, to) == (start, there):
            found.append(Block(last.old, last.new, at + length - last.old))
        else:
            found += [Block(last.old, last.new, at - last.old), Block(start, there, length)]
    return tuple(block for block in found if block.length)


def is_same_space(old: str, at: int, new: str, to: int) -> bool:
    return old[at] == new[to] and old[at].isspace()


def sides(text: str, spans: Iterable[Span], equal: Sequence[Span]) -> list[Side]:
    """The paragraphs, cut where they begin or cease to be equal to the other text."""
    found = []
    place = 0
    for start, end in spans:
        while place < len(equal) and equal[place][1] <= start:
            place += 1
        last = place
        while last < len(equal) and equal[last][0] < end:
            last += 1
        found.append(Side(start, end, tuple(pieces(text, (start, end), equal[place:last]))))
    return found


def pieces(text: str, span: Span, equal: Iterable[Span]) -> Iterator[Piece]:
    at, last = span
    for block in (*equal, (last, last)):
        start, end = max(block[0], at), min(block[1], last)
        if at < start:
            yield Piece(at, start, text[at:start], is_changed=not text[at:start].isspace())
        if start < end:
            yield Piece(start, end, text[start:end], is_changed=False)
        at = end


def rows(ours: Sequence[Side], theirs: Sequence[Side], pairs: Sequence[Pair]) -> Iterator[Row]:
    """All paragraphs of both in reading order; what was removed comes before what was added."""
    gone = left_over(ours, {old for old, _ in pairs})
    come = left_over(theirs, {new for _, new in pairs})
    at, to = 0, 0
    for old, new in (*pairs, (len(ours), len(theirs))):
        for side in ours[at:old]:
            is_moved = side.text in come
            yield Row("removed", unmarked(side) if is_moved else side, None, is_moved)
        for side in theirs[to:new]:
            is_moved = side.text in gone
            yield Row("added", None, unmarked(side) if is_moved else side, is_moved)
        if old < len(ours):
            same = spaced(ours[old].text) == spaced(theirs[new].text)
            yield Row("unchanged" if same else "changed", ours[old], theirs[new])
        at, to = old + 1, new + 1


def left_over(sides: Sequence[Side], paired: AbstractSet[int]) -> set[str]:
    return {side.text for number, side in enumerate(sides) if number not in paired}


def unmarked(side: Side) -> Side:
    return Side(side.start, side.end, (Piece(side.start, side.end, side.text, is_changed=False),))

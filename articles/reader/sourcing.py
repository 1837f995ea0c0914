"""Lays the sentences of an article over its paragraphs: whose word stands where, and how much.

Offsets are half-open code points into the article's text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and whose word it is; `origin` is the number of the one its source comes from."""

    number: int
    start: int
    end: int
    sourcing: str
    source: str = ""
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a sentence lies in one paragraph."""

    sentence: Sentence
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Strip:
    """One paragraph, counted from 1, and the pieces of sentences that lie in it."""

    number: int
    start: int
    end: int
    pieces: tuple[Piece, ...]

    def share(self, piece: Piece) -> float:
        """How much of the paragraph the piece takes up, from 0 to 1."""
        return piece.length / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring paragraphs, the first and the last by number, that a map shows as one.

    `sourcing` is the kind that most of the words have; `tally` counts the sentences that begin in
    these paragraphs, by kind.
    """

    first: int
    last: int
    start: int
    end: int
    sourcing: str
    tally: tuple[tuple[str, int], ...]


def sentences_of(records: Iterable[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    """The sentences of `Revision.sentences`, numbered from 1 in text order."""
    ordered = sorted(records, key=lambda record: (record["start"], record["end"]))
    numbers = {(one["start"], one["end"]): number for number, one in enumerate(ordered, 1)}
    return tuple(
        Sentence(
            number=number,
            start=record["start"],
            end=record["end"],
            sourcing=record["sourcing"],
            source=(record.get("source") or {}).get("text", ""),
            origin=numbers.get(tuple(record.get("inherited_from") or ())),
        )
        for number, record in enumerate(ordered, 1)
    )


def strips(
    sentences: Sequence[Sentence], paragraphs: Iterable[tuple[int, int]]
) -> tuple[Strip, ...]:
    """A strip for each paragraph (start, end), all in text order; a sentence may lie in several."""
    found = []
    at = 0
    for number, (start, end) in enumerate(paragraphs, 1):
        while at < len(sentences) and sentences[at].end <= start:
            at += 1
        found.append(Strip(number, start, end, tuple(pieces(sentences, at, start, end))))
    return tuple(found)


def pieces(sentences: Sequence[Sentence], at: int, start: int, end: int) -> Iterator[Piece]:
    """The pieces between two offsets, of the sentences from the place `at` onwards."""
    while at < len(sentences) and sentences[at].start < end:
        sentence = sentences[at]
        if sentence.end > start:
            yield Piece(sentence, max(sentence.start, start), min(sentence.end, end))
        at += 1


def bands(every: Sequence[Strip], *, most: int) -> tuple[Band, ...]:
    """The strips that hold sentences, neighbours put together until there are no more than `most`.

    Bands of many paragraphs come out about equally long, so that none is too thin to hit.
    """
    filled = [strip for strip in every if strip.pieces]
    if len(filled) <= most:
        return tuple(band([strip]) for strip in filled)
    enough = sum(strip.end - strip.start for strip in filled) / most
    groups: list[list[Strip]] = [[]]
    length = 0
    for strip in filled:
        if length >= enough:
            groups.append([])
            length = 0
        groups[-1].append(strip)
        length += strip.end - strip.start
    return tuple(band(group) for group in groups)


def band(group: Sequence[Strip]) -> Band:
    lengths: Counter[str] = Counter()
    tally: Counter[str] = Counter()
    for strip in group:
        for piece in strip.pieces:
            lengths[piece.sentence.sourcing] += piece.length
            tally[piece.sentence.sourcing] += piece.start == piece.sentence.start
    return Band(
        first=group[0].number,
        last=group[-1].number,
        start=group[0].start,
        end=group[-1].end,
        sourcing=lengths.most_common(1)[0][0],
        tally=tuple((kind, count) for kind, count in tally.most_common() if count),
    )

"""Two versions of an article as the sourcing diff reads them, and what it says of them.

Offsets are half-open code points into the version's own text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from articles.reader.statements import folded

Kind = Literal[
    "named-to-anonymous",
    "attribution-dropped",
    "hedge-removed",
    "quote-altered",
    "anonymous-to-named",
    "source-added",
    "hedge-added",
]
Record = Mapping[str, Any]
Span = tuple[int, int]

# What stands in quotation marks within a paragraph; straight and curly ones may be mixed up, and
# an apostrophe closes nothing.
QUOTED = re.compile(
    r"[“„\"][^“”„\"\n\r]*[“”\"]|«[^«»\n\r]*»|``[^`\n\r]*?''"
    r"|‘(?:[^‘’\n\r]|(?<=\w)’(?=\w))*’"
)
GAINS = frozenset({"anonymous-to-named", "source-added", "hedge-added"})


@dataclass(frozen=True, slots=True)
class Change:
    """One finding; `old` and `new` bound the statement in either text, `says` is one sentence."""

    kind: Kind
    old: Span
    new: Span
    says: str

    @property
    def is_gain(self) -> bool:
        return self.kind in GAINS


@dataclass(frozen=True)
class Version:
    """A text with its sentences and quotations as `exports.record` writes them."""

    text: str
    sentences: Sequence[Record]
    quotes: Sequence[Record]

    @cached_property
    def ordered(self) -> list[Record]:
        return sorted(self.sentences, key=lambda one: (one["start"], one["end"]))

    @cached_property
    def starts(self) -> list[int]:
        return [one["start"] for one in self.ordered]

    @cached_property
    def quotes_in(self) -> dict[int, list[Record]]:
        """The quotations by the sentences that they touch."""
        found: dict[int, list[Record]] = {}
        for quote in self.quotes:
            place = max(0, self.number_at(quote["start"]))
            while place < len(self.ordered) and self.ordered[place]["start"] < quote["end"]:
                if quote["start"] < self.ordered[place]["end"]:
                    found.setdefault(place, []).append(quote)
                place += 1
        return found

    def span(self, number: int) -> Span:
        sentence = self.ordered[number]
        return sentence["start"], sentence["end"]

    def number_at(self, offset: int) -> int:
        """The sentence that holds the offset or the last one before it; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def words(self, number: int) -> tuple[str, ...]:
        return folded(self.text[slice(*self.span(number))])

    def plain(self, number: int) -> str:
        """The sentence less what stands in quotation marks."""
        return QUOTED.sub(" ” ", self.text[slice(*self.span(number))])

    def said(self, number: int) -> tuple[str, ...]:
        """The words of a sentence less those that say whose they are."""
        start, end = self.span(number)
        cues = [quote.get("cue") for quote in self.quotes_in.get(number, ())]
        gaps = self.standing_in(number, [*self.sources(number), *cues])
        at, kept = start, []
        for gap_start, gap_end in [*gaps, (end, end)]:
            kept.append(self.text[at : max(at, gap_start)])
            at = max(at, gap_end)
        return folded(" ".join(kept))

    def source_words(self, number: int) -> tuple[str, ...]:
        """The longest source that begins in the sentence, with all that is said of it."""
        spans = self.standing_in(number, self.sources(number))
        start, end = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
        return folded(self.text[start:end])

    def sources(self, number: int) -> list[Record | None]:
        quotes = self.quotes_in.get(number, ())
        return [self.ordered[number].get("source"), *(quote.get("source") for quote in quotes)]

    def standing_in(self, number: int, parts: Iterable[Record | None]) -> list[Span]:
        """Where the parts stand that begin in the sentence, in text order."""
        start, end = self.span(number)
        return sorted(
            (one["start"], one["end"]) for one in parts if one and start <= one["start"] < end
        )

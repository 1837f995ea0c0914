"""The words of a version that stand in quotation marks, and by whom.

Case, the shape of apostrophes and punctuation are no part of the words; an ellipsis and square
brackets are, since by them a writer says that he changed something.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.reader.statements import WORD, folded, is_telling
from articles.reader.versions import QUOTED, Record, Span, Version

TOKEN = re.compile(rf"{WORD.pattern}|…|\.{{3,}}|\. \. \.|[\[\]]")
ELLIPSIS = "…"
SIGNS = frozenset({ELLIPSIS, "[", "]"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of one quotation that stand in quotation marks, folded and as they are written.

    `speaker` holds the words that the speaker is known by, `has_name` if they are a full name;
    `sentence` is the number of the one in which the quotation begins.
    """

    number: int
    start: int
    end: int
    words: tuple[str, ...]
    written: tuple[str, ...]
    speaker: frozenset[str]
    has_name: bool
    sentence: int


def quoted(version: Version) -> Iterator[Quoted]:
    """The direct and mixed quotations, numbered from 0, that hold words in quotation marks."""
    passages = [match.span() for match in QUOTED.finditer(version.text)]
    starts = [start for start, _ in passages]
    number = 0
    for quote in sorted(version.quotes, key=lambda one: (one["start"], one["end"])):
        if quote["form"] == "indirect":
            continue
        written = tuple(
            word
            for span in quote["spans"]
            for part in within(span, passages, starts)
            for word in tokens(version.text[slice(*part)])
        )
        if written:
            yield Quoted(
                number=number,
                start=quote["start"],
                end=quote["end"],
                words=tuple(word.casefold() for word in written),
                written=written,
                speaker=speaker_of(quote),
                has_name=bool((quote.get("source") or {}).get("name")),
                sentence=version.number_at(quote["start"]),
            )
            number += 1


def within(span: Sequence[int], passages: Sequence[Span], starts: Sequence[int]) -> Iterator[Span]:
    """What of the passages in quotation marks lies in the span."""
    place = max(0, bisect_right(starts, span[0]) - 1)
    while place < len(passages) and passages[place][0] < span[1]:
        start, end = max(passages[place][0], span[0]), min(passages[place][1], span[1])
        if start < end:
            yield start, end
        place += 1


def tokens(text: str) -> list[str]:
    """Words and signs as they are written, but for apostrophes, which are all straight."""
    found = (match[0].replace("’", "'") for match in TOKEN.finditer(text))
    return [ELLIPSIS if not token.strip(". ") else token for token in found]


def speaker_of(quote: Record) -> frozenset[str]:
    """The words by which the speaker is known; none where nobody is sure who it is."""
    source = quote.get("source")
    if not source or source["type"] == "unresolved":
        return frozenset()
    return frozenset(filter(is_telling, folded(source.get("name") or source["text"])))


def spoken_words(version: Version) -> str:
    """All words in quotation marks, folded, one space between any two and around the whole."""
    passages = (match[0].casefold() for match in QUOTED.finditer(version.text))
    return f" {' '.join(word for passage in passages for word in tokens(passage))} "

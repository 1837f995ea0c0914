"""One pass over an annotated Doc into plain lists, for the components that weigh its sentences."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from articles.nlp.findings import Quote
from articles.nlp.wordlists import words

LINE_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")

KEPT = "newsreader.reading"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence without surrounding white space: tokens `first:last`, code points `start:end`.

    `line` is the number of its line among those that hold text; `opens` if it begins that line;
    `sentence` its number among the Doc's sentences, blank ones included.
    """

    first: int
    last: int
    start: int
    end: int
    line: int
    opens: bool
    sentence: int


@dataclass(frozen=True)
class Reading:
    """A Doc in plain lists, one entry a token; half-open token ranges throughout."""

    doc: Doc
    text: str
    words: list[str]
    lower: list[str]
    tags: list[str]
    entities: list[str]
    starts: list[int]
    attributed: list[float]
    quoted: list[bool]
    quotations: tuple[Any, ...]
    quotes: tuple[Quote, ...]
    passages: tuple[Passage, ...]
    states: NDArray[np.float32] | None

    @cached_property
    def passage_starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    @cached_property
    def quotes_of(self) -> dict[int, list[Quote]]:
        """The attributions that touch each passage, by its position; content, cue or source."""
        found: dict[int, list[Quote]] = {}
        for quote in self.quotes:
            for position in sorted(touched(quote, self)):
                found.setdefault(position, []).append(quote)
        return found

    @cached_property
    def first_person(self) -> int:
        """The first token that names or describes a person; past the end if none does."""
        nouns = words("persons") | words("anonymous")
        for place, entity in enumerate(self.entities):
            noun = self.lower[place] in nouns and self.tags[place][:2] == "NN"
            if noun or entity == "PERSON":
                return place
        return len(self.words)

    @cached_property
    def garbled(self) -> frozenset[int]:
        """The passages, by position, in which a quotation mark closes nothing."""
        places = (self.passage_at(each.start) for each in self.quotations if each.stray)
        return frozenset(place for place in places if place is not None)

    @cached_property
    def quotation_starts(self) -> frozenset[int]:
        """Where the quotations begin that are more than a mark."""
        return frozenset(each.start for each in self.quotations if each.end > each.start + 1)

    def ends(self, position: int) -> int:
        """Where the token's characters end, in code points."""
        return self.starts[position] + len(self.words[position])

    def passage_at(self, offset: int) -> int | None:
        """The position of the passage over this code point, if one is."""
        position = bisect_right(self.passage_starts, offset) - 1
        if position < 0 or self.passages[position].end <= offset:
            return None
        return position

    def token_at(self, offset: int) -> int:
        """The token over this code point, or the last one before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def read_once(doc: Doc) -> Reading:
    """The Doc's reading, kept on it for the next component; its findings must not change since."""
    kept = doc.user_data.get(KEPT)
    if not isinstance(kept, Reading) or kept.quotes is not extension(doc, "quotes", ()):
        kept = doc.user_data[KEPT] = read(doc)
    return kept


def forget(doc: Doc) -> None:
    """Drops the kept reading, which would hold the Doc in a cycle."""
    doc.user_data.pop(KEPT, None)


def read(doc: Doc) -> Reading:
    # Rows of numbers are several times faster to read than Token objects.
    rows = doc.to_array(["IDX", "LENGTH", "TAG", "ENT_TYPE", "SENT_START"]).tolist()
    text, strings = doc.text, doc.vocab.strings
    starts: list[int] = [row[0] for row in rows]
    tokens = [text[row[0] : row[0] + row[1]] for row in rows]
    names = {code: strings[code] for row in rows for code in (row[2], row[3])}
    quotations = extension(doc, "quotations", ())
    return Reading(
        doc=doc,
        text=text,
        words=tokens,
        lower=[token.lower() for token in tokens],
        tags=[names[row[2]] for row in rows],
        entities=[names[row[3]] for row in rows],
        starts=starts,
        attributed=list(extension(doc, "attributed", ())) or [0.0] * len(rows),
        quoted=quoted_tokens(starts, quotations),
        quotations=quotations,
        quotes=extension(doc, "quotes", ()),
        passages=passages(text, tokens, starts, [row[4] == 1 for row in rows]),
        states=extension(doc, "states", None),
    )


def extension(doc: Doc, name: str, default: Any) -> Any:
    """What an earlier component left on the Doc; the default where none has run."""
    value = doc._.get(name) if Doc.has_extension(name) else None
    return default if value is None else value


def quoted_tokens(starts: list[int], quotations: tuple[Any, ...]) -> list[bool]:
    """Whether each token stands inside quotation marks, the marks included."""
    quoted = [False] * len(starts)
    for quotation in quotations:
        if quotation.depth == 0:
            first = bisect_left(starts, quotation.start)
            last = bisect_left(starts, quotation.end, first)
            quoted[first:last] = [True] * (last - first)
    return quoted


def passages(
    text: str, words: list[str], starts: list[int], begins: list[bool]
) -> tuple[Passage, ...]:
    found: list[Passage] = []
    line, before = -1, 0
    for sentence, first, last in sentence_ranges(words, begins):
        start, end = starts[first], starts[last - 1] + len(words[last - 1])
        opens = not found or not LINE_BREAKS.isdisjoint(text[before:start])
        line += opens
        found.append(Passage(first, last, start, end, line, opens, sentence))
        before = end
    return tuple(found)


def sentence_ranges(words: list[str], begins: list[bool]) -> list[tuple[int, int, int]]:
    """The numbers and token ranges of the sentences, trimmed of white space, without blank ones."""
    starts = [place for place, begin in enumerate(begins) if begin or place == 0]
    ranges = enumerate(pairwise([*starts, len(words)]))
    return [(n, *trimmed) for n, each in ranges if (trimmed := trim(words, *each))]


def trim(words: list[str], first: int, last: int) -> tuple[int, int] | None:
    while first < last and words[first].isspace():
        first += 1
    while last > first and words[last - 1].isspace():
        last -= 1
    return (first, last) if first < last else None


def touched(quote: Quote, reading: Reading) -> set[int]:
    ranges = [*quote.spans]
    ranges += [(part.start, part.end) for part in (quote.cue, quote.source) if part]
    found: set[int] = set()
    for start, end in ranges:
        first = bisect_right(reading.passage_starts, start) - 1
        last = bisect_right(reading.passage_starts, end - 1)
        overlapping = range(max(first, 0), last)
        found.update(place for place in overlapping if reading.passages[place].end > start)
    return found

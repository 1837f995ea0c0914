"""Says which paragraphs of two texts belong together, and which words in them are the same.

Offsets are half-open code points, the old ones into the old text and the new ones into the new.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from articles.reader.aligning import Pair, align

Span = tuple[int, int]

LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
# A word with what joins onto it; else one sign, with the marks that are drawn over it.
TOKEN = re.compile(
    r"[\w\u0300-\u036f]+(?:[’'.,\-\u2010\u2011][\w\u0300-\u036f]+)*"
    r"|\S(?:[\u0300-\u036f\ufe0f\U0001f3fb-\U0001f3ff]|\u200d\S)*"
)
ALIKE = 0.45  # of the words of two paragraphs together: less is another paragraph
ALIKE_ALONE = 0.25  # where one stands in the place of one
WITHIN = 0.6  # of the shorter paragraph's words stand in order in the longer: joined or split
SHORT_WORD = 3  # letters of a word that means little between changed words
MUCH = 2  # changed words on either side that draw such a word in


@dataclass(frozen=True, slots=True)
class Block:
    """Equal stretches of the two texts."""

    old: int
    new: int
    length: int


class Lines:
    """The paragraphs of a text and their words."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.words = [[match.span() for match in TOKEN.finditer(text, *span)] for span in spans]
        self.texts = [[text[start:end] for start, end in words] for words in self.words]
        self.counts = [
            Counter(word.casefold() for word in words if word[0].isalnum()) for words in self.texts
        ]

    def offsets(self) -> list[int]:
        """How many words stand before each paragraph."""
        return [0, *accumulate(len(words) for words in self.texts)]

    def flat(self) -> tuple[list[str], list[int]]:
        """All words, and for each the number of its paragraph."""
        return (
            [word for words in self.texts for word in words],
            [number for number, words in enumerate(self.texts) for _ in words],
        )


def lines_of(text: str) -> list[Span]:
    """The paragraphs, split at line breaks, without the white space around them."""
    return [trimmed(text, *match.span()) for match in LINE.finditer(text)]


def trimmed(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def spaced(text: str) -> str:
    """The text with one space for every white space, which no reader tells apart."""
    return " ".join(text.split())


def paired(
    old: str, ours: Sequence[Span], new: str, theirs: Sequence[Span]
) -> tuple[list[Pair], list[Block]]:
    """Paragraphs that belong together, by number, and all equal words; both rise on both sides."""
    pairs: list[Pair] = []
    blocks: list[Block] = []
    same = align(
        [spaced(old[slice(*span)]) for span in ours],
        [spaced(new[slice(*span)]) for span in theirs],
    )
    for before, after in pairwise([(-1, -1), *same, (len(ours), len(theirs))]):
        if before[0] >= 0:
            pairs.append(before)
            blocks += whole(old, ours[before[0]], new, theirs[before[1]])
        left, right = before[0] + 1, before[1] + 1
        if left < after[0] and right < after[1]:
            region = Region(Lines(old, ours[left : after[0]]), Lines(new, theirs[right : after[1]]))
            pairs += [(left + at, right + to) for at, to in region.pairs]
            blocks += region.blocks()
    return pairs, blocks


def whole(old: str, ours: Span, new: str, theirs: Span) -> list[Block]:
    """A paragraph that both have; word by word if its white space is another."""
    if old[slice(*ours)] == new[slice(*theirs)]:
        return [Block(ours[0], theirs[0], ours[1] - ours[0])]
    return Region(Lines(old, [ours]), Lines(new, [theirs])).blocks()


class Region:
    """Neighbouring paragraphs of which none is the same in both texts."""

    def __init__(self, here: Lines, there: Lines) -> None:
        self.here, self.there = here, there
        (words, self.numbers), (others, self.places) = here.flat(), there.flat()
        self.words = align(words, others)
        self.pairs, self.kin = self.similar()

    def similar(self) -> tuple[list[Pair], set[Pair]]:
        """What became of each paragraph: the one that shares most of its words, and its kin.

        Kin are those that a paragraph was split into or joined from; they share words in order.
        """
        alone = len(self.here.spans) == len(self.there.spans) == 1
        votes = Counter((self.numbers[at], self.places[to]) for at, to in self.words)
        chosen: dict[int, int] = {}
        kin: set[Pair] = set()
        taken: set[int] = set()
        for (at, to), count in votes.most_common():
            ours, theirs = self.here.counts[at], self.there.counts[to]
            is_kin = count >= WITHIN * min(len(self.here.texts[at]), len(self.there.texts[to]))
            if at in chosen or to in taken:
                kin.update({(at, to)} if is_kin else ())
            elif is_kin or alike(ours, theirs) >= (ALIKE_ALONE if alone else ALIKE):
                chosen[at] = to
                taken.add(to)
        return sorted(chosen.items()), kin

    def blocks(self) -> list[Block]:
        """The equal words; a pair without kin is aligned once more by itself, which finds more."""
        wide = {at for at, _ in self.kin}, {to for _, to in self.kin}
        joint = {pair for pair in self.pairs if pair[0] in wide[0] or pair[1] in wide[1]} | self.kin
        first = self.here.offsets(), self.there.offsets()
        found: dict[Pair, list[Pair]] = {pair: [] for pair in (*self.pairs, *joint)}
        for at, to in self.words:
            pair = self.numbers[at], self.places[to]
            if pair in joint:
                found[pair].append((at - first[0][pair[0]], to - first[1][pair[1]]))
        return [
            block
            for pair in sorted(found)
            for block in equal_words(
                self.here,
                self.there,
                pair,
                found[pair] if pair in joint else align(*self.words_of(pair)),
            )
        ]

    def words_of(self, pair: Pair) -> tuple[list[str], list[str]]:
        return self.here.texts[pair[0]], self.there.texts[pair[1]]


def alike(ours: Counter[str], theirs: Counter[str]) -> float:
    """How much of both the words that they share make up, from 0 to 1; signs do not count."""
    few, many = sorted((ours, theirs), key=len)
    shared = sum(min(count, many[word]) for word, count in few.items())
    words = ours.total() + theirs.total()
    return 2 * shared / words if words else 1.0


def equal_words(here: Lines, there: Lines, lines: Pair, pairs: Sequence[Pair]) -> list[Block]:
    """The paired words of two paragraphs, less the odd “the” in the midst of other words."""
    ours, theirs = here.words[lines[0]], there.words[lines[1]]
    runs: list[list[Pair]] = []
    for pair in pairs:
        if runs and (runs[-1][-1][0] + 1, runs[-1][-1][1] + 1) == pair:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    ends = [[(-1, -1)], *runs, [(len(ours), len(theirs))]]
    return [
        Block(ours[at][0], theirs[to][0], ours[at][1] - ours[at][0])
        for before, run, after in zip(ends, runs, ends[2:], strict=False)
        if not (means_little(run, here.texts[lines[0]]) and is_amid(before[-1], run, after[0]))
        for at, to in run
    ]


def means_little(run: Sequence[Pair], words: Sequence[str]) -> bool:
    telling = [words[at] for at, _ in run if words[at][0].isalnum()]
    return not telling or (len(telling) == 1 and len(telling[0]) <= SHORT_WORD)


def is_amid(before: Pair, run: Sequence[Pair], after: Pair) -> bool:
    """Much was changed both before and after the run."""
    ahead = max(run[0][side] - before[side] - 1 for side in (0, 1))
    behind = max(after[side] - run[-1][side] - 1 for side in (0, 1))
    return ahead >= MUCH and behind >= MUCH

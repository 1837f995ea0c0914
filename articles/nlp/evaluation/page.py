"""An article as the measures see it: word tokens, quoted words, fixed sentences, units."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language

WORD = re.compile(r"\w+(?:['’]\w+)*")
MARK = re.compile(
    r"[\"“”]|``|''|(?<![\w'’])['‘](?=[\w$])|(?<=[\w.,!?;:…])['’](?!\w)"
)  # what opens or closes a quotation, as opposed to an apostrophe
LINE = re.compile(r"[^\n]+")
FORMS = ("direct", "mixed", "indirect")

Span = tuple[int, int]
Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Code points of the three roles; a role may be in pieces or absent."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of content tokens, half-open, with the tokens of its source."""

    start: int
    end: int
    form: str
    source: Tokens


def quoted_regions(text: str) -> list[Span]:
    """Code points in quotation marks; what a paragraph leaves open runs to the paragraph's end."""
    regions: list[Span] = []
    carried = False
    for line in LINE.finditer(text):
        found, carried = quoted_in_line(text, line.span(), carried)
        regions.extend(found)
    return regions


def quoted_in_line(text: str, line: Span, carried: bool) -> tuple[list[Span], bool]:
    """The regions of one line, and whether it leaves a double quotation open."""
    found: list[Span] = []
    start, opener = -1, ""
    for match in MARK.finditer(text, *line):
        mark, at = match.group(), match.start()
        spaced = not text[at - 1 : at].strip()
        if opener and opener in "'‘":
            if mark in "'’" and not spaced:
                found.append((start, match.end()))
                opener = ""
        elif not opener:
            if mark == "”":
                if carried:
                    found.append((line[0], match.end()))
            elif mark != "’" and (mark != "'" or spaced):
                start, opener = at, mark
        elif mark in {'"', "”", "''"}:
            found.append((start, match.end()))
            opener = ""
        carried = False
    left_open = bool(opener) and opener not in "'‘"
    if left_open:
        found.append((start, line[1]))
    return found, left_open


@cache
def splitter() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def sentence_spans(text: str) -> list[Span]:
    """A fixed splitter, so that figures stay comparable: a piece in lower case joins the last."""
    found: list[Span] = []
    for line in LINE.finditer(text):
        if not line.group().strip():
            continue
        first = len(found)
        for sentence in splitter()(line.group()).sents:
            piece = (line.start() + sentence.start_char, line.start() + sentence.end_char)
            if len(found) > first and sentence.text[:1].islower():
                found[-1] = (found[-1][0], piece[1])
            elif sentence.text.strip():
                found.append(piece)
    return found


class Page:
    """An article's word tokens; spans of code points become sets of token numbers."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in WORD.finditer(text)]
        self.at = {place: n for n, (start, end) in enumerate(spans) for place in range(start, end)}
        self.line_starts = {
            n for n in range(1, len(spans)) if "\n" in text[spans[n - 1][1] : spans[n][0]]
        }
        self.quoted = self.tokens(quoted_regions(text))
        self.sentences = [each for each in (self.tokens([s]) for s in sentence_spans(text)) if each]

    def tokens(self, spans: Iterable[Span]) -> Tokens:
        at = self.at
        return frozenset(at[place] for start, end in spans for place in range(start, end)
                         if place in at)  # fmt: skip

    def runs(self, tokens: Iterable[int]) -> list[Span]:
        found: list[list[int]] = []
        for token in sorted(tokens):
            if found and found[-1][1] == token and token not in self.line_starts:
                found[-1][1] = token + 1
            else:
                found.append([token, token + 1])
        return [(start, end) for start, end in found]

    def form(self, run: Span) -> str:
        inside = sum(token in self.quoted for token in range(*run))
        return "direct" if inside == run[1] - run[0] else "mixed" if inside else "indirect"

    def units(self, attributions: Sequence[Attribution]) -> list[Unit]:
        """Contents of one source mention are pooled first; those without a source stand alone."""
        pool: dict[Tokens | int, set[int]] = {}
        for number, each in enumerate(attributions):
            key = self.tokens(each.source) or number
            pool.setdefault(key, set()).update(self.tokens(each.content))
        return [
            Unit(*run, self.form(run), frozenset() if isinstance(key, int) else key)
            for key, tokens in pool.items()
            for run in self.runs(tokens)
        ]

"""Finds what stands in quotation marks, paragraph by paragraph.

Handles straight, curly, angled and typewriter marks, single and double, nested, opened and never
closed, closed and never opened, and paragraphs that open with a mark to continue a quotation.
Offsets are half-open code points and include the marks. Linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
MARK = re.compile(r"``|''|[\"“”„‟«»'‘’‹›`]")
SINGLE = frozenset("'‘’‹›`")
# 'em, 'til and the like begin with an apostrophe, never with a quotation mark.
CLIPPED = re.compile(r"['’‘](?:em|til|tis|twas|cause|round|bout|n|\d\ds?)\b", re.IGNORECASE)
OPENING_NEIGHBOURS = frozenset("([{<-–—―/:,“\"‘'«*_>|")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    `depth` is 0 for an outermost quotation. `opened` and `closed` say whether this paragraph shows
    the mark. `continues` means that it takes up the quotation that the paragraph before left open.
    A closing mark with nothing to close is a quotation of its own one mark, with `opened` False.
    """

    start: int
    end: int
    depth: int
    closed: bool
    opened: bool = True
    continues: bool = False
    mark: str = '"'

    @property
    def stray(self) -> bool:
        """A closing mark alone: what it closes cannot be known."""
        return not self.opened and not self.continues

    @property
    def single(self) -> bool:
        return self.mark in SINGLE


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of `text`, in order of their start, outer before inner."""
    found: list[Quotation] = []
    left_open = ""
    for paragraph in PARAGRAPH.finditer(text):
        if not paragraph.group().strip():
            continue
        parser = ParagraphParser(text, paragraph.start(), paragraph.end(), left_open)
        found.extend(parser.parse())
        left_open = parser.left_open
    return tuple(found)


class ParagraphParser:
    """One paragraph's marks, matched on a stack."""

    def __init__(self, text: str, start: int, end: int, left_open: str) -> None:
        self.text, self.start, self.end = text, start, end
        self.carried = left_open
        self.left_open = ""
        self.stack: list[tuple[int, str]] = []
        self.open_count = {True: 0, False: 0}  # single marks, double marks
        self.found: list[Quotation] = []
        self.first = start + len(text[start:end]) - len(text[start:end].lstrip())
        body = text[start:end]
        # A straight or curly single mark opens only if something after it can close it.
        self.last_single = start + max(body.rfind("'"), body.rfind("’"))

    def parse(self) -> list[Quotation]:
        for at, mark in self.marks():
            if self.is_opening(at, mark):
                self.stack.append((at, mark))
                self.open_count[mark in SINGLE] += 1
            else:
                self.close(at, mark)
        self.finish()
        return sorted(self.found, key=lambda found: (found.start, -found.end))

    def marks(self) -> Iterator[tuple[int, str]]:
        for match in MARK.finditer(self.text, self.start, self.end):
            at, mark = match.start(), match.group()
            if mark in SINGLE and self.is_apostrophe(at, mark):
                continue
            if mark in {'"', "''"} and self.is_measure(at):
                continue
            yield at, mark

    def before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def after(self, at: int, mark: str) -> str:
        position = at + len(mark)
        return self.text[position] if position < self.end else " "

    def is_measure(self, at: int) -> bool:
        """Feet and inches: 6'2"."""
        head = self.text[max(self.start, at - 5) : at]
        return bool(re.search(r"\d['’′]\s?\d{0,2}$", head)) and not self.stack

    def is_apostrophe(self, at: int, mark: str) -> bool:
        before, after = self.before(at), self.after(at, mark)
        if before.isalnum() and after.isalnum():
            return True
        if CLIPPED.match(self.text, at, min(self.end, at + 8)) and not before.isalnum():
            return True
        if mark in {"‹", "›", "‘"}:
            return False
        if mark == "`":
            return not after.isalnum()
        if self.open_count[True]:
            return self.is_possessive(at, before, after)
        opens = not before.isalnum() and after.isalnum() and mark == "'"
        return not (opens and self.closes_later(at))

    def is_possessive(self, at: int, before: str, after: str) -> bool:
        """The plural possessive inside a single-quoted passage that closes only later."""
        return before in "sS" and after == " " and self.last_single > at

    def closes_later(self, at: int) -> bool:
        if self.last_single <= at:
            return False
        rest = self.text[at + 1 : min(self.end, at + 600)]
        return bool(re.search(r"(?<=[^\s'])['’](?![\w'])", rest))

    def is_opening(self, at: int, mark: str) -> bool:
        before, after = self.before(at), self.after(at, mark)
        looks_closing = not before.isspace() and (after.isspace() or not after.isalnum())
        if mark in {"“", "„", "‟", "«", "``", "‘", "‹", "`"}:
            return not (looks_closing and self.is_open(mark) and after not in "$“‘'\"#@")
        if mark in {"”", "»", "’", "›", "''"}:
            begins_word = before.isspace() and not after.isspace() and after not in ",.;:!?"
            return begins_word and not self.stack and not self.carried
        if self.is_open(mark):
            return False
        if at == self.first and (after.isalnum() or after in "$“‘'…[("):
            return True
        return (
            not after.isspace()
            and (before.isspace() or before in OPENING_NEIGHBOURS)
            and (after not in ",.;:!?)")
        )

    def is_open(self, mark: str) -> bool:
        """Is a quotation open that a mark of this kind could close?"""
        return self.open_count[mark in SINGLE] > 0

    def close(self, at: int, mark: str) -> None:
        single, end = mark in SINGLE, at + len(mark)
        while self.open_count[single]:
            start, opener = self.stack.pop()
            self.open_count[opener in SINGLE] -= 1
            if (opener in SINGLE) is single:
                found = Quotation(start, end, len(self.stack), True, True, False, opener)
                self.found.append(found)
                return
            self.add_unclosed(start, opener, at)
        if self.carried and not single:
            self.found.append(Quotation(self.first, end, 0, True, False, True, self.carried))
            self.carried = ""
        elif not single:
            self.found.append(Quotation(at, end, 0, True, False, False, mark))

    def add_unclosed(self, start: int, mark: str, end: int) -> None:
        # An unclosed single mark is more likely an apostrophe than a quotation.
        if mark not in SINGLE and end > start:
            self.found.append(Quotation(start, end, 0, False, True, False, mark))

    def finish(self) -> None:
        """Close what the paragraph leaves open, and mark what continues the paragraph before."""
        doubles = [(at, mark) for at, mark in self.stack if mark not in SINGLE]
        end = self.start + len(self.text[self.start : self.end].rstrip())
        # A forgotten closing mark: the quotation ends where the next of its kind begins.
        starts = sorted(found.start for found in self.found if found.mark not in SINGLE)
        for at, mark in doubles:
            later = bisect_right(starts, at)
            self.add_unclosed(at, mark, starts[later] if later < len(starts) else end)
        if doubles:
            self.left_open = doubles[-1][1]
        if self.carried:
            self.found = [
                replace(found, continues=True) if found.start == self.first else found
                for found in self.found
            ]


@Language.component("quotations", assigns=["doc._.quotations"])
def quotations_component(doc: Doc) -> Doc:
    doc._.quotations = quotations(doc.text)
    return doc

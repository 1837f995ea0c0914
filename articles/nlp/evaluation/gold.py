"""Reads the project's own gold sets, where what is right is marked in the text itself.

`{1c We lost,} {1q said} {1s Bo Lind}.` marks content, cue and source of one attribution by its
number within a passage; a piece may hold others, and a number may have several pieces of a role.
`{s He | Bo Lind}` marks one source expression and what is right of it: a name or a type.

Lines that start with `##` are comments. Every function takes a file's text and, as `file`, its
name, which the ValueError for a malformed mark gives together with the line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from articles.nlp.evaluation.page import Attribution, Span
from articles.nlp.findings import SourceType

OPENING = re.compile(r"\{(\d+)([cqs]) (?=\S)")
MARK = re.compile(r"[{}]")
CASE = re.compile(r"\{s (?=\S)([^{}|\n]*?\S) \| (?=\S)([^{}|\n]*?\S)\}")
GENRE = re.compile(r"# ([a-z]+(?:-[a-z]+)*)")
COMMENT = "##"
UNNAMED = "-"
ROLES = {"c": "content", "s": "source", "q": "cue"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences of one genre with every attribution in them."""

    id: str
    genre: str
    text: str
    attributions: tuple[Attribution, ...]

    def row(self) -> dict[str, Any]:
        """In the shape of the labelled articles, for `evaluate.score_attribution`."""
        marked = [
            {role: [list(span) for span in getattr(each, role)] for role in ROLES.values()}
            for each in self.attributions
        ]
        return {"id": self.id, "text": self.text, "attributions": marked}


@dataclass(frozen=True, slots=True)
class Case:
    """One source expression, half-open, and what is right of it: None where nothing can be said.

    `line` is that of the mark in the file.
    """

    text: str
    start: int
    end: int
    expected: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines of a file; `line` is the number of the first, from 1."""

    line: int
    text: str


def transfer_passages(text: str, *, file: str) -> list[Passage]:
    """Passages in file order; a line `# sport` starts a genre, and ids count within it."""
    found: list[Passage] = []
    genre, number = "", 0
    for block in blocks(text):
        if block.text.startswith("#"):
            genre, number = read_genre(block, file), 0
            continue
        if not genre:
            raise malformed(file, block.line, "a passage stands before the first genre line")
        number += 1
        plain, attributions = unmark(block, file)
        found.append(Passage(f"{genre}-{number}", genre, plain, attributions))
    return found


def name_cases(text: str, *, file: str) -> list[Case]:
    """One case a passage; `expected` is a full name, or None where the text allows none."""
    return [read_case(block, file) for block in blocks(text)]


def type_cases(text: str, *, file: str) -> list[Case]:
    """One case a line; `expected` is one of the source types."""
    cases = [read_case(line, file) for block in blocks(text) for line in lines(block)]
    for case in cases:
        if case.expected not in get_args(SourceType):
            raise malformed(file, case.line, f"{case.expected!r} is not a type of source")
    return cases


def blocks(text: str) -> Iterator[Block]:
    """What stands between blank lines, without comments; a genre line is a block of its own."""
    held: list[str] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        alone = line.startswith("#")
        if held and (alone or not line.strip()):
            yield Block(first, "\n".join(held))
            held = []
        if alone and not line.startswith(COMMENT):
            yield Block(number, line)
        elif line.strip() and not alone:
            first = first if held else number
            held.append(line)


def lines(block: Block) -> Iterator[Block]:
    for number, line in enumerate(block.text.split("\n"), start=block.line):
        yield Block(number, line)


def read_genre(block: Block, file: str) -> str:
    match = GENRE.fullmatch(block.text)
    if match is None:
        raise malformed(file, block.line, "a genre line is “# name” in lower case")
    return match.group(1)


def unmark(block: Block, file: str) -> tuple[str, tuple[Attribution, ...]]:
    """The plain text, and its attributions by number."""
    plain = ""
    opened: list[tuple[int, str, int]] = []
    pieces: dict[int, dict[str, list[Span]]] = {}
    position = 0
    for mark in MARK.finditer(block.text):
        plain += block.text[position : mark.start()]
        position = mark.end()
        at = line_at(block, mark.start())
        if mark.group() == "{":
            opening = OPENING.match(block.text, mark.start())
            if opening is None:
                raise malformed(file, at, "a mark opens with a number and c, q or s: “{1c words}”")
            opened.append((int(opening.group(1)), ROLES[opening.group(2)], len(plain)))
            position = opening.end()
        elif not opened:
            raise malformed(file, at, "a mark is closed that was never opened")
        else:
            number, role, start = opened.pop()
            pieces.setdefault(number, {}).setdefault(role, []).append((start, len(plain)))
    if opened:
        raise malformed(file, block.line, f"mark {opened[-1][0]} is never closed")
    return plain + block.text[position:], attributions(pieces, block, file)


def attributions(
    pieces: dict[int, dict[str, list[Span]]], block: Block, file: str
) -> tuple[Attribution, ...]:
    """Each needs its content and its cue; a source may be missing."""
    for number, roles in sorted(pieces.items()):
        for role in ("content", "cue"):
            if role not in roles:
                raise malformed(file, block.line, f"attribution {number} has no {role}")
    return tuple(
        Attribution(*(tuple(sorted(roles.get(role, []))) for role in ROLES.values()))
        for _, roles in sorted(pieces.items())
    )


def read_case(block: Block, file: str) -> Case:
    marks = list(CASE.finditer(block.text))
    if len(marks) != 1 or len(MARK.findall(block.text)) != 2:
        raise malformed(file, block.line, "one mark like “{s He | Ann Roe}” belongs here")
    mark = marks[0]
    words, expected = mark.groups()
    return Case(
        text=block.text[: mark.start()] + words + block.text[mark.end() :],
        start=mark.start(),
        end=mark.start() + len(words),
        expected=None if expected == UNNAMED else expected,
        line=line_at(block, mark.start()),
    )


def line_at(block: Block, position: int) -> int:
    return block.line + block.text.count("\n", 0, position)


def malformed(file: str, line: int, what: str) -> ValueError:
    return ValueError(f"{file}, line {line}: {what}")

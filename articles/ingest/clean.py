"""The few things that are changed in a text before it is frozen, each a `str -> str` step.

All but two keep every character's place. `unify_line_ends` makes CRLF one character, because a
browser's form would otherwise turn one kind into the other on each round trip, and every offset
would move. `drop_byte_order_marks` takes away marks that are no part of the text.
"""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

Step = Callable[[str], str]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Pages that call themselves Latin-1 mean Windows-1252: its quotation marks arrive as C1 controls.
WINDOWS_CONTROLS = {
    code: mark
    for code in range(0x80, 0xA0)
    if code != 0x85 and (mark := bytes([code]).decode("cp1252", "ignore"))
}
# What no database, browser or XML file takes: controls, lone surrogates, noncharacters.
UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def drop_byte_order_marks(text: str) -> str:
    return text.lstrip("\ufeff")


def unify_line_ends(text: str) -> str:
    """Every line break becomes one line feed; how many there are in a row is kept."""
    return LINE_ENDS.sub("\n", text)


def read_windows_controls(text: str) -> str:
    return text.translate(WINDOWS_CONTROLS)


def join_surrogates(text: str) -> str:
    """Two halves of one character, written as two characters, become that character."""
    return SURROGATES.sub(
        lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text
    )


def replace_unstorable(text: str) -> str:
    """A NUL in a word is shown as a replacement character, so that the reader sees the damage."""
    return UNSTORABLE.sub(REPLACEMENT, text)


STEPS: tuple[Step, ...] = (
    drop_byte_order_marks,
    unify_line_ends,
    read_windows_controls,
    join_surrogates,
    replace_unstorable,
)


def clean(text: str, steps: Iterable[Step] = STEPS) -> str:
    for step in steps:
        text = step(text)
    return text


def unwrap(text: str) -> str:
    """Joins lines that were broken to fit a width, by turning the line breaks into spaces.

    Only where nothing else can explain the breaks: no line is longer than 100 characters, and at
    nine in ten breaks within a paragraph the next word would not have fitted.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    breaks = [
        place
        for place, (line, following) in enumerate(pairwise(lines))
        if line.strip() and following.strip()
    ]
    full = [place for place in breaks if is_full(lines[place], lines[place + 1], width)]
    if width > 100 or len(full) < 5 or len(full) < 0.9 * len(breaks):
        return text
    ends = dict.fromkeys(full, " ")
    joined = (line + ends.get(place, "\n") for place, line in enumerate(lines))
    return "".join(joined)[: len(text)]


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room left on this one."""
    if following[:1].isspace() or len(line) < width / 2:
        return False
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width

"""Expected spans written in the text itself: "[q Words] said [s Ann Roe]." instead of numbers."""

import re

PIECE = re.compile(r"\[([a-z]) |\]")


def unmark(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The plain text, and the marked pieces by letter in order of their end."""
    plain = ""
    pieces: dict[str, list[str]] = {}
    opened: list[tuple[str, int]] = []
    position = 0
    for match in PIECE.finditer(marked):
        plain += marked[position : match.start()]
        position = match.end()
        if match.group(1):
            opened.append((match.group(1), len(plain)))
        else:
            letter, start = opened.pop()
            pieces.setdefault(letter, []).append(plain[start:])
    return plain + marked[position:], pieces

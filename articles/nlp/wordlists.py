"""Reads the word lists under `lexicon/`: one entry a line, alternatives of a word joined by `|`."""

from functools import cache
from itertools import product
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"

Phrase = tuple[str, ...]


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """Every entry of a list as lower-case tokens, in file order; `was|were said` gives two."""
    return tuple(phrase for line in entries(name) for phrase in expanded(line))


@cache
def words(name: str) -> frozenset[str]:
    """The one-word entries of a list."""
    return frozenset(phrase[0] for phrase in phrases(name) if len(phrase) == 1)


@cache
def entries(name: str) -> tuple[str, ...]:
    """The lines of a list without its comments, as they stand in the file."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def expanded(line: str) -> tuple[Phrase, ...]:
    return tuple(product(*(word.split("|") for word in line.split())))

"""Reads the word lists under `lexicon/`: one entry a line, comments after `#`."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"


@cache
def phrases(name: str) -> frozenset[tuple[str, ...]]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(line.split()) for line in lines if line and not line.startswith("#"))

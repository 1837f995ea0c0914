"""What linking works with: runs of tokens, the groups they form, and the sources these may have.

All ranges are of tokens, half-open.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of tokens of one role, half-open."""

    role: str
    start: int
    end: int


Borrowed = Literal["", "before"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible source of a group of contents; no stretch means that the text names none."""

    source: Stretch | None
    borrowed: Borrowed
    features: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The contents of one cue, or one content for which no cue was found."""

    line: int
    contents: tuple[Stretch, ...]
    cue: Stretch | None


@dataclass(frozen=True, slots=True)
class Link:
    """A group with its chosen source, and the probabilities of it and of the runner-up."""

    group: Group
    source: Stretch | None
    borrowed: Borrowed
    probability: float
    rival: Stretch | None = None
    rival_probability: float = 0.0

"""What the models say of each token: the common ground of those that tag and those that link."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.nlp.attribution.encoder import Encoded

SOURCE_LABELS = ("B-source", "I-source")


@dataclass(frozen=True, slots=True)
class Tagged:
    """One label a token, and how likely the model thinks that label, any label but O, a source.

    `encoded` is there where the encoder has read along.
    """

    labels: list[str]
    certainty: list[float]
    attributed: list[float]
    source: list[float]
    encoded: Encoded | None = None


def runs(labels: Sequence[str], start: int, end: int) -> list[tuple[str, int, int]]:
    """Stretches of one role in a token range: (role, first token, token after the last)."""
    found: list[tuple[str, int, int]] = []
    for token in range(start, end):
        role = labels[token][2:]
        if not role:
            continue
        extends = found and found[-1][0] == role and found[-1][2] == token
        if extends and not labels[token].startswith("B-"):
            found[-1] = (role, found[-1][1], token + 1)
        else:
            found.append((role, token, token + 1))
    return found

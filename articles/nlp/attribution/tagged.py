"""What the models say of each token: the common ground of those that tag and those that link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pycrfsuite

from articles.nlp.attribution.encoder import Encoded
from articles.nlp.attribution.words import Words

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


def read_off(
    words: Words,
    features: Iterable[Sequence[Any]],
    tagger: pycrfsuite.Tagger,
    encoded: Encoded | None = None,
) -> Tagged:
    """The labels of a sequence model and its chances; `features` has one row a token, by line."""
    size = len(words.text)
    tagged = Tagged(["O"] * size, [1.0] * size, [0.0] * size, [0.0] * size, encoded)
    for (start, end), rows in zip(words.lines, features, strict=True):
        tagged.labels[start:end] = tagger.tag(rows)
        for offset in range(end - start):
            token = start + offset
            tagged.attributed[token] = 1.0 - tagger.marginal("O", offset)
            tagged.source[token] = sum(tagger.marginal(each, offset) for each in SOURCE_LABELS)
            tagged.certainty[token] = tagger.marginal(tagged.labels[token], offset)
    return tagged


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

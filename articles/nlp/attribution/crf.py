"""The sequence model that marks each token as part of a source, a cue or a content."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pycrfsuite

from articles.nlp.attribution.cues import CueLexicon, read_lexicon
from articles.nlp.attribution.features import features
from articles.nlp.attribution.ranking import Weighting, read_weighting
from articles.nlp.attribution.words import Words
from articles.nlp.confidence import Calibration, read_calibrations

MODELS = Path(__file__).parent.parent / "models"
MODEL_FILE = "attribution.crfsuite"
CUE_FILE = "cues.tsv"
LINKING_FILE = "linking.json"
CALIBRATION_FILE = "calibration.json"
SOURCE_LABELS = ("B-source", "I-source")


@dataclass(frozen=True, slots=True)
class Tagged:
    """One label a token, and how likely the model thinks that label, any label but O, a source."""

    labels: list[str]
    certainty: list[float]
    attributed: list[float]
    source: list[float]


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything learned: the model, the cue lexicon that it was trained on, the choice of
    sources, and the calibrations of "span", "source" and "joint"."""

    tagger: pycrfsuite.Tagger
    lexicon: CueLexicon
    linking: Weighting
    calibrations: dict[str, Calibration]


def open_tagger(folder: Path) -> tuple[pycrfsuite.Tagger, CueLexicon]:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(folder / MODEL_FILE))
    return tagger, read_lexicon(folder / CUE_FILE)


@lru_cache(maxsize=4)
def read_weights(folder: Path) -> Weights | None:
    """The weights in `folder`, or None where there is no model."""
    if not (folder / MODEL_FILE).exists():
        return None
    tagger, lexicon = open_tagger(folder)
    return Weights(
        tagger,
        lexicon,
        read_weighting(folder / LINKING_FILE),
        read_calibrations(folder / CALIBRATION_FILE),
    )


def tag(words: Words, tagger: pycrfsuite.Tagger) -> Tagged:
    size = len(words.text)
    tagged = Tagged(["O"] * size, [1.0] * size, [0.0] * size, [0.0] * size)
    for (start, end), line in zip(words.lines, features(words), strict=True):
        labels = tagger.tag(line)
        tagged.labels[start:end] = labels
        for offset, label in enumerate(labels):
            token = start + offset
            tagged.attributed[token] = 1.0 - tagger.marginal("O", offset)
            tagged.source[token] = sum(tagger.marginal(each, offset) for each in SOURCE_LABELS)
            tagged.certainty[token] = tagger.marginal(label, offset)
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

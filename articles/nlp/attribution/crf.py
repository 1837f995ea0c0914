"""The sequence model that marks each token as part of a source, a cue or a content."""

import numpy as np
import pycrfsuite

from articles.nlp.attribution.encoder import LABELS, Floats
from articles.nlp.attribution.features import features
from articles.nlp.attribution.tagged import Tagged, read_off
from articles.nlp.attribution.words import Words


def chances(words: Words, tagger: pycrfsuite.Tagger) -> Floats:
    """The probability of each of LABELS for each token, (tokens, 7)."""
    found = np.zeros((len(words.text), len(LABELS)), np.float32)
    # A model trained on very little may never have met a label.
    met = set(tagger.labels())
    for (start, end), line in zip(words.lines, features(words), strict=True):
        tagger.set(line)
        for token in range(start, end):
            found[token] = [
                tagger.marginal(label, token - start) if label in met else 0.0 for label in LABELS
            ]
    return found


def tag(words: Words, tagger: pycrfsuite.Tagger) -> Tagged:
    return read_off(words, features(words), tagger)

"""The sequence model that marks each token as part of a source, a cue or a content."""

import numpy as np
import pycrfsuite

from articles.nlp.attribution.encoder import LABELS, Floats
from articles.nlp.attribution.features import features
from articles.nlp.attribution.tagged import SOURCE_LABELS, Tagged
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

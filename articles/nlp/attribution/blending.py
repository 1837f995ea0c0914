"""Weighs what two readers say of each token: the sequence model and the encoder.

A second sequence model over their probabilities (stacking, Wolpert 1992), trained on articles
that neither of them has seen, so that it knows how far each can be trusted where they disagree.
"""

from collections.abc import Iterator

import numpy as np
import pycrfsuite

from articles.nlp.attribution.encoder import LABELS, Encoded, Floats
from articles.nlp.attribution.tagged import Tagged, read_off
from articles.nlp.attribution.words import Words

LEAST = -7.0
SCALE = 3.0
# Of the neighbours only these are told: outside, and the beginnings of each role.
TOLD_OF_NEIGHBOURS = tuple(
    (number, label) for number, label in enumerate(LABELS)
    if label in {"O", "B-source", "B-cue", "B-content", "I-content"}
)  # fmt: skip
SHARE_NAMES = {name: [f"{name}.{label}" for label in LABELS] for name in "ce"}
LOG_NAMES = {name: [f"log {name}.{label}" for label in LABELS] for name in "ce"}
Row = dict[str, float]


def blend(words: Words, chances: Floats, encoded: Encoded, blender: pycrfsuite.Tagger) -> Tagged:
    """`chances` are the sequence model's probabilities of LABELS, (tokens, 7)."""
    return read_off(words, blend_features(words, chances, encoded), blender, encoded)


def blend_features(words: Words, chances: Floats, encoded: Encoded) -> Iterator[list[Row]]:
    """One row of named numbers a token, one list of those a line, as in `words.lines`.

    One line at a time: those of a whole book would not fit into a worker.
    """
    for start, end in words.lines:
        readers = {"c": chances[start:end], "e": np.exp(encoded.labels[start:end])}
        shares = {name: each.tolist() for name, each in readers.items()}
        logs = {name: scaled_logs(each).tolist() for name, each in readers.items()}
        rows = []
        for token in range(start, end):
            row = own_features(words, token)
            for name, share in shares.items():
                row.update(zip(SHARE_NAMES[name], share[token - start], strict=True))
                row.update(zip(LOG_NAMES[name], logs[name][token - start], strict=True))
            for side, other in (("-", token - 1), ("+", token + 1)):
                if not start <= other < end:
                    row[f"edge{side}"] = 1.0
                    continue
                row[f"q{side}={words.quoted[token]}|{words.quoted[other]}"] = 1.0
                row[f"t{side}={words.tag[other]}"] = 1.0
                for name, share in shares.items():
                    for number, label in TOLD_OF_NEIGHBOURS:
                        row[f"{name}{side}.{label}"] = share[other - start][number]
            rows.append(row)
        yield rows


def scaled_logs(shares: Floats) -> Floats:
    logs: Floats = np.log(np.maximum(shares, np.float32(1e-9)))
    return (np.maximum(logs, LEAST) / SCALE).astype(np.float32)


def own_features(words: Words, token: int) -> Row:
    row = {
        "b": 1.0,
        f"q={words.quoted[token]}": 1.0,
        f"t={words.tag[token]}": 1.0,
        f"d={words.dep[token]}": 1.0,
    }
    if not words.text[token][0].isalnum():
        row[f"w={words.text[token][:3]}"] = 1.0
    sentence = words.sentence
    if token and sentence[token] != sentence[token - 1]:
        row["bos"] = 1.0
    if token + 1 < len(sentence) and sentence[token] != sentence[token + 1]:
        row["eos"] = 1.0
    return row

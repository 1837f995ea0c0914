"""Trains what weighs the sequence model against the encoder, and all that follows from it.

Needs articles that neither of the two has seen: those named in `held-out.txt`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from articles.nlp.attribution.blending import blend, blend_features
from articles.nlp.attribution.crf import chances
from articles.nlp.attribution.cues import CueLexicon
from articles.nlp.attribution.encoder import Encoded, Encoder, Floats, read_encoder
from articles.nlp.attribution.ranking import read_weighting, write_weighting
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.weights import (
    ACCURATE,
    BLENDER_FILE,
    CALIBRATION_FILE,
    LINKING_FILE,
    Model,
)
from articles.nlp.attribution.words import Words, read_words
from articles.nlp.training.attribution import Article, Example, fit_model, trained
from articles.nlp.training.calibration import write_calibrations
from articles.nlp.training.folds import FOLDS, cross_validated
from articles.nlp.training.judging import judged
from articles.nlp.training.linking import learn_linking

HELD_OUT = Path(__file__).parent / "held-out.txt"
# Chosen by cross-validation on the held-out articles, where all of 5 to 20 did about as well.
PARAMETERS = {
    "c1": 0.1,
    "c2": 20.0,
    "max_iterations": 100,
    "feature.possible_transitions": True,
}
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Read:
    """An article that both have read, and its labels."""

    words: Words
    chances: Floats
    encoded: Encoded
    labels: list[str]


def held_out() -> frozenset[str]:
    """Ids of the articles that no part of the encoder is trained on."""
    return frozenset(HELD_OUT.read_text(encoding="utf-8").split())


def train_accurate(
    examples: Sequence[Example], articles: Sequence[Article], out: Path, say: Say
) -> None:
    """Writes the blender, the choice of sources and the calibrations into ACCURATE of `out`.

    `out` must hold the other weights. Without an encoder in ACCURATE there is nothing to do.
    """
    encoder = read_encoder(out / ACCURATE)
    held = [n for n, each in enumerate(examples) if each.id in held_out()]
    if encoder is None or len(held) < FOLDS:
        say("no encoder here: `train encoder` first for the accurate reader")
        return
    own, marked = [examples[n] for n in held], [articles[n] for n in held]
    known = set(held)
    tagger, lexicon = trained([e for n, e in enumerate(examples) if n not in known])
    read = read_both(tagger, lexicon, own, encoder)
    say(f"{len(read)} articles read by both")
    train_blender(read, out / ACCURATE / BLENDER_FILE)
    tagged = cross_validated(read, blended_by_others)
    prior = read_weighting(out / LINKING_FILE)
    write_weighting(learn_linking(own, marked, tagged, prior), out / ACCURATE / LINKING_FILE)
    calibrated = judged(own, marked, tagged, prior)
    write_calibrations(calibrated, out / ACCURATE / CALIBRATION_FILE)


def read_both(
    tagger: Model, lexicon: CueLexicon, examples: Sequence[Example], encoder: Encoder
) -> list[Read]:
    """The articles as read by a sequence model that has not seen them, and by the encoder."""
    found = []
    for each in examples:
        words = read_words(each.doc, lexicon)
        found.append(Read(words, chances(words, tagger), encoder(words), each.labels))
    return found


def train_blender(read: Sequence[Read], path: Path) -> None:
    lessons = (
        (each.words, blend_features(each.words, each.chances, each.encoded), each.labels)
        for each in read
    )
    fit_model(lessons, PARAMETERS, path)


def blended_by_others(others: Sequence[Read]) -> Callable[[Read], tuple[Words, Tagged]]:
    """Blends an article as learned from others."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / BLENDER_FILE
        train_blender(others, path)
        blender = Model(path)
    return lambda each: (each.words, blend(each.words, each.chances, each.encoded, blender))

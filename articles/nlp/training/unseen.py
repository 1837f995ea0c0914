"""Attribution weights for articles with sourcing labels that have never seen these articles.

What weights were trained on they know too well, and the sourcing layer would learn to trust them
too much. The encoder and the sequence model are trained without the held-out articles anyway; what
weighs the two is trained on those, so each group of labelled articles gets one of its own.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from articles.nlp.attribution.cues import read_lexicon
from articles.nlp.attribution.encoder import Encoder, read_encoder
from articles.nlp.attribution.weights import (
    ACCURATE,
    BLENDER_FILE,
    CUE_FILE,
    MODEL_FILE,
    MODELS,
    Model,
)
from articles.nlp.training.attribution import Example, train
from articles.nlp.training.blending import Read, held_out, read_both, train_blender

Say = Callable[[str], object]
# Beside those that are cross-validated, which are judged by what learned from the most.
HALVES = 2


def unseen_weights(
    examples: Sequence[Example], labelled: Sequence[tuple[str, bool]], scratch: Path, say: Say
) -> Callable[[str], Path]:
    """Trains what is needed into folders of `scratch`; gives the folder for an article's id.

    `examples` are all articles with marked attributions; `labelled` are ids, and whether the
    article is one of those that figures are told for. Raises ValueError for an article that the
    encoder was trained on, and FileNotFoundError where there is no encoder.
    """
    known = [each for each in examples if each.id not in held_out()]
    wrong = {each.id for each in known} & {name for name, _ in labelled}
    if wrong:
        raise ValueError(f"the encoder was trained on {min(wrong)}")
    folders = [scratch / str(number) for number in range(1 + HALVES)]
    for folder in folders:
        shutil.copytree(MODELS, folder)
    train(known, folders[0])
    say(f"sequence model trained on {len(known)} articles")
    groups = grouped(labelled)
    read = read_with(folders[0], [each for each in examples if each.id in held_out()])
    for folder, group in zip(folders, groups, strict=True):
        for name in (MODEL_FILE, CUE_FILE):
            if folder != folders[0]:
                shutil.copy(folders[0] / name, folder / name)
        others = [each for name, each in read if name not in group]
        train_blender(others, folder / ACCURATE / BLENDER_FILE)
    home = {name: folder for folder, group in zip(folders, groups, strict=True) for name in group}
    return lambda name: home[name]


def grouped(labelled: Iterable[tuple[str, bool]]) -> list[frozenset[str]]:
    """Those that figures are told for, with those beyond the marked articles; the halves."""
    labelled = list(labelled)
    rest = sorted(name for name, told in labelled if not told and name in held_out())
    halves = [frozenset(rest[number::HALVES]) for number in range(HALVES)]
    return [frozenset(name for name, _ in labelled) - frozenset(rest), *halves]


def read_with(folder: Path, examples: Sequence[Example]) -> list[tuple[str, Read]]:
    encoder = encoder_in(folder)
    lexicon = read_lexicon(folder / CUE_FILE)
    read = read_both(Model(folder / MODEL_FILE), lexicon, examples, encoder)
    return list(zip([each.id for each in examples], read, strict=True))


def encoder_in(folder: Path) -> Encoder:
    encoder = read_encoder(folder / ACCURATE)
    if encoder is None:
        raise FileNotFoundError(f"no encoder in {folder / ACCURATE}")
    return encoder

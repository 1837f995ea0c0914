"""Everything learned, read from a folder.

The folder holds the sequence model, its cue lexicon, and how to choose and to trust sources with
it; its folder ACCURATE holds the encoder and what was learned for both readers together.
"""

import lzma
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import pycrfsuite

from articles.nlp.attribution.cues import CueLexicon, read_lexicon
from articles.nlp.attribution.encoder import Encoder, read_encoder
from articles.nlp.attribution.ranking import Weighting, read_weighting
from articles.nlp.confidence import Calibration, read_calibrations

MODELS = Path(__file__).parent.parent / "models"
ACCURATE = "accurate"
MODEL_FILE = "attribution.crfsuite.xz"
BLENDER_FILE = "blend.crfsuite.xz"
CUE_FILE = "cues.tsv"
LINKING_FILE = "linking.json"
CALIBRATION_FILE = "calibration.json"

Reader = Literal["accurate", "fast"]


@dataclass(frozen=True, slots=True)
class Weights:
    """The model, the cue lexicon that it was trained on, the choice of sources, and the
    calibrations of "span", "source" and "joint"; an encoder and a blender for both, or neither."""

    tagger: pycrfsuite.Tagger
    lexicon: CueLexicon
    linking: Weighting
    calibrations: dict[str, Calibration]
    encoder: Encoder | None = None
    blender: pycrfsuite.Tagger | None = None


class Model(pycrfsuite.Tagger):  # type: ignore[misc]  # its types are unknown
    """A sequence model from a compressed file, a third of its size.

    Holds on to the bytes itself: the library reads them on every call and keeps no reference.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.bytes = lzma.decompress(path.read_bytes())
        self.open_inmemory(self.bytes)


@lru_cache(maxsize=4)
def read_weights(folder: Path, reader: Reader = "fast") -> Weights | None:
    """The weights in `folder`, or None where there is no model."""
    if not (folder / MODEL_FILE).exists():
        return None
    encoder = read_encoder(folder / ACCURATE) if reader == "accurate" else None
    chosen = folder / ACCURATE if encoder else folder
    return Weights(
        Model(folder / MODEL_FILE),
        read_lexicon(folder / CUE_FILE),
        read_weighting(chosen / LINKING_FILE),
        read_calibrations(chosen / CALIBRATION_FILE),
        encoder,
        Model(chosen / BLENDER_FILE) if encoder else None,
    )

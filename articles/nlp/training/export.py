"""Turns a trained encoder into the small file that is shipped: ONNX, eight-bit weights, compressed.

Of the vocabulary only what occurs in English text is kept.
"""

import lzma
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from articles.nlp.attribution.encoder import ENCODER_FILE, PIECES_FILE
from articles.nlp.training.network import START, Network

OPSET = 17


def read_vocabulary(folder: Path) -> list[str]:
    return (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def is_kept(piece: str) -> bool:
    """Everything but unused places and the letters of other scripts."""
    if piece.startswith("[unused"):
        return False
    return all(
        character.isascii() or unicodedata.category(character)[0] in "PS" for character in piece
    )


class Reading(nn.Module):
    """One window at a time, without padding."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, kinds: Tensor, places: Tensor) -> tuple[Tensor, ...]:
        tags, *others = self.network(pieces, kinds, torch.ones_like(pieces), places)
        return torch.log_softmax(tags, -1), *others


def export(network: Network, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = read_vocabulary(START)
    kept = [number for number, piece in enumerate(vocabulary) if is_kept(piece)]
    words = network.bert.embeddings.word_embeddings
    network.bert.embeddings.word_embeddings = nn.Embedding.from_pretrained(words.weight[kept])
    network.eval()
    with TemporaryDirectory() as scratch:
        plain, ready, small = (Path(scratch) / name for name in ("plain", "ready", "small"))
        example = torch.zeros(1, 50, dtype=torch.long)
        torch.onnx.export(
            Reading(network),
            (example, example, torch.arange(1, 40).unsqueeze(0)),
            str(plain),
            input_names=["pieces", "kinds", "places"],
            output_names=["labels", "query", "key", "states"],
            dynamic_axes={"pieces": {1: "p"}, "kinds": {1: "p"}, "places": {1: "w"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        # Seven of the eight bits: processors without VNNI add products in 16 bits.
        quantize_dynamic(
            ready, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        model = small.read_bytes()
    (folder / ENCODER_FILE).write_bytes(lzma.compress(model, preset=9 | lzma.PRESET_EXTREME))
    pieces = "\n".join(vocabulary[number] for number in kept)
    (folder / PIECES_FILE).write_text(pieces, encoding="utf-8")

"""The slow and accurate reader: a small transformer that tags each word, and points to sources.

It reads windows of consecutive lines, so that a paragraph is seen with those around it. The
same windows are cut in training.
"""

import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from articles.nlp.attribution.wordpieces import WordPieces
from articles.nlp.attribution.words import Words

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ENCODER_FILE = "encoder.onnx.xz"
PIECES_FILE = "encoder-pieces.txt"
# Word pieces in one window, with the mark at its beginning and one after each of its lines.
WINDOW = 255
# So many words of a content are asked where their source is; more tell nothing new.
ASKED = 40
# Numbers in one state.
WIDTH = 384
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive tokens as the encoder reads them: numbers and kinds of their pieces, one longer
    list each, and the place of each token's first piece in them."""

    tokens: list[int]
    places: list[int]
    pieces: list[int]
    kinds: list[int]


@dataclass(frozen=True, slots=True)
class Pointed:
    """How likely each token of one window is the source of some words, and that none of them is."""

    chance: Floats
    window: int
    encoded: "Encoded"

    @property
    def nobody(self) -> float:
        return float(self.chance[0])

    def likeliest(self) -> tuple[float, int]:
        """The token that is the likeliest source, after its chance."""
        place = int(self.chance[1:].argmax())
        return float(self.chance[1 + place]), self.encoded.tokens[self.window][place]

    def at(self, tokens: Iterable[int]) -> float:
        """The chance that the source is among these tokens; 0 outside the window."""
        own = self.encoded
        return sum(
            float(self.chance[1 + own.place[token]])
            for token in tokens
            if own.window[token] == self.window
        )


@dataclass(frozen=True, slots=True)
class Encoded:
    """Log probabilities of LABELS, (tokens, 7); and what points from contents to their sources.

    Each token stands at a `place` of a `window`. In a window `query` of one token times `key` of
    another is how well they suit as content and source; the first key stands for "not here".
    `states`, (sentences, width), is what the network holds of each sentence half way, on average
    over its words: not yet who speaks, but what kind of statement it is.
    """

    labels: Floats
    window: Sequence[int]
    place: Sequence[int]
    tokens: Sequence[Sequence[int]]
    query: Sequence[Halves]
    key: Sequence[Halves]
    states: Floats

    def pointed(self, tokens: Sequence[int]) -> Pointed | None:
        """The average over the words of a content that lie in the window of its first."""
        window = self.window[tokens[0]]
        if window < 0:
            return None
        places = [self.place[token] for token in tokens if self.window[token] == window]
        key = self.key[window].astype(np.float32)
        query = self.query[window][places[:ASKED]].astype(np.float32)
        scores = query @ key.T / np.sqrt(key.shape[1])
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return Pointed((raised / raised.sum(axis=1, keepdims=True)).mean(axis=0), window, self)


class Encoder:
    """Holds the network and the vocabulary."""

    def __init__(self, model: bytes, pieces: WordPieces) -> None:
        options = onnxruntime.SessionOptions()
        # One thread: workers are scaled by their number, and results are the same on each machine.
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self.pieces = pieces

    def __call__(self, words: Words) -> Encoded:
        size = len(words.text)
        labels = np.zeros((size, len(LABELS)), np.float32)
        window, place = [-1] * size, [0] * size
        tokens, queries, keys = [], [], []
        averages = Averages(words)
        for number, each in enumerate(windows(words, self.pieces)):
            tags, query, key, states = self.session.run(
                None,
                {
                    "pieces": np.array([each.pieces]),
                    "kinds": np.array([each.kinds]),
                    "places": np.array([each.places]),
                },
            )
            labels[each.tokens] = tags[0]
            tokens.append(each.tokens)
            queries.append(query[0].astype(np.float16))
            keys.append(key[0].astype(np.float16))
            averages.add(each.tokens, states[0][each.places])
            for at, token in enumerate(each.tokens):
                window[token], place[token] = number, at
        return Encoded(labels, window, place, tokens, queries, keys, averages.taken())


class Averages:
    """Gathers the average state of each sentence, window by window: those of all words of a book
    would not fit into a worker."""

    def __init__(self, words: Words) -> None:
        self.sentence = np.array(words.sentence, dtype=np.int64)
        self.counted = np.array([not word.isspace() for word in words.text], dtype=bool)
        self.total: Floats = np.zeros((len(words.sentences), WIDTH), np.float32)
        self.count: Floats = np.zeros((len(words.sentences), 1), np.float32)

    def add(self, tokens: Sequence[int], states: Floats) -> None:
        counted = self.counted[tokens]
        sentences = self.sentence[tokens][counted]
        np.add.at(self.total, sentences, states[counted])
        np.add.at(self.count, sentences, 1.0)

    def taken(self) -> Floats:
        return (self.total / np.maximum(self.count, 1.0)).astype(np.float32)


def windows(words: Words, pieces: WordPieces, *, first: int = WINDOW) -> Iterator[Window]:
    """As many lines together as a window holds; a line that is longer is cut.

    In training the first window is shorter by chance, so that all cuts are met.
    """
    split = [pieces.split(word) if not word.isspace() else pieces.split(".") for word in words.text]
    current = Window([], [], [pieces.begin], [0])
    for start, end in chunks(words.lines, split, WINDOW - 2):
        size = sum(len(split[token]) for token in range(start, end)) + 1
        if current.tokens and len(current.pieces) + size > first:
            yield current
            current, first = Window([], [], [pieces.begin], [0]), WINDOW
        for token in range(start, end):
            current.tokens.append(token)
            current.places.append(len(current.pieces))
            current.pieces.extend(split[token])
            current.kinds.extend([kind(words, token)] * len(split[token]))
        current.pieces.append(pieces.separator)
        current.kinds.append(0)
    if current.tokens:
        yield current


def chunks(lines: Sequence[Range], split: Sequence[Sequence[int]], room: int) -> Iterator[Range]:
    """The lines as token ranges, cut where one has more pieces than `room`."""
    for start, end in lines:
        size, begin = 0, start
        for token in range(start, end):
            if size + len(split[token]) > room:
                yield begin, token
                begin, size = token, 0
            size += len(split[token])
        yield begin, end


def kind(words: Words, token: int) -> int:
    """What the pieces do not show: capitals, and how the token lies to quotation marks."""
    state = words.quoted[token][0]
    quoted = 0 if state in "OX" else 1 if state == "S" else 2
    return 2 * quoted + words.text[token][:1].isupper()


@lru_cache(maxsize=2)
def read_encoder(folder: Path) -> Encoder | None:
    """The encoder in `folder`, or None where there is none."""
    if not (folder / ENCODER_FILE).exists():
        return None
    vocabulary = (folder / PIECES_FILE).read_text(encoding="utf-8").split("\n")
    model = lzma.decompress((folder / ENCODER_FILE).read_bytes())
    return Encoder(model, WordPieces(vocabulary))

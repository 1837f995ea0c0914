"""Trains the attribution weights from articles whose attributions are marked by hand.

An article is one JSON object a line: {"id", "text", "attributions": [{"source": [[s, e]..],
"cue": [..], "content": [..]}]}, half-open code points. The same data give the same bytes.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite
from spacy.tokens import Doc

from articles.nlp.attribution.cues import CueLexicon, count_cues, read_lexicon, stem, word_class
from articles.nlp.attribution.features import features
from articles.nlp.attribution.weights import CUE_FILE, MODEL_FILE, Model
from articles.nlp.attribution.words import Words, read_words

Article = dict[str, Any]
# An article for a sequence model: its lines, the features of each of them, its labels.
Lesson = tuple[Words, Iterable[Sequence[Any]], list[str]]
# Strong regularisation is worth more than any feature: found by cross-validation on the data.
PARAMETERS = {
    "c1": 0.4,
    "c2": 10.0,
    "max_iterations": 100,
    "feature.possible_transitions": True,
    "feature.minfreq": 2,
}


def read_articles(path: Path, *, exclude: frozenset[str] = frozenset()) -> Iterator[Article]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article: Article = json.loads(line)
            if article["id"] not in exclude:
                yield article


def gold_labels(doc: Doc, attributions: Iterable[Article]) -> list[str]:
    """One label a token. Where contents overlap the first marked wins; cues win over contents."""
    starts = [token.idx for token in doc]
    labels = ["O"] * len(doc)
    at = {start: number for number, start in enumerate(starts)}
    by_role = [(role, span) for role in ("content", "source", "cue")
               for attribution in attributions for span in attribution[role]]  # fmt: skip
    for role, (start, end) in by_role:
        inside = [at[place] for place in range(start, end) if place in at]
        inside = [token for token in inside if not doc[token].is_space]
        if role == "content" and any(labels[token] != "O" for token in inside):
            continue
        for number, token in enumerate(inside):
            labels[token] = ("B-" if number == 0 else "I-") + role
    return labels


@dataclass(frozen=True, slots=True)
class Example:
    """A parsed article with its labels, and the cue counts that it adds to the lexicon."""

    id: str
    doc: Doc
    labels: list[str]
    cues: CueLexicon


def example(article: Article, doc: Doc) -> Example:
    labels = gold_labels(doc, article["attributions"])
    words = (
        (stem(token.lower_.replace("’", "'")), word_class(token.tag_), label.endswith("cue"))
        for token, label in zip(doc, labels, strict=True)
        if not token.is_space
    )
    return Example(article["id"], doc, labels, count_cues(words))


def pooled_lexicon(examples: Sequence[Example]) -> CueLexicon:
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for each in examples:
        for key, (total, within) in each.cues.counts.items():
            had = counts.get(key, (0, 0))
            counts[key] = (had[0] + total, had[1] + within)
    return CueLexicon(counts)


def train(examples: Sequence[Example], out: Path) -> None:
    """Writes the model and its cue lexicon into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    lexicon = pooled_lexicon(examples)

    def lessons() -> Iterator[Lesson]:
        for each in examples:
            # An article must not be taught by its own counts, or rare cue words look certain.
            words = read_words(each.doc, lexicon.without(each.cues))
            yield words, features(words), each.labels

    kept = {key: (n, c) for key, (n, c) in lexicon.counts.items() if n > 1 or c}
    CueLexicon(kept).write(out / CUE_FILE)
    fit_model(lessons(), PARAMETERS, out / MODEL_FILE)


def trained(examples: Sequence[Example]) -> tuple[Model, CueLexicon]:
    """A model for use at once, with its cue lexicon."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        train(examples, folder)
        return Model(folder / MODEL_FILE), read_lexicon(folder / CUE_FILE)


def fit_model(lessons: Iterable[Lesson], parameters: Mapping[str, Any], path: Path) -> None:
    """Writes a compressed sequence model."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=parameters, verbose=False)
    for words, rows, labels in lessons:
        for (start, end), line in zip(words.lines, rows, strict=True):
            trainer.append(pycrfsuite.ItemSequence(line), labels[start:end])
    with TemporaryDirectory() as scratch:
        model = Path(scratch) / "model"
        trainer.train(str(model))
        path.write_bytes(lzma.compress(model.read_bytes(), preset=9 | lzma.PRESET_EXTREME))

"""Trains the sourcing weights from sentences labelled under the sourcing guideline.

A labelled article is one JSON object a line: {"id", "text", "fold", "sentences": [{"start",
"end", "label", "role"?}]}. Labels without a text are matched with the texts by id. The attribution
weights given must not have been trained on these articles: what they were trained on they know
too well, and the sourcing layer would learn to trust them too much.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from articles.nlp.confidence import SURE
from articles.nlp.sourcing.evidence import AGAINST
from articles.nlp.sourcing.linear import WORD, SourcingModel, State, as_model
from articles.nlp.sourcing.reading import Reading, read
from articles.nlp.sourcing.signals import CLUE_CODES, OWN, VAGUE_CODES, Weighed, weigh
from articles.nlp.training.fitting import (
    Matrix,
    Scale,
    as_score,
    fit_binary,
    fit_labels,
    matrix,
    scale_of,
)

Record = dict[str, Any]
OWN_LABELS = Path(__file__).with_name("sourcing-labels.jsonl")
LABELS = {
    "ATTRIBUTED-NAMED": "named",
    "ATTRIBUTED-VAGUE": "vague",
    "UNSOURCED-CLAIM": "unsourced",
    "UNSOURCED-BACKGROUND": "background",
    "OPINION/RHETORIC": "opinion",
    "QUESTION": "question",
    "OTHER": "other",
}
COMPETING = ("named", "vague", "unsourced", "background", "opinion", "other")
CLAIM_PENALTY, LABEL_PENALTY = 2.0, 3.0
# A word counts once it stands in so many of the writer's own sentences.
WORD_SENTENCES = 6
OWN_SHARE = 0.6
# Chosen by cross-validation. What is likelier than the first is marked, so that whoever looks
# through the marks finds what there is, as long as at most 4 in 100 named sentences are flagged;
# from the second on more than half of the marks are right. The fast reader ranks worse, and may
# flag less.
THRESHOLDS = {"accurate": (0.17, SURE), "fast": (0.3, SURE)}
# What macro F1 asks of the rarer labels, in log-odds; chosen by cross-validation.
TILT = {"background": 0.9, "opinion": 0.4}


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled sentence with its signals; `fold` is None outside cross-validation."""

    article: str
    fold: int | None
    label: str
    scored: bool
    signals: Mapping[str, float]
    share: float
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its reading and weighed sentences, as the component would see them."""

    record: Record
    reading: Reading
    weighed: Sequence[Weighed]


def read_labels(paths: Iterable[Path]) -> list[Record]:
    """Labelled articles that have a text, here or under the same id in another of the files."""
    rows = [
        json.loads(line)
        for path in (*paths, OWN_LABELS)
        if path.exists()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    texts = {row["id"]: row["text"] for row in rows if "text" in row}
    labelled = [row for row in rows if "sentences" in row and row["id"] in texts]
    return [{**row, "text": texts[row["id"]]} for row in labelled]


def weighed_articles(
    records: Iterable[Record], annotated: Callable[[Record], Doc]
) -> list[Labelled]:
    articles: list[Labelled] = []
    for record in records:
        reading = read(annotated(record))
        articles.append(Labelled(record, reading, weigh(reading)))
    return articles


def examples(article: Labelled) -> list[Example]:
    """Our sentences with the label of the labelled sentence that each overlaps most."""
    found: list[Example] = []
    for one in article.weighed:
        gold = label_at(article.record["sentences"], one.passage.start, one.passage.end)
        if gold is not None:
            found.append(
                Example(
                    article=article.record["id"],
                    fold=article.record.get("fold"),
                    label=LABELS[gold["label"]],
                    scored=gold.get("role") != "headline",
                    signals=one.signals,
                    share=one.share,
                    state=one.state,
                )
            )
    return found


def label_at(sentences: Sequence[Record], start: int, end: int) -> Record | None:
    def shared(sentence: Record) -> int:
        return int(min(end, sentence["end"])) - int(max(start, sentence["start"]))

    best = max(sentences, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def signal_names(data: Sequence[Example]) -> list[str]:
    """Every signal, and of the words those common enough in the writers' own sentences."""
    words: Counter[str] = Counter()
    names: set[str] = set()
    for example in data:
        own = example.share < OWN_SHARE
        for name in example.signals:
            if not name.startswith(WORD):
                names.add(name)
            elif own:
                words[name] += 1
    return sorted(names | {name for name, count in words.items() if count >= WORD_SENTENCES})


def fit(data: Sequence[Example]) -> Record:
    """The weights file's content."""
    names = signal_names(data)
    plain = [name for name in names if not name.startswith(WORD)]
    threshold, settled = THRESHOLDS["accurate" if states(data) else "fast"]
    return {
        "claim": fit_claim([example for example in data if example.scored], names),
        "labels": fit_sourcing([example for example in data if is_weighed(example)], plain),
        "threshold": threshold,
        "settled": settled,
        "vague": held_up(data),
    }


def is_weighed(example: Example) -> bool:
    """Would the weights, and not a rule about the page, decide on this sentence?"""
    story = not any(name.startswith("role-") for name in example.signals)
    return story and example.scored and example.label in COMPETING


def fit_claim(data: Sequence[Example], names: Sequence[str]) -> Record:
    """Claims against the rest; vague sentences left out, since a desk wants both flagged.

    Monotone in the evidence: a clue whose weight contradicts its wording is dropped.
    """
    data = [example for example in data if example.label != "vague"]
    wanted = np.array([float(example.label == "unsourced") for example in data])
    names, scale = list(names), scale_of(states(data))
    while True:
        rows = rows_of(data, names, scale)
        weights = fit_binary(rows, wanted, CLAIM_PENALTY)
        wrong = {
            name
            for name, weight in zip(names, weights, strict=False)
            if contradicts(name, float(weight))
        }
        if not wrong:
            return as_score(weights, names, scale)
        names = [name for name in names if name not in wrong]


def contradicts(name: str, weight: float) -> bool:
    """Would this weight make a reason count the other way than its wording says?"""
    code = name.removeprefix(OWN)
    if code not in CLUE_CODES or code in VAGUE_CODES or not name.startswith(OWN):
        return False
    return weight > 0 if code in AGAINST else weight < 0


def fit_sourcing(data: Sequence[Example], names: Sequence[str]) -> Record:
    scale = scale_of(states(data))
    rows = rows_of(data, names, scale)
    wanted = np.array([[float(example.label == label) for label in COMPETING] for example in data])
    weights = fit_labels(rows, wanted, LABEL_PENALTY)
    for column, label in enumerate(COMPETING):
        weights[-1, column] += TILT.get(label, 0.0)
    return {
        label: as_score(weights[:, column], names, scale) for column, label in enumerate(COMPETING)
    }


def states(data: Sequence[Example]) -> list[State]:
    return [example.state for example in data if example.state is not None]


def rows_of(data: Sequence[Example], names: Sequence[str], scale: Scale | None) -> Matrix:
    """The signals, then the numbers of the states if the encoder has read along, then the bias."""
    rows = matrix([example.signals for example in data], names)
    if scale is None:
        return rows
    return np.hstack([rows[:, :-1], scale.applied(np.array(states(data))), rows[:, -1:]])


def held_up(data: Sequence[Example]) -> dict[str, float]:
    """For each kind of vague source, the share of its marks on sentences labelled vague.

    Counted on the articles with folds alone: their labels tell vague from named throughout.
    """
    shares: dict[str, float] = {}
    for code in sorted(VAGUE_CODES):
        marked = [
            example for example in data if example.fold is not None and example.signals.get(code)
        ]
        right = sum(example.label == "vague" for example in marked)
        shares[code] = round((right + 1) / (len(marked) + 2), 4)
    return shares


def write(data: Record, out: Path) -> None:
    """Readable JSON, one weight a line, the same bytes from the same data."""
    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
    out.write_text(text + "\n", encoding="utf-8")


def cross_validated(articles: Sequence[Labelled]) -> list[tuple[Labelled, SourcingModel]]:
    """Each article that has a fold, with a model fitted without the articles of that fold."""
    data = [example for article in articles for example in examples(article)]
    folds = sorted({example.fold for example in data if example.fold is not None})
    models = {
        fold: as_model(fit([example for example in data if example.fold != fold])) for fold in folds
    }
    return [
        (article, models[article.record["fold"]])
        for article in articles
        if article.record.get("fold") is not None
    ]

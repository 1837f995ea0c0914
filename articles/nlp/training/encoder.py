"""Trains the encoder from articles whose attributions are marked by hand.

Needs requirements/train.in. The same data, library versions, number of threads and processor give
the same weights.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from torch.nn import Parameter

from articles.nlp.attribution.cues import CueLexicon
from articles.nlp.attribution.encoder import LABELS, WINDOW, Window, windows
from articles.nlp.attribution.weights import ACCURATE
from articles.nlp.attribution.wordpieces import WordPieces
from articles.nlp.attribution.words import Words, read_words
from articles.nlp.training.attribution import Article, Example
from articles.nlp.training.export import export, read_vocabulary
from articles.nlp.training.network import START, Lesson, Network, loss

EPOCHS = 4
WINDOWS = 12
RATE = 2e-4
NEW_RATE = 1e-3
DECAY = 0.01
WARM_UP = 0.06
SHORTEST_FIRST = 81
THREADS = 2
SEED = 0
Say = Callable[[str], object]


def train_encoder(
    examples: Sequence[Example], articles: Sequence[Article], out: Path, say: Say
) -> None:
    """Writes the quantised network and its vocabulary into the folder ACCURATE of `out`."""
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    chance = random.Random(SEED)  # noqa: S311 (not for secrets)
    pieces = WordPieces(read_vocabulary(START))
    pages = [Page(each, article) for each, article in zip(examples, articles, strict=True)]
    network = Network()
    network.train()
    batches = EPOCHS * (sum(len(list(page.lessons(pieces))) for page in pages) // WINDOWS)
    optimizer, schedule = optimizers(network, batches)
    for epoch in range(EPOCHS):
        lessons = [
            lesson
            for page in pages
            for lesson in page.lessons(pieces, first=chance.randint(SHORTEST_FIRST, WINDOW))
        ]
        chance.shuffle(lessons)
        total = 0.0
        for start in range(0, len(lessons) - WINDOWS + 1, WINDOWS):
            wrong = loss(network, lessons[start : start + WINDOWS])
            optimizer.zero_grad()
            wrong.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += wrong.item()
        say(f"epoch {epoch + 1} of {EPOCHS}: loss {total * WINDOWS / len(lessons):.3f}")
    export(network, out / ACCURATE)


def optimizers(
    network: Network, batches: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """What is new learns faster than what was trained before; the rate rises, then falls to 0."""
    heads: list[Parameter] = []
    kinds: list[Parameter] = []
    known: list[Parameter] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            group = kinds if "token_type" in name else known if name.startswith("bert") else heads
            group.append(parameter)
    optimizer = torch.optim.AdamW(
        [
            {"params": heads, "lr": NEW_RATE, "weight_decay": DECAY},
            {"params": kinds, "lr": NEW_RATE, "weight_decay": 0.0},
            {"params": known, "lr": RATE, "weight_decay": DECAY},
        ],
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(
            (step + 1) / (WARM_UP * batches),
            max(0.0, (batches - step) / ((1 - WARM_UP) * batches)),
        ),
    )
    return optimizer, schedule


class Page:
    """An article, ready to be cut into lessons."""

    def __init__(self, example: Example, article: Article) -> None:
        self.words: Words = read_words(example.doc, CueLexicon({}))
        self.labels = [LABELS.index(label) for label in example.labels]
        self.sources = sources_of(example, article)

    def lessons(self, pieces: WordPieces, *, first: int = WINDOW) -> Iterator[Lesson]:
        for window in windows(self.words, pieces, first=first):
            labels = [self.labels[token] for token in window.tokens]
            yield Lesson(window, labels, self.slots(window))

    def slots(self, window: Window) -> dict[int, list[int]]:
        """Where each content's source is; contents whose source lies in another window are left
        out, for there is nothing to point at."""
        at = {token: place for place, token in enumerate(window.tokens)}
        found = {}
        for token, place in at.items():
            sources = self.sources.get(token)
            if sources is None:
                continue
            here = [1 + at[each] for each in sources if each in at]
            if here or not sources:
                found[place] = here or [0]
        return found


def sources_of(example: Example, article: Article) -> dict[int, list[int]]:
    """For each token labelled as content the tokens of its source, of the first who claims it."""
    starts = {token.idx: token.i for token in example.doc}
    found: dict[int, list[int]] = {}
    for attribution in article["attributions"]:
        source = sorted(
            {starts[at] for start, end in attribution["source"] for at in range(start, end)
             if at in starts}
        )  # fmt: skip
        for start, end in attribution["content"]:
            for at in range(start, end):
                token = starts.get(at)
                if token is not None and example.labels[token].endswith("content"):
                    found.setdefault(token, source)
    return found

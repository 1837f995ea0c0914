"""Training on a handful of invented sentences: it runs, it learns, and it repeats itself."""

import json
import shutil
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from articles.nlp import pipeline
from articles.nlp.attribution.encoder import ENCODER_FILE, PIECES_FILE
from articles.nlp.attribution.weights import ACCURATE, MODELS, Reader
from articles.nlp.findings import Quote
from articles.nlp.training import blending
from articles.nlp.training.attribution import read_articles
from articles.nlp.training.run import train_all

pytestmark = pytest.mark.model

NAMES = ("Ada Bell", "David Orr", "Lena Holm", "Sam Okafor")
VERBS = ("said", "argued", "claimed")
FACTS = ("the pier was gone", "the ferry was late", "fares would rise")


def article(number: int, name: str, verb: str, fact: str) -> dict[str, Any]:
    opening = "A quiet day in Westport.\n\nThe ferry left at noon.\n\n"
    text = f"{opening}{name} {verb} {fact}. It rained all day."

    def at(words: str) -> list[list[int]]:
        start = text.index(words)
        return [[start, start + len(words)]]

    marked = {"source": at(name), "cue": at(f" {verb} "), "content": at(fact)}
    marked["cue"] = [[marked["cue"][0][0] + 1, marked["cue"][0][1] - 1]]
    return {"id": f"own-{number}", "text": text, "attributions": [marked]}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "own.jsonl"
    rows = [article(n, *each) for n, each in enumerate(product(NAMES, VERBS, FACTS))]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of weights, each with the shipped encoder, which has seen none of the data."""
    folders = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    held = frozenset(f"own-{number}" for number in range(0, 36, 3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blending, "held_out", lambda: held)
        for folder in folders:
            (folder / ACCURATE).mkdir()
            for name in (ENCODER_FILE, PIECES_FILE):
                shutil.copy(MODELS / ACCURATE / name, folder / ACCURATE)
            train_all(data, folder, say=lambda _: None)
    return folders


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_same_data_give_the_same_bytes(trained: tuple[Path, Path]) -> None:
    one, two = (contents(folder) for folder in trained)
    assert one == two
    elsewhere = {"sourcing.json", "accurate/sourcing.json", "ATTRIBUTION.md", "SOURCING.md"}
    assert set(one) == set(contents(MODELS)) - elsewhere


@pytest.mark.parametrize("reader", ["fast", "accurate"])
def test_it_finds_what_it_was_taught(trained: tuple[Path, Path], reader: Reader) -> None:
    text = "A quiet day in Westport.\n\nThe ferry left at noon.\n\nTom Kent said the pier was gone."
    (found,) = pipeline.load(weights=trained[0], reader=reader).annotate(text).annotations
    assert isinstance(found, Quote)
    assert text[found.start : found.end] == "the pier was gone"
    assert found.source is not None
    assert found.source.text == "Tom Kent"


def test_without_an_encoder_the_fast_weights_are_written_and_it_says_so(
    data: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    train_all(data, tmp_path, exclude=frozenset({"own-1"}), say=said.append)
    assert any("no encoder here" in each for each in said)
    assert pipeline.load(weights=tmp_path).annotate("").pipeline


def test_articles_can_be_left_out(data: Path) -> None:
    kept = [each["id"] for each in read_articles(data, exclude=frozenset({"own-0", "own-1"}))]
    assert len(kept) == len(NAMES) * len(VERBS) * len(FACTS) - 2
    assert "own-0" not in kept

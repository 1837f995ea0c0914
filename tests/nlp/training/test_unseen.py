"""Labelled articles are judged by attribution weights that have not seen them."""

from pathlib import Path

import pytest

from articles.nlp.attribution.weights import ACCURATE, BLENDER_FILE, MODEL_FILE
from articles.nlp.training import unseen
from articles.nlp.training.run import parsed
from articles.nlp.training.unseen import grouped, unseen_weights
from tests.nlp.training.test_run import data  # noqa: F401  # a fixture

HELD = frozenset(f"own-{number}" for number in range(0, 36, 3))


@pytest.fixture(autouse=True)
def held_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unseen, "held_out", lambda: HELD)


def test_articles_with_figures_stay_together_and_the_others_are_halved() -> None:
    labelled = [("own-0", True), ("own-3", False), ("own-6", False), ("elsewhere", False)]
    told, one, two = grouped(labelled)
    assert told == {"own-0", "elsewhere"}
    assert {one, two} == {frozenset({"own-3"}), frozenset({"own-6"})}


@pytest.mark.model
def test_each_group_has_a_blender_of_its_own(data: Path, tmp_path: Path) -> None:  # noqa: F811
    examples, _ = parsed(data, frozenset(), lambda _: None)
    labelled = [("own-0", True), ("own-3", False), ("own-6", False)]
    folder_of = unseen_weights(examples, labelled, tmp_path, lambda _: None)
    folders = [folder_of(name) for name, _ in labelled]
    assert len({(each / ACCURATE / BLENDER_FILE).read_bytes() for each in folders}) == 3
    assert len({(each / MODEL_FILE).read_bytes() for each in folders}) == 1


@pytest.mark.model
def test_an_article_that_the_encoder_has_seen_is_refused(
    data: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    examples, _ = parsed(data, frozenset(), lambda _: None)
    with pytest.raises(ValueError, match="the encoder was trained on own-1"):
        unseen_weights(examples, [("own-1", False)], tmp_path, lambda _: None)

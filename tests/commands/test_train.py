from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands import train


def test_missing_data_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no file"):
        call_command("train", "attribution", data=[tmp_path / "none.jsonl"])


def test_it_hands_the_articles_to_leave_out_to_the_trainer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setitem(
        train.TRAINERS, "attribution", lambda order: told.extend([order.out, order.exclude])
    )
    (tmp_path / "data.jsonl").touch()
    (tmp_path / "ids.txt").write_text("one\ntwo\n")
    call_command(
        "train", "attribution", data=[tmp_path / "data.jsonl"], out=tmp_path,
        exclude=tmp_path / "ids.txt",
    )  # fmt: skip
    assert told == [tmp_path, frozenset({"one", "two"})]


def test_sourcing_asks_what_attribution_was_trained_on(tmp_path: Path) -> None:
    (tmp_path / "data.jsonl").touch()
    with pytest.raises(CommandError, match="name --marked FILE"):
        call_command("train", "sourcing", data=[tmp_path / "data.jsonl"])

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.nlp.evaluation import accepted

TEXT = "A quiet day.\n\n“The pier is gone,” Ada Bell said."


def gold(tmp_path: Path, **more: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, **more}) + "\n", encoding="utf-8")
    return path


@pytest.mark.model
def test_it_prints_how_good_attribution_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = TEXT.index("“")
    content, source = [[start, start + 19]], [[TEXT.index("Ada"), TEXT.index(" said")]]
    cue = [[TEXT.index("said"), TEXT.index("said") + 4]]
    path = gold(tmp_path, attributions=[{"content": content, "source": source, "cue": cue}])
    call_command("score", "attribution", gold=path)
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("end to end ") and "100.0" in line for line in lines)


@pytest.mark.model
def test_it_prints_how_good_sourcing_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = TEXT.index("“")
    sentence = {"start": start, "end": len(TEXT), "label": "ATTRIBUTED-NAMED"}
    call_command("score", "sourcing", gold=gold(tmp_path, sentences=[sentence]))
    assert "flagged of ATTRIBUTED-NAMED: 0/1" in capsys.readouterr().out


@pytest.mark.model
def test_accepted_sourcing_figures_stand_beside_the_next_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepted, "STORE", tmp_path / "accepted.json")
    start = TEXT.index("“")
    sentence = {"start": start, "end": len(TEXT), "label": "ATTRIBUTED-NAMED"}
    path = gold(tmp_path, sentences=[sentence])
    call_command("score", "sourcing", gold=path, accept=True)
    first = capsys.readouterr().out.splitlines()
    call_command("score", "sourcing", gold=path)
    second = capsys.readouterr().out.splitlines()
    assert figures(first, "map: accuracy")[1:] == ["–"]
    assert first[-1] == "accepted" and "accepted" not in second[-1]
    assert figures(second, "map: accuracy")[1:] == ["1.000", "+0.000"]
    assert figures(second, "map: named")[3:] == ["1.000", "+0.000"]


def figures(lines: list[str], name: str) -> list[str]:
    return next(line for line in lines if line.startswith(f"{name} ")).removeprefix(name).split()


@pytest.mark.model
@pytest.mark.parametrize("kind", ["attribution", "sourcing"])
def test_it_draws_how_far_the_numbers_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    sentence = {"start": TEXT.index("“"), "end": len(TEXT), "label": "ATTRIBUTED-NAMED"}
    path = gold(tmp_path, attributions=[], sentences=[sentence])
    picture = tmp_path / "picture.svg"
    call_command("score", kind, gold=path, reliability=picture)
    assert picture.read_text(encoding="utf-8").startswith("<svg ")
    printed = capsys.readouterr().out
    assert "expected calibration error" in printed and f"drawn in {picture}" in printed


def test_numbers_that_nobody_is_shown_are_not_drawn() -> None:
    from articles.management.tables import KINDS, draw  # noqa: PLC0415  # loads spaCy

    sentence = {"start": 0, "end": 9, "label": "UNSOURCED-CLAIM"}
    claim = {"kind": "claim", "start": 0, "end": 9, "confidence": 0.85, "reasons": []}
    for calibrated, told in ((True, "1 marks"), (False, "0 marks")):
        record = {"annotations": [{**claim, "calibrated": calibrated}], "sentences": []}
        rows = [{"id": "a", "text": "", "sentences": [sentence]}]
        lines = draw(KINDS["sourcing"], rows, {"a": record}, Path(os.devnull))
        assert any(line.startswith(told) for line in lines)


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"accept": True}, "score own keeps no figures: --accept is for"),
        ({"reliability": Path("picture.svg")}, "score own draws nothing: --reliability is for"),
    ],
)
def test_what_own_cannot_do_is_refused(tmp_path: Path, option: dict[str, Any], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("score", "own", gold=tmp_path, **option)
    assert not Path("picture.svg").exists()


def test_a_picture_needs_a_folder(tmp_path: Path) -> None:
    picture = tmp_path / "nowhere" / "picture.svg"
    with pytest.raises(CommandError, match=r"cannot write .*: there is no folder .*nowhere"):
        call_command("score", "attribution", gold=gold(tmp_path), reliability=picture)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot read .*none\.jsonl: No such file"):
        call_command("score", "attribution", gold=tmp_path / "none.jsonl")


def test_a_file_of_something_else_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("not json\n", encoding="utf-8")
    with pytest.raises(CommandError, match="is not one JSON object a line"):
        call_command("score", "attribution", gold=path)

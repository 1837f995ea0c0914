import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

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


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot read .*none\.jsonl: No such file"):
        call_command("score", "attribution", gold=tmp_path / "none.jsonl")


def test_a_file_of_something_else_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("not json\n", encoding="utf-8")
    with pytest.raises(CommandError, match="is not one JSON object a line"):
        call_command("score", "attribution", gold=path)

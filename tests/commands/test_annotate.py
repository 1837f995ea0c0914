"""The annotator on the command line."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

pytestmark = pytest.mark.model
STORY = "“We lost,” said Ruth Okafor, the mayor.\n"


def run(*arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "annotate", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def annotated(*arguments: str, **options: str) -> str:
    out = io.StringIO()
    call_command("annotate", *arguments, stdout=out, **options)
    return out.getvalue()


def test_it_prints_who_says_what_for_a_person(story: Path) -> None:
    printed = annotated(str(story))
    assert "“We lost,”" in printed or "We lost" in printed
    assert "Ruth Okafor" in printed


def test_it_prints_json_with_offsets_into_the_text_as_given(story: Path) -> None:
    (record,) = json.loads(annotated(str(story), format="json"))
    (quote,) = [mark for mark in record["annotations"] if mark["kind"] == "quote"]
    assert "We lost" in STORY[quote["start"] : quote["end"]]
    source = quote["source"]
    assert STORY[source["start"] : source["end"]] == source["text"]
    assert source["text"].startswith("Ruth Okafor")
    assert set(quote["confidences"]) == {"span", "source"}
    assert record["sentences"][0]["sourcing"] == "named"


def test_lines_come_out_in_order_and_bad_ones_are_named(story: Path) -> None:
    lines = [json.dumps({"id": "b", "text": STORY}), "not json", '{"id": 7}', "", "[]"]
    lines.append(json.dumps({"id": "a", "text": "\ud800 \x00 é 🌉"}))
    done = run("--format", "jsonl", given="\n".join(lines))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b", "a"]
    complaints = done.stderr.splitlines()
    assert [line.split(":")[0] for line in complaints] == ["line 2", "line 3", "line 5"]
    assert done.returncode == 1


def test_a_bad_file_gets_one_line_and_the_others_go_through(story: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = run(str(empty), str(tmp_path / "missing.txt"), str(story))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2
    assert "Ruth Okafor" in done.stdout


def test_a_text_in_another_language_is_named_and_skipped(story: Path, tmp_path: Path) -> None:
    german = tmp_path / "german.txt"
    german.write_text(
        "Der Hafen ist wieder offen, wie eine Sprecherin der Stadt am Montag mitteilte. Die "
        "Schiffe fahren, sobald das Wetter es zulässt und die Prüfer ihre Arbeit beendet haben. "
        * 4,
        encoding="utf-8",
    )
    done = run(str(german), str(story))
    assert done.returncode == 1
    assert "another language (de)" in done.stderr
    assert "Ruth Okafor" in done.stdout


def test_without_files_it_says_what_to_do() -> None:
    done = run()
    assert done.returncode == 1
    assert "name at least one file" in done.stderr

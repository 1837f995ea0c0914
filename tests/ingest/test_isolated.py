import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from articles.ingest import IngestError, Limits, isolated, read_article, read_isolated

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
PDF = (SEEDS / "040_signals.pdf").read_bytes()


@pytest.mark.parametrize("path", sorted(SEEDS.glob("0*")), ids=lambda path: path.name)
def test_it_reads_what_would_be_read_in_this_process(path: Any) -> None:
    data = path.read_bytes()
    limits = Limits()
    assert read_isolated(data, filename=path.name, limits=limits) == read_article(
        data, filename=path.name, limits=limits
    )


def test_it_hands_on_what_the_reader_says() -> None:
    with pytest.raises(IngestError, match=r"^a\.pdf is a damaged or unfinished PDF"):
        read_isolated(PDF[:9_000], filename="a.pdf", limits=Limits())


def test_it_reads_text_without_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "ask_child", None)
    assert read_isolated(b"Mayor leaves\n\nShe left.", filename="a.txt", limits=Limits()).title


@pytest.fixture
def reader_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a reader of our own in the child's place; it leaves its process id behind."""
    package = tmp_path / "articles" / "ingest"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package.parent / "__init__.py").touch()
    monkeypatch.setattr(isolated, "ROOT", tmp_path)
    monkeypatch.setattr(isolated, "GRACE", 0)

    def write(code: str) -> Path:
        note = tmp_path / "pid"
        start = f"import os, sys, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\n"
        (package / "child.py").write_text(start + code)
        return note

    return write


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("time.sleep(60)", "took more than 1 seconds"),
        ("while True: pass", "took more than 1 seconds"),
        ("sys.stdin.buffer.read(); os.abort()", "broke the program"),
        ("os.kill(os.getpid(), 9)", "took more than"),
        ("raise SystemExit(3)", "broke the program"),
        ("sys.stdin.buffer.read(); print('no JSON')", "broke the program"),
    ],
)
def test_it_outlives_a_reader_that_goes_wrong_and_leaves_no_process(
    reader_that: Any, does: str, says: str
) -> None:
    note = reader_that(does)
    began = time.monotonic()
    with pytest.raises(IngestError, match=says):
        read_isolated(PDF, filename="a.pdf", limits=Limits(seconds=1))
    assert time.monotonic() - began < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_the_reader_sees_no_secret(reader_that: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    reader_that(
        "import json; sys.stdin.buffer.read(); print(json.dumps({'error': ' '.join(os.environ)}))"
    )
    with pytest.raises(IngestError) as refusal:
        read_isolated(PDF, filename="a.pdf", limits=Limits(seconds=5))
    assert "PYTHONUTF8" in str(refusal.value)
    assert "SECRET_KEY" not in str(refusal.value)


@pytest.mark.parametrize(
    ("does", "ended_by"),
    [
        ("import time; time.sleep(30)", -signal.SIGALRM),
        ("try:\n    bytearray(400_000_000)\nexcept MemoryError: raise SystemExit(7)", 7),
    ],
)
def test_the_reader_s_own_limits_hold_without_its_parent(does: Any, ended_by: Any) -> None:
    code = (
        "from articles.ingest.child import restrict\nfrom articles.ingest import Limits\n"
        f"restrict(Limits(seconds=1, memory_bytes=300_000_000))\n{does}"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=20)
    assert done.returncode == ended_by

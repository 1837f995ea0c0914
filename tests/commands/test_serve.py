"""The whole program as `manage.py serve` runs it: real processes, a real port."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.model
MANAGE = str(settings.BASE_DIR / "manage.py")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def children(pid: int) -> list[int]:
    """The direct children of a process, as Linux lists them."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def until(condition: object, *, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@dataclass
class Served:
    process: "subprocess.Popen[str]"
    port: int
    printed: str
    database: Path

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.database, timeout=30)) as connection:
            return connection.execute(query).fetchall()

    def workers(self) -> set[int]:
        """The process ids of the annotators that run."""
        found = set()
        for pid in children(self.process.pid):
            with suppress(FileNotFoundError):
                line = Path(f"/proc/{pid}/cmdline").read_bytes()
                found |= {pid} if b"work" in line.split(b"\0") else set()
        return found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not list a process's children")
    port = free_port()
    environment = {**os.environ, "NEWSREADER_VAR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    environment |= {"DJANGO_SETTINGS_MODULE": "newsreader.settings", "LEASE_SECONDS": "5"}
    process = subprocess.Popen(
        [sys.executable, MANAGE, "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        # A shell starts what runs in the background deaf to Ctrl-C; the program respects that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stdout
    printed = ""
    while "Ctrl-C" not in printed:
        line = process.stdout.readline()
        assert line, printed
        printed += line
    yield Served(process, port, printed, tmp_path / "newsreader.sqlite3")
    process.kill()
    process.wait()


def test_it_prints_a_link_restarts_what_dies_and_stops_everything(served: Served) -> None:
    assert re.search(rf"http://localhost:{served.port}/account/sign-in/\S{{20,}}", served.printed)
    assert answers(served.port)

    before = children(served.process.pid)
    assert len(before) == 2
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert until(lambda: len(set(children(served.process.pid)) - set(before)) == 2)
    assert until(lambda: answers(served.port))

    last = children(served.process.pid)
    grandchildren = [pid for child in last for pid in children(child)]
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=20) == 0
    assert until(lambda: not any(alive(pid) for pid in [*last, *grandchildren]), seconds=10)
    assert not answers(served.port)


def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    served: Served,
) -> None:
    annotating = "SELECT id FROM articles_revision WHERE state = 'annotating'"
    unfinished = "SELECT id FROM articles_revision WHERE state NOT IN ('annotated', 'failed')"
    killed: set[int] = set()
    for _ in range(2):
        assert until(lambda: served.workers() - killed and served.ask(annotating))
        for pid in served.workers() - killed:
            os.kill(pid, signal.SIGKILL)
            killed.add(pid)
    assert until(lambda: not served.ask(unfinished), seconds=60)
    states = served.ask("SELECT state, count(*) FROM articles_revision GROUP BY state")
    assert states == [("annotated", 7)]
    done = (
        "SELECT count(*) FROM articles_event WHERE action = 'article.annotated' GROUP BY article_id"
    )
    assert served.ask(done) == [(1,)] * 7


def test_when_it_is_killed_outright_nothing_runs_on(served: Served) -> None:
    pids = children(served.process.pid)
    served.process.kill()
    served.process.wait()
    assert until(lambda: not any(alive(pid) for pid in pids), seconds=15)


def test_a_taken_port_gets_a_clear_message(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, MANAGE, "serve", "--port", str(port)],
            capture_output=True,
            text=True,
            env={**os.environ, "NEWSREADER_VAR": str(tmp_path)},
            check=False,
        )
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr and "make run PORT=" in done.stderr
    assert "Traceback" not in done.stderr

"""Keeps a handful of processes running: restarts what dies, stops everything together."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

logger = logging.getLogger(__name__)
PATIENCE = 10.0  # seconds between asking a process to stop and ending it
LONGEST_WAIT = 30.0  # seconds before the next try with a process that keeps dying
STEADY = 30.0  # seconds after which a process counts as having started well
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A command that must always run, in a session of its own: its children end with it."""

    name: str
    command: list[str]
    # What ends it when the supervisor is killed outright and cannot ask it to stop.
    orphan_signal: signal.Signals = signal.SIGTERM
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    due: float = 0.0
    deaths: int = field(default=0)

    def start(self) -> None:
        parent = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 (our own commands)
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: self._die_with(parent),  # noqa: PLW1509 (no threads here)
        )
        self.started = time.monotonic()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _die_with(self, parent: int) -> None:
        """Runs in the child before its command; only Linux can tie it to its parent."""
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, self.orphan_signal)
            if os.getppid() != parent:
                os._exit(1)

    def signal(self, number: int) -> None:
        """Signal the whole session; what is gone already is none of our business."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


class Supervisor:
    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stopping = False

    def run(self, *, on_tick: Callable[[], None]) -> None:
        """Start everything and keep it running until SIGINT or SIGTERM, calling `on_tick` often."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:  # nohup means it
                signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                self._look_after()
                on_tick()
                time.sleep(0.1)
        finally:
            self._end_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _look_after(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.is_running():
                continue
            if not child.due:
                self._schedule(child, now)
            elif now >= child.due:
                child.due = 0.0
                child.start()

    def _schedule(self, child: Child, now: float) -> None:
        """Start again at once the first time, then wait longer and longer."""
        child.signal(signal.SIGKILL)  # what the dead process has left behind
        child.deaths = 1 if now - child.started > STEADY else child.deaths + 1
        wait = min(LONGEST_WAIT, 2.0 ** (child.deaths - 1) - 1)
        child.due = now + wait
        code = child.process.returncode if child.process else None
        logger.warning("%s ended (%s); starting it again in %.0f s", child.name, code, wait)

    def _end_all(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(child.is_running() for child in self.children) and time.monotonic() < deadline:
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)

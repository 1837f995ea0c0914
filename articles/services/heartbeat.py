"""Keeps a lease alive from a second thread while the annotator works."""

import logging
import os
import threading
import time
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import DatabaseError, connection

from articles.services import leasing
from articles.services.leasing import Lease

logger = logging.getLogger(__name__)
BEAT_SECONDS = 1.0
STUCK = 70  # the exit status of a worker that ended itself


class Heartbeat:
    """A context in which the lease is renewed and the progress shown.

    Work that takes longer than ANNOTATE_MAX_SECONDS ends the whole process: Python cannot stop a
    thread that hangs in C code, and the supervisor starts a new worker. The lease then expires,
    which counts as a failed attempt.
    """

    def __init__(self, lease: Lease, *, length: int) -> None:
        self.lease = lease
        self.length = max(length, 1)
        self.done = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def report(self, done: int) -> None:
        """Note how many characters are done; the next beat stores it."""
        self.done = done

    def _beat(self) -> None:
        deadline = time.monotonic() + settings.ANNOTATE_MAX_SECONDS
        try:
            while not self._ended.wait(BEAT_SECONDS):
                if time.monotonic() > deadline:
                    logger.critical("revision %s takes too long", self.lease.revision_id)
                    os._exit(STUCK)
                self._renew()
        finally:
            connection.close()

    def _renew(self) -> None:
        try:
            leasing.renew(self.lease, progress=100 * self.done // self.length)
        except DatabaseError:  # a busy database is no reason to stop: the lease outlasts many beats
            logger.warning("could not renew the lease on %s", self.lease.revision_id, exc_info=True)

"""`manage.py work`: an annotator that takes articles off the queue, with a sweep beside it."""

import logging
import sys
import threading
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker

from articles.nlp import pipeline
from articles.services import leasing

logger = logging.getLogger(__name__)
INTERVAL = 0.2  # seconds between looks at an empty queue


class Annotator(Worker):
    """Stops at once when asked: the article in work goes back on the queue, not counted."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        self.running = False
        sys.exit(0)  # inside a task this ends the task first, which gives its lease back


class Command(BaseCommand):
    help = "Annotate queued articles until stopped; run any number of these on any host."

    def handle(self, *args: Any, **options: Any) -> None:
        pipeline.load(reader=settings.READER)  # before the first article, which would wait for it
        threading.Thread(target=sweep_forever, daemon=True).start()
        worker = Annotator(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            interval=INTERVAL,
            batch=False,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.run()


def sweep_forever() -> None:
    """Put right what other workers have left behind, several times in the length of a lease."""
    pause = threading.Event()
    while True:
        try:
            leasing.sweep()
        except DatabaseError:  # busy or away: the next round will do
            logger.warning("could not sweep", exc_info=True)
        finally:
            connection.close()
        pause.wait(settings.LEASE_SECONDS / 4)

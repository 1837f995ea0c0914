"""The process that reads one file for `isolated`: question on standard input, answer on output."""

import json
import os
import resource
import signal
import sys

from articles.ingest.document import IngestError, Limits
from articles.ingest.isolated import packed
from articles.ingest.reading import read_article
from articles.ingest.sniff import named


def main() -> None:
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not mix with the answer
    header, _, data = sys.stdin.buffer.read().partition(b"\n")
    question = json.loads(header)
    limits = Limits(**question["limits"])
    restrict(limits)
    with os.fdopen(answers, "wb") as out:
        out.write(answer_to(data, filename=question["filename"], limits=limits))


def restrict(limits: Limits) -> None:
    """The alarm ends this process even when the one that started it is gone."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    signal.alarm(limits.seconds)


def answer_to(data: bytes, *, filename: str, limits: Limits) -> bytes:
    try:
        return packed(read_article(data, filename=filename, limits=limits))
    except IngestError as error:
        message = str(error)
    except MemoryError:
        message = f"{named(filename)} takes too much memory to read. Paste the text instead."
    return json.dumps({"error": message}).encode()


if __name__ == "__main__":
    main()

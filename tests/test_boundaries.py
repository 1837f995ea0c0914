"""What must never be loaded where: spaCy belongs to the worker and the command line."""

import subprocess
import sys

import pytest
from django.conf import settings

SETUP = (
    "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; "
    "import django; django.setup(); "
)


def printed(code: str) -> str:
    """What a fresh Python prints; this process has loaded everything long ago."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("imported", "absent"),
    [
        ("newsreader.urls", ["spacy", "trafilatura", "lxml", "docx", "pypdfium2", "pycrfsuite"]),
        ("articles.models", ["spacy"]),
    ],
)
def test_the_web_process_stays_light(imported: str, absent: list[str]) -> None:
    code = f"{SETUP}import {imported}, sys; print([n for n in {absent!r} if n in sys.modules])"
    assert printed(code) == "[]"


def test_findings_import_nothing_but_the_standard_library() -> None:
    loaded = "print('django' in sys.modules, 'spacy' in sys.modules)"
    assert printed(f"import articles.nlp.findings, sys; {loaded}") == "False False"

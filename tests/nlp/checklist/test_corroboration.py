"""A second source beside a vague one."""

import pytest

from articles.nlp.checklist.questions import SECOND_SOURCE
from tests.nlp.checklist.asking import Case, answer
from tests.nlp.sourcing.building import Reader

pytestmark = pytest.mark.model

WHO_ELSE: list[Case] = [
    ("Two officials said the mill was sold.", "present", "Two officials"),
    ("Several of the aides said the mill was sold.", "present", "Several of the aides"),
    ("An aide and Ada Roe both said the mill was sold.", "present", "Ada Roe"),
    ("Officials and court records said the mill was sold.", "present", "court records"),
    (
        "An official said the mill was sold, a claim confirmed by the ministry.",
        "present",
        "confirmed by the ministry",
    ),
    (
        "An official said the mill was sold. A second official confirmed it.",
        "present",
        "A second official confirmed",
    ),
    (
        "An official said the mill was sold, according to documents seen by the Post.",
        "present",
        "according to documents",
    ),
    ("An official said the mill was sold.", "absent", None),
    ("Friends and neighbours said the mill was sold.", "absent", None),
    ("An official said the mill was sold. The ministry could not confirm it.", "absent", None),
    (
        "An official said the mill was sold. It has not been confirmed by the ministry.",
        "absent",
        None,
    ),
    ("An official said the mill was sold. The official confirmed it burned.", "absent", None),
    ("An official said the mill was sold. Ada Roe confirmed her birthday.", "absent", None),
    ("Many people said the mill was sold.", "absent", None),
]


@pytest.mark.parametrize(("text", "expected", "words"), WHO_ELSE)
def test_it_asks_who_else_says_so(
    reading_of: Reader, text: str, expected: str, words: str | None
) -> None:
    assert answer(reading_of, SECOND_SOURCE, text) == (expected, words)

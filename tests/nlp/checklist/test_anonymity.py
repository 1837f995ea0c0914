"""Why a source is not named, and where that is only announced."""

import pytest

from articles.nlp.checklist.questions import ANONYMITY
from tests.nlp.checklist.asking import Case, answer
from tests.nlp.sourcing.building import Reader

pytestmark = pytest.mark.model

WHY_UNNAMED: list[Case] = [
    (
        "An aide said the mill was sold. The aide spoke on condition of anonymity because the "
        "talks are private.",
        "present",
        "on condition of anonymity because the talks are private",
    ),
    (
        "An aide, who asked not to be named to discuss private talks, said the mill was sold.",
        "present",
        "asked not to be named to discuss private talks",
    ),
    (
        "An aide who was not authorised to speak publicly said the mill was sold.",
        "present",
        "not authorised to speak publicly",
    ),
    (
        "Fearing for her job, an aide who asked not to be named said the mill was sold.",
        "present",
        "Fearing for her job, an aide who asked not to be named",
    ),
    (
        "Two people, who asked not to be named for fear of reprisals, said the mill was sold.",
        "present",
        "asked not to be named for fear of reprisals",
    ),
    (
        "An aide said the mill was sold, speaking on condition of anonymity.",
        "absent",
        "on condition of anonymity",
    ),
    (
        "An aide, who asked not to be named, said the mill was sold because it was old.",
        "absent",
        "asked not to be named",
    ),
    ("An aide said the mill was sold.", "absent", None),
    ("An aide said the mill was sold because it was old.", "absent", None),
    (
        "An aide said the mill was sold. Another official, who asked not to be named because the "
        "talks are private, said nothing.",
        "absent",
        None,
    ),
    (
        "An aide said the mill was sold. Ada Roe was not authorised to speak publicly.",
        "absent",
        None,
    ),
    (
        "Residents, who asked not to be named for fear of reprisals, said the mill was sold.",
        "present",
        "asked not to be named for fear of reprisals",
    ),
    ("Critics said the mill was unsafe.", "not-asked", None),
    ("The mill is widely expected to close.", "not-asked", None),
]


@pytest.mark.parametrize(("text", "expected", "words"), WHY_UNNAMED)
def test_it_asks_persons_why_they_are_not_named(
    reading_of: Reader, text: str, expected: str, words: str | None
) -> None:
    assert answer(reading_of, ANONYMITY, text) == (expected, words)

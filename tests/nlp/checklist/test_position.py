"""What puts an unnamed source in a position to know."""

import pytest

from articles.nlp.checklist.questions import POSITION
from tests.nlp.checklist.asking import Case, answer
from tests.nlp.sourcing.building import Reader

pytestmark = pytest.mark.model

KNOWS: list[Case] = [
    ("A person briefed on the talks said the mill was sold.", "present", "briefed on the talks"),
    ("A senior aide who attended said the mill was sold.", "present", "who attended"),
    ("Officials familiar with the plan said no.", "present", "familiar with the plan"),
    ("A ministry official said the mill was sold.", "present", "A ministry official"),
    ("An aide to the mayor said the mill was sold.", "present", "An aide to the mayor"),
    ("A witness said the mill burned.", "present", "A witness"),
    ("Two people close to the mayor said the mill was sold.", "present", "close to the mayor"),
    ("A senior official said the mill was sold.", "absent", None),
    ("An official not involved in the talks said the mill was sold.", "absent", None),
    ("Officials in Spain said the mill was sold.", "absent", None),
    ("Critics of the mayor said the mill was unsafe.", "absent", None),
    ("The mill is widely expected to close.", "absent", None),
    ("An aide said the talks would go to those familiar with the plan.", "absent", None),
]


@pytest.mark.parametrize(("text", "expected", "words"), KNOWS)
def test_it_asks_how_they_know(
    reading_of: Reader, text: str, expected: str, words: str | None
) -> None:
    assert answer(reading_of, POSITION, text) == (expected, words)

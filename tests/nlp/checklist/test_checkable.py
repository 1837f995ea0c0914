"""What can be checked, and what is a view."""

import pytest

from articles.nlp.checklist.questions import FACT_OR_OPINION
from tests.nlp.checklist.asking import Case, answer
from tests.nlp.sourcing.building import Reader

pytestmark = pytest.mark.model

CHECKABLE: list[Case] = [
    ("An aide said the mill was sold.", "fact", "sold"),
    ("Some critics complained that the mill cost 40 million crowns.", "fact", "40"),
    ("The mill was reportedly sold on a Monday.", "fact", "sold"),
    ("The miller is said to have left the valley.", "fact", "left"),
    ("Many analysts believe the mill will close.", "opinion", "believe"),
    ("Critics said the plan was terrible.", "opinion", "terrible"),
    ("The mill is widely expected to close.", "opinion", "expected"),
    ("Residents say the council should resign.", "opinion", "should"),
    ("Many people believe the mill cost 40 million crowns.", "unclear", "believe"),
    ("It is believed that the mill was sold.", "unclear", "believed"),
    ("Critics said the mill was unsafe.", "unclear", None),
    ("Officials said the mill would close.", "unclear", None),
    ("Officials said the mill would be sold.", "unclear", None),
]


@pytest.mark.parametrize(("text", "expected", "words"), CHECKABLE)
def test_it_asks_whether_it_can_be_checked(
    reading_of: Reader, text: str, expected: str, words: str | None
) -> None:
    assert answer(reading_of, FACT_OR_OPINION, text) == (expected, words)

import pytest

from articles.nlp.sourcing.anchors import anchors, is_set_off
from tests.nlp.sourcing.building import tagged


@pytest.mark.parametrize(
    ("sentence", "verbs", "set_off"),
    [
        ("However/RB ,/, he/PRP added/VBD ,/, it/PRP rained/VBD", ["added"], True),
        ("It/PRP rained/VBD ,/, Roe/NNP said/VBD ./.", ["said"], False),
        ("said/VBD Roe/NNP", ["said"], False),
        ("the/DT mill/NN said/VBD nothing/NN", [], False),
        ("he/PRP ran/VBD", [], False),
    ],
)
def test_it_finds_words_that_point_to_a_speaker(
    sentence: str, verbs: list[str], set_off: bool
) -> None:
    reading = tagged(sentence)
    (passage,) = reading.passages
    places = list(anchors(reading, passage))
    assert [reading.words[place] for place in places] == verbs
    assert any(is_set_off(reading, passage, place) for place in places) is set_off

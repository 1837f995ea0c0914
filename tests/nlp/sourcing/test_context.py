"""Listed words in the sense they are listed for, and in another."""

import pytest

from articles.nlp.sourcing.context import fits, tells
from articles.nlp.sourcing.evidence import clues
from tests.nlp.sourcing.building import Reader

pytestmark = pytest.mark.model


def kept(reading_of: Reader, text: str) -> set[tuple[str, str]]:
    reading = reading_of(text)
    found = clues(reading, reading.passages[0])
    shown = [clue for clue in found if fits(reading, clue) and tells(reading, clue)]
    return {(clue.reason.code, " ".join(reading.lower[clue.first : clue.last])) for clue in shown}


@pytest.mark.parametrize(
    ("code", "words", "sound", "other"),
    [
        ("cause", "due to", "The mill shut due to rain.", "The mill is due to open in May."),
        ("cause", "hurt", "The strike has hurt the mill.", "Two bakers were seriously hurt."),
        ("cause", "caused", "The fire was caused by a lamp.", "They paid for the harm caused."),
        ("cause", "causes", "Rain causes floods.", "She gave to good causes."),
        ("motive", "privately", "Privately he had doubts.", "The mill is privately owned."),
        ("motive", "target", "They target old mills.", "The target was missed."),
        ("hedge", "signals", "The vote signals a change.", "The signals on the line were red."),
        ("hedge", "appeared", "The mill appeared sound.", "She appeared in three plays."),
        ("number", "six", "Roe sold six mills.", "The bell rang at half past six."),
        ("number", "two", "Roe sold two mills.", "Roe left two years ago."),
        ("number", "three", "Roe lost three mills.", "Roe slept for the past three days."),
        ("superlative", "first", "It was the first mill.", "The first lady came."),
        ("superlative", "only", "It was the only mill.", "They come only if it rains."),
        ("superlative", "leading", "It is the leading mill.", "The weeks leading up to it."),
        ("superlative", "nobody", "Nobody came.", "It is a mill loved by nobody."),
        ("trend", "most", "Most mills are shut.", "It was the most awkward evening."),
        ("trend", "more", "There are more mills than farms.", "It has more than 600 mills."),
        ("public-record", "is a", "", "Roe is a baker."),
        ("public-record", "monday", "", "The river rose before Monday."),
    ],
)
def test_it_passes_over_words_in_another_sense(
    reading_of: Reader, code: str, words: str, sound: str, other: str
) -> None:
    assert not sound or (code, words) in kept(reading_of, sound)
    assert (code, words) not in kept(reading_of, other)


def test_it_shows_a_public_act(reading_of: Reader) -> None:
    assert ("public-record", "elected") in kept(reading_of, "Roe was elected on Monday.")

from dataclasses import replace

import pytest

from articles.nlp.faults.spoken import settled
from articles.nlp.findings import Evidence, Quote
from articles.nlp.reasons import CARRIED_OVER, QUOTATION_MARKS
from tests.nlp.sourcing.building import Reader, quote

pytestmark = pytest.mark.model

LOOSE = "“We will never give back the old mill.”"
GARBLED = '", Roe said, that the mill would close for good".'


def carried(text: str, content: str, source: str) -> Quote:
    given = quote(text, content, source)
    at = text.index(source)
    reasons = (Evidence(QUOTATION_MARKS), Evidence(CARRIED_OVER, at, at + len(source)))
    return replace(given, source_confidence=0.4, reasons=reasons)


def test_a_loose_quotation_keeps_no_speaker_that_was_only_carried_over(reading_of: Reader) -> None:
    text = f"The harbour board met.\n{LOOSE} Bakers raised the price of rye."
    given = replace(
        carried(text, LOOSE, "The harbour board"),
        source=quote(text, LOOSE, "The harbour board", type="organisation").source,
    )
    (found,) = settled(reading_of(text, given))
    assert found.source is None
    assert [each.reason.code for each in found.reasons] == ["quotation-marks", "no-source"]
    assert found.source_confidence == pytest.approx(0.6)


def test_what_takes_up_a_quotation_left_open_keeps_its_speaker(reading_of: Reader) -> None:
    text = f"The Elmford Post reports:\n“The mill was sold in May.\n{LOOSE}"
    given = carried(text, LOOSE, "The Elmford Post")
    assert settled(reading_of(text, given)) == (given,)


def test_a_quotation_that_is_not_loose_keeps_its_carried_speaker(reading_of: Reader) -> None:
    text = f"Ada Roe spoke. {LOOSE}"
    given = carried(text, LOOSE, "Ada Roe")
    assert settled(reading_of(text, given)) == (given,)


def test_words_between_garbled_marks_are_half_as_sure_and_told_why(reading_of: Reader) -> None:
    given = quote(GARBLED, 'that the mill would close for good"', "Roe")
    (found,) = settled(reading_of(GARBLED, given))
    assert GARBLED[found.start : found.end] == "that the mill would close for good"
    assert found.confidence == pytest.approx(given.confidence / 2)
    assert [each.reason.code for each in found.reasons] == ["mark-opens-on-comma", "mark-stray"]


def test_words_beside_sound_marks_stay_as_sure(reading_of: Reader) -> None:
    text = 'Roe said that the mill would close "for good".'
    given = quote(text, 'that the mill would close "for good"', "Roe")
    assert settled(reading_of(text, given)) == (given,)

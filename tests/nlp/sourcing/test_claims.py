from dataclasses import replace

import pytest

from articles.nlp.sourcing.claims import unsourced_claim
from articles.nlp.sourcing.linear import HAND_SET, Score
from articles.nlp.sourcing.signals import weigh
from tests.nlp.sourcing.building import Reader, claims, quote

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Roe wants the mill.", "motive"),
        ("The mill closed because of the flood.", "cause"),
        ("The mill will close.", "prediction"),
        ("“We will never give back the old mill.”", "orphan-quote"),
        ("The river slept.", "other"),
    ],
)
def test_it_says_what_kind_of_claim_it_is(reading_of: Reader, text: str, kind: str) -> None:
    assert [claim.type for claim in claims(reading_of(text))] == [kind]


def test_it_shows_the_words_that_triggered_the_reason(reading_of: Reader) -> None:
    text = "The mill closed because of the flood."
    (claim,) = claims(reading_of(text))
    cause = next(each for each in claim.reasons if each.reason.code == "cause")
    assert text[cause.start : cause.end] == "because of"


def test_it_says_when_the_writer_goes_beyond_the_source(reading_of: Reader) -> None:
    text = "Ada Roe said the mill was lost, and the rents rose because nobody cared."
    given = quote(text, "the mill was lost", "Ada Roe")
    (claim,) = claims(reading_of(text, given))
    codes = {each.reason.code for each in claim.reasons}
    assert {"writer-adds", "attributed-part"} <= codes
    assert "own-voice" not in codes


def test_it_shows_no_clue_that_belongs_to_the_source(reading_of: Reader) -> None:
    text = "Ada Roe said the mill closed because of the flood, and the river slept."
    given = quote(text, "the mill closed because of the flood", "Ada Roe")
    (claim,) = claims(reading_of(text, given))
    assert "cause" not in {each.reason.code for each in claim.reasons}


@pytest.mark.parametrize(("weight", "shown"), [(2.0, True), (0.0, False)])
def test_it_shows_typical_wording_only_where_it_moved_the_score(
    reading_of: Reader, weight: float, shown: bool
) -> None:
    model = replace(HAND_SET, claim=Score(0.0, {"word:slept": weight}), trained=True)
    reading = reading_of("The river slept.")
    claim = unsourced_claim(reading, weigh(reading)[0], model, 0.5)
    assert ("typical-words" in {each.reason.code for each in claim.reasons}) is shown


@pytest.mark.parametrize(("weight", "shown"), [(1.0, True), (-1.0, False)])
def test_it_shows_no_reason_that_counted_the_other_way(
    reading_of: Reader, weight: float, shown: bool
) -> None:
    model = replace(HAND_SET, claim=Score(0.0, {"own-hedge": weight}), trained=True)
    reading = reading_of("The river apparently slept.")
    claim = unsourced_claim(reading, weigh(reading)[0], model, 0.5)
    assert ("hedge" in {each.reason.code for each in claim.reasons}) is shown


def test_more_evidence_never_lowers_the_confidence(reading_of: Reader) -> None:
    plain, more = (
        claims(reading_of(text))[0].confidence
        for text in ("The river slept.", "The river slept because of the flood.")
    )
    assert more > plain


def test_a_pronoun_that_is_nobody_is_an_anonymous_source(reading_of: Reader) -> None:
    text = "The rain fell. He threatened to close the mill."
    given = quote(text, "to close the mill", "He", type="unresolved")
    labels = [
        (claim.label, text[claim.start : claim.end]) for claim in claims(reading_of(text, given))
    ]
    assert ("vague", "He threatened to close the mill.") in labels


def test_it_names_no_source_where_the_attribution_has_none(reading_of: Reader) -> None:
    text = "The mill seems to be lost."
    (claim,) = claims(reading_of(text, quote(text, "The mill seems to be lost", None)))
    codes = {each.reason.code for each in claim.reasons}
    assert "own-voice" in codes
    assert "writer-adds" not in codes


def test_it_tells_a_view_that_nobody_holds_once(reading_of: Reader) -> None:
    (claim,) = claims(reading_of("It is widely believed that the mill is lost."))
    assert [each.reason.code for each in claim.reasons] == ["hidden-agent"]


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("Critics said it was lost, which has cost the town dear.", "which has cost the town dear"),
        ("Critics said it was lost.", None),
        ("The critics, which is odd, said it was lost. Critics, which is odd, agreed.", None),
    ],
)
def test_it_shows_what_the_writer_adds_to_a_crowds_words(
    reading_of: Reader, text: str, added: str | None
) -> None:
    given = quote(text, "it was lost", "Critics", type="collective")
    reasons = [each for claim in claims(reading_of(text, given)) for each in claim.reasons]
    found = [text[each.start : each.end] for each in reasons if each.reason.code == "writer-adds"]
    assert found == ([added] if added else [])

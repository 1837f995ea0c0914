"""What was missed, estimated from random sentences; where little is known it says so."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.nlp.evaluation.recall import (
    Estimate,
    Flagged,
    Sampled,
    recall,
    rightly_flagged,
    share_missed,
)
from articles.nlp.evaluation.reliability import wilson

STRATA = st.lists(
    st.builds(Flagged, st.integers(0, 30), st.integers(0, 30), st.integers(0, 90), st.floats(0, 1)),
    max_size=10,
)
SAMPLE = st.lists(st.builds(Sampled, st.booleans(), st.floats(0.5, 50)), max_size=40)


def sampled(missed: int, count: int, *, weight: float = 1.0) -> list[Sampled]:
    return [Sampled(number < missed, weight) for number in range(count)]


def test_the_share_missed_has_wilsons_interval() -> None:
    found = share_missed(sampled(3, 60, weight=20))
    assert (found.value, found.low, found.high) == pytest.approx((0.05, *wilson(3, 60)))


def test_nothing_sampled_says_nothing() -> None:
    assert share_missed([]) == Estimate(0.0, 0.0, 1.0)


def test_a_sentence_of_a_long_article_stands_for_more_and_widens_the_interval() -> None:
    found = share_missed(sampled(5, 25, weight=9) + sampled(0, 25))
    share, like = 5 * 9 / (25 * 9 + 25), 250**2 / (25 * 81 + 25)
    assert like < 31  # fifty sentences tell as much as thirty of equal weight
    assert (found.value, found.low, found.high) == pytest.approx(
        (share, *wilson(share * like, like))
    )


def test_marks_not_decided_count_like_decided_ones_with_a_like_number() -> None:
    sure = Flagged(upheld=8, rejected=2, undecided=0, expected=0.9)
    unsure = Flagged(upheld=3, rejected=7, undecided=100, expected=0.4)
    assert rightly_flagged([sure, unsure]).value == pytest.approx(8 + 3 + 100 * 0.3)


def test_marks_of_which_none_is_decided_may_all_be_right_or_wrong() -> None:
    found = rightly_flagged([Flagged(upheld=0, rejected=0, undecided=50, expected=0.6)])
    assert found == Estimate(30, 0, 50)


def test_once_all_is_decided_there_is_nothing_to_guess() -> None:
    assert rightly_flagged([Flagged(7, 3, 0, 0.8)]) == Estimate(7, 7, 7)


def test_recall_weighs_what_was_flagged_against_what_was_missed() -> None:
    found = recall(Estimate(90, 80, 100), Estimate(0.1, 0.05, 0.2), unmarked=300)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx(
        (90 / (90 + 30), 80 / (80 + 60), 100 / (100 + 15))
    )


def test_without_statements_to_mark_there_is_no_recall() -> None:
    assert recall(Estimate(0, 0, 0), Estimate(0, 0, 0.1), unmarked=300) is None


@given(STRATA, SAMPLE, st.integers(0, 5000))
def test_an_estimate_lies_within_its_interval(
    strata: list[Flagged], sample: list[Sampled], unmarked: int
) -> None:
    flagged, missed = rightly_flagged(strata), share_missed(sample)
    found = recall(flagged, missed, unmarked=unmarked)
    total = sum(each.upheld + each.undecided for each in strata)
    assert -1e-9 <= flagged.low <= flagged.value + 1e-9
    assert flagged.value <= flagged.high + 1e-9 <= total + 1e-6
    if found is not None:
        assert -1e-9 <= found.low <= found.value + 1e-9
        assert found.value <= found.high + 1e-9 <= 1 + 1e-6


def test_the_interval_holds_the_truth_nearly_always() -> None:
    """A thousand marks, two thousand sentences, 6 % of them missed; 80 are sampled each time."""
    chance, within = random.Random(4), 0
    truth = 600 / (600 + 0.06 * 2000)
    for _ in range(400):
        upheld = sum(chance.random() < 0.6 for _ in range(200))
        flagged = rightly_flagged([Flagged(upheld, 200 - upheld, 800, 0.7)])
        missed = share_missed([Sampled(chance.random() < 0.06) for _ in range(80)])
        found = recall(flagged, missed, unmarked=2000)
        assert found is not None
        within += found.low <= truth <= found.high
    assert within / 400 >= 0.94

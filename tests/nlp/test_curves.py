"""Curves from one probability to another: they never fall, and never claim certainty."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.nlp.curves import (
    FEWEST_IN_STEP,
    HIGHEST,
    LOWEST,
    Curve,
    Isotonic,
    Pair,
    Platt,
    fit_isotonic,
    fit_platt,
    pooled,
)
from articles.nlp.refitting import FITS, curve_from_json

PROBABILITY = st.floats(0, 1)
PAIRS = st.lists(st.tuples(PROBABILITY, st.booleans()), min_size=1, max_size=80)
GRID = [number / 100 for number in range(101)]


def drawn(share: float, *, at: float, count: int) -> list[Pair]:
    """So many marks given one number, of which that share came true."""
    return [(at, number < share * count) for number in range(count)]


@pytest.mark.parametrize("method", FITS)
@given(pairs=PAIRS, extremes=st.sampled_from([[], [(0.0, True)] * 40, [(1.0, False)] * 40]))
def test_a_curve_never_falls_and_never_claims_certainty(
    method: str, pairs: list[Pair], extremes: list[Pair]
) -> None:
    curve = FITS[method]([*pairs, *extremes])
    values = [curve.probability(own) for own in GRID]
    assert values == sorted(values)
    assert values[0] >= LOWEST and values[-1] <= HIGHEST


@pytest.mark.parametrize("method", FITS)
@given(pairs=PAIRS, seed=st.integers(0, 9))
def test_the_order_of_the_verdicts_does_not_matter(
    method: str, pairs: list[Pair], seed: int
) -> None:
    other = random.Random(seed).sample(pairs, len(pairs))
    again = FITS[method](other)
    assert [again.probability(own) for own in GRID] == pytest.approx(
        [FITS[method](pairs).probability(own) for own in GRID], abs=1e-5
    )


@pytest.mark.parametrize("method", FITS)
@given(pairs=PAIRS)
def test_a_stored_curve_comes_back_the_same(method: str, pairs: list[Pair]) -> None:
    curve = FITS[method](pairs)
    stored = json.loads(json.dumps(curve.as_json()))
    assert curve_from_json(curve.method, stored) == curve


def test_a_method_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="no curve called 'spline': use one of platt, isotonic"):
        curve_from_json("spline", {})


def test_numbers_twice_too_high_are_halved() -> None:
    pairs = [pair for at in (0.2, 0.4, 0.6, 0.8) for pair in drawn(at / 2, at=at, count=100)]
    isotonic, platt = fit_isotonic(pairs), fit_platt(pairs)
    assert isotonic.probability(0.8) == pytest.approx(0.4)
    assert isotonic.probability(0.5) == pytest.approx(0.25)
    assert platt.probability(0.8) == pytest.approx(0.4, abs=0.05)


def test_numbers_that_hold_stay_as_they_are() -> None:
    pairs = [pair for at in (0.2, 0.4, 0.6, 0.8) for pair in drawn(at, at=at, count=100)]
    for curve in (fit_isotonic(pairs), fit_platt(pairs)):
        assert curve.probability(0.4) == pytest.approx(0.4, abs=0.01)
        assert curve.probability(0.8) == pytest.approx(0.8, abs=0.01)


def test_neighbours_that_disagree_are_pooled() -> None:
    pairs = drawn(0.6, at=0.3, count=20) + drawn(0.4, at=0.5, count=20)
    assert [(step.share, step.count) for step in pooled(pairs)] == [(0.5, 40)]


def test_what_was_given_one_number_is_one_step_however_it_came_out() -> None:
    pairs = drawn(0.5, at=0.3, count=2) + drawn(0.75, at=0.5, count=4)
    assert [(step.share, step.count) for step in pooled(pairs)] == [(0.5, 2), (0.75, 4)]


def test_a_single_verdict_makes_no_step_of_its_own() -> None:
    pairs = [*drawn(0.5, at=0.4, count=40), (0.9, True)]
    curve = fit_isotonic(pairs)
    assert len(curve.knots) == 1
    assert curve.probability(0.95) < 0.6


@given(PAIRS)
def test_each_step_rests_on_enough_marks(pairs: list[Pair]) -> None:
    assert len(fit_isotonic(pairs).knots) <= max(1, len(pairs) // FEWEST_IN_STEP)


@pytest.mark.parametrize(("share", "value"), [(0.0, 1 / 22), (1.0, 21 / 22)])
def test_where_all_came_out_alike_one_more_of_each_is_reckoned_with(
    share: float, value: float
) -> None:
    curve = fit_isotonic(drawn(share, at=0.5, count=20))
    assert curve.probability(0.5) == pytest.approx(value, abs=1e-6)


def test_numbers_that_tell_the_reverse_are_all_given_the_same() -> None:
    pairs = drawn(0.9, at=0.2, count=50) + drawn(0.3, at=0.8, count=50)
    curve: Curve = fit_platt(pairs)
    assert isinstance(curve, Platt) and curve.slope == 0
    assert curve.probability(0.2) == curve.probability(0.8) == pytest.approx(0.6, abs=0.02)


def test_between_two_knots_the_curve_is_straight_and_beyond_them_level() -> None:
    curve = Isotonic((0.2, 0.6), (0.1, 0.5))
    found = [curve.probability(own) for own in (0.0, 0.2, 0.4, 0.6, 1.0)]
    assert found == pytest.approx([0.1, 0.1, 0.3, 0.5, 0.5])


def test_no_verdicts_are_no_curve() -> None:
    with pytest.raises(ValueError, match="at least one pair"):
        fit_isotonic([])

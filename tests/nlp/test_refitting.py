"""The shown numbers change only where the newsroom's own verdicts say that they do not hold."""

import json
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.nlp.curves import logistic, logit
from articles.nlp.refitting import (
    FEWEST,
    FEWEST_HELD_OUT,
    FOLDS,
    Refit,
    Refused,
    Verdict,
    brier,
    folds,
    refit,
    refit_from_json,
)

Truth = Callable[[float], float]
TRUTHS: dict[str, Truth] = {
    "they hold": lambda own: own,
    "half of it": lambda own: own / 2,
    "too sure": lambda own: logistic(logit(own) / 2),
    "two levels": lambda own: 0.2 if own < 0.6 else 0.7,
    "the reverse": lambda own: 1 - own,
}


def verdicts(truth: Truth, *, count: int = 300, articles: int = 30, seed: int = 1) -> list[Verdict]:
    """Marks of which the stated share is upheld, by chance but the same on every run."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        own = chance.betavariate(2, 1.6)
        found.append(Verdict(own, own, chance.random() < truth(own), number % articles))
    return found


@pytest.mark.parametrize("name", ["half of it", "too sure", "two levels"])
def test_numbers_that_do_not_hold_are_refitted(name: str) -> None:
    found = refit(verdicts(TRUTHS[name], count=400))
    assert isinstance(found, Refit)
    assert found.count == 400 and found.holdout == 80
    off = [abs(found.probability(own) - TRUTHS[name](own)) for own in (0.3, 0.5, 0.7, 0.8)]
    assert sum(off) / 4 < 0.1
    assert found.brier_after < found.brier_before


def test_numbers_that_hold_stay_and_it_says_so() -> None:
    found = refit(verdicts(TRUTHS["they hold"]))
    assert isinstance(found, Refused) and found.why == "no-better"
    assert found.brier_before is not None and found.brier_after is not None
    assert found.holdout == 60


def test_a_lucky_holdout_alone_changes_nothing() -> None:
    """Numbers that hold, again and again: a refit by chance is the exception."""
    found = [refit(verdicts(TRUTHS["they hold"], seed=seed)) for seed in range(30)]
    assert sum(isinstance(each, Refit) for each in found) <= 4


def test_a_jump_is_caught_by_steps_and_a_bend_by_a_line() -> None:
    jump = refit(verdicts(TRUTHS["two levels"], count=1000))
    bend = refit(verdicts(TRUTHS["too sure"], count=1000))
    assert isinstance(jump, Refit) and isinstance(bend, Refit)
    assert (jump.method, bend.method) == ("isotonic", "platt")


def test_it_waits_for_two_hundred_verdicts() -> None:
    assert refit(verdicts(TRUTHS["half of it"], count=FEWEST - 1)) == Refused(
        "few-verdicts", FEWEST - 1
    )
    assert isinstance(refit(verdicts(TRUTHS["half of it"], count=FEWEST)), Refit)


def test_no_verdicts_at_all_are_refused_like_too_few() -> None:
    assert refit([]) == Refused("few-verdicts", 0)


def test_a_few_articles_say_more_about_themselves_than_about_the_numbers() -> None:
    found = refit(verdicts(TRUTHS["half of it"], articles=FOLDS - 1))
    assert isinstance(found, Refused) and found.why == "few-articles"
    assert isinstance(refit(verdicts(TRUTHS["half of it"], articles=FOLDS)), Refit)


def test_one_long_article_leaves_too_little_to_check_against() -> None:
    long = [Verdict(0.5, 0.5, True, "long")] * 240
    short = [Verdict(0.5, 0.5, False, name) for name in "abcdefgh"] * 5
    found = refit(long + short)
    assert isinstance(found, Refused)
    assert found.why == "few-articles" and found.holdout < FEWEST_HELD_OUT


def test_what_counts_is_the_number_that_is_shown_now() -> None:
    """The model says twice too much, but the page already shows half of it: nothing to mend."""
    already = [
        Verdict(each.own, each.own / 2, each.upheld, each.article)
        for each in verdicts(TRUTHS["half of it"])
    ]
    found = refit(already)
    assert isinstance(found, Refused) and found.why == "no-better"


VERDICTS = st.builds(
    verdicts,
    st.sampled_from(list(TRUTHS.values())),
    count=st.integers(190, 320),
    articles=st.integers(1, 60),
    seed=st.integers(0, 10_000),
)


@settings(max_examples=40, deadline=None)
@given(VERDICTS)
def test_a_refit_is_never_worse_on_what_it_has_not_seen(given: list[Verdict]) -> None:
    found = refit(given)
    if isinstance(found, Refused):
        return
    held = folds(given)[-1]
    shown = brier((each.shown, each.upheld) for each in held)
    refitted = brier((found.probability(each.own), each.upheld) for each in held)
    assert len(held) == found.holdout
    assert (shown, refitted) == (found.brier_before, found.brier_after)
    assert refitted < shown


@settings(max_examples=20, deadline=None)
@given(VERDICTS)
def test_the_same_verdicts_give_the_same_refit(given: list[Verdict]) -> None:
    assert refit(given) == refit(list(given))


@settings(max_examples=30, deadline=None)
@given(VERDICTS)
def test_the_verdicts_on_one_article_never_stand_on_both_sides(given: list[Verdict]) -> None:
    parts = folds(given)
    assert sum(map(len, parts)) == len(given)
    articles = [{each.article for each in part} for part in parts]
    assert sum(map(len, articles)) == len(set[object]().union(*articles))


def test_the_parts_are_of_much_the_same_size() -> None:
    sizes = [1, 10, 15, 20, 20, 25, 30, 39, 40]
    given = [Verdict(0.5, 0.5, True, name) for name, size in enumerate(sizes) for _ in range(size)]
    assert [len(part) for part in folds(given)] == [40, 40, 40, 40, 40]


def test_a_stored_refit_comes_back_the_same() -> None:
    found = refit(verdicts(TRUTHS["too sure"], count=400))
    assert isinstance(found, Refit)
    assert refit_from_json(json.loads(json.dumps(found.as_json()))) == found


def test_the_brier_score_is_the_mean_squared_gap() -> None:
    assert brier([(1.0, True), (0.0, False)]) == 0
    assert brier([(0.5, True), (0.8, False)]) == pytest.approx((0.25 + 0.64) / 2)

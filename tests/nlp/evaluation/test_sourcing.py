from typing import Any

import pytest

from articles.nlp.evaluation import sourcing as measures

LABELS = [measures.NAMED, measures.VAGUE, measures.UNSOURCED, measures.UNSOURCED, "OTHER"]
ROWS = [
    {
        "id": "a",
        "sentences": [
            {"start": 10 * number, "end": 10 * number + 9, "label": label}
            for number, label in enumerate(LABELS)
        ]
        + [{"start": 50, "end": 59, "label": "OTHER", "role": "headline"}],
    }
]


def claim(start: int, end: int, *, sure: float = 1.0, code: str = "number") -> dict[str, Any]:
    reasons = [{"code": code}]
    return {"kind": "claim", "start": start, "end": end, "confidence": sure, "reasons": reasons}


def judge(*annotations: dict[str, Any], sentences: Any = ()) -> measures.Judged:
    record = {"annotations": list(annotations), "sentences": list(sentences)}
    return measures.judge(ROWS, {"a": record})


def test_flags_on_the_right_sentences_score_full() -> None:
    judged = judge(claim(20, 29), claim(30, 39))
    assert measures.rate(judged, "main").f1 == 1
    assert measures.rate(judged, "worthy").f1 == pytest.approx(0.8)


def test_a_flag_belongs_to_the_sentence_it_shares_most_with() -> None:
    judged = judge(claim(26, 38, sure=0.4), claim(30, 32, sure=0.6))
    flagged = [each.flagged for each in judged.verdicts]
    assert flagged == [None, None, None, 0.6, None]


def test_flags_on_headlines_are_dropped_and_stray_ones_counted() -> None:
    judged = judge(claim(50, 59), claim(500, 510))
    assert judged.stray == 1
    assert measures.rate(judged, "main").false == 1


@pytest.mark.parametrize("code", sorted(measures.VAGUE_REASONS))
def test_a_vague_reason_is_no_unsourced_flag(code: str) -> None:
    judged = judge(claim(10, 19, code=code))
    assert measures.vague_rate(judged).f1 == 1
    assert measures.rate(judged, "strict").false == 0


def test_a_quote_of_a_crowd_is_a_vague_source() -> None:
    quote = {"kind": "quote", "start": 11, "end": 18, "source": {"start": 11, "end": 12,
             "type": "collective"}}  # fmt: skip
    assert measures.vague_rate(judge(quote)).f1 == 1


@pytest.mark.parametrize(("recall", "precision"), [(0.5, 1.0), (0.6, 2 / 3), (1.0, 2 / 3)])
def test_precision_at_a_recall_is_that_of_the_best_cut(recall: float, precision: float) -> None:
    ranking = [(0.9, True), (0.8, False), (0.7, True), (0.0, False)]
    assert measures.precision_at(ranking, recall) == pytest.approx(precision)


def test_precision_at_a_recall_that_no_flag_reaches_is_nothing() -> None:
    assert measures.precision_at([(0.9, True), (0.0, True)], 0.6) == 0


def test_average_precision_spreads_ties_evenly() -> None:
    assert measures.average_precision([(0.9, True), (0.8, False), (0.7, True)]) == pytest.approx(
        5 / 6
    )
    assert measures.average_precision([(0.0, False)]) == 0


def test_calibration_error_is_the_gap_between_score_and_truth() -> None:
    assert measures.calibration_error([(0.8, True)] * 8 + [(0.8, False)] * 2) == pytest.approx(0)
    assert measures.calibration_error([(1.0, False)]) == 1


def test_the_map_compares_kinds_of_sentences() -> None:
    sentences = [{"start": 0, "end": 50, "sourcing": "named"}]
    judged = judge(sentences=sentences)
    assert measures.map_accuracy(judged) == pytest.approx(1 / 5)
    assert measures.map_rates(judged)["named"].f1 == pytest.approx(1 / 3)


def test_flag_rates_give_counts_by_label() -> None:
    assert measures.flag_rates(judge(claim(0, 9)))[measures.NAMED] == (1, 1)

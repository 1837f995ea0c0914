"""The record says whether a confidence was measured."""

import pytest

from articles.exports.record import annotation_record
from articles.nlp.findings import Annotation, Claim, Defect, Evidence, Quote
from articles.nlp.reasons import (
    HIDDEN_AGENT,
    MARK_UNCLOSED,
    ORPHAN_WORDS,
    OWN_VOICE,
    QUOTATION_MARKS,
    RULES_ONLY,
)

QUOTE = Quote("direct", 0, 19, ((0, 19),), None, None, 0.62, 0.7, 0.8, (Evidence(QUOTATION_MARKS),))
BY_RULES = Quote("direct", 0, 19, ((0, 19),), None, None, 0.62, 0.7, 0.8, (Evidence(RULES_ONLY),))
CLAIM = Claim("unsourced", "other", 0, 19, 0.62, (Evidence(OWN_VOICE),))
VAGUE = Claim("vague", "other", 0, 19, 0.62, (Evidence(HIDDEN_AGENT),))
ORPHAN = Claim("unsourced", "orphan-quote", 0, 19, 0.62, (Evidence(ORPHAN_WORDS),))
DEFECT = Defect("garbled-quote", 0, 19, 0.62, (Evidence(MARK_UNCLOSED),))
CASES = [
    (QUOTE, True), (BY_RULES, False), (CLAIM, True), (VAGUE, True), (ORPHAN, False),
    (DEFECT, False),
]  # fmt: skip


@pytest.mark.parametrize(("mark", "measured"), CASES)
def test_the_record_keeps_the_number_and_says_whether_it_was_measured(
    mark: Annotation, measured: bool
) -> None:
    record = annotation_record(mark)
    assert (record["confidence"], record["calibrated"]) == (0.62, measured)

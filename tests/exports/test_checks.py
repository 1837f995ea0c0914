"""The desk's checklist in the record."""

from articles.exports.record import annotation_record
from articles.nlp.checklist.questions import ANONYMITY, POSITION
from articles.nlp.findings import Check, Claim, Evidence
from articles.nlp.reasons import ANONYMOUS_SOURCE


def claim(*checks: Check) -> Claim:
    reasons = (Evidence(ANONYMOUS_SOURCE, 0, 7),)
    return Claim("vague", "other", 0, 30, 0.9, reasons, checks)


def test_the_answers_stand_beside_the_reasons() -> None:
    record = annotation_record(claim(Check(POSITION.code, "present", 8, 20)))
    assert record["checks"] == [
        {
            "question": "position-to-know",
            "answer": "present",
            "says": "these words put them close to the matter",
            "start": 8,
            "end": 20,
        }
    ]
    assert [reason["code"] for reason in record["reasons"]] == ["anonymous-source"]


def test_an_answer_without_words_has_no_place() -> None:
    (check,) = annotation_record(claim(Check(ANONYMITY.code, "absent")))["checks"]
    assert (check["answer"], check["start"], check["end"]) == ("absent", None, None)


def test_a_mark_that_is_not_asked_has_no_checks_at_all() -> None:
    assert "checks" not in annotation_record(claim())

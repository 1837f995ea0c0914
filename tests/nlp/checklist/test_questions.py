"""The questions have words for every answer."""

from articles.nlp.checklist.questions import ANONYMITY, QUESTIONS, SHORT, in_words
from articles.nlp.findings import Check


def test_every_answer_has_its_words() -> None:
    for question in QUESTIONS.values():
        for given in question.answers:
            assert SHORT[given]
            assert in_words(Check(question.code, given))


def test_a_condition_without_a_reason_reads_otherwise_than_none_at_all() -> None:
    bare = in_words(Check(ANONYMITY.code, "absent"))
    assert in_words(Check(ANONYMITY.code, "absent", 3, 9)) != bare

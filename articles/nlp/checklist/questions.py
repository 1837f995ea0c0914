"""The desk's questions to a source that nobody can telephone, and their answers in words.

Codes are stable (they are stored and exported); wordings speak to an editor. An answer that quotes
words of the text may read otherwise than the same answer without any.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.nlp.findings import Answer, Check

# What an answer is called in a word or two, so that a list of them can be read at a glance.
SHORT: dict[str, str] = {
    "present": "Yes",
    "absent": "No",
    "not-asked": "Not asked",
    "fact": "Can be checked",
    "opinion": "A view",
    "unclear": "Not clear",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what each answer says; `quoting` holds where words make a difference."""

    code: str
    asks: str
    answers: Mapping[Answer, str]
    quoting: Mapping[Answer, str] = field(default_factory=dict)


POSITION = Question(
    "position-to-know",
    "Does the text say how they know?",
    {
        "present": "these words put them close to the matter",
        "absent": "no words put them close to the matter",
    },
)
ANONYMITY = Question(
    "reason-for-anonymity",
    "Does the text say why they are not named?",
    {
        "present": "the text gives a reason",
        "absent": "the text gives no reason",
        "not-asked": "not asked of a crowd, or of a view that nobody holds",
    },
    {"absent": "the text says that they would not be named, and not why"},
)
SECOND_SOURCE = Question(
    "second-source",
    "Does anyone else say so?",
    {
        "present": "more than one source; ask whether each knows it independently",
        "absent": "the text gives no second source here",
    },
)
FACT_OR_OPINION = Question(
    "fact-or-opinion",
    "Can it be checked, or is it a view?",
    {
        "fact": "it states something that is so or is not; the text does not settle which",
        "opinion": "it judges, believes or expects: ask whose view it is",
        "unclear": "the words do not show whether it is a fact or a view",
    },
    {"unclear": "it holds something to check, and a view of it"},
)

QUESTIONS: dict[str, Question] = {
    each.code: each for each in (POSITION, ANONYMITY, SECOND_SOURCE, FACT_OR_OPINION)
}


def in_words(check: Check) -> str:
    """What an answer says, in words for an editor."""
    question = QUESTIONS[check.question]
    if check.start is not None and check.answer in question.quoting:
        return question.quoting[check.answer]
    return question.answers[check.answer]

"""The desk's four questions to a vague source, and their answers with the words quoted."""

import pytest
from spacy.language import Language

from articles.nlp import pipeline
from articles.nlp.findings import Check, Claim, Quote
from articles.nlp.questions import (
    ANONYMITY,
    FACT_OR_OPINION,
    POSITION,
    QUESTIONS,
    SECOND_SOURCE,
    SHORT,
    Question,
    in_words,
)
from articles.nlp.sourcing.checklist import checks
from articles.nlp.sourcing.claims import VAGUE
from tests.nlp.sourcing.building import Reader, claims, prepared, quote

pytestmark = pytest.mark.model

Case = tuple[str, str, str | None]


def answer(reading_of: Reader, question: Question, text: str) -> tuple[str, str | None]:
    """The answer for the first vague claim of the text, and the words that it quotes."""
    reading = reading_of(text)
    mark = next(each for each in claims(reading) if each.label == "vague")
    return quoted(text, checks(reading, mark), question)


def quoted(text: str, answers: tuple[Check, ...], question: Question) -> tuple[str, str | None]:
    (found,) = [each for each in answers if each.question == question.code]
    return found.answer, None if found.start is None else text[found.start : found.end]


KNOWS: list[Case] = [
    ("A person briefed on the talks said the mill was sold.", "present", "briefed on the talks"),
    ("A senior aide who attended said the mill was sold.", "present", "who attended"),
    ("Officials familiar with the plan said no.", "present", "familiar with the plan"),
    ("A ministry official said the mill was sold.", "present", "A ministry official"),
    ("An aide to the mayor said the mill was sold.", "present", "An aide to the mayor"),
    ("A witness said the mill burned.", "present", "A witness"),
    ("Two people close to the mayor said the mill was sold.", "present", "close to the mayor"),
    ("A senior official said the mill was sold.", "absent", None),
    ("An official not involved in the talks said the mill was sold.", "absent", None),
    ("Officials in Spain said the mill was sold.", "absent", None),
    ("Critics of the mayor said the mill was unsafe.", "absent", None),
    ("The mill is widely expected to close.", "absent", None),
    ("An aide said the talks would go to those familiar with the plan.", "absent", None),
]

WHY_UNNAMED: list[Case] = [
    (
        "An aide said the mill was sold. The aide spoke on condition of anonymity because the "
        "talks are private.",
        "present",
        "on condition of anonymity because the talks are private",
    ),
    (
        "An aide, who asked not to be named to discuss private talks, said the mill was sold.",
        "present",
        "asked not to be named to discuss private talks",
    ),
    (
        "An aide who was not authorised to speak publicly said the mill was sold.",
        "present",
        "not authorised to speak publicly",
    ),
    (
        "Fearing for her job, an aide who asked not to be named said the mill was sold.",
        "present",
        "Fearing for her job, an aide who asked not to be named",
    ),
    (
        "Two people, who asked not to be named for fear of reprisals, said the mill was sold.",
        "present",
        "asked not to be named for fear of reprisals",
    ),
    (
        "An aide said the mill was sold, speaking on condition of anonymity.",
        "absent",
        "on condition of anonymity",
    ),
    (
        "An aide, who asked not to be named, said the mill was sold because it was old.",
        "absent",
        "asked not to be named",
    ),
    ("An aide said the mill was sold.", "absent", None),
    ("An aide said the mill was sold because it was old.", "absent", None),
    (
        "An aide said the mill was sold. Another official, who asked not to be named because the "
        "talks are private, said nothing.",
        "absent",
        None,
    ),
    (
        "An aide said the mill was sold. Ada Roe was not authorised to speak publicly.",
        "absent",
        None,
    ),
    (
        "Residents, who asked not to be named for fear of reprisals, said the mill was sold.",
        "present",
        "asked not to be named for fear of reprisals",
    ),
    ("Critics said the mill was unsafe.", "not-asked", None),
    ("The mill is widely expected to close.", "not-asked", None),
]

WHO_ELSE: list[Case] = [
    ("Two officials said the mill was sold.", "present", "Two officials"),
    ("Several of the aides said the mill was sold.", "present", "Several of the aides"),
    ("An aide and Ada Roe both said the mill was sold.", "present", "Ada Roe"),
    ("Officials and court records said the mill was sold.", "present", "court records"),
    (
        "An official said the mill was sold, a claim confirmed by the ministry.",
        "present",
        "confirmed by the ministry",
    ),
    (
        "An official said the mill was sold. A second official confirmed it.",
        "present",
        "A second official confirmed",
    ),
    (
        "An official said the mill was sold, according to documents seen by the Post.",
        "present",
        "according to documents",
    ),
    ("An official said the mill was sold.", "absent", None),
    ("Friends and neighbours said the mill was sold.", "absent", None),
    ("An official said the mill was sold. The ministry could not confirm it.", "absent", None),
    (
        "An official said the mill was sold. It has not been confirmed by the ministry.",
        "absent",
        None,
    ),
    ("An official said the mill was sold. The official confirmed it burned.", "absent", None),
    ("An official said the mill was sold. Ada Roe confirmed her birthday.", "absent", None),
    ("Many people said the mill was sold.", "absent", None),
]

CHECKABLE: list[Case] = [
    ("An aide said the mill was sold.", "fact", "sold"),
    ("Some critics complained that the mill cost 40 million crowns.", "fact", "40"),
    ("The mill was reportedly sold on a Monday.", "fact", "sold"),
    ("The miller is said to have left the valley.", "fact", "left"),
    ("Many analysts believe the mill will close.", "opinion", "believe"),
    ("Critics said the plan was terrible.", "opinion", "terrible"),
    ("The mill is widely expected to close.", "opinion", "expected"),
    ("Residents say the council should resign.", "opinion", "should"),
    ("Many people believe the mill cost 40 million crowns.", "unclear", "believe"),
    ("It is believed that the mill was sold.", "unclear", "believed"),
    ("Critics said the mill was unsafe.", "unclear", None),
    ("Officials said the mill would close.", "unclear", None),
    ("Officials said the mill would be sold.", "unclear", None),
]


@pytest.mark.parametrize(("text", "expected", "words"), KNOWS)
def test_it_asks_how_they_know(
    reading_of: Reader, text: str, expected: str, words: str | None
) -> None:
    assert answer(reading_of, POSITION, text) == (expected, words)


@pytest.mark.parametrize(("text", "expected", "words"), WHY_UNNAMED)
def test_it_asks_persons_why_they_are_not_named(
    reading_of: Reader, text: str, expected: str, words: str | None
) -> None:
    assert answer(reading_of, ANONYMITY, text) == (expected, words)


@pytest.mark.parametrize(("text", "expected", "words"), WHO_ELSE)
def test_it_asks_who_else_says_so(
    reading_of: Reader, text: str, expected: str, words: str | None
) -> None:
    assert answer(reading_of, SECOND_SOURCE, text) == (expected, words)


@pytest.mark.parametrize(("text", "expected", "words"), CHECKABLE)
def test_it_asks_whether_it_can_be_checked(
    reading_of: Reader, text: str, expected: str, words: str | None
) -> None:
    assert answer(reading_of, FACT_OR_OPINION, text) == (expected, words)


def test_what_was_told_of_the_aide_holds_for_the_same_aide_later(reading_of: Reader) -> None:
    text = (
        "An aide who attended, and who asked not to be named because the talks are private, said "
        "the mill was sold. Rain fell. Snow fell. The aide said it cost 4 million crowns."
    )
    reading = reading_of(text)
    last = [each for each in claims(reading) if each.label == "vague"][-1]
    found = checks(reading, last)
    assert text[last.start :].startswith("The aide")
    assert quoted(text, found, POSITION) == ("present", "who attended")
    assert quoted(text, found, ANONYMITY)[0] == "present"


@pytest.mark.parametrize(("kind", "asked"), [("anonymous", 4), ("collective", 4), ("person", 0)])
def test_a_quote_is_checked_where_its_source_is_vague(
    parser: Language, kind: str, asked: int
) -> None:
    text = "A person briefed on the talks said the mill was sold."
    given = quote(text, "the mill was sold", "A person briefed on the talks", type=kind)
    reading = prepared(pipeline.parse(parser, text), (given,))
    assert len(checks(reading, given)) == asked


def test_a_statement_without_any_source_is_not_checked(reading_of: Reader) -> None:
    reading = reading_of("The river rose by four metres.")
    (mark,) = claims(reading)
    assert checks(reading, mark) == ()


def test_the_annotator_gives_the_answers_beside_the_reasons() -> None:
    found = pipeline.annotate("Critics said the mill was unsafe.\n").annotations
    (claim,) = [each for each in found if isinstance(each, Claim) and each.label == "vague"]
    assert [check.question for check in claim.checks] == list(QUESTIONS)
    assert {evidence.reason.code for evidence in claim.reasons} <= VAGUE.keys()
    assert all(each.checks for each in found if isinstance(each, Quote))


def test_every_answer_has_its_words() -> None:
    for question in QUESTIONS.values():
        for given in question.answers:
            assert SHORT[given]
            assert in_words(Check(question.code, given))


def test_a_condition_without_a_reason_reads_otherwise_than_none_at_all() -> None:
    bare = in_words(Check(ANONYMITY.code, "absent"))
    assert in_words(Check(ANONYMITY.code, "absent", 3, 9)) != bare

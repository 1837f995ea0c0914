"""Which marks are asked the desk's four questions, and what is remembered between sentences."""

import pytest
from spacy.language import Language

from articles.nlp import pipeline
from articles.nlp.checklist.answers import checks
from articles.nlp.checklist.questions import ANONYMITY, POSITION, QUESTIONS
from articles.nlp.findings import Claim, Quote
from articles.nlp.sourcing.claims import VAGUE
from tests.nlp.checklist.asking import quoted
from tests.nlp.sourcing.building import Reader, claims, prepared, quote

pytestmark = pytest.mark.model


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

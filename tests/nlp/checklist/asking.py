"""A table row for each question: a text, the answer to it, and the words that the answer quotes."""

from articles.nlp.checklist.answers import checks
from articles.nlp.checklist.questions import Question
from articles.nlp.findings import Check
from tests.nlp.sourcing.building import Reader, claims

Case = tuple[str, str, str | None]


def answer(reading_of: Reader, question: Question, text: str) -> tuple[str, str | None]:
    """The answer for the first vague claim of the text, and the words that it quotes."""
    reading = reading_of(text)
    mark = next(each for each in claims(reading) if each.label == "vague")
    return quoted(text, checks(reading, mark), question)


def quoted(text: str, answers: tuple[Check, ...], question: Question) -> tuple[str, str | None]:
    (found,) = [each for each in answers if each.question == question.code]
    return found.answer, None if found.start is None else text[found.start : found.end]

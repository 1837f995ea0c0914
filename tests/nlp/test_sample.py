"""The sample article with many faults, read by hand under the sourcing guideline.

A fault counts as shown where a mark that readers see stands on its words, with a label that tells
of this fault and not of a neighbour.
"""

from functools import cache
from pathlib import Path

import pytest

from articles.nlp import pipeline
from articles.nlp.attribution.weights import Reader
from articles.nlp.confidence import SURE
from articles.nlp.findings import Claim, Defect, Findings, Quote

pytestmark = pytest.mark.model

TEXT = (Path(__file__).parents[2] / "seeds" / "000_59c9994170724e71.txt").read_text("utf-8")
READERS: tuple[Reader, ...] = ("accurate", "fast")

# Each fault: words on which it lies, and the label that tells of it.
FAULTS = (
    ("The report, released", "unintroduced-document"),
    ("Monday by the", "undated"),
    ("he was threatening", "dangling-pronoun"),
    ('"fire and fury" against', "vague"),
    ("Many people believe", "vague"),
    ("The revelation", "unintroduced-document"),
    ("appears to undermine", "unsourced"),
    ("'in no hurry, '", "garbled-quote"),
    ("the (June 12) joint statement", "unintroduced-document"),
    ("apparently targeting", "unsourced"),
    ("Many North Korea watchers doubt", "vague"),
    ("have generously devoted", "unsourced"),
    ("is still expected to meet", "vague"),
    ('"What North Korea has offered', "orphan-quote"),
    ("an outcome like that", "dangling-pronoun"),
    ("North Korea last week asked", "does-not-connect"),
    ("Analysts have long believed", "vague"),
    ("which has made issues", "unsourced"),
    ('", Kyeong-doo said', "garbled-quote"),
    ("Kyeong-doo said", "unintroduced-name"),
    ("the vaguely worded deal reached", "unintroduced-document"),
    ("to many critics who", "vague"),
    ("long history of obfuscation", "unsourced"),
    ("he added, the report could", "dangling-pronoun"),
    ("Other news", "boilerplate"),
    # Of the article as a whole: headline, spelling and the names of a country.
    ("Satellite Images Reveal", "headline-unsupported"),
    ("programs tends", "mixed-spelling"),
    ("the USA and North Korea", "mixed-spelling"),
)
NAMED = (
    "The report, released",
    '"If the USA does not implement',
    '"We are in no rush"',
    "The think tank noted",
    "Pyongyang may have wanted",
    "In a risky operation",
    "However, he added",
)


@cache
def found(reader: Reader) -> Findings:
    return pipeline.load(reader=reader).annotate(TEXT)


def shown(reader: Reader) -> list[Claim | Defect]:
    """The marks that a reader sees without switching anything on, quotations aside."""
    return [
        each
        for each in found(reader).annotations
        if (isinstance(each, Claim) and is_shown(each))
        or (isinstance(each, Defect) and each.label != "loaded-words")
    ]


def is_shown(claim: Claim) -> bool:
    return claim.label == "vague" or claim.type == "orphan-quote" or claim.confidence >= SURE


def tells(mark: Claim | Defect, words: str, label: str) -> bool:
    start = TEXT.index(words)
    return mark.label == label and mark.start < start + len(words) and start < mark.end


@pytest.mark.parametrize("reader", READERS)
def test_most_of_its_faults_are_shown(reader: Reader) -> None:
    marks = shown(reader)
    told = [each for each in FAULTS if any(tells(mark, *each) for mark in marks)]
    assert len(told) >= 20


@pytest.mark.parametrize("reader", READERS)
def test_hardly_a_mark_stands_where_no_fault_is(reader: Reader) -> None:
    false = [
        TEXT[mark.start : mark.end]
        for mark in shown(reader)
        if not any(tells(mark, *each) for each in FAULTS) and not is_second_mark(mark)
    ]
    assert len(false) <= 4


def is_second_mark(mark: Claim | Defect) -> bool:
    """The claim that goes with an orphan quotation."""
    return isinstance(mark, Claim) and mark.type == "orphan-quote"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("words", NAMED)
def test_no_sentence_with_a_named_source_is_flagged(reader: Reader, words: str) -> None:
    start = TEXT.index(words)
    claims = [each for each in shown(reader) if isinstance(each, Claim)]
    assert not [each for each in claims if each.start <= start < each.end]


@pytest.mark.parametrize("reader", READERS)
def test_what_stands_between_garbled_marks_is_nobodys_plain_speech(reader: Reader) -> None:
    start = TEXT.index('", Kyeong-doo')
    end = TEXT.index("\n", start)
    quotes = [
        each
        for each in found(reader).annotations
        if isinstance(each, Quote) and start <= each.start < end
    ]
    assert all(each.form == "indirect" and each.confidence < 0.5 for each in quotes)
    (sentence,) = [each for each in found(reader).sentences if each.start == start]
    assert sentence.confidence <= 0.5


@pytest.mark.parametrize("reader", READERS)
def test_no_quotation_has_both_a_speaker_and_the_mark_of_none(reader: Reader) -> None:
    orphans = [each for each in shown(reader) if each.label == "orphan-quote"]
    spoken = [each for each in found(reader).annotations if isinstance(each, Quote) and each.source]
    assert orphans
    assert not [(o, q) for o in orphans for q in spoken if q.start < o.end and o.start < q.end]

from typing import Any

import pytest

from articles.nlp.evaluation.attribution import judged_quotes, score_attribution
from articles.nlp.evaluation.page import Page, quoted_regions, sentence_spans

TEXT = (
    "Mayor steps down.\n"
    "The vote was close. “I tried,” said Ada Bell, “and I failed.” "
    "She had “no plan” left, Orr said.\n"
    "“It hurts.\n“It passes,” she said.\nReports say that it snowed. Ada’s cat slept."
)


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


MARKED: list[dict[str, Any]] = [
    {"content": [span("“I tried,”"), span("“and I failed.”")], "source": [span("Ada Bell")],
     "cue": [span("said")]},
    {"content": [span("She had “no plan” left")], "source": [span("Orr")], "cue": [span("said.")]},
    {"content": [[span("“It hurts.")[0], span("“It passes,”")[1]]], "source": [span("she")],
     "cue": [span("said.")]},
    {"content": [span("that it snowed")], "source": [], "cue": [span("Reports say")]},
]  # fmt: skip
ROW = {"id": "a", "text": TEXT, "attributions": MARKED}


def quote(content: list[int], source: list[int] | None = None) -> dict[str, Any]:
    ends = {"start": source[0], "end": source[1]} if source else None
    return {"kind": "quote", "start": content[0], "end": content[1], "source": ends, "cue": None}


def as_found(marked: dict[str, Any]) -> dict[str, Any]:
    found = quote([0, 0], marked["source"][0] if marked["source"] else None)
    cue = marked["cue"][0]
    return {**found, "spans": marked["content"], "cue": {"start": cue[0], "end": cue[1]}}


def test_what_was_marked_scores_full() -> None:
    record = {"annotations": [as_found(each) for each in MARKED]}
    measures, shares = score_attribution([ROW], {"a": record})
    assert {each.f1 for each in measures.values()} == {100.0}
    assert {each.right for each in shares.values()} == {100.0}


def test_an_article_without_a_record_scores_nothing() -> None:
    measures, shares = score_attribution([ROW], {})
    assert measures["end to end"].f1 == 0
    assert measures["sentences unsourced"].recall == 100
    assert not shares


def test_half_of_the_words_is_a_partial_match_with_its_source_judged() -> None:
    start = span("“I tried,”")[0]
    found = [quote([start + 1, start + 8], span("Bell")), quote(span("cat slept"))]
    measures, shares = score_attribution([ROW], {"a": {"annotations": found}})
    assert measures["content partial"].gold == 6
    assert measures["content partial"].precision == 50
    assert measures["end to end"].found == 2
    assert shares["source right"].right == 100
    assert shares["source span exact"].right == 0


def test_a_discontinuous_content_makes_several_units_of_their_own_form() -> None:
    measures, _ = score_attribution([ROW], {})
    counts = [measures[f"end to end, {form}"].gold for form in ("direct", "mixed", "indirect")]
    assert counts == [4, 1, 1]


def sure(content: str, source: str | None, confidence: float) -> dict[str, Any]:
    found = quote(span(content), span(source) if source else None)
    return {**found, "confidence": confidence}


@pytest.mark.parametrize(
    ("content", "source", "right"),
    [
        ("that it snowed", None, True),
        ("it snowed", None, True),
        ("that it snowed", "Orr", False),
        ("She had “no plan” left", "Orr", True),
        ("She had “no plan” left", "Ada Bell", False),
        ("cat slept", None, False),
        ("“and I failed.”", "Ada Bell", True),
    ],
)
def test_a_quote_is_right_if_its_words_and_its_source_are(
    content: str, source: str | None, right: bool
) -> None:
    record = {"annotations": [sure(content, source, 0.7)]}
    assert list(judged_quotes([ROW], {"a": record})) == [(0.7, right)]


def test_each_quote_keeps_its_own_confidence_and_other_marks_are_left_out() -> None:
    claim = {"kind": "claim", "start": 0, "end": 5, "confidence": 0.3}
    found = [sure("“I tried,”", "Ada Bell", 0.9), claim, sure("that it snowed", None, 0.4)]
    assert list(judged_quotes([ROW], {"a": {"annotations": found}})) == [(0.9, True), (0.4, True)]
    assert list(judged_quotes([ROW], {})) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "a" and "b\nc" d “e ”f', ['"a"', '"b', '" d “e ”']),
        ("Bell: 'I won' the dogs' bowl, it's", ["'I won'"]),
        ("“a\nb” c", ["“a", "b”"]),
        ("plain", []),
    ],
)
def test_it_knows_what_is_quoted(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_regions(text)] == expected


def test_a_piece_in_lower_case_joins_the_sentence_before() -> None:
    text = "It rose 4 p.m. on Monday. Then it fell.\n\nEnd."
    assert [text[s:e] for s, e in sentence_spans(text)][-2:] == ["Then it fell.", "End."]


def test_line_breaks_cut_runs() -> None:
    page = Page("one two\nthree")
    assert page.runs({0, 1, 2}) == [(0, 2), (2, 3)]

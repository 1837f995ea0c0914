import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reader.runs import Mark, paragraphs, runs

# Letters with line breaks, right-to-left text, combining marks, astral and zero-width characters.
UGLY = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\r\t“”’\u0301\u200b\u200d\u200f\u202e\u2028שלם😀👩𝒳\ufeff\x00"),
        st.characters(),
    ),
    max_size=80,
)
SPAN = st.tuples(st.integers(-3, 90), st.integers(-3, 90))
MARKS = st.lists(
    st.builds(
        Mark, key=st.sampled_from("abc"), spans=st.lists(SPAN, min_size=1, max_size=3).map(tuple)
    ),
    max_size=8,
)


@given(text=UGLY, marks=MARKS)
def test_it_never_loses_or_repeats_a_character(text: str, marks: Any) -> None:
    assert "".join(run.text for run in runs(text, marks)) == text


@given(text=UGLY, marks=MARKS)
def test_it_covers_each_character_with_just_the_marks_over_it(text: str, marks: Any) -> None:
    for run in runs(text, marks):
        assert run.text == text[run.start : run.end]
        for place in range(run.start, run.end):
            over = [
                mark for mark in marks if any(start <= place < end for start, end in mark.spans)
            ]
            assert sorted(map(id, run.covers)) == sorted(map(id, over))


@given(text=UGLY, marks=MARKS)
def test_it_accounts_for_all_white_space_between_paragraphs(text: str, marks: Any) -> None:
    pages = list(paragraphs(text, marks))
    assert "".join(page.before + page.text + page.after for page in pages) == text
    for page in pages:
        assert "".join(run.text for run in page.runs) == page.text
        assert page.text == text[page.start : page.end]
        assert "\n" not in page.text
        assert "\r" not in page.text
        assert (page.before + page.after).strip() == ""


@given(text=UGLY, marks=MARKS)
def test_it_begins_each_shown_mark_once(text: str, marks: Any) -> None:
    for flat in (
        list(runs(text, marks)),
        [run for page in paragraphs(text, marks) for run in page.runs],
    ):
        begun = [id(mark) for run in flat for mark in run.begins]
        shown = {id(mark) for run in flat for mark in run.covers}
        assert len(begun) == len(set(begun))
        assert set(begun) == shown


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param({}, ["one two three:"], id="no marks"),
        pytest.param({"a": [(4, 7)]}, ["one :", "two:a", " three:"], id="one mark"),
        pytest.param(
            {"a": [(0, 7)], "b": [(4, 13)]}, ["one :a", "two:ab", " three:b"], id="overlap"
        ),
        pytest.param({"b": [(4, 7)], "a": [(0, 13)]}, ["one :a", "two:ab", " three:a"], id="nest"),
        pytest.param(
            {"a": [(0, 3), (8, 13)]}, ["one:a", " two :", "three:a"], id="two pieces of one mark"
        ),
        pytest.param({"a": [(0, 7), (4, 13)]}, ["one :a", "two:a", " three:a"], id="self-overlap"),
        pytest.param({"a": [(4, 4)], "b": [(9, 2)]}, ["one two three:"], id="empty and backwards"),
        pytest.param({"a": [(-5, 3), (8, 99)]}, ["one:a", " two :", "three:a"], id="outside"),
        pytest.param({"a": [(4, 7)], "b": [(4, 7)]}, ["one :", "two:ab", " three:"], id="equal"),
    ],
)
def test_it_cuts_at_every_boundary(spans: Any, expected: list[str]) -> None:
    marks = [Mark(key, tuple(pieces)) for key, pieces in spans.items()]
    shown = [
        f"{run.text}:{''.join(mark.key for mark in run.covers)}"
        for run in runs("one two three", marks)
    ]
    assert shown == expected


def test_it_shows_a_mark_over_two_paragraphs_in_both_and_begins_it_in_the_first() -> None:
    first, second = paragraphs("\n “We lost,\n\nall of it.” \n", [Mark("q", ((2, 24),))])
    assert [run.text for run in first.runs if run.covers] == ["“We lost,"]
    assert [run.text for run in second.runs if run.covers] == ["all of it.”"]
    assert [len(run.begins) for run in first.runs] == [0, 1]
    assert not any(run.begins for run in second.runs)
    assert (first.before, second.before, second.after) == ("\n", "\n\n", "\n")


def test_it_begins_a_mark_that_starts_in_the_gap_in_the_paragraph_after_it() -> None:
    _, second = paragraphs("one\n\ntwo", [Mark("m", ((4, 8),))])
    assert [mark.key for mark in second.runs[0].begins] == ["m"]


def test_it_carries_what_a_mark_is_about() -> None:
    [run] = runs("word", [Mark("m", ((0, 4),), about={"kind": "quote"})])
    assert run.covers[0].about == {"kind": "quote"}


def test_it_takes_a_thousand_marks_on_a_hundred_thousand_words_in_its_stride() -> None:
    text = "word and more\n" * 33_000
    marks = [Mark(str(place), ((place * 400, place * 400 + 900),)) for place in range(1_000)]
    begun = time.process_time()
    assert "".join(page.before + page.text + page.after for page in paragraphs(text, marks)) == text
    assert time.process_time() - begun < 3


def test_it_takes_a_very_long_line_of_white_space() -> None:
    [only] = paragraphs(" " * 1_000_000, [])
    assert len(only.before) == 1_000_000

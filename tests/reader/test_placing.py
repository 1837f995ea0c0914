"""Typed or selected words find their place, or say why not."""

import pytest

from articles.reader.placing import NotPlaced, place_pieces, spoken_pieces, trimmed

TEXT = "Ann spoke. “We go,” Ann said,\n\n“and we stay.” Annual fees rose. We go."


@pytest.mark.parametrize(
    ("typed", "near", "found"),
    [
        ("Annual fees", [], ["Annual fees"]),
        ("  Ann said, “and  we stay.” ", [], ["Ann said,\n\n“and we stay.”"]),
        ("We go", [[11, 19]], ["We go"]),
        ("“We go,”\n…\n“and we stay.”", [], ["“We go,”", "“and we stay.”"]),
        ("We go,”\n...\nWe go", [], ["We go,”", "We go"]),
        ("nnual", [], ["nnual"]),
    ],
)
def test_words_find_their_only_place(typed: str, near: list[list[int]], found: list[str]) -> None:
    spans = place_pieces(TEXT, typed, near=near)
    assert [TEXT[start:end] for start, end in spans] == found


def test_of_two_places_the_one_at_the_mark_is_meant() -> None:
    assert place_pieces(TEXT, "We go", near=[[11, 19]]) == [(12, 17)]
    assert place_pieces(TEXT, "Ann", near=[[19, 25]]) == [(20, 23)]


@pytest.mark.parametrize(
    ("typed", "places"), [("", 0), ("…", 0), ("We fly", 0), ("Ann", 2), ("Annual\n…\nspoke", 0)]
)
def test_words_without_a_single_place_are_refused(typed: str, places: int) -> None:
    with pytest.raises(NotPlaced) as refused:
        place_pieces(TEXT, typed, near=[])
    assert refused.value.places == places


def test_the_pieces_of_a_mark_come_back_as_they_were_given() -> None:
    spans = [(11, 19), (31, 45)]
    typed = spoken_pieces(TEXT, spans)
    assert typed == "“We go,”\n…\n“and we stay.”"
    assert place_pieces(TEXT, typed, near=spans) == spans


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(10, 20, "“We go,”"), (29, 31, None), (10, 10, None), (9, 10, None), (0, 999, None)],
)
def test_a_span_is_trimmed_to_its_words(start: int, end: int, words: str | None) -> None:
    span = trimmed(TEXT, start, end)
    assert (TEXT[slice(*span)] if span else None) == words

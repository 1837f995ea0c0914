import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reader.aligning import align, rising
from articles.reader.comparing import Comparison, Side, compare

UGLY = st.text(
    alphabet=st.one_of(
        st.sampled_from("aab  \n\n\r\t,.“”\u0301\u200d\u202e\u2066\u2028ש😀"), st.characters()
    ),
    max_size=120,
)
# Few words in many orders: paragraphs move, split, join and repeat.
WORDY = st.lists(
    st.sampled_from(
        ["the", "bridge", "fell", "on", "Monday", "she", "said.", "“No,”", "\n", "\n\n"]
    ),
    max_size=60,
).map(" ".join)
TEXTS = st.one_of(UGLY, WORDY)


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=300)
def test_the_stretches_joined_give_both_texts_back(old: str, new: str) -> None:
    stretches = list(compare(old, new).stretches())
    assert "".join(old[slice(*stretch.old)] for stretch in stretches) == old
    assert "".join(new[slice(*stretch.new)] for stretch in stretches) == new
    for before, after in pairwise(stretches):
        assert (before.old[1], before.new[1]) == (after.old[0], after.new[0])
        assert before.kind != after.kind or "unchanged" not in {before.kind, after.kind}


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=300)
def test_each_stretch_is_what_it_is_called(old: str, new: str) -> None:
    for stretch in compare(old, new).stretches():
        was, now = old[slice(*stretch.old)], new[slice(*stretch.new)]
        holds = {
            "unchanged": was == now and bool(was),
            "changed": bool(was) and bool(now),
            "added": not was and bool(now),
            "removed": bool(was) and not now,
        }
        assert holds[stretch.kind]


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=300)
def test_places_keep_their_words_and_their_order(old: str, new: str) -> None:
    comparison = compare(old, new)
    places = [comparison.moved(at, at + 1) for at in range(len(old))]
    starts = []
    for at, place in enumerate(places):
        if place is not None:
            assert new[slice(*place)] == old[at]
            starts.append(place[0])
    assert starts == sorted(set(starts))


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=300)
def test_the_rows_show_every_paragraph_of_both_once_and_in_order(old: str, new: str) -> None:
    comparison = compare(old, new)
    shows(old, [row.old for row in comparison.rows if row.old])
    shows(new, [row.new for row in comparison.rows if row.new])


def shows(text: str, sides: list[Side]) -> None:
    at = 0
    for side in sides:
        assert not text[at : side.start].strip()
        assert side.text == text[side.start : side.end] == side.text.strip()
        assert [piece.text for piece in side.pieces if not piece.text] == []
        at = side.end
    assert not text[at:].strip()


@given(text=TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    comparison = compare(text, text)
    assert comparison.is_same
    assert all(comparison.moved(at, at + 1) == (at, at + 1) for at in range(len(text)))


@given(old=st.lists(st.integers(0, 5)), new=st.lists(st.integers(0, 5)))
def test_aligned_items_are_equal_and_rise_on_both_sides(old: list[int], new: list[int]) -> None:
    pairs = align(old, new)
    assert all(old[at] == new[to] for at, to in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


def test_the_longest_rising_choice_is_taken() -> None:
    assert rising([(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]


def marked(comparison: Comparison) -> list[str]:
    """The rows as text: [-removed words-] and {+added words+}."""
    found = []
    for row in comparison.rows:
        old = side_marked(row.old, "[-", "-]") if row.old else ""
        new = side_marked(row.new, "{+", "+}") if row.new else ""
        moved = " (moved)" if row.is_moved else ""
        found.append(f"{row.kind}{moved}: {' | '.join(filter(None, [old, new]))}")
    return found


def side_marked(side: Side, opens: str, closes: str) -> str:
    return "".join(
        f"{opens}{piece.text}{closes}" if piece.is_changed else piece.text for piece in side.pieces
    )


OPENING = "The council closed the river bridge on Monday after the flood."
MIDDLE = "Ada Fell, the mayor, said: “We lost the bridge.” Nobody was hurt, she added."
CLOSING = "Work on a new bridge begins in May and will take two years, the town says."
OTHER = "Bakers across three counties have raised their prices since the harvest failed."


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


OLD = text_of(OPENING, MIDDLE, CLOSING)


def test_a_changed_word_is_marked_in_both() -> None:
    assert marked(compare(OLD, OLD.replace("two years", "three years")))[2] == (
        "changed: Work on a new bridge begins in May and will take [-two-] years, the town says."
        " | Work on a new bridge begins in May and will take {+three+} years, the town says."
    )


def test_words_taken_out_leave_the_words_around_them_unmarked() -> None:
    rows = marked(compare(OLD, OLD.replace("Ada Fell, the mayor, said", "Officials said")))
    assert rows[1].startswith("changed: [-Ada Fell, the mayor,-] said: “We lost")
    assert " | {+Officials+} said: “We lost the bridge.” Nobody was hurt" in rows[1]


def test_only_the_quotation_marks_are_marked_where_only_they_changed() -> None:
    new = OLD.replace("“", '"').replace("”", '"')
    assert marked(compare(OLD, new))[1] == (
        "changed: Ada Fell, the mayor, said: [-“-]We lost the bridge.[-”-] Nobody was hurt, she"
        ' added. | Ada Fell, the mayor, said: {+"+}We lost the bridge.{+"+} Nobody was hurt, she'
        " added."
    )


def test_a_paragraph_put_in_moves_what_follows() -> None:
    new = text_of(OPENING, OTHER, MIDDLE, CLOSING)
    comparison = compare(OLD, new)
    assert [row.kind for row in comparison.rows] == ["unchanged", "added", "unchanged", "unchanged"]
    start = OLD.index("Nobody")
    assert comparison.moved(start, start + 6) == (new.index("Nobody"), new.index("Nobody") + 6)


def test_a_paragraph_that_went_elsewhere_is_said_to_be_moved() -> None:
    assert marked(compare(OLD, text_of(MIDDLE, CLOSING, OPENING))) == [
        f"removed (moved): {OPENING}",
        f"unchanged: {MIDDLE} | {MIDDLE}",
        f"unchanged: {CLOSING} | {CLOSING}",
        f"added (moved): {OPENING}",
    ]


def test_a_paragraph_put_in_twice_is_not_moved() -> None:
    rows = compare(OLD, text_of(OPENING, MIDDLE, CLOSING, OPENING)).rows
    assert [(row.kind, row.is_moved) for row in rows[3:]] == [("added", False)]


def test_a_paragraph_cut_in_two_keeps_its_words() -> None:
    new = OLD.replace(" Nobody was", "\n\nNobody was")
    rows = marked(compare(OLD, new))
    assert rows[1].startswith("changed: Ada Fell") and "[-" not in rows[1]
    assert rows[2] == "added: Nobody was hurt, she added."
    assert compare(OLD, new).moved(*span(OLD, "Nobody was hurt")) == span(new, "Nobody was hurt")


def test_paragraphs_run_together_keep_their_words() -> None:
    comparison = compare(OLD, OLD.replace("\n\n", " "))
    assert "[-" not in str(marked(comparison)) and "{+" not in str(marked(comparison))
    assert [row.kind for row in comparison.rows].count("changed") == 1


def span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_words_that_changed_have_no_place() -> None:
    comparison = compare(OLD, OLD.replace("two years", "three years"))
    assert comparison.moved(*span(OLD, "take two years")) is None
    assert comparison.moved(*span(OLD, "will take")) == span(OLD, "will take")


@pytest.mark.parametrize("place", [(3, 3), (-1, 2), (0, 10_000)])
def test_a_place_that_is_none_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        compare(OLD, OLD).moved(*place)


def test_another_article_shares_nothing_with_this_one() -> None:
    rows = compare(OLD, OTHER).rows
    assert [row.kind for row in rows] == ["removed", "removed", "removed", "added"]
    assert not any(row.is_moved for row in rows)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("", "", []),
        ("", OPENING, ["added"]),
        (OPENING, "", ["removed"]),
        (OPENING, " \n\n \t", ["removed"]),
        (OPENING, f"\r\n\r\n  {OPENING}\n", ["unchanged"]),
        (OPENING, OPENING.replace(" ", "  "), ["unchanged"]),
    ],
    ids=["nothing", "all new", "all gone", "only space left", "space around", "space within"],
)
def test_empty_texts_and_white_space_are_compared_too(old: str, new: str, kinds: list[str]) -> None:
    assert [row.kind for row in compare(old, new).rows] == kinds


def test_offsets_count_code_points_where_signs_are_wide_or_run_from_right_to_left() -> None:
    old = "😀 השר אמר: “לא.” The minister 👩‍🚒 said no, twice."
    new = "😀😀 השר אמר: “לא.” The minister 👩‍🚒 said no, thrice."
    comparison = compare(old, new)
    assert comparison.moved(*span(old, "אמר")) == span(new, "אמר")
    assert comparison.moved(*span(old, "👩‍🚒 said no")) == span(new, "👩‍🚒 said no")
    assert marked(comparison)[0].endswith("👩‍🚒 said no, {+thrice+}.")


MANY = 100_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("a " * MANY, "b " + "a " * (MANY // 2) + "c", id="equal words"),
        pytest.param("a\n" * MANY, "b\n" + "a\n" * (MANY // 2) + "c", id="equal lines"),
        pytest.param("a b c " * (MANY // 3), "c b b a " * (MANY // 4), id="three words"),
        pytest.param(
            " ".join(map(str, range(MANY))), " ".join(map(str, range(MANY, 0, -1))), id="backwards"
        ),
        pytest.param("x" * MANY * 5, "x" * MANY * 5 + "y", id="one word"),
        pytest.param(" " * MANY * 5 + "x", "y" + " " * MANY * 5, id="white space"),
    ],
)
def test_no_text_takes_long(old: str, new: str) -> None:
    began = time.process_time()
    comparison = compare(old, new)
    assert time.process_time() - began < 10
    assert "".join(new[slice(*stretch.new)] for stretch in comparison.stretches()) == new

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.reader.anchors import Anchor, describe, find, find_pieces

UGLY = st.text(
    alphabet=st.one_of(st.sampled_from("aab \n\r\u0301\u200b\u202eש😀"), st.characters()),
    min_size=1,
    max_size=120,
)


def places_in(text: str) -> Any:
    """A stretch of the text, with the text."""
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True)
    return st.tuples(st.just(text), edges.map(sorted))


PLACES = UGLY.flatmap(places_in)


@given(place=PLACES)
def test_it_finds_the_same_place_in_the_same_text_or_none(place: Any) -> None:
    text, (start, end) = place
    anchor = describe(text, start, end)
    assert anchor.exact == text[start:end]
    assert find(text, anchor) in {(start, end), None}


@given(place=PLACES)
def test_it_always_finds_words_that_stand_in_their_context_once(place: Any) -> None:
    text, (start, end) = place
    anchor = describe(text, start, end)
    whole = anchor.prefix + anchor.exact + anchor.suffix
    same = [place for place in range(len(text)) if text.startswith(whole, place)]
    assume(len(same) == 1)
    assert find(text, anchor) == (start, end)


@given(place=PLACES, other=UGLY)
def test_it_never_returns_other_words(place: Any, other: Any) -> None:
    text, (start, end) = place
    found = find(other, describe(text, start, end))
    assert found is None or other[slice(*found)] == text[start:end]


OLD = "Before noon the mayor, Ada Fell, said: “We lost the bridge.” Nobody was hurt, she said."


@pytest.mark.parametrize(
    ("new", "found"),
    [
        pytest.param(OLD, True, id="unchanged"),
        pytest.param("An editor's note came first.\n\n" + OLD, True, id="text put before"),
        pytest.param(OLD.replace("Nobody was hurt", "Two were hurt"), True, id="changed after"),
        pytest.param(OLD.replace("Ada Fell, said: ", "insisted: "), True, id="changed before"),
        pytest.param(OLD + " " + OLD, False, id="twice with the same context"),
        pytest.param(OLD.replace("lost", "kept"), False, id="words changed"),
        pytest.param("We lost the bridge.", False, id="short words, no context left"),
        pytest.param("", False, id="empty text"),
        pytest.param(
            OLD + " Later: “We lost the bridge.” That was it.", True, id="context picks the first"
        ),
    ],
)
def test_it_finds_words_again_only_where_there_is_no_doubt(new: Any, found: Any) -> None:
    start = OLD.index("We lost")
    anchor = describe(OLD, start, start + len("We lost the bridge."))
    expected = (new.index("We lost the bridge."), "We lost the bridge.") if found else None
    place = find(new, anchor)
    assert (place and (place[0], new[slice(*place)])) == expected


def test_it_finds_long_words_by_themselves_if_they_stand_once() -> None:
    words = "the bridge was closed for repairs all summer"
    anchor = Anchor(words, "old old old old ", " gone gone gone")
    assert find(f"new {words} new", anchor) == (4, 4 + len(words))
    assert find(f"new {words} new {words} new", anchor) is None


@pytest.mark.parametrize("place", [(-1, 2), (2, 2), (3, 99)])
def test_it_refuses_a_place_outside_the_text(place: Any) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        describe("short", *place)


PARTED = (
    "At noon it was over. “We lost the bridge,” says Ada Fell, “but nobody was hurt.” She left."
)


@pytest.mark.parametrize(
    ("new", "found"),
    [
        pytest.param(PARTED, True, id="unchanged"),
        pytest.param(PARTED.replace("Ada Fell", "a clerk"), True, id="other words between"),
        pytest.param(PARTED.replace("lost", "kept"), False, id="the first piece changed"),
        pytest.param(PARTED.replace("hurt", "here"), False, id="the second piece changed"),
        pytest.param(PARTED + " " + PARTED, False, id="twice"),
        pytest.param(PARTED.replace("Fell, ", "Fell.\n\n"), False, id="a paragraph between them"),
        pytest.param(
            "At noon it was over. “but nobody was hurt.” She left “We lost the bridge,” says Ada.",
            False,
            id="out of order",
        ),
    ],
)
def test_it_finds_pieces_whatever_stands_between_them(new: Any, found: Any) -> None:
    words = ["“We lost the bridge,”", "“but nobody was hurt.”"]
    spans = [(PARTED.index(each), PARTED.index(each) + len(each)) for each in words]
    places = find_pieces(new, PARTED, spans)
    assert [new[slice(*place)] for place in places or ()] == (words if found else [])

"""Who speaks in a text: quotations grouped into voices, nobody merged by guess."""

from typing import Any

import pytest

from articles.reader.voices import Spoken, Voices, voices_of

TEXT = "one two three four five six seven eight nine ten"
CRITICS = {"text": "Critics", "kind": "anonymous"}


def said(key: str, words: str, *, form: str = "direct", **about: Any) -> Spoken:
    start = TEXT.index(words)
    return Spoken(key, ((start, start + len(words)),), form, **about)


def keys(found: Voices) -> dict[str, list[str]]:
    """Every group with the keys of its quotations, the loose ends last."""
    return {voice.key: [each.key for each in voice.spoken] for voice in found.voices + found.apart}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # The same name is one voice, whatever the text calls it.
        ({"name": "Ada Roe", "text": "Ms Roe"}, {"name": "Ada  roe", "text": "she"}, 1),
        ({"name": "Ada Roe"}, {"name": "Bea Roe"}, 2),
        # A part of a name is no name.
        ({"name": "Ada Roe"}, {"text": "Roe", "kind": "person"}, 2),
        # The same words by the same kind of source, whatever their case and article.
        (CRITICS, {**CRITICS, "text": "the  critics"}, 1),
        (CRITICS, {**CRITICS, "text": "some critics"}, 2),
        (CRITICS, {**CRITICS, "kind": "collective"}, 2),
        # The program left a full name unresolved for a reason; an editor who writes it means it.
        ({"name": "Ada Roe"}, {"text": "Ada Roe", "kind": "person"}, 2),
        ({"name": "Ada Roe"}, {"text": "Ada Roe"}, 1),
        ({"name": "Ada Roe"}, {"text": "Bea Roe"}, 2),
    ],
)  # fmt: skip
def test_voices_are_merged_only_where_that_is_no_guess(
    first: dict[str, str], second: dict[str, str], expected: int
) -> None:
    found = voices_of(TEXT, [said("1", "one", **first), said("2", "three", **second)])
    assert len(found.voices) == expected
    assert found.apart == ()


@pytest.mark.parametrize(
    ("about", "group"),
    [
        ({"text": "he", "kind": "unresolved"}, "unclear"),
        ({"text": "They", "kind": "collective"}, "unclear"),
        ({"text": "one of the two", "kind": "unresolved"}, "unclear"),
        ({"text": "she", "name": "Ada Roe", "kind": "person"}, "named"),
        ({"text": "who", "kind": ""}, "unclear"),
        ({}, "nobody"),
        ({"text": "the hero", "kind": "person"}, "worded"),
        ({"text": "Ada Roe", "kind": ""}, "typed"),
    ],
)
def test_what_is_nobodys_for_certain_is_no_voice(about: dict[str, str], group: str) -> None:
    found = voices_of(TEXT, [said("1", "one two", **about)])
    assert [voice.group for voice in found.voices + found.apart] == [group]
    assert bool(found.apart) == (group in {"unclear", "nobody"})
    assert found.words == (0 if group == "nobody" else 2)


def test_the_voice_with_the_most_words_comes_first_and_shares_are_of_what_is_attributed() -> None:
    found = voices_of(
        TEXT,
        [
            said("1", "one", name="Ada Roe", kind="person"),
            said("2", "two three four", form="mixed", name="Bea Poe", kind="person"),
            said("3", "five", form="indirect", name="Ada Roe", kind="organisation"),
            said("4", "six seven eight", text="he", kind="unresolved"),
            said("5", "nine ten"),
        ],
    )
    assert keys(found) == {
        "named:bea poe": ["2"],
        "named:ada roe": ["1", "3"],
        "unclear": ["4"],
        "nobody": ["5"],
    }
    assert [(voice.words, voice.share) for voice in found.voices] == [(3, 3 / 8), (2, 2 / 8)]
    assert dict(found.voices[1].forms) == {"direct": 1, "indirect": 1}
    assert (found.voices[1].kind, found.words) == ("person", 8)


def test_words_under_two_quotations_of_a_voice_count_once() -> None:
    outer, inner = said("1", "one two three", name="Ada Roe"), said("2", "two", name="Ada Roe")
    assert voices_of(TEXT, [outer, inner]).voices[0].words == 3


def test_the_words_of_a_broken_quotation_are_those_of_its_pieces() -> None:
    pieces = Spoken("1", ((0, 7), (14, 18)), "direct", name="Ada Roe")
    assert voices_of("one two (she said) four", [pieces]).words == 3


@pytest.mark.parametrize(
    ("others", "sole"),
    [
        ([], True),
        ([{"name": "Ada Roe"}], True),
        ([{"name": "Bea Poe"}], False),
        ([{"name": "Bea Poe", "is_rejected": True}], True),
        ([{"text": "he", "kind": "unresolved"}], False),
        ([{}], False),
    ],
)
def test_a_voice_is_the_only_one_where_no_other_is_possible(
    others: list[dict[str, Any]], sole: bool
) -> None:
    given = [said("1", "one two", name="Ada Roe"), *(said("2", "four", **one) for one in others)]
    assert voices_of(TEXT, given).voices[0].is_sole is sole


def test_the_rejected_do_not_count_and_the_doubtful_are_told() -> None:
    found = voices_of(
        TEXT,
        [
            said("1", "one", name="Ada Roe", is_doubtful=True),
            said("2", "two", name="Ada Roe"),
            said("3", "three", name="Ada Roe", is_rejected=True),
            said("4", "four", name="Bea Poe", is_doubtful=True),
        ],
    )
    assert [(len(one.spoken), one.doubtful, one.is_doubtful) for one in found.voices] == [
        (2, 1, False),
        (1, 1, True),
    ]


def test_where_nothing_is_quoted_nobody_speaks() -> None:
    assert voices_of(TEXT, []) == Voices((), (), 0)
    assert voices_of("", [Spoken("1", (), "direct", name="Ada Roe")]).voices[0].share == 0

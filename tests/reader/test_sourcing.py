from typing import Any

import pytest

from articles.reader.sourcing import Sentence, Strip, bands, sentences_of, strips


def record(start: int, end: int, sourcing: str = "named", **fields: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "sourcing": sourcing, **fields}


def laid(sentences: list[tuple[int, int]], paragraphs: list[tuple[int, int]]) -> tuple[Strip, ...]:
    return strips(sentences_of(record(*span) for span in sentences), paragraphs)


def test_sentences_are_numbered_in_text_order_and_know_where_their_source_is_named() -> None:
    found = sentences_of(
        [
            record(20, 30, "unsourced", source=None, inherited_from=None),
            record(10, 20, source={"text": "Ito"}, inherited_from=[0, 10]),
            record(0, 10, source={"text": "Ito"}),
        ]
    )
    assert found == (
        Sentence(1, 0, 10, "named", "Ito"),
        Sentence(2, 10, 20, "named", "Ito", origin=1),
        Sentence(3, 20, 30, "unsourced"),
    )


def test_a_source_from_a_sentence_that_is_not_there_has_no_number() -> None:
    (found,) = sentences_of([record(5, 9, inherited_from=[0, 4])])
    assert found.origin is None


@pytest.mark.parametrize(
    ("sentences", "paragraphs", "expected"),
    [
        pytest.param([], [(0, 9)], [[]], id="no sentences"),
        pytest.param([(0, 4), (5, 9)], [], [], id="no paragraphs"),
        pytest.param([(0, 4), (5, 9)], [(0, 9)], [["1:0-4", "2:5-9"]], id="one paragraph"),
        pytest.param(
            [(0, 4), (6, 9)], [(0, 4), (6, 9)], [["1:0-4"], ["2:6-9"]], id="one sentence each"
        ),
        pytest.param([(0, 9)], [(0, 4), (6, 9)], [["1:0-4"], ["1:6-9"]], id="over two paragraphs"),
        pytest.param([(4, 6)], [(0, 4), (6, 9)], [[], []], id="only in the gap"),
        pytest.param([(6, 9)], [(0, 4), (6, 9)], [[], ["1:6-9"]], id="a paragraph without any"),
        pytest.param([(0, 5), (3, 9)], [(0, 9)], [["1:0-5", "2:3-9"]], id="overlap"),
    ],
)
def test_each_paragraph_has_the_pieces_of_its_sentences(
    sentences: list[tuple[int, int]], paragraphs: list[tuple[int, int]], expected: list[list[str]]
) -> None:
    found = [
        [f"{piece.sentence.number}:{piece.start}-{piece.end}" for piece in strip.pieces]
        for strip in laid(sentences, paragraphs)
    ]
    assert found == expected


def test_a_piece_knows_its_share_of_the_paragraph() -> None:
    (strip,) = laid([(10, 15), (15, 30)], [(10, 30)])
    assert [strip.share(piece) for piece in strip.pieces] == [0.25, 0.75]


def test_a_band_takes_the_kind_of_most_of_its_words_and_counts_where_sentences_begin() -> None:
    sentences = sentences_of(
        [record(0, 2, "vague"), record(2, 4, "vague"), record(4, 30, "named"), record(30, 31)]
    )
    first, second = bands(strips(sentences, [(0, 10), (10, 31)]), most=2)
    assert (first.sourcing, first.tally) == ("named", (("vague", 2), ("named", 1)))
    assert (second.sourcing, second.tally) == ("named", (("named", 1),))


@pytest.mark.parametrize(
    ("lengths", "most", "expected"),
    [
        pytest.param([5, 5, 5], 3, ["1-1", "2-2", "3-3"], id="few enough"),
        pytest.param([5, 5, 5, 5], 2, ["1-2", "3-4"], id="put together"),
        pytest.param([30, 5, 5, 5], 2, ["1-1", "2-4"], id="about equally long"),
        pytest.param([], 2, [], id="nothing"),
    ],
)
def test_bands_put_neighbours_together_when_there_are_too_many(
    lengths: list[int], most: int, expected: list[str]
) -> None:
    edges = [(sum(lengths[:place]), sum(lengths[: place + 1])) for place in range(len(lengths))]
    found = bands(laid(edges, edges), most=most)
    assert [f"{band.first}-{band.last}" for band in found] == expected


def test_bands_leave_out_paragraphs_without_sentences() -> None:
    found = bands(laid([(0, 4), (20, 24)], [(0, 4), (8, 12), (20, 24)]), most=9)
    assert [band.first for band in found] == [1, 3]


@pytest.mark.parametrize("count", [141, 500, 2_000])
def test_there_are_never_more_bands_than_asked_for(count: int) -> None:
    edges = [(10 * place, 10 * place + place % 7 + 1) for place in range(count)]
    found = bands(laid(edges, edges), most=140)
    assert 70 <= len(found) <= 140
    assert (found[0].first, found[-1].last) == (1, count)

"""Numbers that hold, and pictures of how far they do."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from articles.nlp.evaluation.diagram import as_svg
from articles.nlp.evaluation.reliability import Pair, as_table, bins, expected_error, wilson

SVG = "{http://www.w3.org/2000/svg}"
PAIRS: list[Pair] = [(0.85, True)] * 8 + [(0.85, False)] * 2 + [(0.3, False)] * 3 + [(1.0, True)]


def drawn(pairs: list[Pair], *, title: str = "Kilns") -> Element:
    return fromstring(as_svg(bins(pairs), title=title))


def test_ten_bins_hold_every_pair_once() -> None:
    found = bins(PAIRS)
    assert [each.count for each in found] == [0, 0, 0, 3, 0, 0, 0, 0, 10, 1]
    assert found[8].mean == pytest.approx(0.85) and found[8].right == 0.8
    assert (found[3].low, found[3].high, found[3].right) == (0.3, 0.4, 0.0)


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [
        (8, 10, 0.490, 0.943),
        (0, 3, 0.0, 0.561),
        (10, 10, 0.722, 1.0),
        (500, 1000, 0.469, 0.531),
        (0, 0, 0.0, 1.0),
    ],
)
def test_fewer_marks_make_a_wider_interval(hits: int, count: int, low: float, high: float) -> None:
    assert wilson(hits, count) == pytest.approx((low, high), abs=1e-3)


def test_the_expected_error_weighs_each_bin_by_its_marks() -> None:
    assert expected_error(bins(PAIRS)) == pytest.approx((10 * 0.05 + 3 * 0.3 + 0) / 14)
    assert expected_error(bins([])) == 0


def test_the_table_tells_the_bins_that_hold_marks() -> None:
    lines = as_table(bins(PAIRS)).splitlines()
    assert len([line for line in lines if line.startswith("|")]) == 2 + 3
    assert "| 80 % to 90 % | 10 | 85.0 % | 80.0 % | 49.0 % to 94.3 % |" in lines
    assert lines[-1].startswith("14 marks, on average 10.0 points off")


def test_the_picture_has_a_dot_and_an_interval_for_each_bin_that_holds_marks() -> None:
    svg = drawn(PAIRS)
    dots = svg.findall(f".//{SVG}circle")
    looks = [line.get("class") for line in svg.iter(f"{SVG}line")]
    assert (len(dots), looks.count("interval"), looks.count("diagonal")) == (3, 3, 1)
    radius = [float(dot.get("r", "")) for dot in dots]
    assert radius[1] == max(radius) and radius[2] == min(radius)


def test_a_bin_that_holds_what_it_promises_lies_on_the_diagonal() -> None:
    svg = drawn([(0.75, True)] * 3 + [(0.75, False)])
    (diagonal,) = (line for line in svg.iter(f"{SVG}line") if line.get("class") == "diagonal")
    x1, y1, x2, y2 = (float(diagonal.get(name, "")) for name in ("x1", "y1", "x2", "y2"))
    (dot,) = svg.iter(f"{SVG}circle")
    x, y = float(dot.get("cx", "")), float(dot.get("cy", ""))
    assert (x - x1) / (x2 - x1) == pytest.approx((y - y1) / (y2 - y1), abs=1e-3)


def test_the_picture_speaks_to_who_does_not_see_it() -> None:
    svg = drawn(PAIRS, title="Kilns & <glazes>")
    names = str(svg.get("aria-labelledby")).split()
    assert svg.get("role") == "img"
    told = [svg.find(f"*[@id='{name}']") for name in names]
    assert told[0] is not None and told[0].text == "Kilns & <glazes>"
    assert told[1] is not None and "Of 10 marks given 85.0 %" in str(told[1].text)


def test_the_axes_are_labelled_in_words_and_dark_pages_are_thought_of() -> None:
    words = "".join(drawn(PAIRS).itertext())
    assert "How sure the program was" in words and "How many of the marks were right" in words
    assert "prefers-color-scheme: dark" in words


def test_without_marks_the_picture_is_empty_but_whole() -> None:
    assert not list(drawn([]).iter(f"{SVG}circle"))
    assert as_table(bins([])).endswith("0 marks, on average 0.0 points off (expected calibration "
                                       "error 0.000).\n")  # fmt: skip

"""Do the numbers hold? Of the marks given about 80 %, how many were right; as figures, drawn, told.

A pair is a mark's confidence and whether it was right. The marks fall into ten bins of equal width.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

Pair = tuple[float, bool]
BINS = 10
Z = 1.96  # of a normal distribution lies within so many deviations: 95 %


@dataclass(frozen=True, slots=True)
class Bin:
    """The marks with a confidence from `low` to below `high`; `interval` is Wilson's, 95 %.

    Where there are none, `mean` and `right` are 0 and the interval says nothing: 0 to 1.
    """

    low: float
    high: float
    count: int
    mean: float
    right: float
    interval: tuple[float, float]


def bins(pairs: Iterable[Pair]) -> tuple[Bin, ...]:
    """Ten bins in order, empty ones too; a confidence of 1 belongs to the last."""
    boxes: list[list[Pair]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        boxes[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return tuple(as_bin(number, box) for number, box in enumerate(boxes))


def as_bin(number: int, box: Sequence[Pair]) -> Bin:
    count, hits = len(box), sum(right for _, right in box)
    mean = sum(confidence for confidence, _ in box) / max(1, count)
    edges = number / BINS, (number + 1) / BINS
    return Bin(*edges, count, mean, hits / max(1, count), wilson(hits, count))


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Between which shares the true one lies, 95 times in 100 (Wilson 1927)."""
    if not count:
        return 0.0, 1.0
    share, spread = hits / count, Z * Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def expected_error(found: Sequence[Bin]) -> float:
    """The gap between confidence and share right, on average over all marks."""
    total = sum(each.count for each in found)
    return sum(each.count * abs(each.mean - each.right) for each in found) / max(1, total)


def as_table(found: Sequence[Bin]) -> str:
    """The figures in Markdown; empty bins are left out."""
    rows = [
        "| Confidence | Marks | On average | Right | 95 % interval |",
        "| --- | --- | --- | --- | --- |",
    ]
    rows += [
        f"| {span(each)} | {each.count:,} | {percent(each.mean)} | {percent(each.right)} "
        f"| {percent(each.interval[0])} to {percent(each.interval[1])} |"
        for each in found
        if each.count
    ]
    return "\n".join([*rows, "", told(found)]) + "\n"


def span(each: Bin) -> str:
    return f"{each.low:.0%} to {each.high:.0%}".replace("%", " %")


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def told(found: Sequence[Bin]) -> str:
    total = sum(each.count for each in found)
    error = expected_error(found)
    return (
        f"{total:,} marks, on average {100 * error:.1f} points off "
        f"(expected calibration error {error:.3f})."
    )


# The picture, in its own units. What is drawn stands on a ground of its own, so that it can be read
# wherever it is shown, also where a page is dark and the reader's system is not.
SIZE, LEFT, TOP, BOTTOM, MARGIN = 420.0, 76.0, 64.0, 70.0, 16.0
WIDTH, HEIGHT = LEFT + SIZE + 2 * MARGIN, TOP + SIZE + BOTTOM
SMALLEST, LARGEST = 4.0, 12.0
STYLE = """
svg { color: #1f2328; font: 13px system-ui, sans-serif; }
text { fill: currentColor; }
.ground { fill: #ffffff; }
.grid { stroke: currentColor; opacity: 0.15; }
.diagonal { stroke: currentColor; opacity: 0.6; stroke-dasharray: 5 4; }
.interval { stroke: #1f5fbf; stroke-width: 2; }
.dot { fill: #1f5fbf; fill-opacity: 0.55; }
.title { font-size: 15px; font-weight: 600; }
.small { font-size: 11px; }
@media (prefers-color-scheme: dark) {
  svg { color: #e6e6e6; }
  .ground { fill: #16181c; }
  .interval { stroke: #7db2ff; }
  .dot { fill: #7db2ff; }
}
"""


def as_svg(found: Sequence[Bin], *, title: str) -> str:
    """A dot a bin with its interval, over the diagonal on which every number would hold."""
    svg = Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
        "width": f"{WIDTH:g}", "height": f"{HEIGHT:g}", "role": "img",
        "aria-labelledby": "title desc",
    })  # fmt: skip
    SubElement(svg, "title", id="title").text = title
    SubElement(svg, "desc", id="desc").text = spoken(found)
    SubElement(svg, "style").text = STYLE
    SubElement(svg, "rect", {"class": "ground", "width": "100%", "height": "100%"})
    write(svg, (MARGIN, 24), title, "title")
    write(svg, (MARGIN, 43), told(found), "small")
    draw_axes(svg)
    line(svg, (across(0), down(0)), (across(1), down(1)), "diagonal")
    largest = max((each.count for each in found), default=0)
    for each in found:
        if each.count:
            draw_bin(svg, each, share=each.count / largest)
    indent(svg)
    return tostring(svg, encoding="unicode") + "\n"


def spoken(found: Sequence[Bin]) -> str:
    """The picture for who does not see it."""
    each_told = [
        f"Of {each.count:,} marks given {percent(each.mean)} on average, "
        f"{percent(each.right)} were right "
        f"({percent(each.interval[0])} to {percent(each.interval[1])})."
        for each in found
        if each.count
    ]
    return " ".join([told(found), *each_told])


def across(share: float) -> float:
    return LEFT + SIZE * share


def down(share: float) -> float:
    return TOP + SIZE * (1 - share)


def draw_axes(svg: Element) -> None:
    for fifth in range(6):
        share = fifth / 5
        line(svg, (across(share), down(0)), (across(share), down(1)), "grid")
        line(svg, (across(0), down(share)), (across(1), down(share)), "grid")
        write(
            svg, (across(share), down(0) + 18), f"{share:.0%}".replace("%", " %"), anchor="middle"
        )
        write(
            svg, (across(0) - 8, down(share) + 4), f"{share:.0%}".replace("%", " %"), anchor="end"
        )
    write(svg, (across(0.5), down(0) + 40), "How sure the program was", anchor="middle")
    note = "Larger dot: more marks. Bar: 95 % interval. On the dashed line the numbers hold."
    write(svg, (MARGIN, down(0) + 60), note, "small")
    side = write(svg, (0, 0), "How many of the marks were right", anchor="middle")
    side.set("transform", f"translate(22 {down(0.5):g}) rotate(-90)")


def draw_bin(svg: Element, each: Bin, *, share: float) -> None:
    """`share` is the bin's count against the largest; the dot's area follows it."""
    group = SubElement(svg, "g")
    SubElement(group, "title").text = f"{span(each)}: {percent(each.right)} of {each.count:,} right"
    at = across(each.mean)
    radius = max(SMALLEST, LARGEST * math.sqrt(share))
    place = {"cx": f"{at:.1f}", "cy": f"{down(each.right):.1f}", "r": f"{radius:.1f}"}
    SubElement(group, "circle", {"class": "dot", **place})
    line(group, (at, down(each.interval[0])), (at, down(each.interval[1])), "interval")


def line(parent: Element, start: tuple[float, float], end: tuple[float, float], look: str) -> None:
    ends = dict(zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True))
    SubElement(parent, "line", {"class": look} | {name: f"{at:.1f}" for name, at in ends.items()})


def write(
    parent: Element, at: tuple[float, float], words: str, look: str = "", *, anchor: str = "start"
) -> Element:
    place = {"x": f"{at[0]:g}", "y": f"{at[1]:g}", "text-anchor": anchor}
    text = SubElement(parent, "text", ({"class": look} if look else {}) | place)
    text.text = words
    return text

"""Draws how far the numbers hold: a dot a bin with its interval, over the diagonal."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from articles.nlp.evaluation.reliability import Bin, percent, span, spoken, told

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


def across(share: float) -> float:
    return LEFT + SIZE * share


def down(share: float) -> float:
    return TOP + SIZE * (1 - share)


@dataclass(frozen=True, slots=True)
class Tick:
    """A share on both axes, in the picture's units, and what it is called."""

    x: float
    y: float
    label: str


TICKS = tuple(Tick(across(fifth / 5), down(fifth / 5), f"{20 * fifth} %") for fifth in range(6))


@dataclass(frozen=True, slots=True)
class Dot:
    """A bin as drawn, in the picture's units: its middle, and the ends of its interval."""

    x: float
    y: float
    radius: float
    low: float
    high: float
    says: str


def dots(found: Sequence[Bin]) -> tuple[Dot, ...]:
    """One for each bin that holds marks; a dot's area follows their number."""
    largest = max((each.count for each in found), default=0)
    return tuple(
        Dot(
            x=across(each.mean),
            y=down(each.right),
            radius=max(SMALLEST, LARGEST * math.sqrt(each.count / largest)),
            low=down(each.interval[0]),
            high=down(each.interval[1]),
            says=f"{span(each)}: {percent(each.right)} of {each.count:,} right",
        )
        for each in found
        if each.count
    )


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
    for dot in dots(found):
        draw_dot(svg, dot)
    indent(svg)
    return tostring(svg, encoding="unicode") + "\n"


def draw_axes(svg: Element) -> None:
    for tick in TICKS:
        line(svg, (tick.x, down(0)), (tick.x, down(1)), "grid")
        line(svg, (across(0), tick.y), (across(1), tick.y), "grid")
        write(svg, (tick.x, down(0) + 18), tick.label, anchor="middle")
        write(svg, (across(0) - 8, tick.y + 4), tick.label, anchor="end")
    write(svg, (across(0.5), down(0) + 40), "How sure the program was", anchor="middle")
    note = "Larger dot: more marks. Bar: 95 % interval. On the dashed line the numbers hold."
    write(svg, (MARGIN, down(0) + 60), note, "small")
    side = write(svg, (0, 0), "How many of the marks were right", anchor="middle")
    side.set("transform", f"translate(22 {down(0.5):g}) rotate(-90)")


def draw_dot(svg: Element, dot: Dot) -> None:
    group = SubElement(svg, "g")
    SubElement(group, "title").text = dot.says
    place = {"cx": f"{dot.x:.1f}", "cy": f"{dot.y:.1f}", "r": f"{dot.radius:.1f}"}
    SubElement(group, "circle", {"class": "dot", **place})
    line(group, (dot.x, dot.low), (dot.x, dot.high), "interval")


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

"""Lines of a PDF to paragraphs: page furniture out, hyphenated words joined, columns followed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from articles.ingest.pdf_lines import HYPHEN, Line

PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
RANGE = re.compile(r"\d[-–]$")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# First parts that English writes with a hyphen, whatever follows.
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
COMPOUNDS = frozenset((*TENS, "self", "ex", "half", "well", "mid", "all", "vice"))
Page = list[Line]


@dataclass(frozen=True, slots=True)
class Laid:
    """What the pages say: paragraphs, the furniture that was dropped, and the largest heading."""

    paragraphs: tuple[str, ...]
    heads: int
    numbers: int
    hyphens: int
    heading: str


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: leading in font sizes, indents, and where columns end.

    `indents` says that paragraphs begin with an indent; `indented` holds the ids of such lines.
    """

    leading: float
    indents: bool
    indented: frozenset[int]
    rights: dict[int, float]


def laid_out(pages: Sequence[Page]) -> Laid:
    kept, heads, numbers = without_furniture(pages)
    lines = [line for page in kept for line in page]
    whole = vocabulary(lines)
    blocks = list(blocks_of(kept))
    texts = [joined(block, whole) for block in blocks]
    return Laid(
        paragraphs=tuple(text for text in texts if text),
        heads=heads,
        numbers=numbers,
        hyphens=sum(line.text.endswith(HYPHEN) for line in lines),
        heading=largest(kept[0] if kept else [], blocks, texts),
    )


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], int, int]:
    """The pages less page numbers and the lines that recur at their top or foot."""
    recurring = recurring_edges(pages)
    heads = numbers = 0
    kept = []
    for page in pages:
        body = []
        edges = {id(line) for line in edge_lines(page)}
        for line in page:
            if id(line) in edges and len(pages) > 1 and PAGE_NUMBER.match(line.text):
                numbers += 1
            elif id(line) in edges and template(line.text) in recurring:
                heads += 1
            else:
                body.append(line)
        kept.append(body)
    return kept, heads, numbers


def recurring_edges(pages: Sequence[Page]) -> set[str]:
    """What stands at the edge of at least two pages and of a third of them (left, right, first)."""
    counts = Counter(
        words for page in pages for words in {template(line.text) for line in edge_lines(page)}
    )
    enough = max(2, len(pages) / 3)
    return {words for words, count in counts.items() if count >= enough and len(words) > 1}


def edge_lines(page: Page) -> Iterator[Line]:
    """The lines at the very top and foot of the page, up to two rows each."""
    bases = sorted({round(line.base) for line in page})
    if len(bases) < 3:
        return
    rows = {*bases[:2], *bases[-2:]}
    yield from (line for line in page if round(line.base) in rows)


def template(text: str) -> str:
    """The words with their numbers and spacing made alike, so that "Page 3" recurs as "Page 4"."""
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def blocks_of(pages: Sequence[Page]) -> Iterator[list[Line]]:
    """The lines of one paragraph each, over the ends of columns and pages."""
    setting = setting_of(pages)
    block: list[Line] = []
    for line in (line for page in pages for line in page):
        if block and breaks(block[-1], line, setting):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def setting_of(pages: Sequence[Page]) -> Setting:
    lines = [line for page in pages for line in page]
    indented = {id(line) for page in pages for line in indented_lines(page)}
    return Setting(
        leading=usual_leading(lines),
        indents=len(indented) >= 2 and len(indented) > len(lines) / 30,
        indented=frozenset(indented),
        rights=right_edges(lines),
    )


def usual_leading(lines: Sequence[Line]) -> float:
    """The distance from one line to the next, in font sizes, that is most common."""
    steps = Counter(
        round((line.base - following.base) / line.size, 1)
        for line, following in pairwise(lines)
        if line.size and 0.7 * line.size < line.base - following.base < 3 * line.size
    )
    return steps.most_common(1)[0][0] if steps else 1.2


def indented_lines(page: Page) -> Iterator[Line]:
    """The lines that begin a little to the right of where most of their column begins."""
    lefts = Counter(round(line.left) for line in page)
    for line in page:
        near = [left for left in lefts if abs(left - line.left) < 4 * line.size]
        usual = max(near, key=lambda left: (lefts[left], -left), default=round(line.left))
        if line.left - usual > 0.7 * line.size:
            yield line


def right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """For each left edge in whole points, where the lines that begin about there mostly end."""
    size = median([line.size for line in lines] or [0])
    rights: dict[int, list[float]] = {}
    for line in lines:
        rights.setdefault(round(line.left), []).append(line.right)
    return {
        left: median(
            right for other in rights if abs(other - left) < 4 * size for right in rights[other]
        )
        for left in rights
        if size
    }


def is_next(line: Line, following: Line, leading: float) -> bool:
    """Whether the line stands right below the other, set alike."""
    step = line.base - following.base
    return alike(line, following) and 0 < step < (leading + 0.25) * line.size


def alike(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) < 0.12 * max(line.size, 1)


def breaks(before: Line, line: Line, setting: Setting) -> bool:
    """Whether a new paragraph begins with the line."""
    if before.text.endswith(HYPHEN):
        return False
    if not alike(before, line) or has_room(before, line, setting):
        return True
    indented = id(line) in setting.indented
    ended = bool(ENDED.search(before.text))
    if is_next(before, line, setting.leading):
        return indented and (setting.indents or ended)
    if line.base < before.base + before.size / 2:  # below, after a gap
        return True
    # The top of the next column or page: where indents begin paragraphs, one must be there.
    goes_on = line.text[:1].islower() or not ended
    return not goes_on and (indented or not setting.indents)


def has_room(line: Line, following: Line, setting: Setting) -> bool:
    """Whether the next line's first word would have fitted on this one: then a break was meant."""
    edge = setting.rights.get(round(line.left), line.right)
    word = following.text.split(maxsplit=1)[0]
    width = (following.right - following.left) * (len(word) + 1) / max(len(following.text), 1)
    return line.right + width < edge - line.size / 2


def vocabulary(lines: Iterable[Line]) -> Counter[str]:
    """How often each word stands in the text unbroken."""
    return Counter(
        word.casefold() for line in lines for word in WORD.findall(line.text.rstrip(HYPHEN))
    )


def joined(block: Iterable[Line], whole: Counter[str]) -> str:
    """The lines as one, with words that were broken at a line's end put together."""
    text = ""
    for line in block:
        words = " ".join(line.text.split())
        if not words:
            continue
        if text.endswith(HYPHEN):
            text = mended(text, words, whole)
        elif RANGE.search(text) and words[0].isdigit():
            text += words
        else:
            text = f"{text} {words}"
    return text.replace(HYPHEN, "-").strip()


def mended(text: str, words: str, whole: Counter[str]) -> str:
    """Keeps the hyphen where the text elsewhere writes the word with one, or must ("e-mail")."""
    text = text.removesuffix(HYPHEN)
    head, tail = re.search(r"[^\s]*$", text), re.match(r"[^\W_]*", words)
    first = (head[0] if head else "").lstrip("\"'“‘(").casefold()
    second = (tail[0] if tail else "").casefold()
    compound = len(first) == 1 or first in COMPOUNDS or first[-1:].isdigit() or words[:1].isupper()
    hyphenated = compound or whole[f"{first}-{second}"] > whole[first + second]
    return f"{text}-{words}" if hyphenated else text + words


def largest(first_page: Page, blocks: Sequence[list[Line]], texts: Sequence[str]) -> str:
    """The words set clearly larger than the rest among the first blocks of the first page."""
    usual = median([line.size for block in blocks for line in block] or [0])
    on_first = {id(line) for line in first_page}
    candidates = [
        (block[0].size, -place)
        for place, block in enumerate(blocks[:6])
        if id(block[0]) in on_first and block[0].size >= 1.2 * usual and len(texts[place]) <= 200
    ]
    return texts[-max(candidates)[1]] if candidates else ""

"""The history of an article as rows of a table for a spreadsheet."""

from collections.abc import Iterator

from articles.models import Annotation, Article
from articles.views.history.log_wording import Change
from articles.views.history.timeline import Line, keys, lines

HEAD = (
    "When", "Who", "What", "Kind of mark", "Words", "Version of the text", "Changes", "Why", "Note",
    "Link", "Number shown", "Version of the program",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 500


def rows(article: Article, mark: Annotation | None) -> Iterator[list[str]]:
    yield list(HEAD)
    every = list(keys(article, mark, oldest_first=True))
    for start in range(0, len(every), AT_ONCE):
        for line in lines(article, every[start : start + AT_ONCE]):
            yield [safe(cell) for cell in cells(line)]


def cells(line: Line) -> list[str]:
    return [
        line.at.isoformat(timespec="seconds"),
        line.who,
        line.did,
        line.title,
        line.words,
        "" if line.version is None else str(line.version),
        "; ".join(map(change, line.changes)),
        line.why,
        line.note,
        line.link,
        line.number,
        line.pipeline,
    ]


def change(changed: Change) -> str:
    before = "" if changed.before is None else f"{changed.before} → "
    return f"{changed.field}: {before}{changed.after}"


def safe(cell: str) -> str:
    """An apostrophe keeps a spreadsheet from working out what somebody wrote."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(FORMULA) else cell

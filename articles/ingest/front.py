"""What the first lines of an article say about it: headline, byline, outlet and date."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from articles.ingest.document import ExtractedArticle

TITLE_LINES = 4  # a kicker or a masthead may stand above the headline
LINES = 8  # how far down a byline or dateline is looked for
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
DATES = (
    re.compile(rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH},?\s+(?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
)
DATELINE = re.compile(r"^(?P<head>[^\n]{2,90}?)\s*(?:[—–]|--?\s)")
AGENCY = re.compile(r"\((?P<outlet>[^()\d]{2,40})\)\s*$")
BYLINE = re.compile(r"^(?:words |story |report )?by:?\s+(?P<who>\S[^\n]{1,100})$", re.IGNORECASE)
FILE_TITLE = re.compile(r"\.\w{2,4}$|^microsoft word|^untitled|^document\d*$", re.IGNORECASE)
ROLE = re.compile(r"\s*(?:,|\||[—–]|\s-\s)\s*.*$")
PARTICLES = frozenset(
    ("and", "de", "del", "der", "di", "du", "la", "le", "van", "von", "y", "bin", "al")
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NOT_A_NAME = frozenset((*WEEKDAYS, *MONTHS, "staff", "the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Front:
    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: datetime.date | None = None

    def article(self, text: str, *, left_out: tuple[str, ...]) -> ExtractedArticle:
        """The article of that text, with what its front says of it."""
        return ExtractedArticle(
            text=text,
            title=self.title,
            byline=self.byline,
            outlet=self.outlet,
            published=self.published,
            left_out=left_out,
        )


def read_front(text: str) -> Front:
    """What the first lines say, as far as they plainly say it."""
    title = headline(text)
    byline, outlet, published = "", "", None
    for line in first_lines(text):
        byline = byline or name_in_byline(line)
        dateline = DATELINE.match(line)
        about = dateline["head"] if dateline else line if len(line) <= 60 else ""
        published = published or date_in(about)
        agency = AGENCY.search(about) if dateline else None
        outlet = outlet or (agency["outlet"].strip() if agency else "")
    return Front(title, byline, outlet, published)


def first_lines(text: str) -> Iterator[str]:
    """The first few lines that hold something, without the white space around them."""
    found = 0
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if line:
            yield line
            found += 1
        if found == LINES:
            return


def headline(text: str) -> str:
    """The first line, if it is short, something follows, and it does not read like a lead."""
    lines = list(first_lines(text))
    if len(lines) < 2:
        return ""
    first = lines[0]
    words = len(first.split())
    sentence = first.rstrip("\"'”’").endswith(".") and words > 12
    is_other = BYLINE.match(first) or (DATELINE.match(first) and date_in(first))
    return "" if len(first) > 200 or words > 30 or sentence or is_other else first


def name_in_byline(line: str) -> str:
    """ "Jane Roe" from "By Jane Roe, Staff Writer"; "" where the line is no byline."""
    found = BYLINE.match(line)
    return person(ROLE.sub("", found["who"])) if found else ""


def person(text: str) -> str:
    """The text, if it is written like one or more people's names."""
    name = text.strip().rstrip(".")
    words = name.replace(",", " ").split()
    named = [word for word in words if word.lower() not in PARTICLES]
    if not 1 <= len(named) <= 12 or any(word.lower() in NOT_A_NAME for word in named):
        return ""
    if not all(word[0].isupper() for word in named) or any(map(str.isdigit, name)):
        return ""
    return name.title() if name.isupper() and len(name) > 5 else name


def date_in(text: str) -> datetime.date | None:
    """The first full date, with its year, in English or ISO notation."""
    for pattern in DATES:
        for found in pattern.finditer(text):
            made = made_date(found.groupdict())
            if made:
                return made
    return None


def made_date(parts: Mapping[str, str]) -> datetime.date | None:
    month = parts["month"]
    number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
    try:
        return datetime.date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        return None


def title_span(text: str, title: str) -> tuple[int, int] | None:
    """Where the title stands in the text, as one of its first lines, in half-open code points.

    White space may differ; a title that a person has corrected is no longer part of the text.
    """
    words = title.split()
    for number, match in enumerate(re.finditer(r"\S[^\n]*", text)):
        if number == TITLE_LINES or not words:
            break
        if match[0].split() == words:
            return match.start(), match.start() + len(match[0].rstrip())
    return None


def document_front(text: str, *, heading: str, title: str, author: str) -> Front:
    """What a PDF or Word file says of itself, where its text bears it out.

    The heading that the page shows comes before the `title` of the file's properties, which is
    often a template's; and the `author` there is whoever set up the word processor, so that name
    counts only where it stands near the top of the text too.
    """
    front = read_front(text)
    top = [" ".join(line.split()) for line in first_lines(text)]
    stated = " ".join(title.split())
    named = stated if stated in top else heading or front.title
    plausible = stated if " " in stated and not FILE_TITLE.search(stated) else ""
    signed = (
        person(author) if any(author.strip() and author.strip() in line for line in top) else ""
    )
    return replace(front, title=named or plausible, byline=front.byline or signed)

"""The galley: the article to print, its marks numbered, and a table that answers for each of them
"How do we know that?". The reader page prints the same table under its text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.views.decorators.http import require_GET

from articles import access
from articles.ingest.front import title_span
from articles.models import Annotation, Article, Decision, Evidence, Revision, User
from articles.reader.runs import Mark, Paragraph, Run
from articles.views import wording
from articles.views.htmx import HtmxRequest
from articles.views.reader import pages
from articles.views.reader.lineage import lineages
from articles.views.reader.showing import Showing, asked_for

# So many words of a sentence stand before and after those of the mark.
CONTEXT, OWN_WORDS = 12, 40
HEADLINE = "Head"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks; `numbers` are (number, key) of the marks that begin here."""

    text: str
    look: str
    numbers: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph with its number, or the headline with none."""

    number: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A mark as the table answers for it; `place` is the number of its paragraph."""

    number: int
    mark: Annotation
    place: str
    before: str
    words: str
    after: str
    kind: str
    likelihood: str
    source: str
    evidence: tuple[Evidence, ...]
    initials: str
    state: str


@require_GET
def galley(request: HtmxRequest, pk: int) -> HttpResponse:
    found = access.readable_article(request.user, pk)
    page = galley_page(found, asked_for(request.GET))
    template = "articles/_galley.html" if request.htmx else "articles/galley.html"
    return render(request, template, page)


def galley_page(article: Article, showing: Showing) -> dict[str, Any]:
    """The text with its numbers, and the rows of the table; what is hidden or rejected is in
    neither."""
    revision = article.revision
    every = revision.annotations.shown().select_related("made_by").in_text_order()
    marks = [mark for mark in every if not (pages.rejected(mark) or showing.hides(mark))]
    lines = pages.cut(revision, marks)
    headline = pages.headline_of(lines, title_span(revision.text, article.title))
    numbers = numbered(lines)
    here = lineages(marks)
    deciders = decided_by(here)
    who = {**deciders, **{mark.pk: mark.made_by for mark in marks if mark.pk not in deciders}}
    return {
        "article": article,
        "revision": revision,
        "head": part(headline, None, numbers) if headline else None,
        "parts": list(parts(lines, headline, numbers)),
        "rows": list(rows(revision, lines, headline, numbers, who)),
        "people": sorted({(initials(user), user.get_username()) for user in who.values() if user}),
        "hidden": len([mark for mark in every if showing.hides(mark)]),
    }


def numbered(lines: list[Paragraph]) -> dict[str, int]:
    """The number of each mark, by its key, in the order of their signs in the text."""
    keys = [mark.key for line in lines for run in line.runs for mark in run.begins]
    return {key: number for number, key in enumerate(keys, start=1)}


def parts(
    lines: list[Paragraph], headline: Paragraph | None, numbers: dict[str, int]
) -> Iterator[Part]:
    body = [line for line in lines if line is not headline]
    for number, line in enumerate(body, start=1):
        yield part(line, number, numbers)


def part(line: Paragraph, number: int | None, numbers: dict[str, int]) -> Part:
    return Part(number, tuple(piece(run, numbers) for run in line.runs))


def piece(run: Run, numbers: dict[str, int]) -> Piece:
    looks = [look for each in run.covers for look in pages.looks(about(each))]
    begins = tuple((numbers[mark.key], about(mark).pk) for mark in run.begins)
    return Piece(run.text, " ".join(dict.fromkeys(looks)), begins)


def about(mark: Mark) -> Annotation:
    assert isinstance(mark.about, Annotation)  # noqa: S101 (what `pages.cut` puts there)
    return mark.about


def rows(
    revision: Revision,
    lines: list[Paragraph],
    headline: Paragraph | None,
    numbers: dict[str, int],
    who: dict[int, User | None],
) -> Iterator[Row]:
    marks = [about(mark) for line in lines for run in line.runs for mark in run.begins]
    evidence = evidence_of(lineages(marks))
    sentences = sorted((each["start"], each["end"]) for each in revision.sentences)
    place = 0
    for line in lines:
        place += line is not headline
        for mark in (about(mark) for run in line.runs for mark in run.begins):
            before, words, after = in_sentence(revision.text, mark, sentences)
            yield Row(
                number=numbers[str(mark.pk)],
                mark=mark,
                place=HEADLINE if line is headline else str(place),
                before=before,
                words=words,
                after=after,
                kind=wording.title(mark),
                likelihood=wording.likelihood(mark) or "added by an editor",
                source=wording.source(mark),
                evidence=tuple(evidence.get(mark.pk, ())),
                initials=initials(who.get(mark.pk)),
                state=wording.standing(mark),
            )


def in_sentence(
    text: str, mark: Annotation, sentences: list[tuple[int, int]]
) -> tuple[str, str, str]:
    """The mark's words, between what stands before and after them in their sentences, given in
    order as (start, end)."""
    first = max(0, bisect_right(sentences, (mark.start, len(text))) - 1)
    last = bisect_left(sentences, (mark.end, 0))
    around = [span for span in sentences[first:last] if mark.start < span[1]]
    start = min([mark.start, *(start for start, _ in around)])
    end = max([mark.end, *(end for _, end in around)])
    before = text[start : mark.start].rsplit(maxsplit=CONTEXT)
    lead = ("… " if len(before) > CONTEXT else "") + " ".join(before[-CONTEXT:])
    after = Truncator(text[mark.end : end].strip()).words(CONTEXT)
    return lead, Truncator(mark.exact).words(OWN_WORDS), after


def decided_by(here: dict[int, int]) -> dict[int, User | None]:
    """Who made the last decision that stands on each mark; `here` is what `lineages` gives."""
    made = Decision.objects.filter(annotation__in=here).standing().select_related("actor")
    return {here[each.annotation_id]: each.actor for each in made}


def evidence_of(here: dict[int, int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for each in Evidence.objects.filter(annotation__in=here):
        found.setdefault(here[each.annotation_id], []).append(each)
    return found


def initials(user: User | None) -> str:
    """ "AR" of "ann.reyes", "AL" of "alice"; empty where nobody decided."""
    if user is None:
        return ""
    names = re.findall(r"[^\W_]+", user.get_username())
    letters = [name[0] for name in names[:3]] if len(names) > 1 else names[0][:2] if names else "?"
    return "".join(letters).upper()

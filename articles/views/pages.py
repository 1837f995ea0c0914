"""The contexts that a page and its htmx partials share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.access import Person
from articles.forms import MarkForm, PasteForm, UploadForm
from articles.ingest.front import title_span
from articles.models import Annotation, Article, Revision, User
from articles.reader.runs import Mark, Paragraph, Run, paragraphs
from articles.services.ingesting import Added
from articles.views import wording
from articles.views.cards import card
from articles.views.sourcing_map import Drawing, anchor, sourcing_map
from articles.views.voices import panel

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Pin:
    """The small link at the start of a mark that opens its card."""

    mark: Annotation
    layer: str
    look: str
    name: str
    speaker: str
    address: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run as the template needs it: its words, its look, its marks, the pins before it."""

    text: str
    look: str
    keys: str
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `start` and `end` are code points into the revision's text.

    `strip` draws whose word its sentences are; none where the article is not annotated.
    """

    id: str
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    strip: Drawing | None = None


def library_page(
    number: str | None, *, upload: UploadForm | None = None, paste: PasteForm | None = None
) -> dict[str, Any]:
    paginator = Paginator(Article.objects.for_library(), PER_PAGE)
    return {
        "page": paginator.get_page(number),
        "upload": upload or UploadForm(),
        "paste": paste or PasteForm(),
    }


def say_added(request: HttpRequest, added: Added, *, name: str) -> None:
    """Tell the person where the article is, also when it was there before."""
    says = "{} was added: " if added.is_new else "{} is in the library already: "
    link = format_html('<a href="{}">{}</a>', added.article.get_absolute_url(), added.article)
    message = format_html("{}{}", says.format(name), link)
    (messages.success if added.is_new else messages.info)(request, message)


def reader_page(
    article: Article,
    user: Person,
    *,
    selected: str | None = None,
    mark_form: MarkForm | None = None,
) -> dict[str, Any]:
    revision = article.revision
    marks = list(revision.annotations.shown().in_text_order())
    chosen = next((mark for mark in marks if str(mark.pk) == selected), None)
    if chosen:
        chosen.revision = revision
    lines = cut(revision, marks)
    whose_word = sourcing_map(revision, [(line.start, line.end) for line in lines])
    text = list(blocks(lines, whose_word.strips if whose_word else {}))
    headline = headline_of(text, title_span(revision.text, article.title))
    if headline:
        text.remove(headline)
    return {
        "article": article,
        "revision": revision,
        "headline": headline,
        "blocks": text,
        "map": whose_word,
        "bar_legend": wording.BARS,
        "layers": layers(marks),
        "hiding": wording.hiding(),
        "detached": revision.annotations.filter(detached=True).count(),
        "voices": panel(revision, marks),
        "card": card(chosen, user) if chosen else None,
        "is_editor": isinstance(user, User) and user.is_editor,
        "mark_form": mark_form or MarkForm(revision=revision),
    }


def headline_of(text: list[Block], span: tuple[int, int] | None) -> Block | None:
    """The block that shows the title as it stands now; it becomes the heading, not shown twice."""
    if span is None:
        return None
    return next((block for block in text if block.start <= span[0] and span[1] <= block.end), None)


def cut(revision: Revision, annotations: list[Annotation]) -> list[Paragraph]:
    """The text paragraph by paragraph, cut into flat runs; nothing of it is left out."""
    marks = [
        Mark(str(mark.pk), tuple((start, end) for start, end in mark.spans), mark)
        for mark in annotations
    ]
    return list(paragraphs(revision.text, marks))


def blocks(lines: list[Paragraph], strips: dict[int, Drawing]) -> Iterator[Block]:
    """The paragraphs as the template needs them, with their strips by where they start."""
    for paragraph in lines:
        yield Block(
            id=anchor(paragraph.start),
            start=paragraph.start,
            end=paragraph.end,
            stretches=tuple(stretch(run) for run in paragraph.runs),
            strip=strips.get(paragraph.start),
        )


def stretch(run: Run) -> Stretch:
    covers = [mark.about for mark in run.covers if isinstance(mark.about, Annotation)]
    begins = [mark.about for mark in run.begins if isinstance(mark.about, Annotation)]
    return Stretch(
        text=run.text,
        look=" ".join(
            dict.fromkeys(look for mark in covers if not rejected(mark) for look in looks(mark))
        ),
        keys=" ".join(mark.key for mark in run.covers),
        pins=tuple(pin(mark) for mark in begins),
    )


def pin(mark: Annotation) -> Pin:
    return Pin(
        mark=mark,
        layer=wording.layer(mark),
        look=" ".join(looks(mark)),
        name=wording.name(mark),
        speaker=wording.speaker(mark),
        address=reverse("mark", args=[mark.pk]),
    )


def rejected(mark: Annotation) -> bool:
    """A rejected mark keeps its pin, but leaves no line under the words."""
    return mark.verdict == Annotation.Verdict.REJECTED


def looks(mark: Annotation) -> Iterator[str]:
    """The classes that one mark gives its words."""
    yield wording.layer(mark)
    if mark.kind == Annotation.Kind.QUOTE:
        yield mark.label
    if not mark.is_machine:
        yield "editor"


def layers(marks: list[Annotation]) -> list[tuple[wording.Layer, int]]:
    """Each kind of mark and how many there are."""
    counts = [wording.layer(mark) for mark in marks]
    return [(layer, counts.count(layer.key)) for layer in wording.LAYERS]

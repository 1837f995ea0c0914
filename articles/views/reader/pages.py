"""The contexts that a page and its htmx partials share."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.access import Person
from articles.forms import AddressForm, MarkForm, PasteForm, UploadForm
from articles.ingest.front import title_span
from articles.models import Annotation, Article, Revision, User
from articles.reader.runs import Mark, Paragraph, Run, paragraphs
from articles.services.ingesting import Added
from articles.views import wording
from articles.views.desk.present import on_page
from articles.views.desk.standing import standing
from articles.views.desk.threads import on_article
from articles.views.library.rows import rows
from articles.views.marks.cards import card
from articles.views.reader.showing import HIGHEST, STEP, Showing
from articles.views.reader.sourcing_map import Drawing, SourcingMap, anchor, sourcing_map
from articles.views.reader.voices import panel
from articles.views.versions.revision_pages import detached_marks

PER_PAGE = 25
Line = TypeVar("Line", "Block", Paragraph)


@dataclass(frozen=True, slots=True)
class Pin:
    """The small link at the start of a mark that opens its card.

    `look` is what the mark gives its words; `number` what the slider compares, in per cents.
    """

    key: int
    classes: str
    kind: str
    look: str
    name: str
    speaker: str
    address: str
    number: int | None
    source: str
    cue: str


class End(NamedTuple):
    """Where a mark ends: told to those who hear the page, as its pin tells where it begins."""

    key: str
    name: str
    is_off: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run as the template needs it: its words, its look, its marks, the pins before it.

    `here` counts those shown of the marks over the words, where one begins upon another; `ends`
    are the marks whose last words these are, the innermost first.
    """

    text: str
    look: str
    keys: str
    pins: tuple[Pin, ...]
    here: int | None = None
    ends: tuple[End, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `start` and `end` are code points into the revision's text.

    `strip` draws whose word its sentences are, `sentences` says where they stand for the sentence
    cursor; none where the article is not annotated.
    """

    id: str
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    strip: Drawing | None = None
    sentences: str = ""


def library_page(
    number: str | None,
    user: Person,
    *,
    upload: UploadForm | None = None,
    paste: PasteForm | None = None,
    by_address: AddressForm | None = None,
) -> dict[str, Any]:
    page = Paginator(Article.objects.for_library(), PER_PAGE).get_page(number)
    return {
        "page": page,
        "rows": rows(page, user),
        "upload": upload or UploadForm(),
        "paste": paste or PasteForm(),
        "by_address": by_address or AddressForm(),
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
    showing: Showing | None = None,
) -> dict[str, Any]:
    revision = article.revision
    marks = list(revision.annotations.shown(asked=selected).in_text_order())
    chosen = next((mark for mark in marks if str(mark.pk) == selected), None)
    if chosen:
        chosen.revision = revision
    lines = cut(revision, marks)
    whose_word = sourcing_map(revision, [(line.start, line.end) for line in lines])
    showing = showing or Showing()
    off = {mark.pk for mark in marks if mark != chosen and showing.hides(mark)}
    text = list(blocks(lines, whose_word, off))
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
        "sentence_kinds": "|".join(wording.WHOSE_WORD.values()),
        "layers": layers(marks, showing),
        "showing": showing,
        "slider": {"highest": HIGHEST, "step": STEP, "below": below(marks, showing)},
        "detached": detached_marks(article, user),
        "voices": panel(revision, marks),
        "card": card(chosen, user) if chosen else None,
        "desk": standing(article, user),
        "presence": on_page(article, user),
        "thread": on_article(article, user),
        "is_editor": isinstance(user, User) and user.is_editor,
        "mark_form": mark_form or MarkForm(revision=revision),
    }


def headline_of(text: list[Line], span: tuple[int, int] | None) -> Line | None:
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


def blocks(
    lines: list[Paragraph], whose_word: SourcingMap | None, off: AbstractSet[int]
) -> Iterator[Block]:
    """The paragraphs as the template needs them, each with whose word its sentences are.

    `off` holds the keys of the marks that are hidden: these leave no line under their words.
    """
    strips = whose_word.strips if whose_word else {}
    sentences = whose_word.sentences if whose_word else {}
    last = {
        mark.key: run.start for paragraph in lines for run in paragraph.runs for mark in run.covers
    }
    for paragraph in lines:
        yield Block(
            id=anchor(paragraph.start),
            start=paragraph.start,
            end=paragraph.end,
            stretches=tuple(stretch(run, last, off) for run in paragraph.runs),
            strip=strips.get(paragraph.start),
            sentences=sentences.get(paragraph.start, ""),
        )


def stretch(run: Run, last: dict[str, int], off: AbstractSet[int]) -> Stretch:
    """`last` tells for each mark, by its key, where the last of its runs starts."""
    if not run.covers:
        return Stretch(text=run.text, look="", keys="", pins=())
    covers = [mark.about for mark in run.covers if isinstance(mark.about, Annotation)]
    begins = [mark.about for mark in run.begins if isinstance(mark.about, Annotation)]
    return Stretch(
        text=run.text,
        look=together([mark for mark in covers if mark.pk not in off and not rejected(mark)]),
        keys=" ".join(mark.key for mark in run.covers),
        pins=tuple(pin(mark, is_off=mark.pk in off) for mark in begins),
        here=sum(mark.pk not in off for mark in covers) if begins and covers[1:] else None,
        ends=tuple(
            End(str(mark.pk), wording.ending(mark), mark.pk in off)
            for mark in reversed(covers)
            if last[str(mark.pk)] == run.start
        ),
    )


def together(marks: list[Annotation]) -> str:
    """The classes that several marks give their words; "two-quote" where two have one sign."""
    found = [look for mark in marks for look in looks(mark)]
    if len(marks) > 1:
        signs = [wording.sign(mark) for mark in marks]
        found += [f"two-{sign}" for sign in signs if signs.count(sign) > 1]
    return " ".join(dict.fromkeys(found))


def pin(mark: Annotation, *, is_off: bool) -> Pin:
    classes = [wording.sign(mark), mark.verdict]
    classes += [mark.state] * (mark.state in wording.SETTLED)
    classes += ["editor"] * (not mark.is_machine) + ["off"] * is_off
    return Pin(
        key=mark.pk,
        classes=" ".join(classes),
        kind=wording.layer(mark),
        look=" ".join(looks(mark)),
        name=wording.name(mark),
        speaker=wording.speaker(mark),
        address=reverse("mark", args=[mark.pk]),
        number=wording.number(mark),
        source="" if mark.source_start is None else f"{mark.source_start}-{mark.source_end}",
        cue=f"{mark.cue['start']}-{mark.cue['end']}" if mark.cue else "",
    )


def rejected(mark: Annotation) -> bool:
    """A rejected or withdrawn mark keeps its pin, but leaves no line under the words."""
    is_withdrawn = mark.state == Annotation.State.WITHDRAWN
    return is_withdrawn or mark.verdict == Annotation.Verdict.REJECTED


def looks(mark: Annotation) -> Iterator[str]:
    """The classes that one mark gives its words."""
    yield wording.sign(mark)
    if mark.kind == Annotation.Kind.QUOTE and not wording.is_unsure(mark):
        yield mark.label
    if not mark.is_machine:
        yield "editor"


def layers(marks: list[Annotation], showing: Showing) -> list[tuple[wording.Layer, bool, int]]:
    """Each kind of mark, whether it is on, and how many there are from the slider's number on."""
    counts = [wording.layer(mark) for mark in marks if not showing.is_below(mark)]
    return [
        (layer, layer.key not in showing.off, counts.count(layer.key)) for layer in wording.LAYERS
    ]


def below(marks: list[Annotation], showing: Showing) -> int:
    """How many marks of the kinds that are on the slider hides."""
    return sum(wording.layer(mark) not in showing.off and showing.is_below(mark) for mark in marks)

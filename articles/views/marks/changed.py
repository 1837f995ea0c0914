"""The answer to every change of a mark: its card, and word to the page of what it now is."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from articles import access
from articles.models import Annotation
from articles.services.changing import StaleMark, SupersededMark
from articles.views.htmx import CONFLICT, INVALID, HtmxRequest, announce
from articles.views.marks.cards import card as card_context
from articles.views.marks.cards import mark_address
from articles.views.marks.faster import TooLate, mark_changed, typed
from articles.views.reader import pages
from articles.views.reader.recut import recut

OTHERS_CHANGED = "Someone else changed one of the ticked marks: look at them again, then save."
SUPERSEDED = (
    "The article has a newer version, and this mark belongs to an older one: nothing was changed. "
    "What you wrote is kept below."
)

Spans = list[list[int]]


@dataclass(frozen=True, slots=True)
class Before:
    """What an answer must know of the time before: where the mark stood, which other marks have
    changed with it, by their keys, and what is said of it all: `late` where others were faster."""

    spans: Spans
    also: Collection[int] = ()
    notice: str = ""
    late: TooLate | None = None


class Refused(Exception):
    """A change that cannot be made; `says` tells the person why and what to do."""

    def __init__(self, says: str, field: str | None = None, *, status: int = INVALID) -> None:
        super().__init__(says)
        self.says = says
        self.field = field
        self.status = status


def carry_out(
    request: HtmxRequest, annotation: Annotation, form: forms.Form, act: Callable[[], Annotation]
) -> HttpResponse:
    """Do what the form asks and show the card; where that cannot be, what was typed is kept."""
    if not form.is_valid():
        return show(request, annotation, form=form, status=INVALID)
    before = Before(annotation.spans, also=others(form))
    try:
        annotation = act()
    except (Refused, StaleMark) as refusal:
        return not_done(request, annotation.pk, form, refusal=refusal, before=before)
    return show(request, annotation, before=before)


def not_done(
    request: HtmxRequest,
    pk: int,
    form: forms.Form,
    *,
    refusal: Refused | StaleMark,
    before: Before,
) -> HttpResponse:
    """The card as it is now, with why nothing was done and what was typed."""
    newest = access.readable_annotation(request.user, pk)
    says, status = why_not(newest, form.cleaned_data["seen"], refusal)
    field = refusal.field if isinstance(refusal, Refused) else None
    if field and status == INVALID:
        form.add_error(field, says)
    else:
        link = newest_place(newest) if isinstance(refusal, SupersededMark) else ""
        before = replace(before, late=TooLate(says, typed(form), link))
    return show(request, newest, form=form, status=status, before=before)


def why_not(newest: Annotation, seen: int, refusal: Refused | StaleMark) -> tuple[str, int]:
    """What is said, and the status: where somebody was faster, that is the reason."""
    if isinstance(refusal, SupersededMark):
        return SUPERSEDED, CONFLICT
    if newest.version != seen:
        return mark_changed(newest), CONFLICT
    if isinstance(refusal, Refused):
        return refusal.says, refusal.status
    return OTHERS_CHANGED, CONFLICT


def newest_place(mark: Annotation) -> str:
    """The address of the same mark in the newest text that has it, else of the article."""
    while later := Annotation.objects.filter(carried_from=mark).select_related("revision").first():
        mark = later
    article = mark.revision.article
    is_there = mark.revision_id == article.current_id
    return mark_address(mark) if is_there else article.get_absolute_url()


def others(form: forms.Form) -> Collection[int]:
    """The keys of other marks that change with the one that the form is about."""
    given: dict[int, int] = form.cleaned_data.get("others") or {}
    return given.keys()


def show(
    request: HtmxRequest,
    annotation: Annotation,
    *,
    form: forms.Form | None = None,
    status: int = 200,
    before: Before | None = None,
) -> HttpResponse:
    """The card; the page is told what the marks now are, also where that was not our doing, and
    gets those paragraphs anew between which the mark has moved."""
    before = before or Before(annotation.spans)
    if not request.htmx and status == 200:
        if before.notice:
            messages.info(request, before.notice)
        return redirect(mark_address(annotation))
    context = {
        "card": card_context(annotation, request.user, form=form),
        "notice": before.notice,
        "late": before.late,
        "recut": recut(annotation, before.spans) if request.htmx else [],
    }
    template = "articles/_changed.html" if request.htmx else "articles/card.html"
    response = render(request, template, context, status=status)
    if before.also:
        marks = Annotation.objects.filter(pk__in=before.also)
        announce(response, "marks-changed", marks=[told(mark) for mark in marks])
    return announce(response, "mark-decided", **told(annotation))


def told(mark: Annotation) -> dict[str, Any]:
    """What the page's scripts are told of a mark, to dress its sign anew."""
    sign = pages.pin(mark, is_off=False)
    return {
        "id": mark.pk,
        "verdict": mark.verdict,
        "state": mark.state,
        "kind": sign.kind,
        "look": sign.look,
        "number": sign.number,
        "name": sign.name,
        "speaker": sign.speaker,
        "source": sign.source,
    }

"""Marks: their cards, editors' verdicts, editors' own marks."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import replace_url

from articles import access
from articles.forms import MarkForm, VerdictForm
from articles.models import Annotation
from articles.services import reviewing
from articles.services.changing import StaleMark
from articles.services.reviewing import NoWords
from articles.views import pages, wording
from articles.views.cards import card as card_context
from articles.views.cards import mark_address
from articles.views.htmx import INVALID, HtmxRequest, announce, into

CONFLICT = 409


@require_GET
def card(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.readable_annotation(request.user, pk)
    if not request.htmx:
        return redirect(mark_address(annotation))
    return render(request, "articles/_card.html", {"card": card_context(annotation, request.user)})


@require_POST
def verdict(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.reviewable_annotation(request.user, pk)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _show_card(request, annotation, form=form, status=INVALID)
    user, seen = access.editor(request.user), form.cleaned_data["seen"]
    try:
        annotation = reviewing.decide(annotation, form.ruling(), user=user, seen=seen)
    except StaleMark:
        form.add_error(None, "Someone else decided on this mark just now: look again.")
        newest = access.readable_annotation(user, pk)
        return _show_card(request, newest, form=form, status=CONFLICT)
    if not request.htmx:
        return redirect(mark_address(annotation))
    return _show_card(request, annotation)


def _show_card(
    request: HtmxRequest,
    annotation: Annotation,
    *,
    form: VerdictForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The card, and word to the page of what the mark now is, also when it was not our doing."""
    template = "articles/_card.html" if request.htmx else "articles/card.html"
    context = {"card": card_context(annotation, request.user, form=form)}
    response = render(request, template, context, status=status)
    return announce(
        response,
        "mark-decided",
        id=annotation.pk,
        verdict=annotation.verdict,
        layer=wording.layer(annotation),
        name=wording.name(annotation),
    )


@require_POST
def add_mark(request: HtmxRequest, pk: int) -> HttpResponse:
    article = access.reviewable_article(request.user, pk)
    form = MarkForm(request.POST, revision=article.revision)
    if form.is_valid():
        try:
            mark = reviewing.add_mark(
                article.revision, form.mark(), user=access.editor(request.user)
            )
        except NoWords:
            form.add_error("words", "Select at least one word of the text.")
        else:
            return _show_added(request, mark)
    page = pages.reader_page(article, request.user, mark_form=form)
    template = "articles/reader.html#mark-form" if request.htmx else "articles/reader.html"
    return render(request, template, page, status=INVALID)


def _show_added(request: HtmxRequest, mark: Annotation) -> HttpResponse:
    """The text is cut anew around the mark, and its card is open."""
    if not request.htmx:
        return redirect(mark_address(mark))
    article = access.readable_article(request.user, mark.revision.article_id)
    page = pages.reader_page(article, request.user, selected=str(mark.pk))
    response = render(request, "articles/reader.html#body", page)
    replace_url(response, mark_address(mark))
    return announce(into(response, "#body"), "mark-added", id=mark.pk)

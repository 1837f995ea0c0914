"""Marks: their cards, editors' verdicts and taking them back, editors' own marks."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import replace_url

from articles import access
from articles.forms import MarkForm, UndoForm, VerdictForm
from articles.models import Annotation, Decision
from articles.services import changing, reviewing
from articles.services.changing import MarkedTwice, NothingToUndo, StaleMark
from articles.services.reviewing import NoWords
from articles.views.htmx import CONFLICT, INVALID, HtmxRequest, announce, into
from articles.views.marks.cards import card as card_context
from articles.views.marks.cards import mark_address
from articles.views.marks.changed import Before, Refused, carry_out, not_done, show
from articles.views.reader import pages

OCCUPIED = (
    "An editor’s mark of this kind stands on the words that this one had: correct that mark’s "
    "words first."
)
NOT_TOGETHER = "Nothing of that can be taken back any more: look at the mark’s history."


@require_GET
def card(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.readable_annotation(request.user, pk)
    if not request.htmx:
        return redirect(mark_address(annotation))
    return render(request, "articles/_card.html", {"card": card_context(annotation, request.user)})


@require_POST
def verdict(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.reviewable_annotation(request.user, pk)
    user, form = access.editor(request.user), VerdictForm(request.POST)
    return carry_out(
        request,
        annotation,
        form,
        lambda: reviewing.decide(
            annotation, form.ruling(), user=user, seen=form.cleaned_data["seen"]
        ),
    )


@require_POST
def undo(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.reviewable_annotation(request.user, pk)
    user, form = access.editor(request.user), UndoForm(request.POST)

    def take_back() -> Annotation:
        try:
            return changing.undo(annotation, user=user, seen=form.cleaned_data["seen"])
        except NothingToUndo:
            raise Refused("Nothing is left to undo: the mark is as it came.") from None
        except MarkedTwice:
            raise Refused(OCCUPIED) from None

    return carry_out(request, annotation, form, take_back)


@require_POST
def undo_all(request: HtmxRequest, pk: int) -> HttpResponse:
    """Take back the mark's last decision with all that were made with it in one go."""
    annotation = access.reviewable_annotation(request.user, pk)
    form = UndoForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["batch"]:
        return show(request, annotation, form=form, status=INVALID)
    batch = form.cleaned_data["batch"]
    user, seen = access.editor(request.user), form.cleaned_data["seen"]
    before = Before(annotation.spans)
    try:
        done, left = changing.undo_with_batch(annotation, batch, user=user, seen=seen)
    except StaleMark as stale:
        return not_done(request, pk, form, refusal=stale, before=before)
    except NothingToUndo:
        refusal = Refused(NOT_TOGETHER, status=CONFLICT)
        return not_done(request, pk, form, refusal=refusal, before=before)
    also = Decision.objects.filter(batch=batch).values_list("annotation", flat=True)
    before = replace(before, also=set(also) - {pk}, notice=taken_back(done, left))
    return show(request, access.readable_annotation(request.user, pk), before=before)


def taken_back(done: int, left: int) -> str:
    says = f"Taken back for {done} mark{'' if done == 1 else 's'}."
    if left:
        says += f" {left} {'was' if left == 1 else 'were'} left: somebody has decided since."
    return says


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
    if request.htmx and form.is_outdated:  # the text beside the form is another one by now
        return into(render(request, "articles/reader.html#body", page, status=CONFLICT), "#body")
    template = "articles/reader.html#mark-form" if request.htmx else "articles/reader.html"
    return render(request, template, page, status=CONFLICT if form.is_outdated else INVALID)


def _show_added(request: HtmxRequest, mark: Annotation) -> HttpResponse:
    """The text is cut anew around the mark, and its card is open."""
    if not request.htmx:
        return redirect(mark_address(mark))
    article = access.readable_article(request.user, mark.revision.article_id)
    page = pages.reader_page(article, request.user, selected=str(mark.pk))
    response = render(request, "articles/reader.html#body", page)
    replace_url(response, mark_address(mark))
    return announce(into(response, "#body"), "mark-added", id=mark.pk)

"""An editor corrects a mark's words or a quotation's speaker."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from articles import access
from articles.forms import SpanForm, SpeakerForm
from articles.models import Annotation
from articles.services import correcting
from articles.services.changing import MarkedTwice
from articles.services.correcting import NothingToCorrect
from articles.services.reviewing import NoWords
from articles.views.htmx import HtmxRequest
from articles.views.marks.cards import card as card_context
from articles.views.marks.changed import Refused, carry_out
from articles.views.marks.editing import correction


@require_GET
def correct(request: HtmxRequest, pk: int) -> HttpResponse:
    """The panel: on the card, or without scripts on a page of the card's own."""
    annotation = access.reviewable_annotation(request.user, pk)
    if request.htmx:
        panel = {"mark": annotation, "correct": correction(annotation), "is_fresh": True}
        return render(request, "articles/_correct.html", panel)
    card = card_context(annotation, request.user) | {"correct": correction(annotation)}
    return render(request, "articles/card.html", {"card": card})


@require_POST
def correct_words(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.reviewable_annotation(request.user, pk)
    user, form = access.editor(request.user), SpanForm(request.POST, annotation=annotation)

    def correct() -> Annotation:
        seen = form.cleaned_data["seen"]
        try:
            return correcting.correct_span(annotation, form.spans(), user=user, seen=seen)
        except NoWords:
            raise Refused("Select at least one word of the text.", "words") from None
        except NothingToCorrect:
            raise Refused("These are the words already: accept the mark instead.") from None
        except MarkedTwice:
            raise Refused("An editor’s mark of this kind stands on these words.") from None

    return carry_out(request, annotation, form, correct)


@require_POST
def correct_speaker(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.reviewable_annotation(request.user, pk)
    if annotation.kind != Annotation.Kind.QUOTE:
        raise Http404("Only quotations have a speaker.")
    user, form = access.editor(request.user), SpeakerForm(request.POST, annotation=annotation)

    def correct() -> Annotation:
        seen, others = form.cleaned_data["seen"], form.cleaned_data["others"]
        try:
            return correcting.correct_speaker(
                annotation, form.speaker(), user=user, seen=seen, others=others
            )
        except NothingToCorrect:
            raise Refused("That is the speaker already: accept the mark instead.") from None

    return carry_out(request, annotation, form, correct)

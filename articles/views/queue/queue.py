"""The queue: what waits for an editor in all articles, and verdicts on many of them at once."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from articles import access
from articles.forms.queue import BatchForm, BulkForm
from articles.services import queueing
from articles.services.changing import NothingToUndo
from articles.views.htmx import CONFLICT, INVALID, HtmxRequest, announce
from articles.views.queue.queue_page import address, queue_page
from articles.views.queue.queue_wording import counted, of_outcome, of_undoing

NOTHING_LEFT = "Nothing of that can be taken back any more."


@require_GET
@vary_on_headers("HX-Request")
def queue(request: HtmxRequest) -> HttpResponse:
    user = access.member(request.user)
    page = queue_page(request.GET, user)
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "articles/queue.html", page)
    response = render(request, "articles/queue.html#queue", page | {"is_part": True})
    push_url(response, address(page["filters"], page["page"].number))
    return announce(response, "queue-shown", says=counted(page["total"]))


@require_POST
def decide(request: HtmxRequest) -> HttpResponse:
    user = access.editor(request.user)
    form = BulkForm(request.POST)
    if not form.is_valid():
        return _show(request, [], form=form, status=INVALID)
    outcome = queueing.decide_all(form.selection(), form.ruling(), user=user)
    says = of_outcome(outcome, form.ruling())
    if outcome.is_all_stale:  # what was selected and typed is kept, with the newer state around it
        return _show(request, says, form=form, status=CONFLICT)
    return _show(request, says)


@require_POST
def undo(request: HtmxRequest) -> HttpResponse:
    user = access.editor(request.user)
    form = BatchForm(request.POST)
    if not form.is_valid():
        return _show(request, [NOTHING_LEFT], status=INVALID)
    try:
        done, left = queueing.take_back(form.cleaned_data["batch"], user=user)
    except NothingToUndo:
        return _show(request, [NOTHING_LEFT], status=CONFLICT)
    return _show(request, of_undoing(done, left))


def _show(
    request: HtmxRequest, says: Sequence[str], *, form: BulkForm | None = None, status: int = 200
) -> HttpResponse:
    """The queue as it is now, with what became of the request. Without scripts, what worked leads
    back to the queue, so that reloading repeats nothing."""
    user = access.editor(request.user)
    page = queue_page(request.GET, user, form=form, says=says)
    if not request.htmx and status == 200:
        for words in says:
            messages.success(request, words)
        return redirect(address(page["filters"], page["page"].number))
    template = "articles/queue.html#queue" if request.htmx else "articles/queue.html"
    page |= {"is_part": bool(request.htmx), "is_done": status == 200}
    response = render(request, template, page, status=status)
    return announce(response, "queue-shown", says=" ".join(says)) if says else response

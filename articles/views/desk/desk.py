"""The desk of an article: its state, its assignee, who has it open."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from articles import access
from articles.forms.desk import AssigneeForm, ReviewForm
from articles.services import handling, presence
from articles.services.handling import NeedsOverride, NoSuchStep, StaleArticle
from articles.views.desk.present import on_page
from articles.views.desk.standing import standing
from articles.views.htmx import CONFLICT, INVALID, HtmxRequest
from articles.views.marks.faster import article_changed
from articles.views.reader import pages

NO_STEP = "The article is not in the state that this step starts from: look at it again."


@require_GET
def desk(request: HtmxRequest, pk: int) -> HttpResponse:
    """The bar as it is now: what the page asks for when something has changed."""
    article = access.article_state(request.user, pk)
    if not request.htmx:
        return redirect(article)
    return render(request, "articles/_desk.html", {"desk": standing(article, request.user)})


@require_POST
def review(request: HtmxRequest, pk: int) -> HttpResponse:
    user, article = access.editor(request.user), access.article_state(request.user, pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _show(request, standing(article, user, review=form), status=INVALID)
    step, seen = form.step(), form.cleaned_data["seen"]
    try:
        article = handling.move(article, step, user=user, seen=seen, override=form.reason())
    except StaleArticle:
        return _show_newer(request, pk, review=form)
    except NoSuchStep:
        form.add_error(None, NO_STEP)
        return _show(request, standing(article, user, review=form), status=INVALID)
    except NeedsOverride:
        context = standing(article, user, review=form, refused=True)
        return _show(request, context, status=INVALID)
    return _show(request, standing(article, user))


@require_POST
def assign(request: HtmxRequest, pk: int) -> HttpResponse:
    user, article = access.editor(request.user), access.article_state(request.user, pk)
    form = AssigneeForm(request.POST)
    if not form.is_valid():
        return _show(request, standing(article, user, assignee=form), status=INVALID)
    assignee, seen = form.cleaned_data["assignee"], form.cleaned_data["seen"]
    try:
        article = handling.assign(article, assignee, user=user, seen=seen)
    except StaleArticle:
        return _show_newer(request, pk, assignee=form)
    return _show(request, standing(article, user))


@require_POST
def be_present(request: HtmxRequest, pk: int) -> HttpResponse:
    """The page of this person is open, or was just closed; the answer says who else is there."""
    article, user = access.article_state(request.user, pk), access.member(request.user)
    if "left" in request.POST:
        presence.left(article, user=user)
        return HttpResponse(status=204)
    presence.seen(article, user=user)
    page = {"article": article, "presence": on_page(article, user)}
    return render(request, "articles/_presence.html", page)


def _show_newer(
    request: HtmxRequest,
    pk: int,
    *,
    review: ReviewForm | None = None,
    assignee: AssigneeForm | None = None,
) -> HttpResponse:
    """Somebody was faster: who, and what; what this person chose and wrote is kept."""
    article = access.article_state(request.user, pk)
    form = review or assignee
    if form:
        form.add_error(None, article_changed(article))
    context = standing(article, request.user, review=review, assignee=assignee)
    return _show(request, context, status=CONFLICT)


def _show(request: HtmxRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The bar; without scripts the whole page, or the way back to it."""
    article = context["article"]
    if request.htmx:
        return render(request, "articles/_desk.html", {"desk": context}, status=status)
    if status == 200:
        return redirect(article)
    page = pages.reader_page(article, request.user) | {"desk": context}
    return render(request, "articles/reader.html", page, status=status)

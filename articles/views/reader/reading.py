"""One article: its text with the marks, its details, its original file."""

from copy import copy

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles import access
from articles.forms import DetailsForm
from articles.services import ingesting
from articles.views.htmx import INVALID, STOP_POLLING, announce, into
from articles.views.reader import pages
from articles.views.reader.showing import asked_for
from articles.views.reader.voices import panel


@require_GET
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.readable_article(request.user, pk)
    page = pages.reader_page(
        found,
        request.user,
        selected=request.GET.get("mark"),
        showing=asked_for(request.GET),
    )
    return render(request, "articles/reader.html", page)


@require_GET
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reader page polls for until the article is annotated."""
    found = access.article_state(request.user, pk)
    if found.revision.is_pending:
        return render(request, "articles/reader.html#progress", {"article": found})
    found = access.readable_article(request.user, pk)
    page = pages.reader_page(found, request.user)
    response = render(request, "articles/reader.html#body", page, status=STOP_POLLING)
    response = announce(response, "article-settled", title=found.title, state=found.revision.state)
    return into(response, "#body")


@require_GET
def voices(request: HttpRequest, pk: int) -> HttpResponse:
    """Who speaks, counted anew: what the reader page asks for after a verdict."""
    found = access.readable_article(request.user, pk)
    marks = found.revision.annotations.shown().in_text_order()
    page = {"article": found, "voices": panel(found.revision, marks)}
    return render(request, "articles/_voices.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.readable_article(request.user, pk)
    # The form writes what was typed into its instance, right or wrong: it gets a copy.
    form = DetailsForm(request.POST or None, instance=copy(found))
    if request.method == "POST" and form.is_valid():
        user = access.member(request.user)
        ingesting.correct_details(found, details=form.details(), user=user)
        return redirect(found)
    status = INVALID if form.is_bound else 200
    return render(request, "articles/details.html", {"article": found, "form": form}, status=status)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.readable_article(request.user, pk)
    ingesting.retry(found.revision, user=access.member(request.user))
    return redirect((request.POST.get("next") == "library" and "library") or found)


@require_GET
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it came in: always a download, never rendered by the browser."""
    revision = access.readable_article(request.user, pk).revision
    return FileResponse(
        revision.original.open("rb"),
        as_attachment=True,
        filename=revision.original_name,
        content_type="application/octet-stream",
        headers={"Content-Security-Policy": "sandbox; default-src 'none'"},
    )

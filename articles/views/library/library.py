"""The library: what there is, and the ways in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from articles import access
from articles.forms import PasteForm, UploadForm
from articles.ingest.document import IngestError
from articles.services import ingesting
from articles.views.htmx import INVALID, STOP_POLLING, announce
from articles.views.reader import pages


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    page = pages.library_page(request.GET.get("page"), request.user)
    return render(request, "articles/library.html", page)


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Store every file that can be read and say of each other one why not."""
    user = access.member(request.user)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        page = pages.library_page(None, user, upload=form)
        return render(request, "articles/library.html", page, status=INVALID)
    for file in form.cleaned_data["documents"]:
        try:
            added = ingesting.add_upload(file, user=user)
        except IngestError as error:
            messages.error(request, str(error))
        else:
            pages.say_added(request, added, name=file.name)
    return redirect("library")


@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    user = access.member(request.user)
    form = PasteForm(request.POST)
    if form.is_valid():
        try:
            added = ingesting.add_pasted(
                form.cleaned_data["text"], details=form.details(), user=user
            )
        except IngestError as error:
            form.add_error("text", str(error))
        else:
            pages.say_added(request, added, name="Your text")
            return redirect(added.article)
    page = pages.library_page(None, user, paste=form)
    return render(request, "articles/library.html", page, status=INVALID)


@require_GET
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one article is, asked for again and again until it is annotated."""
    article = access.article_state(request.user, pk)
    if article.revision.is_pending:
        return render(request, "articles/_state.html", {"article": article})
    response = render(request, "articles/_state.html", {"article": article}, status=STOP_POLLING)
    return announce(response, "article-settled", title=article.title, state=article.revision.state)

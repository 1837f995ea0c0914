"""Notes on an article and on its marks, and the notes that mention a person."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles import access
from articles.forms.desk import NoteForm
from articles.models import Annotation, Article, Note
from articles.services import noting
from articles.views.desk import threads
from articles.views.htmx import INVALID, HtmxRequest
from articles.views.marks.cards import mark_address

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def article_notes(request: HtmxRequest, pk: int) -> HttpResponse:
    return _thread(request, access.readable_article(request.user, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def mark_notes(request: HtmxRequest, pk: int) -> HttpResponse:
    mark = access.readable_annotation(request.user, pk)
    return _thread(request, mark.revision.article, mark)


def _thread(request: HtmxRequest, article: Article, mark: Annotation | None = None) -> HttpResponse:
    """The thread, with a note added to it first if one was sent; else a page of its own."""
    user, form = access.member(request.user), None
    if request.method == "POST":
        form = NoteForm(request.POST)
        if form.is_valid():
            noting.add_note(article, form.cleaned_data["text"], user=user, annotation=mark)
            if not request.htmx:
                return redirect(place(article, mark))
            form = None
    thread = (
        threads.on_mark(mark, user, form=form)
        if mark
        else threads.on_article(article, user, form=form)
    )
    page = {"thread": thread, "article": article, "mark": mark, "back": place(article, mark)}
    template = "articles/_notes.html" if request.htmx else "articles/notes.html"
    return render(request, template, page, status=INVALID if form else 200)


@require_GET
def mentions(request: HttpRequest) -> HttpResponse:
    """The notes that mention this person, the unread ones first."""
    found = access.own_mentions(request.user).order_by(
        F("read").desc(nulls_first=True), "-note__at", "-pk"
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(mention, threads.line(mention.note)) for mention in page]
    newest = max((mention.pk for mention, _ in lines), default=0)
    return render(
        request, "articles/mentions.html", {"page": page, "lines": lines, "newest": newest}
    )


@require_POST
def open_mention(request: HttpRequest, pk: int) -> HttpResponse:
    """Read now: to the place of the note, or back to the list."""
    mention = access.own_mention(request.user, pk)
    noting.mark_read([mention], user=access.member(request.user))
    return redirect("mentions" if "stay" in request.POST else place_of(mention.note))


@require_POST
def read_mentions(request: HttpRequest) -> HttpResponse:
    """All that the list showed are read; what came in since then stays unread."""
    upto = request.POST.get("upto", "")
    found = access.own_mentions(request.user).filter(read=None)
    if upto.isdecimal():
        noting.mark_read(found.filter(pk__lte=int(upto[:18])), user=access.member(request.user))
    return redirect("mentions")


def place_of(note: Note) -> str:
    """Where a note stands: with its mark as the newest revision has it, or with the article."""
    mark = note.annotation
    while mark is not None and (newer := Annotation.objects.filter(carried_from=mark).first()):
        mark = newer
    return place(note.article, mark)


def place(article: Article, mark: Annotation | None) -> str:
    """The page that shows the thread; one of its own for a mark that is on no page any more."""
    if mark is None:
        return f"{article.get_absolute_url()}#notes-a{article.pk}"
    if mark.revision_id == article.current_id and not mark.detached:
        return mark_address(mark)
    return reverse("mark-notes", args=[mark.pk])

"""The versions of an article: a corrected one comes in, one beside another, detached marks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles import access
from articles.forms.revising import CorrectedForm, ReattachForm
from articles.ingest.document import IngestError
from articles.models import Article, Revision, User
from articles.services import carrying, revising
from articles.services.carrying import NotDetached
from articles.services.changing import MarkedTwice, StaleMark
from articles.services.reviewing import NoWords
from articles.services.revising import SameText, StaleText
from articles.views.htmx import CONFLICT, INVALID, HtmxRequest
from articles.views.marks.cards import mark_address
from articles.views.marks.faster import mark_changed
from articles.views.versions.revision_pages import revision_page, revisions_page, waiting_page

SAME = "This is the text that the article has now, letter for letter: there is nothing to correct."
NEWER = (
    "Somebody has added a version since you opened this page, and yours would drop what it "
    "corrects. Look at it first, above; a text that you pasted is kept, a file has to be chosen "
    "again."
)


@require_http_methods(["GET", "HEAD", "POST"])
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        article = access.readable_article(request.user, pk)
        return render(request, "articles/revisions.html", revisions_page(article, request.user))
    article, user = access.reviewable_article(request.user, pk), access.editor(request.user)
    form = CorrectedForm(request.POST, request.FILES)
    status = INVALID
    try:
        if form.is_valid() and (revision := add(article, form, user)):
            messages.success(request, f"Version {revision.number} is the article’s text now.")
            return redirect("article-revision", pk, revision.number)
    except StaleText:
        article, status = access.readable_article(user, pk), CONFLICT
        form.add_error(None, NEWER)
        # Who has read that sends the text again as a correction of the newer one.
        form.data = {**request.POST.dict(), "seen": article.revision.number}
    page = revisions_page(article, user, form=form)
    return render(request, "articles/revisions.html", page, status=status)


def add(article: Article, form: CorrectedForm, user: User) -> Revision | None:
    """The new version; None where it was refused, which the form then tells. Raises StaleText."""
    data = form.cleaned_data
    try:
        if form.source == "document":
            return revising.add_uploaded(article, data["document"], user=user, seen=data["seen"])
        return revising.add_pasted(article, data["text"], user=user, seen=data["seen"])
    except IngestError as error:
        form.add_error(form.source, str(error))
    except SameText:
        form.add_error(form.source, SAME)
    return None


@require_GET
def revision(request: HtmxRequest, pk: int, number: int) -> HttpResponse:
    """A version beside an earlier one: the one before it, or that which `with` says."""
    found = access.readable_revision(request.user, pk, number)
    other = request.GET.get("with", "")
    before = None
    if other.isascii() and other.isdigit() and len(other) < 6:
        before = access.readable_revision(request.user, pk, int(other))
    elif number > 1:
        before = access.readable_revision(request.user, pk, number - 1)
    if before == found:
        before = None
    if before and before.number > found.number:
        found, before = before, found
    template = "articles/revision.html#sourcing" if request.htmx else "articles/revision.html"
    # The texts are compared once: not again and again while the page waits for the annotator.
    page = waiting_page(found, before) if request.htmx else None
    return render(request, template, page or revision_page(found, before))


@require_POST
def reattach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a detached mark to words of the current text; its page shows what cannot be."""
    mark = access.reviewable_annotation(request.user, pk)
    article, user = mark.revision.article, access.editor(request.user)
    form, status = ReattachForm(request.POST, annotation=mark), INVALID
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            there = carrying.reattach(mark, form.span(), user=user, seen=seen)
        except NoWords:
            form.add_error("words", "Select or type at least one word of the text.")
        except MarkedTwice:
            form.add_error("words", "An editor’s mark of this kind stands on these very words.")
        except (StaleMark, NotDetached):
            form.add_error(None, mark_changed(access.readable_annotation(user, mark.pk)))
            status = CONFLICT
        else:
            return redirect(mark_address(there))
    elif form.is_outdated:
        status = CONFLICT
    page = revisions_page(article, user, reattaching=form)
    return render(request, "articles/revisions.html", page, status=status)

"""Articles by their address: added, and fetched again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from articles import access
from articles.forms import AddressForm
from articles.ingest.document import IngestError
from articles.services import by_address
from articles.views.htmx import INVALID
from articles.views.reader import pages

TOO_MANY = 429


@require_POST
def fetch(request: HttpRequest) -> HttpResponse:
    """Store the article at an address, or say why not and keep what was typed."""
    user = access.member(request.user)
    form, status = AddressForm(request.POST), INVALID
    if form.is_valid():
        try:
            added = by_address.add_from_address(form.cleaned_data["address"], user=user)
        except IngestError as error:
            form.add_error("address", str(error))
            status = TOO_MANY if isinstance(error, by_address.TooManyFetches) else INVALID
        else:
            pages.say_added(request, added, name="The article")
            return redirect(added.article)
    page = pages.library_page(None, user, by_address=form)
    return render(request, "articles/library.html", page, status=status)


@require_POST
def fetch_again(request: HttpRequest, pk: int) -> HttpResponse:
    article = access.reviewable_article(request.user, pk)
    user = access.member(request.user)
    try:
        revision = by_address.fetch_again(article, user=user)
    except IngestError as error:
        messages.error(request, f"The text is as it was. {error}")
    else:
        if revision is None:
            messages.info(request, "The page is unchanged: the text is as it was.")
        else:
            messages.success(request, f"The page has changed: version {revision.number} is here.")
    return redirect(article)

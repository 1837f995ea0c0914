"""All marks of an article in words, line by line: beside its text, and on a page of their own."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_GET

from articles import access
from articles.models import Annotation
from articles.views import wording
from articles.views.htmx import HtmxRequest

FIRST_WORDS = 9


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark in words; `sign` and `look` are the classes of its line and of its sign."""

    key: str
    sign: str
    look: str
    name: str
    words: str
    address: str


@require_GET
def marks(request: HtmxRequest, pk: int) -> HttpResponse:
    article = access.readable_article(request.user, pk)
    found = article.revision.annotations.shown().in_text_order()
    text = reverse("article", args=[pk])
    lines = [line(mark, text) for mark in found]
    template = "articles/_mark_list.html" if request.htmx else "articles/marks.html"
    return render(request, template, {"article": article, "lines": lines})


def line(mark: Annotation, text: str) -> MarkLine:
    """`text` is the address of the article."""
    sign = wording.sign(mark)
    return MarkLine(
        key=str(mark.pk),
        sign=sign,
        look=f"{sign} {mark.verdict}{'' if mark.is_machine else ' editor'}",
        name=wording.name(mark),
        words=Truncator(mark.exact).words(FIRST_WORDS),
        address=f"{text}?mark={mark.pk}#m{mark.pk}",
    )

"""What happened to an article and its marks, line by line; nothing here changes anything."""

import csv
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from articles import access
from articles.models import Annotation, Article
from articles.views.history import log_csv
from articles.views.history.timeline import history_page


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    article = access.readable_article(request.user, pk)
    page = history_page(article, request.GET, mark=_mark(request, article))
    return render(request, "articles/history.html", page)


@require_GET
def history_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The whole history as a table, the oldest line first."""
    article = access.readable_article(request.user, pk)
    rows = log_csv.rows(article, _mark(request, article))
    return StreamingHttpResponse(
        _written(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="history-{article.pk}.csv"'},
    )


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _written(rows: Iterator[list[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow(row)


def _mark(request: HttpRequest, article: Article) -> Annotation | None:
    """The mark of this article that `?mark=` asks for; a value that is no number asks for none."""
    key = request.GET.get("mark", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    mark = access.readable_annotation(request.user, int(key))
    if mark.revision.article_id != article.pk:
        raise Http404
    return mark

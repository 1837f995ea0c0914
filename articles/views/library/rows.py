"""The rows of the library: each article with how it stands and who has it open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from articles.access import Person
from articles.models import Annotation, Article
from articles.views.desk.present import present_in, who_is_here

Review = Article.Review


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the library; flags are counted from the first verdict on."""

    article: Article
    presence: str
    open_flags: int


def rows(articles: Iterable[Article], user: Person) -> list[Row]:
    """The library's rows; two queries however many articles there are."""
    shown = list(articles)
    present = defaultdict(list)
    for one in present_in([article.pk for article in shown], user):
        present[one.article_id].append(one)
    flags = _open_flags([article for article in shown if article.review != Review.UNREVIEWED])
    return [
        Row(article, who_is_here(present[article.pk]), flags.get(article.current_id or 0, 0))
        for article in shown
    ]


def _open_flags(articles: list[Article]) -> dict[int, int]:
    """How many flags are open in each current revision."""
    revisions = [article.current_id for article in articles if article.current_id]
    flags = Annotation.objects.open_flags().filter(revision__in=revisions)
    return dict(flags.order_by().values_list("revision").annotate(Count("pk")))

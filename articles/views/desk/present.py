"""Who else has an article open just now, in words."""

from collections.abc import Iterable

from articles.access import Person
from articles.models import Article, Presence
from articles.services import presence

# More of them are counted, not named.
MOST_NAMES = 3


def on_page(article: Article, user: Person) -> str:
    """Who else has the article open just now, in words; empty where nobody has."""
    return who_is_here(present_in([article.pk], user))


def present_in(articles: Iterable[int], user: Person) -> list[Presence]:
    here = Presence.objects.filter(article__in=articles, seen__gte=presence.since())
    others = here.exclude(user=user.pk).filter(user__is_active=True)
    return list(others.select_related("user").order_by("user__username"))


def who_is_here(present: list[Presence]) -> str:
    """Editors review, analysts read: "alice and carol are reviewing this; bob is reading it"."""
    editors = [one.user.get_username() for one in present if one.user.is_editor]
    readers = [one.user.get_username() for one in present if not one.user.is_editor]
    says = []
    if editors:
        says.append(f"{_and(editors)} {_are(editors)} reviewing this")
    if readers:
        says.append(f"{_and(readers)} {_are(readers)} reading {'it' if editors else 'this'}")
    return "; ".join(says)


def _and(names: list[str]) -> str:
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"]
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _are(names: list[str]) -> str:
    return "are" if len(names) > 1 else "is"

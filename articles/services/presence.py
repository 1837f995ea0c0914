"""Who has an article open just now: pages say so again and again, and fall silent when closed."""

from datetime import datetime, timedelta

from django.utils import timezone

from articles.models import Article, Presence, User

# A page is heard of every 20 seconds; one that is missed twice is gone.
SILENT_AFTER = timedelta(seconds=45)


def since(now: datetime | None = None) -> datetime:
    """Who was last seen before this is not there any more."""
    return (now or timezone.now()) - SILENT_AFTER


def seen(article: Article, *, user: User, now: datetime | None = None) -> None:
    """Note that this person's page is open; sweeps out all who have fallen silent."""
    now = now or timezone.now()
    Presence.objects.filter(seen__lt=since(now)).delete()
    Presence.objects.update_or_create(article=article, user=user, defaults={"seen": now})


def left(article: Article, *, user: User) -> None:
    """The page was closed; another one of the same person speaks up again within 20 seconds."""
    Presence.objects.filter(article=article, user=user).delete()

"""Writes the log of what happened."""

from typing import Any

from articles.models import Article, Event, User


def record(
    action: Event.Action,
    *,
    label: str,
    actor: User | None = None,
    article: Article | None = None,
    **detail: Any,
) -> Event:
    """Add one event; call it inside the transaction that it reports."""
    return Event.objects.create(
        action=action, label=label[:500], actor=actor, article=article, detail=detail
    )

"""Rows that can be added and read, never changed or removed."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

REFUSED = "the log is append-only"


class AppendOnly(Exception):
    """Raised on any attempt to change or remove what the log holds."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows are created one by one or in bulk; every other way of writing is refused."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly(REFUSED)

    def delete(self) -> NoReturn:
        raise AppendOnly(REFUSED)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(REFUSED)

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(REFUSED)

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        """As ever, but not over rows that are there: the fourth argument asks for that."""
        if kwargs.get("update_conflicts") or any(args[3:4]):
            raise AppendOnly(REFUSED)
        return super().bulk_create(*args, **kwargs)

    def _raw_delete(self, using: str | None) -> NoReturn:
        """What Django itself calls when something above the row is deleted with all it holds."""
        raise AppendOnly(REFUSED)


class AppendOnlyModel(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly(REFUSED)
        super().save(*args, **kwargs)

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """What `save` comes down to; fixtures and parents of tables call it by itself."""
        if self.pk is not None:
            raise AppendOnly(REFUSED)
        super().save_base(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(REFUSED)

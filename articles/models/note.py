"""Notes that people leave for each other on an article or a mark, and who is mentioned in them."""

from django.conf import settings
from django.db import models

from articles.models.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Note(AppendOnlyModel):
    """On one mark, or on the article as a whole where there is none."""

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="notes")
    annotation = models.ForeignKey(
        "Annotation", null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    text = models.TextField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text


class Mention(models.Model):
    """Somebody's name in a note; `read` is when they opened it."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="mentions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentions"
    )
    read = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["note", "user"], name="mentioned_once_in_a_note"),
        )
        indexes = (models.Index(fields=["user", "read"]),)

    def __str__(self) -> str:
        return f"@{self.user}"

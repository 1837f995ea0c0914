"""What an editor found to source a statement: a link, a document or a note. Never changed."""

from django.db import models
from django.db.models import Q

from articles.models.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Evidence(AppendOnlyModel):
    class Kind(models.TextChoices):
        LINK = "link", "Link"
        DOCUMENT = "document", "Document"
        NOTE = "note", "Note"

    annotation = models.ForeignKey("Annotation", on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind)
    link = models.URLField(max_length=2000, blank=True)
    document = models.FileField(upload_to="evidence/%Y/%m", blank=True)
    document_name = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name_plural = "evidence"
        constraints = (
            models.CheckConstraint(
                condition=(Q(kind="link") & ~Q(link=""))
                | (Q(kind="document") & ~Q(document=""))
                | (Q(kind="note") & ~Q(words="")),
                name="evidence_is_not_empty",
            ),
        )

    def __str__(self) -> str:
        return self.link or self.document_name or self.words

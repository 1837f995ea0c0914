"""What editors decided about marks: a log that only ever grows."""

from django.db import models

from articles.models.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Decision(AppendOnlyModel):
    class Action(models.TextChoices):
        ADDED = "added", "added"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"
        REOPENED = "reopened", "reopened"

    class Why(models.TextChoices):
        CITED_EARLIER = "cited-earlier", "cited earlier"
        COMMON_KNOWLEDGE = "common-knowledge", "common knowledge"
        NOT_A_CLAIM = "not-a-claim", "not a factual claim"
        WRONG_SPAN = "wrong-span", "wrong words"
        WRONG_SPEAKER = "wrong-speaker", "wrong speaker"
        OTHER = "other", "other"

    annotation = models.ForeignKey("Annotation", on_delete=models.PROTECT, related_name="decisions")
    action = models.CharField(max_length=10, choices=Action)
    why = models.CharField(max_length=20, choices=Why, blank=True)
    note = models.TextField(blank=True)
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    # Empty where the page showed no number; part of the log, so never worked out afterwards.
    shown_confidence = models.FloatField(null=True)
    pipeline = models.CharField(max_length=80, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.action} {self.annotation_id}"

"""What editors decided about marks: a log that only ever grows."""

from typing import Any, Self

from django.db import models

from articles.models.append_only import AppendOnlyModel, AppendOnlyQuerySet


class DecisionQuerySet(AppendOnlyQuerySet):
    def standing(self) -> Self:
        """Those that changed something and were not taken back."""
        return self.exclude(before={}).exclude(action="undone").filter(undone_by__isnull=True)


class Decision(AppendOnlyModel):
    """`before` and `after` hold the fields that it changed, so that it can be taken back."""

    class Action(models.TextChoices):
        ADDED = "added", "added"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"
        REOPENED = "reopened", "reopened"
        CORRECTED = "corrected", "corrected"
        NEEDS_SOURCE = "needs-source", "asked for a source for"
        SOURCED = "sourced", "found a source for"
        WITHDRAWN = "withdrawn", "withdrew"
        ASSIGNED = "assigned", "assigned"
        UNDONE = "undone", "took back a decision on"
        CARRIED = "carried", "carried over to the corrected text"
        REATTACHED = "reattached", "attached again"

    class Why(models.TextChoices):
        CITED_EARLIER = "cited-earlier", "cited earlier"
        COMMON_KNOWLEDGE = "common-knowledge", "common knowledge"
        NOT_A_CLAIM = "not-a-claim", "not a factual claim"
        WRONG_SPAN = "wrong-span", "wrong words"
        WRONG_SPEAKER = "wrong-speaker", "wrong speaker"
        OTHER = "other", "other"

    annotation = models.ForeignKey("Annotation", on_delete=models.PROTECT, related_name="decisions")
    action = models.CharField(max_length=20, choices=Action)
    why = models.CharField(max_length=20, choices=Why, blank=True)
    note = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    # Empty where the page showed no number; part of the log, so never worked out afterwards.
    shown_confidence = models.FloatField(null=True)
    pipeline = models.CharField(max_length=80, blank=True)
    batch = models.UUIDField(
        null=True, db_index=True, help_text="Of decisions made in one go, to take them back as one"
    )
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.action} {self.annotation_id}"

    def changes(self) -> list[tuple[str, Any, Any]]:
        """(field, before, after) of each field that it changed."""
        return [(field, self.before.get(field), value) for field, value in self.after.items()]

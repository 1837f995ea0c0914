"""A mark on a revision's text, found by the machine or added by an editor."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.nlp.confidence import is_calibrated


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def in_text_order(self) -> Self:
        """Outer marks come before the ones that they hold."""
        return self.order_by("start", "-end", "pk")

    def shown(self) -> Self:
        return self.filter(detached=False)


class Annotation(models.Model):
    """Offsets are half-open code points; `exact` is always `revision.text[start:end]`.

    `verdict` is the current one; every change of it is a Decision.
    """

    class Kind(models.TextChoices):
        QUOTE = "quote", "Quotation"
        CLAIM = "claim", "Claim"
        DEFECT = "defect", "Defect"

    class Origin(models.TextChoices):
        MACHINE = "machine", "Machine"
        EDITOR = "editor", "Editor"

    class Verdict(models.TextChoices):
        OPEN = "open", "Not decided"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="annotations")
    origin = models.CharField(max_length=10, choices=Origin)
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=40, help_text="Form of a quote, label of a claim or defect")
    type = models.CharField(max_length=40, blank=True, help_text="What sort of claim")

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    spans = models.JSONField(default=list, help_text="[[start, end], ...] of its pieces, in order")
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)

    cue = models.JSONField(null=True, blank=True)
    source_start = models.PositiveIntegerField(null=True, blank=True)
    source_end = models.PositiveIntegerField(null=True, blank=True)
    source_text = models.TextField(blank=True)
    source_type = models.CharField(max_length=20, blank=True)
    source_name = models.CharField(max_length=300, blank=True)

    confidence = models.FloatField(null=True, help_text="Empty for an editor's mark")
    confidences = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    checks = models.JSONField(
        default=list, blank=True, help_text="The desk's questions to a vague source, answered"
    )
    pipeline = models.CharField(max_length=80, blank=True)

    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    detached = models.BooleanField(
        default=False, help_text="Decided on, but a later annotation no longer found it"
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes, to compare on update"
    )
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made = models.DateTimeField(auto_now_add=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mark_is_not_empty"),
            models.CheckConstraint(
                condition=Q(origin="editor", made_by__isnull=False) | Q(origin="machine"),
                name="an_editors_mark_has_an_editor",
            ),
            models.UniqueConstraint(
                fields=["revision", "kind", "label", "start", "end"],
                condition=Q(origin="editor"),
                name="an_editors_mark_stands_once",
            ),
        )
        indexes = (models.Index(fields=["revision", "start"]),)

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"

    @property
    def is_machine(self) -> bool:
        return self.origin == self.Origin.MACHINE

    @property
    def is_calibrated(self) -> bool:
        """May its number be shown? An editor's mark has none."""
        codes = [reason["code"] for reason in self.reasons]
        return self.confidence is not None and is_calibrated(self.kind, self.type, codes)

    @property
    def speaker(self) -> str:
        """The resolved name, or else the words that the text itself gives."""
        return self.source_name or self.source_text

"""How the shown numbers follow from the model's: refitted to the newsroom's own verdicts."""

from django.db import models

from articles.models.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Calibration(AppendOnlyModel):
    """The newest of a kind is in force; the method "shipped" leaves the model's numbers alone."""

    class Method(models.TextChoices):
        SHIPPED = "shipped", "as shipped"
        ISOTONIC = "isotonic", "isotonic regression"
        PLATT = "platt", "Platt scaling"

    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    method = models.CharField(max_length=10, choices=Method)
    parameters = models.JSONField(default=dict)
    verdicts = models.PositiveIntegerField(default=0, help_text="How many it was fitted to")
    holdout = models.PositiveIntegerField(default=0, help_text="How many it was tried on")
    brier_before = models.FloatField(null=True)
    brier_after = models.FloatField(null=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "version")
        constraints = (
            models.UniqueConstraint(fields=["kind", "version"], name="calibration_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.version}: {self.method}"

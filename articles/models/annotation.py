"""A mark on a revision's text, found by the machine or added by an editor."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.nlp.confidence import SURE, is_calibrated

# Labels that a flag may not have: a loaded word is a hint to a reader, nothing to be sourced.
NO_FLAGS = frozenset({"loaded-words"})
# Undecided, found by the machine or an editor, and likely enough to be shown to everybody.
LIKELY = (
    Q(verdict="open")
    & ~Q(origin="sample")
    & (Q(probability__isnull=True) | Q(probability__gte=SURE) | ~Q(kind="claim"))
)


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def in_text_order(self) -> Self:
        """Outer marks come before the ones that they hold."""
        return self.order_by("start", "-end", "pk")

    def shown(self, *, asked: str | None = None) -> Self:
        """What stands in the text; a random sentence only once an editor has flagged it, or where
        it is asked for by its key."""
        is_key = asked is not None and asked.isascii() and asked.isdigit() and len(asked) < 19
        hidden = (
            Q(origin="sample") & ~Q(verdict="accepted") & ~Q(pk=int(asked or 0) if is_key else 0)
        )
        return self.filter(detached=False).exclude(hidden)

    def touched(self) -> Self:
        """What a person has worked on: never dropped, whatever the machine finds later."""
        return self.filter(Q(decisions__isnull=False) | Q(notes__isnull=False)).distinct()

    def flags(self) -> Self:
        """What is followed until it is settled; quotations are no flags."""
        return self.filter(kind__in=("claim", "defect")).exclude(label__in=NO_FLAGS)

    def open_flags(self) -> Self:
        """Flags that still ask for something: undecided ones that are likely enough to be shown to
        everybody, and accepted ones that are neither sourced nor withdrawn."""
        return self._unsettled().filter(Q(verdict="accepted") | LIKELY)

    def waiting(self) -> Self:
        """What the queue holds: the open flags of the articles as they stand now, and among them
        the random sentences that nobody has judged yet."""
        sample = Q(verdict="open", origin="sample")
        waiting = self._unsettled().filter(Q(verdict="accepted") | LIKELY | sample)
        return waiting.filter(revision__current_of__isnull=False)

    def doubtful_quotes(self) -> Self:
        """Undecided quotations, as articles stand now, whose speaker is more likely wrong than
        right."""
        quotes = self.filter(kind="quote", verdict="open", origin="machine", detached=False)
        return quotes.filter(revision__current_of__isnull=False, confidences__source__lt=0.5)

    def _unsettled(self) -> Self:
        return self.flags().filter(detached=False, state__in=("open", "needs-source"))


class Annotation(models.Model):
    """Offsets are half-open code points; `exact` is always `revision.text[start:end]`.

    `verdict` says whether the mark holds, `state` how far a flag that holds has got; every change
    of either is a Decision.
    """

    class Kind(models.TextChoices):
        QUOTE = "quote", "Quotation"
        CLAIM = "claim", "Claim"
        DEFECT = "defect", "Defect"

    class Origin(models.TextChoices):
        MACHINE = "machine", "Machine"
        EDITOR = "editor", "Editor"
        SAMPLE = "sample", "Random sentence, to find out what the machine misses"

    class Verdict(models.TextChoices):
        OPEN = "open", "Not decided"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        NEEDS_SOURCE = "needs-source", "Needs a source"
        SOURCED = "sourced", "Sourced"
        WITHDRAWN = "withdrawn", "Withdrawn"

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

    confidence = models.FloatField(
        null=True, help_text="As the model gave it; empty for an editor's mark"
    )
    probability = models.FloatField(
        null=True, help_text="As it is shown: the confidence, or what verdicts have made of it"
    )
    confidences = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    checks = models.JSONField(
        default=list, blank=True, help_text="The desk's questions to a vague source, answered"
    )
    pipeline = models.CharField(max_length=80, blank=True)

    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assigned_marks",
    )
    detached = models.BooleanField(
        default=False,
        help_text="Decided on, but a later annotation or revision no longer holds it",
    )
    carried_from = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_to",
        help_text="The same mark on an earlier revision",
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
                condition=Q(origin="editor", made_by__isnull=False)
                | Q(origin__in=["machine", "sample"]),
                name="an_editors_mark_has_an_editor",
            ),
            models.UniqueConstraint(
                fields=["revision", "kind", "label", "start", "end"],
                condition=Q(origin="editor"),
                name="an_editors_mark_stands_once",
            ),
        )
        indexes = (
            models.Index(fields=["revision", "start"]),
            models.Index(fields=["kind", "verdict", "state"]),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"

    @property
    def is_machine(self) -> bool:
        return self.origin != self.Origin.EDITOR

    @property
    def is_calibrated(self) -> bool:
        """May its number be shown? An editor's mark has none."""
        codes = [reason["code"] for reason in self.reasons]
        return self.probability is not None and is_calibrated(self.kind, self.type, codes)

    @property
    def is_flag(self) -> bool:
        return self.kind in {self.Kind.CLAIM, self.Kind.DEFECT} and self.label not in NO_FLAGS

    def lineage(self) -> list[int]:
        """The keys of this mark and of those it was carried from, the newest first."""
        keys, earlier = [self.pk], self.carried_from_id
        while earlier is not None:
            keys.append(earlier)
            earlier = Annotation.objects.values_list("carried_from_id", flat=True).get(pk=earlier)
        return keys

    @property
    def speaker(self) -> str:
        """The resolved name, or else the words that the text itself gives."""
        return self.source_name or self.source_text

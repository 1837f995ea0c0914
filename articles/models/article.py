"""An article and its revisions; the text of a revision never changes once stored."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class ArticleQuerySet(models.QuerySet["Article"]):
    def for_library(self) -> Self:
        """Newest first, each with its current revision, less the long texts."""
        return (
            self.select_related("current", "assignee")
            .defer("current__text", "current__sentences")
            .order_by("-added", "-pk")
        )


class Article(models.Model):
    """`review` is how far editors have got with it; `version` counts changes of what they share."""

    class Review(models.TextChoices):
        UNREVIEWED = "unreviewed", "Unreviewed"
        IN_REVIEW = "in-review", "In review"
        NEEDS_SOURCING = "needs-sourcing", "Needs sourcing"
        CLEARED = "cleared", "Cleared"

    title = models.CharField(max_length=500)
    byline = models.CharField(max_length=300, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True, blank=True)
    digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the first revision's text"
    )
    current = models.OneToOneField(
        "Revision", null=True, on_delete=models.PROTECT, related_name="current_of"
    )
    review = models.CharField(max_length=20, choices=Review, default=Review.UNREVIEWED)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assigned_articles",
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Counts changes of review and assignee, to compare on update"
    )
    added = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["-added", "-id"]),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def revision(self) -> "Revision":
        """The current revision; every stored article has one."""
        if self.current is None:
            raise ValueError(f"article {self.pk} has no revision")
        return self.current

    @property
    def fetched(self) -> "Revision | None":
        """The latest revision that came from an address; none where no revision did."""
        current = self.revision
        if current.address or current.number == 1:
            return current if current.address else None
        return self.revisions.exclude(address="").order_by("-number").first()


class RevisionQuerySet(models.QuerySet["Revision"]):
    def expired(self, now: datetime) -> Self:
        """Revisions whose worker has not been heard of for the length of its lease."""
        return self.filter(state=Revision.State.ANNOTATING, lease_expires__lt=now)


class Revision(models.Model):
    """One state of an article's text, and how far the annotator has got with it.

    Offsets everywhere are half-open code points into `text`.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Queued"
        ANNOTATING = "annotating", "Annotating"
        ANNOTATED = "annotated", "Annotated"
        FAILED = "failed", "Failed"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    words = models.PositiveIntegerField()
    language = models.CharField(max_length=10, blank=True)
    left_out = models.JSONField(
        default=list, help_text="What the file held that is not in the text"
    )

    original = models.FileField(upload_to="%Y/%m")
    original_name = models.CharField(max_length=300)
    original_digest = models.CharField(max_length=64, db_index=True)
    address = models.CharField(
        max_length=2000, blank=True, db_index=True, help_text="Where the page was fetched from"
    )
    canonical_address = models.CharField(
        max_length=2000, blank=True, help_text="The address that the page gives as its own"
    )
    added = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    failure = models.TextField(blank=True)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent of the text parsed")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_expires = models.DateTimeField(null=True)
    pipeline = models.CharField(max_length=80, blank=True)
    annotated = models.DateTimeField(null=True)
    sentences = models.JSONField(default=list)
    tally = models.JSONField(default=dict, help_text="Sentences by sourcing, marks by kind")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(state="annotating", lease_token__isnull=False)
                | (~Q(state="annotating") & Q(lease_token__isnull=True)),
                name="only_annotating_holds_a_lease",
            ),
        )
        indexes = (models.Index(fields=["state", "lease_expires"]),)

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"

    @property
    def is_pending(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.ANNOTATING}

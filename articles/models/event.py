"""What happened to articles and people: a log that only ever grows."""

from django.db import models

from articles.models.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Event(AppendOnlyModel):
    """`label` names the object in words that outlive it; an empty actor is the program itself."""

    class Action(models.TextChoices):
        ARTICLE_ADDED = "article.added", "added the article"
        ARTICLE_CORRECTED = "article.corrected", "corrected the article's details"
        ARTICLE_RETRIED = "article.retried", "asked for another attempt"
        ARTICLE_ANNOTATED = "article.annotated", "annotated the article"
        ARTICLE_FAILED = "article.failed", "could not annotate the article"
        REVISION_ADDED = "article.revised", "added a corrected version"
        REVIEW_CHANGED = "article.review", "changed the state of the article"
        ARTICLE_ASSIGNED = "article.assigned", "assigned the article"
        NOTE_ADDED = "note.added", "left a note"
        ADDRESS_FETCHED = "address.fetched", "asked for the page at an address"
        REFITTED = "calibration.refitted", "refitted the shown numbers"
        REFIT_UNDONE = "calibration.undone", "went back to the shipped numbers"
        PERSON_INVITED = "person.invited", "was invited"
        PASSWORD_SET = "person.password", "set a password"
        PERSON_SIGNED_IN = "person.signed-in", "signed in by link"

    action = models.CharField(max_length=30, choices=Action)
    article = models.ForeignKey(
        "Article", null=True, on_delete=models.PROTECT, related_name="events"
    )
    label = models.CharField(max_length=500)
    detail = models.JSONField(default=dict)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.action}: {self.label}"

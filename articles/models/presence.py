"""Who has an article open just now, so that two people do not work on it unawares."""

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """`seen` is when that person's page was last heard of."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["article", "user"], name="present_once_in_an_article"),
        )

    def __str__(self) -> str:
        return f"{self.user} at {self.article_id}"

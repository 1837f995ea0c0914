"""People and the one-time links by which they first come in."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An analyst reads; an editor also decides on marks."""

    class Role(models.TextChoices):
        ANALYST = "analyst", "Analyst"
        EDITOR = "editor", "Editor"

    role = models.CharField(max_length=10, choices=Role, default=Role.ANALYST)

    @property
    def is_editor(self) -> bool:
        return self.role == self.Role.EDITOR


class SignInLink(models.Model):
    """A link that signs one person in once; only the hash of its token is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"sign-in link for {self.user}"

    def is_open(self, now: datetime) -> bool:
        return self.used is None and self.expires > now and self.user.is_active

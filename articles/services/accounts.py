"""Lets people in: one-time sign-in links, of which only the hash is stored."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import Event, SignInLink, User
from articles.services import auditing


def invite(username: str, *, role: str | None = None) -> User:
    """The person of that name; without a role a known person keeps theirs, a new one reads.

    A new person has no password until they set it. Raises ValidationError for a bad name.
    """
    with transaction.atomic():
        user = User.objects.filter(username=username).first() or User(username=username)
        if user.pk and role in (None, user.role):
            return user
        if not user.pk:
            user.set_unusable_password()
        user.role = role or user.role
        user.full_clean()
        user.save()
        auditing.record(Event.Action.PERSON_INVITED, label=username, role=user.role)
    return user


def set_password(user: User, password: str) -> None:
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        auditing.record(Event.Action.PASSWORD_SET, label=user.get_username(), actor=user)


def sign_in_token(user: User) -> str:
    """A token that signs `user` in once, within SIGN_IN_LINK_HOURS."""
    token = secrets.token_urlsafe(24)
    expires = timezone.now() + timedelta(hours=settings.SIGN_IN_LINK_HOURS)
    SignInLink.objects.create(user=user, token_hash=_hash(token), expires=expires)
    return token


def open_link(token: str) -> SignInLink | None:
    """The link behind a token if it can still be used."""
    link = SignInLink.objects.select_related("user").filter(token_hash=_hash(token)).first()
    return link if link is not None and link.is_open(timezone.now()) else None


def redeem(link: SignInLink) -> bool:
    """Use the link up; false if another request was faster."""
    with transaction.atomic():
        won = SignInLink.objects.filter(pk=link.pk, used=None).update(used=timezone.now())
        if won:
            name = link.user.get_username()
            auditing.record(Event.Action.PERSON_SIGNED_IN, label=name, actor=link.user)
    return bool(won)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

"""One-time sign-in links."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import SignInLink, User
from articles.services import accounts

pytestmark = pytest.mark.django_db


def test_a_link_works_once() -> None:
    token = accounts.sign_in_token(accounts.invite("alice", role=User.Role.EDITOR))
    link = accounts.open_link(token)
    assert link and accounts.redeem(link)
    assert not accounts.redeem(link)
    assert accounts.open_link(token) is None


def test_only_the_hash_of_a_token_is_stored() -> None:
    token = accounts.sign_in_token(accounts.invite("alice", role=User.Role.EDITOR))
    assert token not in SignInLink.objects.get().token_hash


def test_a_link_expires() -> None:
    token = accounts.sign_in_token(accounts.invite("alice", role=User.Role.EDITOR))
    SignInLink.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert accounts.open_link(token) is None


def test_a_disabled_person_cannot_use_a_link() -> None:
    user = accounts.invite("alice", role=User.Role.EDITOR)
    token = accounts.sign_in_token(user)
    User.objects.update(is_active=False)
    assert accounts.open_link(token) is None


@pytest.mark.parametrize("name", ["", "x" * 151, "two words"])
def test_a_bad_name_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        accounts.invite(name)


def test_an_invited_person_has_no_password_and_keeps_one_they_set() -> None:
    user = accounts.invite("alice", role=User.Role.ANALYST)
    assert not user.has_usable_password()
    user.set_password("correct horse battery")
    user.save()
    again = accounts.invite("alice", role=User.Role.EDITOR)
    assert accounts.invite("alice").is_editor
    assert (again.is_editor, again.has_usable_password()) == (True, True)

"""Signing in."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Event, User
from articles.services import accounts
from tests.factories import make_user


@pytest.fixture
def link(db: None) -> str:
    user = accounts.invite("alice", role=User.Role.EDITOR)
    return reverse("sign-in-link", args=[accounts.sign_in_token(user)])


def test_a_link_signs_in_once_by_its_button(stranger: Client, link: str) -> None:
    assert "alice" in stranger.get(link).content.decode()
    assert stranger.get(reverse("library")).status_code == 302
    assert stranger.post(link)["Location"] == reverse("library")
    assert stranger.get(reverse("library")).status_code == 200
    assert Client().post(link).status_code == 410
    assert Client().get(link).status_code == 410


def test_a_person_sets_a_password_and_signs_in_with_it(stranger: Client, link: str) -> None:
    stranger.post(link)
    new = {"new_password1": "seven grey herons", "new_password2": "seven grey herons"}
    assert stranger.post(reverse("password"), new).status_code == 302
    given = {"username": "alice", "password": "seven grey herons"}
    assert Client().post(reverse("sign-in"), given)["Location"] == reverse("library")


def test_whoever_has_a_password_must_know_it_to_change_it(analyst: Client) -> None:
    new = {"new_password1": "seven grey herons", "new_password2": "seven grey herons"}
    assert analyst.post(reverse("password"), new).status_code == 422
    known = {"old_password": "correct horse battery", **new}
    assert analyst.post(reverse("password"), known).status_code == 302
    assert Event.objects.get().action == Event.Action.PASSWORD_SET


def test_a_weak_password_is_refused(stranger: Client, link: str) -> None:
    stranger.post(link)
    weak = {"new_password1": "password", "new_password2": "password"}
    assert stranger.post(reverse("password"), weak).status_code == 422


def test_guessing_is_slowed_down_where_it_happens_and_nowhere_else(db: None) -> None:
    make_user("alice")
    wrong = {"username": "alice", "password": "guess"}
    right = {"username": "alice", "password": "correct horse battery"}
    guesser, owner = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")
    codes = [guesser.post(reverse("sign-in"), wrong).status_code for _ in range(6)]
    assert codes[-1] == 429
    assert "Too many wrong passwords" in guesser.post(reverse("sign-in"), wrong).content.decode()
    assert guesser.post(reverse("sign-in"), right).status_code == 429
    assert owner.post(reverse("sign-in"), right).status_code == 302


def test_signing_out_ends_the_session(analyst: Client) -> None:
    analyst.post(reverse("sign-out"))
    assert analyst.get(reverse("library")).status_code == 302

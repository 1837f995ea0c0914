"""Inviting people from the command line."""

import io

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import User


@pytest.mark.django_db
def test_it_prints_a_link_that_signs_in() -> None:
    out = io.StringIO()
    call_command("invite", "dana", "--role", "editor", stdout=out)
    path = "/" + out.getvalue().strip().split("/", 3)[3]
    client = Client()
    assert "dana" in client.get(path).content.decode()
    client.post(path)
    assert client.get("/").status_code == 200
    assert User.objects.get(username="dana").is_editor

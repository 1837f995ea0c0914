"""The cast: Alice edits, Bob only reads, Charlie is a stranger."""

import pytest
from django.test import Client

from articles.models import Article, User
from tests.factories import make_article, make_user


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice", role=User.Role.EDITOR)


@pytest.fixture
def bob(db: None) -> User:
    return make_user("bob")


@pytest.fixture
def editor(alice: User) -> Client:
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def analyst(bob: User) -> Client:
    client = Client()
    client.force_login(bob)
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    return Client()


@pytest.fixture
def article(db: None) -> Article:
    return make_article()

"""The cast: Alice edits, Bob only reads, Charlie is a stranger."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from articles.models import Article, User
from articles.services import by_address
from tests.factories import make_article, make_user
from tests.ingest.serving import Site, serving


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


@pytest.fixture
def site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web site on this machine, in place of the internet: harbour.example."""
    with serving() as site:
        settings.FETCH_PORTS = [site.port]
        monkeypatch.setattr(by_address, "_internet", site.internet)
        yield site

"""Who has an article open just now."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Presence, User
from articles.services import presence
from articles.views.desk.present import on_page, who_is_here
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_a_page_that_is_open_is_one_row(article: Article, bob: User) -> None:
    now = timezone.now()
    presence.seen(article, user=bob, now=now)
    presence.seen(article, user=bob, now=now + timedelta(seconds=20))
    assert Presence.objects.get().seen == now + timedelta(seconds=20)


def test_others_see_it_until_it_falls_silent(article: Article, alice: User, bob: User) -> None:
    now = timezone.now()
    presence.seen(article, user=bob, now=now - timedelta(seconds=44))
    assert on_page(article, alice) == "bob is reading this"
    presence.seen(article, user=bob, now=now - timedelta(seconds=46))
    assert on_page(article, alice) == ""


def test_nobody_is_told_of_themselves_or_of_other_articles(article: Article, bob: User) -> None:
    other = make_article("Another\n\nText.")
    presence.seen(article, user=bob)
    assert on_page(article, bob) == ""
    assert on_page(other, make_user("dana")) == ""


def test_a_page_that_was_closed_is_gone_at_once(article: Article, alice: User, bob: User) -> None:
    presence.seen(article, user=bob)
    presence.left(article, user=bob)
    assert on_page(article, alice) == ""


def test_rows_of_the_silent_are_swept_out(article: Article, alice: User, bob: User) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    presence.seen(make_article("Another\n\nText."), user=bob, now=long_ago)
    presence.seen(article, user=alice)
    assert Presence.objects.get().user == alice


@pytest.mark.parametrize(
    ("editors", "analysts", "says"),
    [
        ([], [], ""),
        (["alice"], [], "alice is reviewing this"),
        ([], ["bob"], "bob is reading this"),
        (["alice", "carol"], ["bob"], "alice and carol are reviewing this; bob is reading it"),
        ([], ["bob", "dan", "eve"], "bob, dan and eve are reading this"),
        ([], ["bob", "dan", "eve", "flo", "gus"], "bob, dan and 3 others are reading this"),
    ],
)
def test_it_is_said_in_words(
    article: Article, editors: list[str], analysts: list[str], says: str
) -> None:
    people = [make_user(name, role="editor") for name in editors]
    people += [make_user(name) for name in analysts]
    now = timezone.now()
    present = [Presence(article=article, user=person, seen=now) for person in people]
    assert who_is_here(present) == says

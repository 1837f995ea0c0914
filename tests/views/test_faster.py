"""Two editors at one mark: the second is told who was faster and loses no word."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Annotation, Article, Decision, Revision, User
from articles.services import reviewing
from articles.services.reviewing import Ruling
from tests.factories import make_mark, make_quote, make_user

HTMX = {"HX-Request": "true"}
ACCEPT = Ruling(Annotation.Verdict.ACCEPTED)
TYPED = "Typed with care."
# Every way to change one mark, with the words that the slower editor had written.
POSTS: dict[str, dict[str, str]] = {
    "verdict": {"verdict": "rejected", "why": "other", "note": TYPED},
    "undo": {},
    "correct-words": {"words": "has doubled"},
    "correct-speaker": {"name": TYPED, "kind": "person"},
    "flag-state": {"step": "withdraw", "reason": TYPED},
    "flag-assignee": {"assignee": ""},
    "add-evidence": {"words": TYPED},
}


@pytest.fixture
def carol(db: None) -> User:
    return make_user("carol", role="editor")


def mark_for(name: str, article: Article) -> Annotation:
    if name == "correct-speaker":
        return make_quote(article, "“The bridge is safe,”", speaker="Ruth Okafor")
    return make_mark(article, "Traffic has doubled since May.")


@pytest.mark.parametrize("headers", [HTMX, {}])
@pytest.mark.parametrize("name", POSTS)
def test_the_second_is_told_and_keeps_what_was_typed(
    editor: Client, article: Article, carol: User, name: str, headers: dict[str, str]
) -> None:
    mark = mark_for(name, article)
    reviewing.decide(mark, ACCEPT, user=carol, seen=1)
    given = {**POSTS[name], "seen": "1"}
    response = editor.post(reverse(name, args=[mark.pk]), given, headers=headers)
    page = response.content.decode()
    assert response.status_code == 409
    assert "carol accepted it at " in page and "what you wrote is kept" in page
    if TYPED in POSTS[name].values():
        assert TYPED in page
    mark.refresh_from_db()
    assert (mark.verdict, mark.version) == ("accepted", 2)
    assert Decision.objects.count() == 1


def told(editor: Client, mark: Annotation, seen: int) -> str:
    given: dict[str, Any] = {"verdict": "rejected", "why": "wrong-span", "seen": seen}
    response = editor.post(reverse("verdict", args=[mark.pk]), given, headers=HTMX)
    assert response.status_code == 409
    return response.content.decode()


def test_what_was_not_today_comes_with_its_day(
    editor: Client, article: Article, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = mark_for("verdict", article)
    with monkeypatch.context() as clock:
        clock.setattr("django.utils.timezone.now", lambda: _at(2026, 3, 1))
        reviewing.decide(mark, ACCEPT, user=carol, seen=1)
    assert "carol accepted it on 1 March 2026, 14:02" in told(editor, mark, seen=1)


def _at(year: int, month: int, day: int) -> Any:
    return datetime(year, month, day, 14, 2, tzinfo=timezone.get_default_timezone())


def test_it_may_have_been_the_annotator(editor: Client, article: Article, carol: User) -> None:
    mark = mark_for("verdict", article)
    reviewing.decide(mark, ACCEPT, user=carol, seen=1)
    Annotation.objects.update(version=3)
    Revision.objects.update(annotated=timezone.now() + timedelta(seconds=1))
    page = told(editor, mark, seen=2)
    assert "The text was annotated anew." in page and "carol accepted it at" not in page


@pytest.mark.parametrize("name", ["flag-state", "add-evidence"])
def test_words_are_kept_also_where_their_form_is_gone(
    editor: Client, article: Article, carol: User, name: str
) -> None:
    mark = mark_for(name, article)
    reviewing.decide(mark, ACCEPT, user=carol, seen=1)
    no = Ruling(Annotation.Verdict.REJECTED, why="common-knowledge")
    reviewing.decide(mark, no, user=carol, seen=2)
    given = {**POSTS[name], "seen": "2"}
    response = editor.post(reverse(name, args=[mark.pk]), given, headers=HTMX)
    assert response.status_code in {409, 422}
    assert f"What you wrote: “{TYPED}”" in response.content.decode()

"""How articles come in."""

from datetime import date
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from articles.ingest.document import IngestError
from articles.models import Article, Event, Revision, User
from articles.services import ingesting

STORY = "Harbour reopens\n\nBy Ann Reyes\n\nThe harbour reopened on Monday, officials said.\n" * 3


def add(text: str = STORY, *, user: User | None = None) -> ingesting.Added:
    return ingesting.add_file(text.encode(), filename="harbour.txt", user=user)


@pytest.mark.django_db
class TestAddFile:
    def test_it_stores_the_article_the_original_and_a_wake_up(self, alice: User) -> None:
        article = add(user=alice).article
        assert article.title == "Harbour reopens"
        assert article.added_by == alice
        assert article.revision.state == Revision.State.QUEUED
        assert article.revision.original.read() == STORY.encode()
        assert DBTaskResult.objects.get().args_kwargs["args"] == [article.revision.pk]
        assert Event.objects.get().action == Event.Action.ARTICLE_ADDED

    def test_it_recognises_the_same_file(self) -> None:
        first, second = add(), add()
        assert (first.is_new, second.is_new) == (True, False)
        assert first.article == second.article
        assert DBTaskResult.objects.count() == 1

    def test_it_recognises_the_same_text_in_another_encoding(self) -> None:
        first = ingesting.add_file(STORY.encode("utf-8-sig"), filename="a.txt", user=None)
        second = ingesting.add_file(STORY.encode("utf-16"), filename="b.txt", user=None)
        assert second == ingesting.Added(first.article, is_new=False)

    def test_it_stores_nothing_of_a_file_it_cannot_read(self) -> None:
        with pytest.raises(IngestError):
            ingesting.add_file(b"", filename="empty.txt", user=None)
        assert not Article.objects.exists()
        assert not DBTaskResult.objects.exists()

    def test_it_keeps_an_article_in_another_language_but_does_not_queue_it(self) -> None:
        text = (
            "Der Hafen ist wieder offen. Die Stadt hat am Montag alle Sperren aufgehoben, wie "
            "eine Sprecherin der Verwaltung am Abend mitteilte. Die Schiffe fahren wieder, und "
            "auch die Fähren nehmen ihren Betrieb auf, sobald das Wetter es zulässt. "
        ) * 3
        revision = add(text).article.revision
        assert revision.state == Revision.State.FAILED
        assert "another language" in revision.failure
        assert not DBTaskResult.objects.exists()

    def test_it_leaves_no_file_behind_when_the_other_upload_was_faster(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = add().article
        monkeypatch.setattr(ingesting, "_article_with_original", lambda digest: None)
        answers = iter([Article.objects.none(), Article.objects.all()])
        monkeypatch.setattr(Article.objects, "filter", lambda **fields: next(answers))
        folder = Path(first.revision.original.path).parent
        before = sorted(folder.iterdir())
        assert add() == ingesting.Added(first, is_new=False)
        assert sorted(folder.iterdir()) == before


@pytest.mark.django_db
class TestAddPasted:
    def test_it_prefers_what_the_person_says(self, bob: User) -> None:
        details = {"title": "", "byline": "Bo Lind", "outlet": "Herald", "published": None}
        article = ingesting.add_pasted(STORY, details=details, user=bob).article
        assert (article.title, article.byline) == ("Harbour reopens", "Bo Lind")
        assert article.outlet == "Herald"


@pytest.mark.django_db
class TestCorrectDetails:
    def test_it_logs_what_changed(self, article: Article, bob: User) -> None:
        details = {"outlet": "Herald", "published": date(2026, 3, 1)}
        ingesting.correct_details(article, details=details, user=bob)
        event = Event.objects.get()
        assert event.detail["after"] == {"outlet": "Herald", "published": "2026-03-01"}
        assert event.actor == bob

    def test_no_change_writes_nothing(self, article: Article, bob: User) -> None:
        ingesting.correct_details(article, details={"title": article.title}, user=bob)
        assert not Event.objects.exists()

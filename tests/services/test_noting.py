"""Notes, and who is mentioned in them."""

import pytest

from articles.models import AppendOnly, Article, Event, Mention, Note, User
from articles.services import noting
from tests.factories import make_mark, make_user


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[@bob] have a look", ["bob"]),
        ("Ask [@bob].", ["bob"]),
        ("([@bob], [@alice]!)", ["bob", "alice"]),
        ("[@bob]’s figure", ["bob"]),
        ("[@BOB] and [@Alice]", ["bob", "alice"]),
        ("[@ann-marie] wrote", ["ann-marie"]),
        ("[@ann.lee]. Then more", ["ann.lee"]),
        ("[@ann] is another", ["ann"]),
        ("[@ann]-what-not", ["ann"]),
        ("[@Émile] sait", ["émile"]),
        ("line\n[@bob]\nline", ["bob"]),
        ("[@bob] 🌉 [@bob]", ["bob", "bob"]),
        ("@bobby is nobody here", []),
        ("@bob_2 is nobody here", []),
        ("write to desk@bob.example", []),
        ("@@bob", []),
        ("@ bob, bob@ and @", []),
        ("nobody", []),
    ],
)
def test_a_name_behind_an_at_sign_is_a_mention(text: str, found: list[str]) -> None:
    names = ["bob", "alice", "ann", "ann-marie", "ann.lee", "émile"]
    plain = text.replace("[", "").replace("]", "")
    places = list(noting.mention_places(plain, names))
    assert [name for _, _, name in places] == found
    marked = [part.split("]")[0] for part in text.split("[")[1:]]
    assert [plain[start:end] for start, end, _ in places] == marked


def test_of_names_that_differ_in_case_the_one_as_written_is_meant() -> None:
    names = ["bob", "Bob"]
    found = [name for _, _, name in noting.mention_places("@Bob @bob @BOB", names)]
    assert found[:2] == ["Bob", "bob"]


@pytest.mark.django_db
class TestNotes:
    def test_a_note_keeps_its_words_and_its_author(self, article: Article, bob: User) -> None:
        text = "First line.\n\n  <b>Second</b> & last."
        noting.add_note(article, text, user=bob)
        note = Note.objects.get()
        assert (note.text, note.actor, note.annotation) == (text, bob, None)
        event = Event.objects.get()
        assert (event.action, event.actor, event.article) == ("note.added", bob, article)

    def test_a_note_can_be_on_a_mark(self, article: Article, bob: User) -> None:
        mark = make_mark(article, "Traffic has doubled since May.")
        noting.add_note(article, "Since which May?", user=bob, annotation=mark)
        assert mark.notes.get().article == article
        assert Event.objects.get().detail["mark"] == mark.pk

    def test_notes_are_never_changed(self, article: Article, bob: User) -> None:
        note = noting.add_note(article, "So it stays.", user=bob)
        note.text = "Something else."
        with pytest.raises(AppendOnly):
            note.save()
        with pytest.raises(AppendOnly):
            Note.objects.all().delete()

    def test_who_is_mentioned_is_told_once_a_note(
        self, article: Article, alice: User, bob: User
    ) -> None:
        noting.add_note(article, "@Alice, please. @alice? And @bob.", user=bob)
        assert [mention.user for mention in Mention.objects.all()] == [alice]
        assert Event.objects.get().detail["mentions"] == ["alice"]

    def test_who_may_not_sign_in_is_not_mentioned(self, article: Article, bob: User) -> None:
        gone = make_user("dana")
        gone.is_active = False
        gone.save()
        noting.add_note(article, "Ask @dana.", user=bob)
        assert not Mention.objects.exists()

    def test_only_ones_own_mentions_are_marked_read(
        self, article: Article, alice: User, bob: User
    ) -> None:
        noting.add_note(article, "@bob @alice", user=make_user("dana"))
        assert noting.mark_read(Mention.objects.all(), user=alice) == 1
        assert noting.mark_read(Mention.objects.all(), user=alice) == 0
        assert Mention.objects.get(user=alice).read is not None
        assert Mention.objects.get(user=bob).read is None

"""A flag on its way from open to sourced or withdrawn."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Annotation, AppendOnly, Article, Decision, Evidence, User
from articles.services import changing, following, reviewing
from articles.services.changing import StaleMark
from articles.services.following import Found, NoFlag
from articles.services.reviewing import Ruling
from tests.factories import make_mark, make_quote

pytestmark = pytest.mark.django_db
LINK = Found(link="https://roads.example/counts")


@pytest.fixture
def flag(article: Article) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.")


STEPS = {
    "ask": lambda flag, user: following.needs_source(flag, user=user, seen=flag.version),
    "source": lambda flag, user: following.add_evidence(flag, LINK, user=user, seen=flag.version),
    "withdraw": lambda flag, user: following.withdraw(flag, "cut", user=user, seen=flag.version),
    "reopen": lambda flag, user: following.reopen(flag, user=user, seen=flag.version),
}


@pytest.mark.parametrize(
    ("verdict", "state", "step", "after", "logged"),
    [
        ("open", "open", "ask", "needs-source", ["accepted"]),
        ("open", "open", "source", "sourced", ["accepted", "sourced"]),
        ("accepted", "needs-source", "ask", "needs-source", []),
        ("accepted", "needs-source", "source", "sourced", ["sourced"]),
        ("accepted", "needs-source", "withdraw", "withdrawn", ["withdrawn"]),
        ("accepted", "sourced", "ask", "needs-source", ["needs-source"]),
        ("accepted", "sourced", "source", "sourced", ["sourced"]),
        ("accepted", "sourced", "withdraw", "withdrawn", ["withdrawn"]),
        ("accepted", "withdrawn", "reopen", "needs-source", ["reopened"]),
    ],
)
def test_every_step_of_a_flag(
    flag: Annotation, alice: User, verdict: str, state: str, step: str, after: str,
    logged: list[str],
) -> None:  # fmt: skip
    Annotation.objects.filter(pk=flag.pk).update(verdict=verdict, state=state)
    flag.refresh_from_db()
    flag = STEPS[step](flag, alice)
    flag.refresh_from_db()
    assert (flag.verdict, flag.state) == ("accepted", after)
    assert [decision.action for decision in flag.decisions.all()] == logged


def test_a_withdrawal_keeps_its_reason_and_can_be_taken_back(flag: Annotation, alice: User) -> None:
    flag = reviewing.decide(flag, Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
    flag = following.withdraw(flag, "The line was cut", user=alice, seen=2)
    assert Decision.objects.latest("pk").note == "The line was cut"
    assert changing.undo(flag, user=alice, seen=3).state == "needs-source"


def test_an_editors_own_mark_can_be_withdrawn(article: Article, alice: User) -> None:
    new = reviewing.NewMark(start=0, end=5, kind="claim", label="unsourced")
    mark = reviewing.add_mark(article.revision, new, user=alice)
    assert following.withdraw(mark, "my mistake", user=alice, seen=1).state == "withdrawn"


def test_a_document_lies_under_a_name_of_our_own(flag: Annotation, alice: User) -> None:
    paper = SimpleUploadedFile("../../etc/Counts 2026.pdf", b"counts")
    following.add_evidence(flag, Found(document=paper, words="page 3"), user=alice, seen=1)
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.document_name) == ("document", "Counts 2026.pdf")
    name = str(evidence.document.name)
    assert "Counts" not in name and ".." not in name
    assert evidence.document.read() == b"counts"
    assert (evidence.words, evidence.actor) == ("page 3", alice)


def test_who_saw_an_older_state_stores_nothing(flag: Annotation, alice: User) -> None:
    paper = SimpleUploadedFile("counts.pdf", b"counts")
    for found in (LINK, Found(document=paper)):
        with pytest.raises(StaleMark):
            following.add_evidence(flag, found, user=alice, seen=2)
    assert not Evidence.objects.exists() and not Decision.objects.exists()


def test_more_evidence_counts_as_a_change(flag: Annotation, alice: User, bob: User) -> None:
    flag = following.add_evidence(flag, LINK, user=alice, seen=1)
    shown = Annotation.objects.get(pk=flag.pk)
    more = following.add_evidence(flag, Found(words="page 3"), user=alice, seen=flag.version)
    assert more.version == shown.version + 1
    with pytest.raises(StaleMark):
        following.add_evidence(shown, LINK, user=bob, seen=shown.version)
    with pytest.raises(StaleMark):
        following.withdraw(shown, "cut", user=bob, seen=shown.version)
    assert Evidence.objects.count() == 2


def test_evidence_is_never_changed(flag: Annotation, alice: User) -> None:
    following.add_evidence(flag, LINK, user=alice, seen=1)
    evidence = Evidence.objects.get()
    for attempt in (evidence.save, evidence.delete, Evidence.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()


def test_only_a_flag_that_holds_has_a_state(
    article: Article, flag: Annotation, alice: User
) -> None:
    quote = make_quote(article, "“The bridge is safe,”", speaker="Ruth Okafor")
    flag = reviewing.decide(
        flag, Ruling(Annotation.Verdict.REJECTED, why="other"), user=alice, seen=1
    )
    for mark in (quote, flag):
        with pytest.raises(NoFlag):
            following.add_evidence(mark, LINK, user=alice, seen=mark.version)
    assert not Evidence.objects.exists()


def test_somebody_sees_to_a_flag_and_nobody_does_again(flag: Annotation, alice: User) -> None:
    flag = following.assign(flag, alice, user=alice, seen=1)
    assert flag.assignee == alice
    flag = following.assign(flag, None, user=alice, seen=2)
    assert flag.assignee is None
    assert changing.undo(flag, user=alice, seen=3).assignee == alice

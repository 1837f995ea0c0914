"""A flag's state, evidence and assignee, as requests."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Annotation, Article, Evidence, User
from articles.services import following, reviewing
from articles.services.following import Found
from articles.services.reviewing import Ruling
from tests.factories import make_mark, make_user

HTMX = {"HX-Request": "true"}


@pytest.fixture
def flag(article: Article, alice: User) -> Annotation:
    mark = make_mark(article, "Traffic has doubled since May.")
    return reviewing.decide(mark, Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)


def at(name: str, mark: Annotation) -> str:
    return reverse(name, args=[mark.pk])


@pytest.mark.parametrize(
    ("link", "status"),
    [
        ("https://roads.example/counts", 200),
        ("roads.example/counts", 200),
        ("javascript:alert(1)", 422),
        ("ftp://roads.example/counts", 422),
        ("data:text/html,x", 422),
        ("", 422),
    ],
)
def test_only_links_of_the_web_are_evidence(
    editor: Client, flag: Annotation, link: str, status: int
) -> None:
    response = editor.post(at("add-evidence", flag), {"link": link, "seen": 2}, headers=HTMX)
    assert response.status_code == status
    assert Evidence.objects.exists() is (status == 200)
    if status == 200:
        assert 'rel="noreferrer noopener"' in response.content.decode()


def test_what_was_refused_is_kept_as_it_was_typed(editor: Client, flag: Annotation) -> None:
    given = {"link": "nowhere at all", "words": "Table 3", "seen": 2}
    page = editor.post(at("add-evidence", flag), given, headers=HTMX).content.decode()
    assert 'value="nowhere at all"' in page and "Table 3" in page
    assert "Give a whole address" in page


def test_a_document_over_the_limit_is_refused(
    editor: Client, flag: Annotation, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    paper = SimpleUploadedFile("counts.pdf", b"12345678901")
    response = editor.post(at("add-evidence", flag), {"document": paper, "seen": 2}, headers=HTMX)
    assert response.status_code == 422
    assert "larger than 10" in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_document_is_only_ever_a_download(analyst: Client, flag: Annotation, alice: User) -> None:
    paper = SimpleUploadedFile("counts.html", b"<script>alert(1)</script>", "text/html")
    following.add_evidence(flag, Found(document=paper), user=alice, seen=2)
    evidence = Evidence.objects.get()
    response = analyst.get(reverse("evidence", args=[flag.pk, evidence.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="counts.html"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response) == b"<script>alert(1)</script>"
    assert analyst.get(reverse("evidence", args=[flag.pk + 1, evidence.pk])).status_code == 404


def test_the_second_of_two_editors_keeps_what_was_typed(
    editor: Client, flag: Annotation, alice: User
) -> None:
    following.withdraw(flag, "cut", user=alice, seen=2)
    given = {"link": "https://roads.example/counts", "words": "Table 3", "seen": 2}
    response = editor.post(at("add-evidence", flag), given, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Withdrawn" in page and "Table 3" in page and "roads.example" in page
    assert not Evidence.objects.exists()


def test_to_withdraw_wants_a_reason(editor: Client, flag: Annotation) -> None:
    given = {"step": "withdraw", "reason": " ", "seen": 2}
    response = editor.post(at("flag-state", flag), given, headers=HTMX)
    assert response.status_code == 422
    assert "Say in a few words" in response.content.decode()


def test_an_analyst_sees_the_state_and_its_evidence_and_no_button(
    analyst: Client, flag: Annotation, alice: User
) -> None:
    flag = following.assign(flag, alice, user=alice, seen=2)
    found = Found(link="https://roads.example/counts")
    following.add_evidence(flag, found, user=alice, seen=3)
    page = analyst.get(at("mark", flag), headers=HTMX).content.decode()
    for shown in ("Sourced", "roads.example", "sees to it"):
        assert shown in page
    for hidden in ("Take it", "Withdraw", "Add a source", "Accept"):
        assert hidden not in page


def carried(mark: Annotation, words: str) -> Annotation:
    """The same mark as it stands on other words, as after a corrected version of the text."""
    state = {"verdict": mark.verdict, "state": mark.state}
    return make_mark(mark.revision.article, words, carried_from=mark, **state)


def test_the_evidence_of_a_mark_stays_with_it_when_the_text_is_corrected(
    analyst: Client, flag: Annotation, alice: User
) -> None:
    paper = SimpleUploadedFile("counts.pdf", b"%PDF-1.4")
    flag = following.add_evidence(flag, Found(document=paper), user=alice, seen=2)
    there = carried(flag, "Traffic has doubled")
    page = analyst.get(at("mark", there), headers=HTMX).content.decode()
    address = reverse("evidence", args=[flag.pk, Evidence.objects.get().pk])
    assert f'href="{address}"' in page and "counts.pdf" in page
    assert analyst.get(address).status_code == 200


def test_why_a_mark_is_settled_is_still_said_when_the_text_is_corrected(
    editor: Client, flag: Annotation, article: Article, alice: User
) -> None:
    withdrawn = carried(
        following.withdraw(flag, "The paragraph was cut", user=alice, seen=2), "Traffic has doubled"
    )
    other = make_mark(article, "Critics say it cost too much.")
    why = Ruling(Annotation.Verdict.REJECTED, why="common-knowledge")
    rejected = carried(reviewing.decide(other, why, user=alice, seen=1), "Critics")
    for mark, said in ((withdrawn, "“The paragraph was cut”"), (rejected, "Rejected: common")):
        assert said in editor.get(at("mark", mark), headers=HTMX).content.decode()


def test_only_active_editors_can_see_to_a_flag(
    editor: Client, flag: Annotation, alice: User, bob: User
) -> None:
    gone = make_user("dora", role=User.Role.EDITOR)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for person, status in ((bob, 422), (gone, 422), (alice, 200)):
        given = {"assignee": person.pk, "seen": 2}
        response = editor.post(at("flag-assignee", flag), given, headers=HTMX)
        assert response.status_code == status
    assert Annotation.objects.get(pk=flag.pk).assignee == alice


def test_the_sign_of_a_settled_flag_says_so(analyst: Client, flag: Annotation, alice: User) -> None:
    following.withdraw(flag, "cut", user=alice, seen=2)
    page = analyst.get(flag.revision.article.get_absolute_url()).content.decode()
    assert "Statement without a source, likely (78 %), withdrawn" in page
    assert 'class="pin unsourced accepted withdrawn"' in page


def test_nothing_left_to_undo_is_said(editor: Client, article: Article) -> None:
    mark = make_mark(article, "Critics say it cost too much.")
    response = editor.post(at("undo", mark), {"seen": 1}, headers=HTMX)
    assert response.status_code == 422
    assert "Nothing is left to undo" in response.content.decode()

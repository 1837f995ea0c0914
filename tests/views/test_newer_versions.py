"""Pages that were opened before a corrected version came in: 409, and what was typed is kept."""

from django.test import Client
from django.urls import reverse

from articles.models import Annotation, Article, User
from tests.factories import make_mark
from tests.views.test_revisions import CORRECTED, address, corrected, found, of_class


def test_the_second_of_two_versions_is_kept_on_the_page_until_the_first_is_looked_at(
    editor: Client, article: Article, alice: User
) -> None:
    assert found(editor.get(address(article)), "//form//input[@name='seen' and @value='1']")
    corrected(article, CORRECTED, alice)
    response = editor.post(address(article), {"text": CORRECTED + "More.", "seen": 1})
    assert response.status_code == 409
    assert "Somebody has added a version" in found(response, of_class("message"))[0]
    assert found(response, "//textarea") == [" ".join((CORRECTED + "More.").split())]
    assert found(response, "//form//input[@name='seen' and @value='2']")
    assert article.revisions.count() == 2
    again = editor.post(address(article), {"text": CORRECTED + "More.", "seen": 2})
    assert again.status_code == 302


def test_evidence_for_a_mark_of_an_older_text_is_refused_with_the_way_to_the_newer_one(
    editor: Client, article: Article, alice: User
) -> None:
    mark = make_mark(article, "Traffic has doubled since May.", verdict="accepted")
    corrected(article, CORRECTED, alice)
    there = make_mark(article, "Traffic has tripled since May.", carried_from=mark)
    sent = {"link": "https://example.org/count", "seen": 1}
    address_of = reverse("add-evidence", args=[mark.pk])
    response = editor.post(address_of, sent, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "this mark belongs to an older one" in page
    assert "https://example.org/count" in page
    assert f"?mark={there.pk}#m{there.pk}" in page
    assert not Annotation.objects.get(pk=mark.pk).evidence.exists()

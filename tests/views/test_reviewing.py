"""Cards, verdicts and editors' own marks, as requests."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Annotation, Article, Decision, User
from tests.factories import make_mark

HTMX = {"HX-Request": "true"}


@pytest.fixture
def mark(article: Article) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.")


def verdict(mark: Annotation) -> str:
    return reverse("verdict", args=[mark.pk])


class TestCard:
    def test_the_panel_gets_the_card_alone(self, analyst: Client, mark: Annotation) -> None:
        card = analyst.get(reverse("mark", args=[mark.pk]), headers=HTMX).content.decode()
        assert card.lstrip().startswith("<section") and "likely (78 %)" in card

    def test_without_htmx_it_leads_to_the_article(self, analyst: Client, mark: Annotation) -> None:
        response = analyst.get(reverse("mark", args=[mark.pk]))
        article = mark.revision.article.get_absolute_url()
        assert response["Location"] == f"{article}?mark={mark.pk}#m{mark.pk}"

    def test_it_names_the_other_marks_over_the_same_words(
        self, analyst: Client, article: Article, mark: Annotation
    ) -> None:
        other = make_mark(article, "since May", kind="defect", label="undated")
        card = analyst.get(reverse("mark", args=[mark.pk]), headers=HTMX).content.decode()
        assert reverse("mark", args=[other.pk]) in card

    @pytest.mark.parametrize(
        ("fields", "has_number"),
        [
            ({"kind": "claim", "type": "number"}, True),
            ({"kind": "claim", "label": "vague", "type": "other"}, True),
            ({"kind": "claim", "type": "orphan-quote"}, False),
            ({"kind": "defect", "label": "undated", "type": ""}, False),
            ({"reasons": [{"code": "untrained", "says": "x", "start": None, "end": None}]}, False),
        ],
    )
    def test_a_number_that_was_never_measured_is_not_shown(
        self, analyst: Client, article: Article, fields: dict[str, Any], has_number: bool
    ) -> None:
        mark = make_mark(article, "Traffic has doubled", **fields)
        card = analyst.get(reverse("mark", args=[mark.pk]), headers=HTMX).content.decode()
        assert ("78 %" in card) is has_number
        assert ("not yet calibrated" in card) is not has_number
        assert ("Too few labelled examples to say how often" in card) is not has_number

    def test_an_editors_own_mark_has_no_confidence(
        self, analyst: Client, article: Article, alice: User
    ) -> None:
        mark = make_mark(
            article, "since May", origin="editor", made_by=alice, confidence=None, reasons=[]
        )
        card = analyst.get(reverse("mark", args=[mark.pk]), headers=HTMX).content.decode()
        assert "Confidence" not in card and "not yet calibrated" not in card


class TestVerdict:
    def test_an_editor_accepts(self, editor: Client, mark: Annotation) -> None:
        response = editor.post(verdict(mark), {"verdict": "accepted", "seen": 1}, headers=HTMX)
        assert response.status_code == 200
        told = json.loads(response["HX-Trigger-After-Settle"])["mark-decided"]
        assert (told["id"], told["verdict"], told["kind"]) == (mark.pk, "accepted", "unsourced")
        assert told["name"] == "Statement without a source, likely (78 %), accepted"
        assert "alice" in response.content.decode()
        mark.refresh_from_db()
        assert mark.verdict == "accepted"

    def test_a_rejection_needs_a_reason(self, editor: Client, mark: Annotation) -> None:
        response = editor.post(verdict(mark), {"verdict": "rejected", "seen": 1}, headers=HTMX)
        assert response.status_code == 422
        assert "Say why" in response.content.decode()
        assert not Decision.objects.exists()

    def test_another_reason_needs_words(self, editor: Client, mark: Annotation) -> None:
        given = {"verdict": "rejected", "why": "other", "seen": 1}
        assert editor.post(verdict(mark), given, headers=HTMX).status_code == 422
        given["note"] = "It is a caption."
        assert editor.post(verdict(mark), given, headers=HTMX).status_code == 200

    @pytest.mark.parametrize(("kind", "says"), [("claim", True), ("defect", False)])
    def test_the_history_tells_the_number_only_if_one_was_shown(
        self, editor: Client, article: Article, kind: str, says: bool
    ) -> None:
        mark = make_mark(article, "Traffic has doubled", kind=kind)
        page = editor.post(verdict(mark), {"verdict": "accepted", "seen": 1}, headers=HTMX)
        assert ("shown at 78 %" in page.content.decode()) is says

    def test_without_htmx_it_leads_back_to_the_mark(self, editor: Client, mark: Annotation) -> None:
        response = editor.post(verdict(mark), {"verdict": "accepted", "seen": 1})
        assert response["Location"].endswith(f"?mark={mark.pk}#m{mark.pk}")

    def test_the_second_of_two_editors_sees_what_the_first_did_and_keeps_the_note(
        self, editor: Client, mark: Annotation
    ) -> None:
        editor.post(verdict(mark), {"verdict": "accepted", "seen": 1})
        given = {"verdict": "rejected", "why": "other", "note": "Caption.", "seen": 1}
        response = editor.post(verdict(mark), given, headers=HTMX)
        page = response.content.decode()
        assert response.status_code == 409
        assert "alice accepted it at " in page and "Caption." in page and "Accepted." in page

    @pytest.mark.parametrize("seen", ["", "x", "0", "99999999999999999999"])
    def test_nonsense_changes_nothing(self, editor: Client, mark: Annotation, seen: str) -> None:
        given = {"verdict": "accepted", "seen": seen}
        assert editor.post(verdict(mark), given, headers=HTMX).status_code == 422
        assert not Decision.objects.exists()


class TestAddMark:
    @pytest.fixture
    def address(self, article: Article) -> str:
        return reverse("add-mark", args=[article.pk])

    def test_a_selection_becomes_a_mark(self, editor: Client, address: str) -> None:
        given = {"start": 0, "end": 5, "kind": "claim/unsourced", "words": "Mayor"}
        response = editor.post(address, given, headers=HTMX)
        mark = Annotation.objects.get()
        assert (mark.exact, mark.origin, mark.label) == ("Mayor", "editor", "unsourced")
        assert response["HX-Replace-Url"].endswith(f"#m{mark.pk}")
        assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#body", "innerHTML")
        assert f'id="card-{mark.pk}"' in response.content.decode()

    def test_a_rejected_mark_that_is_added_again_holds_again(
        self, editor: Client, address: str
    ) -> None:
        given = {"start": 0, "end": 5, "kind": "claim/unsourced"}
        editor.post(address, given)
        mark = Annotation.objects.get()
        rejection = {"verdict": "rejected", "why": "wrong-span", "seen": mark.version}
        editor.post(verdict(mark), rejection)
        editor.post(address, given)
        mark.refresh_from_db()
        assert mark.verdict == "accepted"
        assert [one.action for one in mark.decisions.all()] == ["added", "rejected", "accepted"]

    def test_typed_words_are_found(self, editor: Client, address: str) -> None:
        given = {"words": " it cost too much ", "kind": "claim/vague"}
        assert editor.post(address, given).status_code == 302
        assert Annotation.objects.get().exact == "it cost too much"

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            ("", "Select or type"),
            ("no such words", "do not stand in the text"),
            ("bridge", "stand in 2 places"),
            ("a" * 20_001, "more than 20,000 characters"),
        ],
    )
    def test_words_that_do_not_say_where_are_refused(
        self, editor: Client, address: str, words: str, says: str
    ) -> None:
        response = editor.post(address, {"words": words, "kind": "claim/vague"}, headers=HTMX)
        assert response.status_code == 422
        assert says in response.content.decode()
        assert not Annotation.objects.exists()

    @pytest.mark.parametrize("headers", [HTMX, {}])
    def test_a_selection_in_a_text_that_was_corrected_since_marks_nothing(
        self, editor: Client, article: Article, address: str, headers: dict[str, str]
    ) -> None:
        shown = article.revision.pk
        newer = article.revision
        newer.pk, newer.number, newer.text = None, 2, "News: " + newer.text
        newer.save()
        Article.objects.filter(pk=article.pk).update(current=newer)
        given = {"start": 0, "end": 5, "kind": "claim/unsourced", "words": "Mayor opens"}
        given |= {"revision_key": shown, "note": "Who says so?"}
        response = editor.post(address, given, headers=headers)
        page = response.content.decode()
        assert response.status_code == 409
        assert not Annotation.objects.exists()
        assert "The text was corrected while you had this page open" in page
        assert "Mayor opens" in page and "Who says so?" in page and "News: " in page
        assert f'name="revision_key" value="{newer.pk}"' in page
        assert 'name="start" value' not in page

    def test_the_page_sends_which_text_it_shows(self, editor: Client, article: Article) -> None:
        page = editor.get(article.get_absolute_url()).content.decode()
        assert f'name="revision_key" value="{article.revision.pk}"' in page

    @pytest.mark.parametrize(("start", "end"), [("0", "99999"), ("5", "5"), ("18", "20")])
    def test_offsets_outside_the_words_are_refused(
        self, editor: Client, address: str, start: str, end: str
    ) -> None:
        given = {"start": start, "end": end, "kind": "claim/vague"}
        assert editor.post(address, given, headers=HTMX).status_code == 422

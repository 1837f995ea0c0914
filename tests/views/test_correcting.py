"""Corrections of a mark, as requests: what is sent, what the page is told, what is refused."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Annotation, Article, Decision
from tests.factories import make_article, make_mark, make_quote

HTMX = {"HX-Request": "true"}
TALKS = (
    "Ferry talks fail\n\n"
    "“We will not sign,” said Ines Duarte. “The offer is too low,” she said.\n\n"
    "“There is no more money,” said Paul Brandt. Tickets cost 40 euros now.\n"
)


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TALKS)


@pytest.fixture
def quotes(article: Article) -> list[Annotation]:
    named: dict[str, Any] = {"source_name": "Ines Duarte"}
    return [
        make_quote(article, "“We will not sign,”", speaker="Ines Duarte", **named),
        make_quote(article, "“The offer is too low,”", speaker="she", **named),
        make_quote(article, "“There is no more money,”", speaker="Paul Brandt"),
    ]


@pytest.fixture
def claim(article: Article) -> Annotation:
    return make_mark(article, "Tickets cost 40 euros now.")


def speaker(mark: Annotation) -> str:
    return reverse("correct-speaker", args=[mark.pk])


def words(mark: Annotation) -> str:
    return reverse("correct-words", args=[mark.pk])


class TestPanel:
    def test_it_lists_the_other_quotes_of_the_speaker(
        self, editor: Client, quotes: list[Annotation]
    ) -> None:
        page = editor.get(reverse("correct", args=[quotes[0].pk]), headers=HTMX).content.decode()
        assert "Apply to the 1 other quote of this speaker" in page
        assert f'value="{quotes[1].pk}-1"' in page and f'value="{quotes[2].pk}-1"' not in page
        assert "<html" not in page

    def test_without_scripts_it_is_a_page_with_the_card(
        self, editor: Client, quotes: list[Annotation]
    ) -> None:
        page = editor.get(reverse("correct", args=[quotes[0].pk])).content.decode()
        assert "<html" in page and "Save the speaker" in page and "Save the words" in page

    def test_a_claim_has_no_speaker(self, editor: Client, claim: Annotation) -> None:
        page = editor.get(reverse("correct", args=[claim.pk]), headers=HTMX).content.decode()
        assert "Save the words" in page and "Save the speaker" not in page
        assert editor.post(speaker(claim), {"name": "Ann", "seen": 1}).status_code == 404

    def test_more_quotes_do_not_mean_more_queries(
        self, editor: Client, quotes: list[Annotation], django_assert_max_num_queries: Any
    ) -> None:
        address = reverse("correct", args=[quotes[0].pk])
        for number in range(20):
            make_quote(
                quotes[0].revision.article,
                "“The offer is too low,”"[: -number or None],
                speaker="she",
                source_name="Ines Duarte",
            )
        with django_assert_max_num_queries(8):
            page = editor.get(address, headers=HTMX).content.decode()
        assert "21 other quotes" in page


class TestSpeaker:
    def test_the_page_is_told_of_every_quote_that_changed(
        self, editor: Client, quotes: list[Annotation]
    ) -> None:
        given = {"name": "Ana Reis", "kind": "person", "seen": 1, "others": [f"{quotes[1].pk}-1"]}
        response = editor.post(speaker(quotes[0]), given, headers=HTMX)
        events = json.loads(response["HX-Trigger-After-Settle"])
        assert events["mark-decided"]["speaker"] == "Ana Reis"
        told = events["marks-changed"]["marks"]
        assert [(one["id"], one["speaker"], one["verdict"]) for one in told] == [
            (quotes[1].pk, "Ana Reis", "accepted")
        ]
        page = response.content.decode()
        assert "Undo all 2" in page and "as the program had found it" in page

    def test_all_are_taken_back_at_once(self, editor: Client, quotes: list[Annotation]) -> None:
        given = {"name": "Ana Reis", "kind": "person", "seen": 1, "others": [f"{quotes[1].pk}-1"]}
        page = editor.post(speaker(quotes[0]), given, headers=HTMX).content.decode()
        batch = re.search(r'name="batch" value="([^"]+)"', page)
        assert batch
        address = reverse("undo-all", args=[quotes[0].pk])
        response = editor.post(address, {"seen": 2, "batch": batch[1]}, headers=HTMX)
        assert "Taken back for 2 marks." in response.content.decode()
        assert set(Annotation.objects.values_list("verdict", flat=True)) == {"open"}

    def test_a_batch_of_other_marks_is_not_taken_back_from_here(
        self, editor: Client, quotes: list[Annotation], claim: Annotation
    ) -> None:
        given = {"name": "Ana Reis", "kind": "person", "seen": 1, "others": [f"{quotes[1].pk}-1"]}
        editor.post(speaker(quotes[0]), given)
        batch = Decision.objects.values_list("batch", flat=True)[0]
        for mark, seen in ((claim, 1), (quotes[0], 1)):
            address = reverse("undo-all", args=[mark.pk])
            response = editor.post(address, {"seen": seen, "batch": str(batch)}, headers=HTMX)
            assert response.status_code == 409
        assert Annotation.objects.filter(source_name="Ana Reis").count() == 2

    def test_where_another_mark_stands_on_the_old_words_undo_says_so(
        self, editor: Client, article: Article
    ) -> None:
        add = reverse("add-mark", args=[article.pk])
        editor.post(add, {"words": "Tickets cost", "kind": "claim/unsourced"})
        mark = Annotation.objects.get()
        editor.post(words(mark), {"words": "40 euros", "seen": mark.version})
        editor.post(add, {"words": "Tickets cost", "kind": "claim/unsourced"})
        mark.refresh_from_db()
        address = reverse("undo", args=[mark.pk])
        response = editor.post(address, {"seen": mark.version}, headers=HTMX)
        assert response.status_code == 422
        assert "stands on the words that this one had" in response.content.decode()
        mark.refresh_from_db()
        assert mark.exact == "40 euros"

    def test_words_without_end_are_refused(self, editor: Client, claim: Annotation) -> None:
        response = editor.post(words(claim), {"words": "a" * 20_001, "seen": 1}, headers=HTMX)
        assert response.status_code == 422
        assert "more than 20,000 characters" in response.content.decode()

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"name": "", "kind": "person"}, "Say who speaks"),
            ({"name": "Ana Reis", "kind": "ghost"}, "Select a valid choice"),
            ({"name": "Ines Duarte", "kind": "person"}, "That is the speaker already"),
            ({"name": "Ana", "kind": "person", "others": ["x"]}, "Select a valid choice"),
            ({"name": "Ana", "kind": "person", "others": ["²-1"]}, "Select a valid choice"),
            ({"name": "Ana", "kind": "person", "others": ["1" * 5000]}, "Select a valid choice"),
            ({"name": "Ana", "kind": "person", "start": 5, "end": 99999}, "Select the speaker’s"),
        ],
    )
    def test_what_cannot_be_is_refused_with_a_reason(
        self, editor: Client, quotes: list[Annotation], given: dict[str, Any], says: str
    ) -> None:
        response = editor.post(speaker(quotes[0]), {"seen": 1, **given}, headers=HTMX)
        assert response.status_code == 422
        assert says in response.content.decode()
        assert not Decision.objects.exists()

    def test_no_speaker_needs_no_name(self, editor: Client, quotes: list[Annotation]) -> None:
        given = {"name": "", "kind": "nobody", "seen": 1}
        page = editor.post(speaker(quotes[0]), given, headers=HTMX).content.decode()
        assert "none in the text" in page

    def test_ticks_and_name_are_kept_where_one_of_the_others_was_changed(
        self, editor: Client, quotes: list[Annotation]
    ) -> None:
        Annotation.objects.filter(pk=quotes[1].pk).update(version=2)
        given = {"name": "Ana Reis", "kind": "person", "seen": 1, "others": [f"{quotes[1].pk}-1"]}
        response = editor.post(speaker(quotes[0]), given, headers=HTMX)
        page = response.content.decode()
        assert response.status_code == 409
        assert "Someone else changed one of the ticked" in page and 'value="Ana Reis"' in page
        assert f'value="{quotes[1].pk}-2" checked' in page
        assert not Decision.objects.exists()


class TestWords:
    def test_the_paragraph_comes_along_cut_anew(self, editor: Client, claim: Annotation) -> None:
        given = {"words": "cost 40 euros", "seen": 1}
        page = editor.post(words(claim), given, headers=HTMX).content.decode()
        again = page.split("hx-swap-oob=", 1)[1]
        assert f'data-m="{claim.pk}">cost 40 euros</span>' in again
        assert page.count("hx-swap-oob=") == 1

    def test_a_verdict_cuts_nothing_anew(self, editor: Client, claim: Annotation) -> None:
        given = {"verdict": "accepted", "seen": 1}
        page = editor.post(reverse("verdict", args=[claim.pk]), given, headers=HTMX)
        assert "hx-swap-oob" not in page.content.decode()

    def test_offsets_of_a_selection_count_before_words(
        self, editor: Client, claim: Annotation
    ) -> None:
        start = TALKS.index("40 euros")
        given = {"start": start, "end": start + 8, "words": "whatever", "seen": 1}
        assert editor.post(words(claim), given).status_code == 302
        claim.refresh_from_db()
        assert claim.exact == "40 euros"

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"words": ""}, "Select or type"),
            ({"words": "Tickets cost 50"}, "do not stand in the text"),
            ({"words": "said"}, "stand in 3 places"),
            ({"words": "Tickets cost 40 euros now."}, "These are the words already"),
            ({"start": 16, "end": 18}, "at least one word"),
            ({"start": 5, "end": 99999}, "at least one word"),
        ],
    )
    def test_what_cannot_be_is_refused_with_a_reason(
        self, editor: Client, claim: Annotation, given: dict[str, Any], says: str
    ) -> None:
        response = editor.post(words(claim), {"seen": 1, **given}, headers=HTMX)
        assert response.status_code == 422
        assert says in response.content.decode()
        assert not Decision.objects.exists()

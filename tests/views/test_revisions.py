"""The pages of an article's versions, as people see them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from pytest_django import DjangoAssertNumQueries

from articles.models import Annotation, Article, Decision, Revision, User
from articles.services import carrying, reviewing, revising
from articles.services.reviewing import Ruling
from tests.factories import TEXT, make_article, make_mark, make_quote

CRITICS = "Critics say it cost too much."
COST = "It cost twelve million."
CORRECTED = TEXT.replace(CRITICS, COST).replace("doubled", "tripled")


def address(article: Article, number: int | None = None) -> str:
    if number is None:
        return reverse("article-revisions", args=[article.pk])
    return reverse("article-revision", args=[article.pk, number])


def found(response: Any, path: str) -> list[str]:
    """The words of every element of the page that the XPath names."""
    page: Any = html.fromstring(response.content.decode())
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def of_class(name: str) -> str:
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def corrected(article: Article, text: str, user: User, *, state: str = "annotated") -> Revision:
    """A further version, as if the worker had been over it and found no marks."""
    revision = revising.add_pasted(article, text, user=user)
    Revision.objects.filter(pk=revision.pk).update(state=state)
    if state == "annotated":
        carrying.carry(Revision.objects.select_related("article").get(pk=revision.pk))
    article.refresh_from_db()
    return revision


class TestSendingAVersion:
    def test_a_file_becomes_the_text_and_its_changes_are_shown(
        self, editor: Client, article: Article
    ) -> None:
        file = SimpleUploadedFile("corrected.txt", CORRECTED.encode())
        response = editor.post(address(article), {"document": file}, follow=True)
        assert response.redirect_chain == [(address(article, 2), 302)]
        assert "Version 2 is the article’s text now." in found(response, of_class("message"))
        article.refresh_from_db()
        assert article.revision.text == CORRECTED

    def test_a_pasted_text_keeps_its_line_breaks(self, editor: Client, article: Article) -> None:
        typed = CORRECTED.replace("\n", "\r\n")
        assert editor.post(address(article), {"text": typed}).status_code == 302
        article.refresh_from_db()
        assert article.revision.text == CORRECTED

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            ({}, "Choose a file, or paste the corrected text."),
            ({"text": TEXT}, "This is the text that the article has now, letter for letter"),
            ({"text": " \n "}, "there is no text"),
        ],
    )
    def test_what_will_not_do_is_told(
        self, editor: Client, article: Article, data: dict[str, str], says: str
    ) -> None:
        response = editor.post(address(article), data)
        assert response.status_code == 422
        (message,) = found(response, of_class("message"))
        assert says.lower() in message.lower()
        assert article.revisions.count() == 1

    def test_a_file_and_a_text_at_once_are_too_much(self, editor: Client, article: Article) -> None:
        file = SimpleUploadedFile("corrected.txt", CORRECTED.encode())
        response = editor.post(address(article), {"document": file, "text": CORRECTED})
        assert response.status_code == 422
        assert found(response, of_class("message")) == ["Send a file or a text, not both at once."]

    def test_an_empty_file_is_refused_with_its_reason(
        self, editor: Client, article: Article
    ) -> None:
        response = editor.post(address(article), {"document": SimpleUploadedFile("no.txt", b"")})
        assert response.status_code == 422
        assert "no.txt" in found(response, of_class("message"))[0]

    def test_an_analyst_sees_the_versions_but_sends_none(
        self, analyst: Client, article: Article
    ) -> None:
        response = analyst.get(address(article))
        assert found(response, "//h2/a") == ["Version 1"]
        assert found(response, "//textarea") == []
        assert analyst.post(address(article), {"text": CORRECTED}).status_code == 403
        assert article.revisions.count() == 1


class TestTheListOfVersions:
    def test_it_tells_who_sent_each_and_which_is_the_text_now(
        self, analyst: Client, article: Article, alice: User
    ) -> None:
        corrected(article, CORRECTED, alice)
        response = analyst.get(address(article))
        assert found(response, "//h2[a]") == ["Version 2 the text now", "Version 1"]
        assert "by alice" in found(response, of_class("versions") + "/li")[0]

    def test_more_versions_do_not_mean_more_queries(
        self,
        editor: Client,
        article: Article,
        alice: User,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(5):
            make_mark(article, CRITICS)
            mark = article.revision.annotations.last()
            assert mark
            reviewing.decide(mark, Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
            corrected(article, CORRECTED + f"{number}", alice)
            corrected(article, TEXT + f"{number}", alice)
        with django_assert_max_num_queries(14):
            editor.get(address(article))


class TestOneBesideTheOther:
    def test_changed_words_are_marked_in_both(
        self, analyst: Client, article: Article, alice: User
    ) -> None:
        corrected(article, CORRECTED, alice)
        response = analyst.get(address(article, 2))
        assert "doubled" in found(response, "//del")
        assert "tripled" in found(response, "//ins")
        (old,) = found(response, of_class("row changed") + "//*[contains(@class, 'old')]//p")
        assert old == f"{CRITICS} Traffic has doubled since May."

    def test_long_runs_of_unchanged_paragraphs_are_folded(
        self, analyst: Client, alice: User
    ) -> None:
        lines = [f"Paragraph {number} tells of the bridge." for number in range(20)]
        article = make_article("\n\n".join(lines))
        lines[10] = "Paragraph 10 tells of a ferry."
        corrected(article, "\n\n".join(lines), alice)
        response = analyst.get(address(article, 2))
        assert found(response, "//summary") == [
            "… 9 unchanged paragraphs",
            "… 8 unchanged paragraphs",
        ]
        text = found(response, of_class("texts"))[0]
        assert all(line in text for line in lines)

    def test_the_first_version_stands_alone(self, analyst: Client, article: Article) -> None:
        response = analyst.get(address(article, 1))
        assert found(response, of_class("both")) == [line for line in TEXT.split("\n") if line]
        assert found(response, "//del | //ins") == []

    def test_any_two_versions_can_be_compared_the_older_on_the_left(
        self, analyst: Client, article: Article, alice: User
    ) -> None:
        corrected(article, CORRECTED, alice)
        corrected(article, CORRECTED.replace("tripled", "fallen"), alice)
        for number, other in ((3, 1), (1, 3)):
            response = analyst.get(address(article, number), {"with": other})
            assert "doubled" in found(response, "//del")
            assert "fallen" in found(response, "//ins")

    @pytest.mark.parametrize("other", ["9", "0"])
    def test_a_version_that_is_not_there_is_a_404(
        self, analyst: Client, article: Article, alice: User, other: str
    ) -> None:
        corrected(article, CORRECTED, alice)
        assert analyst.get(address(article, 2), {"with": other}).status_code == 404
        assert analyst.get(address(article, 9)).status_code == 404

    @pytest.mark.parametrize("other", ["x", "", "-1", "²", "9" * 400])
    def test_nonsense_means_the_version_before(
        self, analyst: Client, article: Article, alice: User, other: str
    ) -> None:
        corrected(article, CORRECTED, alice)
        response = analyst.get(address(article, 2), {"with": other})
        assert "doubled" in found(response, "//del")

    def test_the_words_of_the_text_stay_words(
        self, analyst: Client, article: Article, alice: User
    ) -> None:
        corrected(article, TEXT.replace("Traffic", "<script>alert(1)</script>"), alice)
        page = analyst.get(address(article, 2)).content.decode()
        assert "<script>alert" not in page
        assert "alert" in page


def sentence(text: str, words: str, sourcing: str, source: dict[str, object] | None) -> object:
    start = text.index(words)
    return {
        "start": start,
        "end": start + len(words),
        "sourcing": sourcing,
        "confidence": 0.9,
        "source": source,
        "inherited_from": None,
    }


NAMED = "The bridge will close for repairs in spring, Ruth Okafor said."
BARE = "The bridge will close for repairs in spring."


class TestTheSourcing:
    @pytest.fixture
    def dropped(self, alice: User) -> Article:
        """An article whose corrected version no longer says who said it."""
        article = make_article(f"Bridge\n\n{NAMED}\n")
        text = article.revision.text
        start = text.index("Ruth")
        source = {
            "start": start,
            "end": start + 11,
            "text": "Ruth Okafor",
            "type": "person",
            "name": "Ruth Okafor",
        }
        article.revision.sentences = [sentence(text, NAMED, "named", source)]
        article.revision.save()
        revision = corrected(article, f"Bridge\n\n{BARE}\n", alice)
        said = [sentence(revision.text, BARE, "unsourced", None)]
        Revision.objects.filter(pk=revision.pk).update(sentences=said)
        return article

    def test_what_was_lost_is_told_with_both_wordings_and_its_place(
        self, analyst: Client, dropped: Article
    ) -> None:
        response = analyst.get(address(dropped, 2))
        assert found(response, of_class("findings") + "//p/text()/..")[0].startswith(
            "Attribution dropped This was given to Ruth Okafor; now it stands without a source."
        )
        assert found(response, of_class("findings") + "//dd") == [NAMED, BARE]
        page: Any = html.fromstring(response.content.decode())
        (link,) = page.xpath(of_class("findings") + "//a/@href")
        assert BARE in page.get_element_by_id(link[1:]).text_content()

    def test_nothing_is_said_before_both_are_annotated(
        self, analyst: Client, dropped: Article
    ) -> None:
        Revision.objects.filter(pk=dropped.revision.pk).update(state="queued")
        response = analyst.get(address(dropped, 2))
        assert found(response, of_class("findings")) == []
        (pending,) = found(response, of_class("pending"))
        assert "Version 2 is not annotated yet" in pending
        assert "every 2s" in response.content.decode()

    def test_the_answer_to_the_page_that_waits_is_the_part_that_waits(
        self, analyst: Client, dropped: Article
    ) -> None:
        response = analyst.get(address(dropped, 2), headers={"HX-Request": "true"})
        page = response.content.decode()
        assert page.lstrip().startswith("<section")
        assert "Attribution dropped" in page
        assert 'href="#r' in page
        assert "every 2s" not in page

    def test_a_version_that_failed_says_why(self, analyst: Client, dropped: Article) -> None:
        Revision.objects.filter(pk=dropped.revision.pk).update(state="failed", failure="It is ill.")
        response = analyst.get(address(dropped, 2))
        assert "It is ill." in found(response, of_class("failure"))[0]

    def test_a_speaker_whom_an_editor_corrected_counts_as_corrected(
        self, analyst: Client, alice: User
    ) -> None:
        old = "“We will not lose the pier to twelve bad days,” said Ruth Okafor."
        article = make_article(f"Pier\n\n{old}\n")
        make_quote(
            article, "“We will not lose the pier to twelve bad days,”", speaker="Ruth Okafor"
        )
        new = old.replace("not ", "")
        corrected(article, f"Pier\n\n{new}\n", alice)
        make_quote(article, "“We will lose the pier to twelve bad days,”", speaker="Ruth Okafor")
        response = analyst.get(address(article, 2))
        assert "a negation is gone: “not”" in found(response, of_class("findings"))[0]


class TestDetachedMarks:
    @pytest.fixture
    def lost(self, article: Article, alice: User) -> Annotation:
        mark = make_mark(article, CRITICS, label="vague")
        reviewing.decide(mark, Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
        corrected(article, CORRECTED, alice)
        mark.refresh_from_db()
        return mark

    @pytest.mark.parametrize("page", ["article", "article-revisions"])
    def test_they_are_listed_with_their_words_and_verdict(
        self, analyst: Client, article: Article, lost: Annotation, page: str
    ) -> None:
        response = analyst.get(reverse(page, args=[article.pk]))
        assert found(response, of_class("detached") + "//blockquote") == [CRITICS]
        (what,) = found(response, of_class("detached") + of_class("what"))
        assert what == "Vague source, accepted, needs a source, in version 1"
        assert found(response, of_class("detached") + "//form") == []

    def test_what_stands_between_the_pieces_is_not_among_its_words(
        self, analyst: Client, article: Article, lost: Annotation
    ) -> None:
        start, end = lost.start, lost.end
        spans = [[start, start + len("Critics")], [end - len("too much."), end]]
        Annotation.objects.filter(pk=lost.pk).update(spans=spans)
        response = analyst.get(address(article))
        assert found(response, of_class("detached") + "//blockquote") == ["Critics … too much."]

    def test_an_editor_attaches_one_again(
        self, editor: Client, article: Article, lost: Annotation, alice: User
    ) -> None:
        again = reverse("reattach", args=[lost.pk])
        response = editor.post(again, {"words": COST, "seen": lost.version})
        there = Annotation.objects.get(carried_from=lost)
        assert response.status_code == 302
        assert response["Location"].startswith(f"{article.get_absolute_url()}?mark={there.pk}")
        assert (there.exact, there.verdict) == (COST, "accepted")
        assert found(editor.get(address(article)), of_class("detached")) == []

    def test_selected_words_do_as_well(
        self, editor: Client, article: Article, lost: Annotation
    ) -> None:
        start = CORRECTED.index(COST)
        data = {"start": start, "end": start + len(COST), "seen": lost.version}
        assert editor.post(reverse("reattach", args=[lost.pk]), data).status_code == 302
        assert Annotation.objects.get(carried_from=lost).exact == COST

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            ("", "Select or type the words to mark."),
            ("It cost nothing.", "do not stand in the text"),
            ("bridge", "stand in 2 places"),
        ],
    )
    def test_words_without_a_single_place_are_sent_back(
        self, editor: Client, lost: Annotation, words: str, says: str
    ) -> None:
        again = reverse("reattach", args=[lost.pk])
        response = editor.post(again, {"words": words, "seen": lost.version})
        assert response.status_code == 422
        assert says in found(response, of_class("message"))[0]
        assert not Annotation.objects.filter(carried_from=lost).exists()

    def test_the_second_of_two_editors_is_told(self, editor: Client, lost: Annotation) -> None:
        again, data = reverse("reattach", args=[lost.pk]), {"words": COST, "seen": lost.version}
        editor.post(again, data)
        assert editor.post(again, data).status_code == 409
        assert Decision.objects.filter(action=Decision.Action.REATTACHED).count() == 1

    def test_what_was_typed_is_kept_when_the_mark_changed(
        self, editor: Client, lost: Annotation
    ) -> None:
        again = reverse("reattach", args=[lost.pk])
        response = editor.post(again, {"words": COST, "seen": lost.version - 1})
        assert response.status_code == 409
        assert found(response, of_class("detached") + "//textarea") == [COST]

    def test_words_selected_in_a_text_that_was_corrected_since_are_not_taken(
        self, editor: Client, article: Article, lost: Annotation
    ) -> None:
        start = CORRECTED.index(COST)
        data = {"start": start, "end": start + len(COST), "words": COST, "seen": lost.version}
        data["revision_key"] = lost.revision_id
        response = editor.post(reverse("reattach", args=[lost.pk]), data)
        assert response.status_code == 409
        assert found(response, of_class("detached") + "//textarea") == [COST]
        assert not Annotation.objects.filter(carried_from=lost).exists()

    def test_while_the_text_is_not_annotated_nothing_is_attached(
        self, editor: Client, article: Article, lost: Annotation
    ) -> None:
        Revision.objects.filter(pk=article.revision.pk).update(state="queued")
        again = reverse("reattach", args=[lost.pk])
        assert editor.post(again, {"words": COST, "seen": lost.version}).status_code == 422
        assert found(editor.get(address(article)), of_class("detached") + "//form") == []

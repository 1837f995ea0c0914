"""The history of an article and its marks: complete, in order, and never changed by anything."""

import csv
import re
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import (
    Annotation,
    AppendOnly,
    Article,
    Decision,
    Event,
    Evidence,
    Note,
    User,
)
from articles.models.append_only import AppendOnlyModel
from articles.services import auditing, changing, ingesting, reviewing
from articles.services.changing import Step
from articles.services.reviewing import Ruling
from tests.factories import make_mark
from tests.views.test_access import address, names

Action = Decision.Action
ACCEPT = Ruling(Annotation.Verdict.ACCEPTED)
REJECT = Ruling(Annotation.Verdict.REJECTED, why="common-knowledge", note="Ask anybody")


@pytest.fixture
def traffic(article: Article) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.")


def history(client: Client, article: Article, **query: Any) -> str:
    return client.get(reverse("article-history", args=[article.pk]), query).content.decode()


def plain(page: str) -> str:
    """The page's words, less its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def keys(page: str) -> list[str]:
    return re.findall(r'id="((?:event|decision|evidence|note)-\d+)"', page)


class TestWhatItTells:
    def test_a_verdict_with_who_why_the_number_and_the_version(
        self, analyst: Client, article: Article, traffic: Annotation, alice: User
    ) -> None:
        reviewing.decide(traffic, REJECT, user=alice, seen=1)
        said = plain(history(analyst, article))
        for words in (
            "alice rejected “Traffic has doubled since May.” : common knowledge",
            "Ask anybody",
            "Verdict: Not decided → Rejected",
            "shown at 78 %",
            "program 1-test",
        ):
            assert words in said, words

    def test_details_before_and_after(self, analyst: Client, article: Article, alice: User) -> None:
        details = {"title": "Bridge opens", "outlet": "Herald"}
        ingesting.correct_details(article, details=details, user=alice)
        said = plain(history(analyst, article))
        assert "alice corrected the article&#x27;s details" in said
        assert "Title: Mayor opens bridge → Bridge opens" in said
        assert "Outlet: none → Herald" in said

    def test_what_the_program_did(self, analyst: Client, article: Article) -> None:
        annotated = Event.Action.ARTICLE_ANNOTATED
        auditing.record(annotated, label="x", article=article, pipeline="7-accurate")
        said = plain(history(analyst, article))
        assert "The program annotated the article" in said
        assert "Version of the program: 7-accurate" in said

    def test_people_by_their_names(
        self, analyst: Client, article: Article, traffic: Annotation, alice: User, bob: User
    ) -> None:
        assigned = Step(Action.ASSIGNED)
        changing.change(traffic, assigned, user=alice, seen=1, assignee=bob)
        assert "Assigned to: nobody → bob" in plain(history(analyst, article))

    def test_states_and_assignees_of_the_article(
        self, analyst: Client, article: Article, alice: User
    ) -> None:
        review, assigned = Event.Action.REVIEW_CHANGED, Event.Action.ARTICLE_ASSIGNED
        told: dict[str, Any] = {"label": "x", "actor": alice, "article": article}
        auditing.record(
            review, **told, before="in-review", after="cleared", flags=[4, 5], override="Late shift"
        )
        auditing.record(assigned, **told, before="", after="bob")
        said = plain(history(analyst, article))
        assert "State of the article: In review → Cleared" in said
        assert "Cleared with flags open, because: Late shift" in said
        assert "Flags open then: 2" in said
        assert "Assigned to: nobody → bob" in said

    def test_notes_once_and_evidence_with_its_link(
        self, analyst: Client, article: Article, traffic: Annotation, bob: User
    ) -> None:
        Note.objects.create(article=article, annotation=traffic, text="Who counted?", actor=bob)
        note = Event.Action.NOTE_ADDED
        auditing.record(note, label="x", article=article, actor=bob, note=1)
        Evidence.objects.create(
            annotation=traffic, kind="link", link="https://counts.example/may", actor=bob
        )
        page = history(analyst, article)
        said = plain(page)
        assert said.count("left a note") == 1 and "Who counted?" in said
        assert "bob added a link as evidence for “Traffic has doubled" in said
        assert 'href="https://counts.example/may"' in page

    def test_a_document_can_be_downloaded(
        self, analyst: Client, article: Article, traffic: Annotation, bob: User
    ) -> None:
        evidence = Evidence(
            annotation=traffic, kind="document", document_name="count.txt", actor=bob
        )
        evidence.document.save("count.bin", ContentFile(b"2,400 cars"), save=True)
        page = history(analyst, article)
        where = reverse("evidence", args=[traffic.pk, evidence.pk])
        assert f'href="{where}"' in page and "count.txt" in page
        assert b"2,400 cars" in b"".join(analyst.get(where).streaming_content)  # type: ignore[attr-defined]

    def test_corrected_words_before_and_after(
        self, analyst: Client, article: Article, traffic: Annotation, alice: User
    ) -> None:
        corrected = Step(Action.CORRECTED, why="wrong-span")
        new = {"start": traffic.start, "end": traffic.start + 7, "exact": "Traffic"}
        changing.change(traffic, corrected, user=alice, seen=1, **new, spans=[[1, 2]])
        said = plain(history(analyst, article))
        assert "Words: “Traffic has doubled since May.” → “Traffic”" in said
        assert "character" not in said and "Spans" not in said

    def test_what_was_taken_back_stays_and_says_so(
        self, analyst: Client, article: Article, traffic: Annotation, alice: User
    ) -> None:
        traffic = reviewing.decide(traffic, ACCEPT, user=alice, seen=1, batch=uuid.uuid4())
        changing.undo(traffic, user=alice, seen=2)
        said = plain(history(analyst, article))
        assert "alice took back “accepted” on" in said
        assert "taken back later" in said
        assert "one of several decided in one go" in said

    def test_a_fault_is_mended_not_sourced(
        self, analyst: Client, article: Article, alice: User
    ) -> None:
        fault = make_mark(article, "May.", kind="defect", label="undated", type="")
        changing.change(fault, Step(Action.SOURCED), user=alice, seen=1, state="sourced")
        assert "alice mended “May.”" in plain(history(analyst, article))

    def test_nothing_yet(self, analyst: Client, article: Article) -> None:
        assert "Nothing has been done with this article yet." in history(analyst, article)

    def test_what_people_wrote_is_shown_as_they_wrote_it(
        self, analyst: Client, article: Article, traffic: Annotation, alice: User
    ) -> None:
        other = Ruling(Annotation.Verdict.REJECTED, why="other", note="<script>alert(1)</script>")
        reviewing.decide(traffic, other, user=alice, seen=1)
        assert "<script>alert" not in history(analyst, article)


class TestOrder:
    @pytest.fixture(autouse=True)
    def log(self, article: Article, traffic: Annotation, alice: User) -> None:
        Note.objects.create(article=article, text="First of all", actor=alice)
        reviewing.decide(traffic, ACCEPT, user=alice, seen=1)
        ingesting.correct_details(article, details={"outlet": "Herald"}, user=alice)
        self.decision = Decision.objects.get()

    def test_the_newest_first_or_last(self, analyst: Client, article: Article) -> None:
        found = keys(history(analyst, article))
        assert found[0].startswith("event") and found[-1].startswith("note")
        assert keys(history(analyst, article, order="oldest")) == found[::-1]

    @pytest.mark.parametrize(
        "query", [{"page": "x"}, {"page": "-9"}, {"order": "'"}, {"mark": "²"}, {"mark": "a"}]
    )
    def test_nonsense_in_the_address_is_met_calmly(
        self, analyst: Client, article: Article, query: dict[str, str]
    ) -> None:
        assert f"decision-{self.decision.pk}" in keys(history(analyst, article, **query))

    def test_page_by_page_nothing_is_missed(
        self, analyst: Client, article: Article, alice: User
    ) -> None:
        for number in range(60):
            Note.objects.create(article=article, text=f"Note {number}", actor=alice)
        pages = [keys(history(analyst, article, page=number)) for number in (1, 2)]
        assert len(pages[0]) == 50
        every = Event.objects.count() + Decision.objects.count() + Note.objects.count()
        assert len({*pages[0], *pages[1]}) == every

    def test_no_query_grows_with_the_lines(
        self,
        analyst: Client,
        article: Article,
        traffic: Annotation,
        alice: User,
        bob: User,
        django_assert_num_queries: DjangoAssertNumQueries,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        mark = Annotation.objects.get(pk=traffic.pk)
        mark = changing.change(mark, Step(Action.ASSIGNED), user=alice, seen=2, assignee=bob)
        with django_assert_max_num_queries(13) as few:
            history(analyst, article)
        for seen in range(3, 30):
            who = alice if seen % 2 else bob
            mark = changing.change(mark, Step(Action.ASSIGNED), user=bob, seen=seen, assignee=who)
        with django_assert_num_queries(len(few.captured_queries)):
            assert len(keys(history(analyst, article))) > 30


class TestOneMark:
    def revised(self, article: Article, mark: Annotation) -> Annotation:
        """The mark carried to a second revision of the article."""
        newer = article.revision
        newer.pk, newer.number = None, 2
        newer.save()
        Article.objects.filter(pk=article.pk).update(current=newer)
        old = mark.pk
        mark.pk, mark.revision, mark.carried_from_id = None, newer, old
        mark.save()
        Decision.objects.create(annotation=mark, action=Action.CARRIED, after={"verdict": "open"})
        return mark

    def test_a_carried_mark_keeps_its_line(
        self, analyst: Client, article: Article, traffic: Annotation, alice: User
    ) -> None:
        first = traffic.pk
        reviewing.decide(traffic, ACCEPT, user=alice, seen=1)
        newest = self.revised(article, Annotation.objects.get(pk=first))
        for key in (first, newest.pk):
            page = history(analyst, article, mark=key)
            assert [line.split("-")[0] for line in keys(page)] == ["decision", "decision"]
        page = history(analyst, article)
        assert page.count(f"?mark={newest.pk}#m{newest.pk}") == 2
        assert "The program carried over to the corrected text" in plain(page)
        assert "version 1 of the text" in plain(page)

    def test_other_marks_are_left_out(
        self, analyst: Client, article: Article, traffic: Annotation, alice: User
    ) -> None:
        other = make_mark(article, "Critics say it cost too much.", label="vague")
        for mark in (traffic, other):
            reviewing.decide(mark, ACCEPT, user=alice, seen=1)
        assert len(keys(history(analyst, article, mark=other.pk))) == 1

    def test_a_mark_of_another_article_is_not_found(
        self, analyst: Client, article: Article, traffic: Annotation
    ) -> None:
        elsewhere = ingesting.add_pasted("Elsewhere\n\nWords.", details={}, user=None).article  # type: ignore[arg-type]
        where = reverse("article-history", args=[elsewhere.pk])
        assert analyst.get(where, {"mark": traffic.pk}).status_code == 404
        assert analyst.get(where, {"mark": 987654}).status_code == 404


class TestTable:
    def table(self, client: Client, article: Article, **query: Any) -> list[dict[str, str]]:
        where = reverse("article-history-csv", args=[article.pk])
        response = client.get(where, query)
        assert "attachment" in response["Content-Disposition"]
        lines = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
        return list(csv.DictReader(lines.splitlines(keepends=True)))

    def test_it_holds_every_line_the_oldest_first(
        self, analyst: Client, article: Article, traffic: Annotation, alice: User
    ) -> None:
        reviewing.decide(traffic, REJECT, user=alice, seen=1)
        Note.objects.create(article=article, text="Two\nlines", actor=alice)
        rows = self.table(analyst, article)
        verdict = next(row for row in rows if row["What"] == "rejected")
        assert (verdict["Who"], verdict["Why"], verdict["Number shown"]) == (
            "alice", "common knowledge", "78 %",
        )  # fmt: skip
        assert verdict["Changes"] == "Verdict: Not decided → Rejected"
        assert rows[-1]["Note"] == "Two\nlines"
        assert len(self.table(analyst, article, mark=traffic.pk)) == 1

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
    def test_no_cell_is_a_formula(
        self, analyst: Client, article: Article, alice: User, text: str
    ) -> None:
        Note.objects.create(article=article, text=text, actor=alice)
        assert self.table(analyst, article)[0]["Note"].startswith("'")


LOGS: list[Any] = [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]
WAYS: dict[str, Any] = {
    "saving": lambda row: row.save(),
    "saving some fields": lambda row: row.save(update_fields=["at"]),
    "saving what lies below": lambda row: row.save_base(),
    "deleting": lambda row: row.delete(),
    "updating all": lambda row: type(row).objects.update(actor=None),
    "updating some": lambda row: type(row).objects.filter(pk=row.pk).update(actor=None),
    "updating in bulk": lambda row: type(row).objects.bulk_update([row], ["actor"]),
    "updating or creating": lambda row: type(row).objects.update_or_create(pk=row.pk),
    "creating over it": lambda row: type(row).objects.bulk_create(
        [row], update_conflicts=True, update_fields=["actor"], unique_fields=["id"]
    ),
    "deleting all": lambda row: type(row).objects.all().delete(),
    "deleting some": lambda row: type(row).objects.filter(pk=row.pk).delete(),
    "deleting in the raw": lambda row: type(row).objects.all()._raw_delete(None),
}


class TestNothingChangesTheLog:
    @pytest.fixture(autouse=True)
    def log(self, article: Article, traffic: Annotation, alice: User) -> None:
        reviewing.decide(traffic, ACCEPT, user=alice, seen=1)
        auditing.record(Event.Action.ARTICLE_ADDED, label="x", article=article, actor=alice)
        Note.objects.create(article=article, annotation=traffic, text="Hm", actor=alice)
        Evidence.objects.create(annotation=traffic, kind="note", words="Seen", actor=alice)
        apps.get_model("articles", "Calibration").objects.create(
            kind="claim", version=1, method="shipped"
        )

    def rows(self) -> dict[str, dict[str, Any]]:
        return {
            f"{model.__name__} {row['id']}": row for model in LOGS for row in model.objects.values()
        }

    @pytest.mark.parametrize("model", LOGS, ids=lambda model: model.__name__)
    @pytest.mark.parametrize("way", WAYS)
    def test_no_way_of_writing_does(self, model: Any, way: str) -> None:
        before = self.rows()
        with pytest.raises(AppendOnly):
            WAYS[way](model.objects.first())
        assert self.rows() == before

    def test_not_from_the_other_side_either(self, article: Article, traffic: Annotation) -> None:
        before = self.rows()
        for related in (article.events, article.notes, traffic.notes):
            with pytest.raises(AppendOnly):
                related.all().delete()
        for related in (article.events, traffic.notes):
            with pytest.raises(AppendOnly):
                related.clear()
        for row in (traffic, article, article.revision):
            with pytest.raises(Exception, match=r"protected|foreign key|append-only"):
                row.delete()
        assert self.rows() == before

    @pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
    def test_no_address_does(
        self, editor: Client, article: Article, traffic: Annotation, method: str
    ) -> None:
        before = self.rows()
        asked = {
            "verdict": "rejected", "why": "other", "note": "n", "text": "t", "seen": 2,
            "title": "T", "words": "w", "mark": f"{traffic.pk}:2", "review": "cleared",
        }  # fmt: skip
        for name in names(get_resolver().url_patterns) - {"sign-out"}:
            data = asked if method in {"get", "post"} else None
            getattr(editor, method)(address(name, article, traffic), data)
        after = self.rows()
        assert {key: after.get(key) for key in before} == before

"""Corrected versions: how they come in, and what becomes of people's work on the marks."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from articles.ingest.document import IngestError
from articles.models import Annotation, Article, Decision, Event, Note, Revision, User
from articles.nlp.findings import Claim, Cue, Evidence, Findings, Quote, Reason, Source
from articles.services import carrying, following, marks, reviewing, revising
from articles.services.carrying import NotDetached
from articles.services.changing import MarkedTwice, StaleMark
from articles.services.correcting import Speaker, correct_speaker
from articles.services.reviewing import NewMark, NoWords, Ruling
from articles.services.revising import SameText
from tests.factories import TEXT, make_article, make_mark, make_quote

pytestmark = pytest.mark.django_db
Verdict = Annotation.Verdict
TRAFFIC, CRITICS = "Traffic has doubled since May.", "Critics say it cost too much."
SAFE = "“The bridge is safe,”"
NUMBER = Reason("number", "states a figure")
# The last paragraph is another; what stands before it is as it was.
CORRECTED = TEXT.replace("Critics say it cost too much. ", "It cost twelve million. ")


def file(text: str, name: str = "corrected.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def corrected(article: Article, text: str, user: User) -> Revision:
    return revising.add_pasted(article, text, user=user)


class TestAddingAVersion:
    def test_it_becomes_the_articles_text_and_waits_to_be_annotated(
        self, article: Article, alice: User
    ) -> None:
        first = article.revision
        revision = revising.add_uploaded(article, file(CORRECTED), user=alice)
        article.refresh_from_db()
        assert article.revision == revision != first
        assert (revision.number, revision.state) == (2, Revision.State.QUEUED)
        assert (revision.text, revision.original_name) == (CORRECTED, "corrected.txt")
        assert revision.original.read() == CORRECTED.encode()
        assert DBTaskResult.objects.get().args_kwargs["args"] == [revision.pk]
        event = Event.objects.get()
        assert (event.action, event.actor) == (Event.Action.REVISION_ADDED, alice)
        assert event.detail == {"file": "corrected.txt", "revision": 2}

    def test_the_article_keeps_its_details(self, article: Article, alice: User) -> None:
        corrected(article, "Another title\n\n" + CORRECTED, alice)
        article.refresh_from_db()
        assert article.title == "Mayor opens bridge"

    def test_the_same_text_is_refused_and_leaves_nothing(
        self, article: Article, alice: User
    ) -> None:
        folder = Path(article.revision.original.path).parent
        before = sorted(folder.iterdir())
        with pytest.raises(SameText):
            corrected(article, TEXT, alice)
        with pytest.raises(SameText):
            revising.add_uploaded(article, file(TEXT), user=alice)
        assert article.revisions.count() == 1
        assert not Event.objects.exists()
        assert sorted(folder.iterdir()) == before

    def test_the_text_of_an_older_version_may_come_back(
        self, article: Article, alice: User
    ) -> None:
        corrected(article, CORRECTED, alice)
        assert corrected(article, TEXT, alice).number == 3

    def test_the_same_text_sent_twice_at_once_makes_one_version(
        self, article: Article, alice: User
    ) -> None:
        seen_before = Article.objects.select_related("current").get(pk=article.pk)
        corrected(article, CORRECTED, alice)
        folder = Path(article.revision.original.path).parent
        before = sorted(folder.iterdir())
        with pytest.raises(SameText):
            corrected(seen_before, CORRECTED, alice)
        assert article.revisions.count() == 2
        assert sorted(folder.iterdir()) == before

    def test_what_cannot_be_read_is_refused(self, article: Article, alice: User) -> None:
        with pytest.raises(IngestError):
            revising.add_uploaded(article, file("", "empty.txt"), user=alice)
        assert article.revisions.count() == 1

    def test_the_limits_are_those_of_any_upload(
        self, article: Article, alice: User, settings: Settings
    ) -> None:
        settings.UPLOAD_MAX_BYTES = 10
        with pytest.raises(IngestError, match="the limit is"):
            revising.add_uploaded(article, file(CORRECTED), user=alice)

    def test_a_cleared_article_is_in_review_again(self, article: Article, alice: User) -> None:
        Article.objects.update(review=Article.Review.CLEARED)
        corrected(article, CORRECTED, alice)
        article.refresh_from_db()
        assert article.review == Article.Review.IN_REVIEW


def claim(text: str, words: str, label: Any = "unsourced") -> Claim:
    start = text.index(words)
    end = start + len(words)
    return Claim(label, "number", start, end, 0.6, (Evidence(NUMBER, start, end),))


def quote(text: str, words: str, *, speaker: str) -> Quote:
    start, at = text.index(words), text.index(speaker)
    end = start + len(words)
    source = Source(at, at + len(speaker), speaker, "person", None)
    spans = ((start, end),)
    return Quote(
        "direct", start, end, spans, Cue(end + 1, end + 5, "said"), source, 0.9, 0.9, 0.9, ()
    )


def annotated(revision: Revision, *found: Claim | Quote) -> list[Annotation]:
    """What the worker does with a revision, less the reading itself; its marks in text order."""
    Revision.objects.filter(pk=revision.pk).update(
        state=Revision.State.ANNOTATED, annotated=timezone.now()
    )
    revision = Revision.objects.select_related("article").get(pk=revision.pk)
    marks.replace_machine_marks(revision, Findings("2", (), found))
    carrying.carry(revision)
    return list(revision.annotations.in_text_order())


def accept(mark: Annotation, user: User) -> Annotation:
    return reviewing.decide(mark, Ruling(Verdict.ACCEPTED), user=user, seen=mark.version)


def reject(mark: Annotation, user: User) -> Annotation:
    ruling = Ruling(Verdict.REJECTED, why="common-knowledge")
    return reviewing.decide(mark, ruling, user=user, seen=mark.version)


@pytest.fixture
def traffic(article: Article) -> Annotation:
    return make_mark(article, TRAFFIC)


class TestCarrying:
    def test_a_verdict_goes_to_the_new_finding_of_the_same_statement(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        reject(traffic, alice)
        revision = corrected(article, CORRECTED, alice)
        (there,) = annotated(revision, claim(CORRECTED, TRAFFIC))
        assert (there.exact, there.verdict, there.carried_from) == (TRAFFIC, "rejected", traffic)
        assert (there.confidence, there.pipeline) == (0.6, "2")
        decision = there.decisions.get()
        assert (decision.action, decision.actor) == (Decision.Action.CARRIED, None)
        assert decision.after == {"verdict": "rejected", "state": "open", "assignee": None}
        traffic.refresh_from_db()
        assert (traffic.revision.number, traffic.detached) == (1, False)

    def test_what_the_machine_no_longer_finds_is_carried_all_the_same(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        accept(traffic, alice)
        text = "A word before all.\n\n" + CORRECTED
        (there,) = annotated(corrected(article, text, alice))
        start = text.index(TRAFFIC)
        assert (there.start, there.end, there.spans) == (
            start, start + len(TRAFFIC), [[start, start + len(TRAFFIC)]],
        )  # fmt: skip
        assert (there.verdict, there.state, there.origin) == ("accepted", "needs-source", "machine")
        assert (there.confidence, there.probability) == (0.78, 0.78)
        assert there.reasons == [{**traffic.reasons[0], "start": start, "end": start + 3}]

    def test_an_editors_own_mark_is_carried_as_such(self, article: Article, alice: User) -> None:
        start = TEXT.index("cost too much")
        own = reviewing.add_mark(
            article.revision,
            NewMark(start, start + 13, "claim", "unsourced", note="How much?"),
            user=alice,
        )
        text = TEXT.replace("doubled", "tripled")
        (there,) = annotated(corrected(article, text, alice))
        assert (there.exact, there.origin, there.made_by) == ("cost too much", "editor", alice)
        assert (there.note, there.verdict, there.carried_from) == ("How much?", "accepted", own)

    def test_state_and_assignee_go_with_it_and_evidence_is_found_through_it(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        following.assign(traffic, alice, user=alice, seen=1)
        found = following.Found(link="https://example.org/count")
        following.add_evidence(traffic, found, user=alice, seen=2)
        (there,) = annotated(corrected(article, CORRECTED, alice), claim(CORRECTED, TRAFFIC))
        assert (there.state, there.assignee) == ("sourced", alice)
        assert there.lineage() == [there.pk, traffic.pk]

    def test_a_mark_with_nothing_but_a_note_is_carried_too(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        Note.objects.create(article=article, annotation=traffic, text="Check this.", actor=alice)
        (there,) = annotated(corrected(article, CORRECTED, alice))
        assert (there.carried_from, there.verdict) == (traffic, "open")

    def test_what_nobody_touched_is_the_machines_business(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        assert annotated(corrected(article, CORRECTED, alice)) == []
        traffic.refresh_from_db()
        assert not traffic.detached

    def test_what_has_no_place_is_detached_and_stays_with_its_verdict(
        self, article: Article, alice: User
    ) -> None:
        critics = accept(make_mark(article, CRITICS, label="vague"), alice)
        assert annotated(corrected(article, CORRECTED, alice)) == []
        critics.refresh_from_db()
        assert (critics.detached, critics.verdict, critics.version) == (True, "accepted", 3)
        assert carrying.detached(article) == [critics]

    def test_words_with_two_places_are_not_guessed_at(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        accept(traffic, alice)
        assert annotated(corrected(article, f"{TEXT}\n{TEXT}", alice)) == []
        assert carrying.detached(article) == [traffic]

    def test_a_quotation_of_another_speaker_asks_for_another_verdict(
        self, article: Article, alice: User
    ) -> None:
        old = accept(make_quote(article, SAFE, speaker="Ruth Okafor"), alice)
        text = TEXT.replace("Ruth Okafor, the mayor", "Lena Marsh, the builder")
        (there,) = annotated(
            corrected(article, text, alice), quote(text, SAFE, speaker="Lena Marsh")
        )
        assert (there.speaker, there.verdict, there.carried_from) == ("Lena Marsh", "open", old)
        assert text[there.source_start : there.source_end] == "Lena Marsh"
        decision = there.decisions.get()
        assert decision.note == "the speaker changed in the corrected version"
        assert (decision.action, decision.after["verdict"]) == (Decision.Action.CARRIED, "open")
        assert old.decisions.get().action == Decision.Action.ACCEPTED
        assert there.lineage() == [there.pk, old.pk]

    def test_a_corrected_speaker_who_is_no_longer_in_the_text_is_asked_for_again(
        self, article: Article, alice: User
    ) -> None:
        old = make_quote(article, SAFE, speaker="the mayor")
        correct_speaker(old, Speaker("Ruth Okafor", "person"), user=alice, seen=1)
        text = TEXT.replace("Ruth Okafor, the mayor", "Lena Marsh, the builder")
        (there,) = annotated(
            corrected(article, text, alice), quote(text, SAFE, speaker="Lena Marsh")
        )
        assert (there.speaker, there.verdict) == ("Lena Marsh", "open")

    def test_a_corrected_speaker_is_corrected_on_the_new_finding(
        self, article: Article, alice: User
    ) -> None:
        old = make_quote(article, SAFE, speaker="the mayor")
        correct_speaker(old, Speaker("Ruth Okafor", "person"), user=alice, seen=1)
        text = "First.\n\n" + TEXT
        (there,) = annotated(
            corrected(article, text, alice), quote(text, SAFE, speaker="the mayor")
        )
        assert (there.speaker, there.verdict, there.carried_from) == (
            "Ruth Okafor",
            "accepted",
            old,
        )
        assert text[there.source_start : there.source_end] == "Ruth Okafor"

    def test_running_it_again_carries_nothing_twice(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        accept(traffic, alice)
        make_mark(article, CRITICS, label="vague")
        accept(Annotation.objects.get(label="vague"), alice)
        revision = corrected(article, CORRECTED, alice)
        first = annotated(revision, claim(CORRECTED, TRAFFIC))
        again = annotated(revision, claim(CORRECTED, TRAFFIC))
        assert [mark.pk for mark in again] == [mark.pk for mark in first]
        assert again[0].verdict == "accepted"
        assert Decision.objects.filter(action=Decision.Action.CARRIED).count() == 1
        assert len(carrying.detached(article)) == 1

    def test_marks_go_on_from_version_to_version(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        accept(traffic, alice)
        (second,) = annotated(corrected(article, CORRECTED, alice), claim(CORRECTED, TRAFFIC))
        third_text = CORRECTED + "\nThe bridge opened in June.\n"
        (third,) = annotated(corrected(article, third_text, alice))
        assert third.lineage() == [third.pk, second.pk, traffic.pk]
        assert third.verdict == "accepted"

    def test_a_version_that_was_replaced_before_it_was_read_is_passed_over(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        accept(traffic, alice)
        second = corrected(article, CORRECTED, alice)
        third = corrected(article, CORRECTED + "\nMore.\n", alice)
        (there,) = annotated(third)
        assert there.carried_from == traffic
        assert annotated(second) == []

    def test_words_that_come_back_bring_an_editors_mark_back(
        self, article: Article, alice: User
    ) -> None:
        start = TEXT.index(CRITICS)
        new = NewMark(start, start + len(CRITICS), "claim", "vague")
        own = reviewing.add_mark(article.revision, new, user=alice)
        annotated(corrected(article, CORRECTED, alice))
        assert carrying.detached(article) == [own]
        (back,) = annotated(corrected(article, TEXT, alice))
        assert (back.exact, back.carried_from) == (CRITICS, own)
        assert carrying.detached(article) == []

    def test_wide_signs_before_a_mark_move_it_by_code_points(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        accept(traffic, alice)
        text = "😀 👩‍🚒 השר\n\n" + TEXT
        (there,) = annotated(corrected(article, text, alice))
        assert text[there.start : there.end] == TRAFFIC


@pytest.mark.model
@pytest.mark.django_db(transaction=True)
def test_the_worker_carries_marks_over_when_it_has_read_the_new_text(
    article: Article, traffic: Annotation, alice: User
) -> None:
    from articles.services import annotating  # noqa: PLC0415 (loads spaCy only when needed)

    accept(traffic, alice)
    revision = corrected(article, CORRECTED, alice)
    assert annotating.annotate_revision(revision.pk)
    there = Annotation.objects.get(carried_from=traffic)
    assert (there.revision, there.exact, there.verdict) == (revision, TRAFFIC, "accepted")
    same = revision.annotations.filter(start=there.start, kind=there.kind, label=there.label)
    assert same.count() == 1


@pytest.fixture
def lost(article: Article, alice: User) -> Annotation:
    """Alice's verdict on words that the corrected text has not."""
    mark = accept(make_mark(article, CRITICS, label="vague"), alice)
    annotated(corrected(article, CORRECTED, alice), claim(CORRECTED, TRAFFIC))
    article.refresh_from_db()
    return Annotation.objects.select_related("revision__article__current").get(pk=mark.pk)


def span(words: str) -> tuple[int, int]:
    return CORRECTED.index(words), CORRECTED.index(words) + len(words)


PARTED = (
    "Mayor opens bridge\n\n"
    "“We waited nine years for it,” says Ruth Okafor, the mayor. “Now we can walk across.”\n\n"
    "Traffic has doubled since May.\n"
)
PIECES = ("“We waited nine years for it,”", "“Now we can walk across.”")


def pieces(text: str) -> list[list[int]]:
    return [[text.index(each), text.index(each) + len(each)] for each in PIECES]


def parted_quote(text: str, *, speaker: str) -> Quote:
    (start, _), (_, end) = pieces(text)
    spans = tuple((piece[0], piece[1]) for piece in pieces(text))
    return replace(quote(text, PIECES[0], speaker=speaker), start=start, end=end, spans=spans)


class TestCarryingAQuotationInTwoPieces:
    @pytest.fixture
    def waited(self, alice: User) -> Annotation:
        article = make_article(PARTED)
        exact = PARTED[pieces(PARTED)[0][0] : pieces(PARTED)[1][1]]
        mark = make_quote(article, exact, speaker="Ruth Okafor")
        Annotation.objects.filter(pk=mark.pk).update(spans=pieces(PARTED))
        mark.refresh_from_db()
        return accept(mark, alice)

    def test_other_words_between_the_pieces_leave_the_verdict(
        self, waited: Annotation, alice: User
    ) -> None:
        text = PARTED.replace(", the mayor.", ", who was elected mayor in spring.")
        revision = corrected(waited.revision.article, text, alice)
        (there,) = annotated(revision, parted_quote(text, speaker="Ruth Okafor"))
        assert (there.verdict, there.carried_from, there.spans) == (
            "accepted",
            waited,
            pieces(text),
        )
        assert carrying.detached(waited.revision.article) == []

    def test_another_speaker_between_them_asks_for_another_verdict(
        self, waited: Annotation, alice: User
    ) -> None:
        text = PARTED.replace("Ruth Okafor, the mayor", "a city official")
        revision = corrected(waited.revision.article, text, alice)
        (there,) = annotated(revision, parted_quote(text, speaker="a city official"))
        assert (there.speaker, there.verdict) == ("a city official", "open")
        assert there.decisions.get().note == "the speaker changed in the corrected version"
        assert carrying.detached(waited.revision.article) == []

    def test_where_the_machine_finds_nothing_the_pieces_stand_all_the_same(
        self, waited: Annotation, alice: User
    ) -> None:
        text = "First.\n\n" + PARTED.replace(", the mayor.", ", who is the mayor.")
        (there,) = annotated(corrected(waited.revision.article, text, alice))
        assert (there.spans, there.verdict) == (pieces(text), "accepted")
        assert there.exact == text[there.start : there.end]
        assert text[there.source_start : there.source_end] == "Ruth Okafor"

    def test_a_piece_with_other_words_detaches_the_mark(
        self, waited: Annotation, alice: User
    ) -> None:
        text = PARTED.replace("nine years", "ten years")
        assert annotated(corrected(waited.revision.article, text, alice)) == []
        (lost,) = carrying.detached(waited.revision.article)
        assert lost == waited


class TestReattaching:
    def test_it_becomes_a_mark_there_with_all_that_was_made_of_it(
        self, lost: Annotation, article: Article, alice: User
    ) -> None:
        there = carrying.reattach(lost, span("It cost twelve million."), user=alice, seen=3)
        assert (there.revision, there.exact) == (article.revision, "It cost twelve million.")
        assert (there.verdict, there.state, there.detached) == ("accepted", "needs-source", False)
        assert there.carried_from == lost
        decision = there.decisions.get()
        assert (decision.action, decision.actor) == (Decision.Action.REATTACHED, alice)
        assert carrying.detached(article) == []
        assert there in article.revision.annotations.shown()

    def test_it_joins_the_machines_mark_of_the_same_statement(
        self, lost: Annotation, article: Article, alice: User
    ) -> None:
        Annotation.objects.filter(pk=lost.pk).update(label="unsourced")
        lost.refresh_from_db()
        there = carrying.reattach(lost, span(TRAFFIC), user=alice, seen=3)
        assert article.revision.annotations.get() == there
        assert (there.pipeline, there.verdict) == ("2", "accepted")

    @pytest.mark.parametrize("place", [(0, 0), (5, 3), (0, 10_000), (18, 20)])
    def test_no_words_are_refused(
        self, lost: Annotation, alice: User, place: tuple[int, int]
    ) -> None:
        with pytest.raises(NoWords):
            carrying.reattach(lost, place, user=alice, seen=3)
        assert not Decision.objects.filter(action=Decision.Action.REATTACHED).exists()

    def test_one_of_two_editors_wins(self, lost: Annotation, alice: User) -> None:
        carrying.reattach(lost, span("It cost twelve million."), user=alice, seen=3)
        with pytest.raises(NotDetached):
            carrying.reattach(lost, span(TRAFFIC), user=alice, seen=3)
        assert Decision.objects.filter(action=Decision.Action.REATTACHED).count() == 1

    def test_a_mark_that_changed_meanwhile_is_looked_at_again(
        self, lost: Annotation, alice: User
    ) -> None:
        with pytest.raises(StaleMark):
            carrying.reattach(lost, span("It cost twelve million."), user=alice, seen=2)

    def test_a_mark_that_has_its_place_stays_there(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        with pytest.raises(NotDetached):
            carrying.reattach(traffic, (0, 5), user=alice, seen=1)

    def test_an_editors_mark_stands_once_on_the_same_words(
        self, article: Article, alice: User
    ) -> None:
        start = TEXT.index(CRITICS)
        new = NewMark(start, start + len(CRITICS), "claim", "vague")
        own = reviewing.add_mark(article.revision, new, user=alice)
        annotated(corrected(article, CORRECTED, alice))
        article.refresh_from_db()
        reviewing.add_mark(article.revision, NewMark(*span(TRAFFIC), "claim", "vague"), user=alice)
        own = Annotation.objects.select_related("revision__article__current").get(pk=own.pk)
        with pytest.raises(MarkedTwice):
            carrying.reattach(own, span(TRAFFIC), user=alice, seen=own.version)
        assert carrying.detached(article) == [own]

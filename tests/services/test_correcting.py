"""Correcting words and speakers: accepted with it, applied to others, undone, kept."""

import pytest

from articles.models import Annotation, Article, Decision, User
from articles.nlp.findings import Findings, Quote, Source
from articles.services import changing, correcting, marks, reviewing
from articles.services.changing import MarkedTwice, StaleMark
from articles.services.correcting import (
    NOBODY,
    NothingToCorrect,
    Speaker,
    same_speaker,
)
from articles.services.reviewing import NoWords, Ruling
from tests.factories import make_article, make_mark, make_quote

pytestmark = pytest.mark.django_db
TALKS = (
    "Ferry talks fail\n\n"
    "“We will not sign,” said Ines Duarte. “The offer is too low,” she said.\n\n"
    "“There is no more money,” said Paul Brandt, who runs the port. “Not this year,” he said.\n\n"
    "“Nobody wants a strike,” Duarte said. Tickets cost 40 euros now. “Why?” a clerk asked.\n"
)
PAUL = Speaker("Paul Brandt", "person")


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TALKS)


@pytest.fixture
def quotes(article: Article) -> list[Annotation]:
    said = {
        "“We will not sign,”": "Ines Duarte",
        "“The offer is too low,”": "she",
        "“Not this year,”": "he said",
        "“Nobody wants a strike,”": "Duarte",
    }
    return [
        make_quote(
            article,
            words,
            speaker=speaker,
            source_name="Ines Duarte",
            confidences={"span": 0.9, "source": 0.4},
        )
        for words, speaker in said.items()
    ]


@pytest.fixture
def claim(article: Article) -> Annotation:
    return make_mark(article, "Tickets cost 40 euros now.")


def place(article: Article, words: str) -> tuple[int, int]:
    start = article.revision.text.index(words)
    return start, start + len(words)


class TestWords:
    def test_a_mark_gets_other_words_and_is_accepted_with_them(
        self, article: Article, claim: Annotation, alice: User
    ) -> None:
        span = place(article, " cost 40 euros ")
        mark = correcting.correct_span(claim, [span], user=alice, seen=1)
        mark.refresh_from_db()
        assert mark.exact == "cost 40 euros"
        assert (mark.prefix[-8:], mark.suffix) == ("Tickets ", " now. “Why?” a clerk asked.\n")
        assert mark.spans == [[span[0] + 1, span[1] - 1]]
        assert (mark.verdict, mark.state) == ("accepted", "needs-source")

    def test_the_log_keeps_both_and_one_undo_takes_it_back(
        self, article: Article, claim: Annotation, alice: User
    ) -> None:
        mark = correcting.correct_span(claim, [place(article, "40 euros")], user=alice, seen=1)
        decision = Decision.objects.get()
        assert (decision.action, decision.why) == ("corrected", "wrong-span")
        assert decision.before["exact"] == "Tickets cost 40 euros now."
        assert decision.after["exact"] == "40 euros"
        mark = changing.undo(mark, user=alice, seen=2)
        assert (mark.exact, mark.verdict, mark.state) == (
            "Tickets cost 40 euros now.",
            "open",
            "open",
        )

    def test_a_quotation_may_keep_its_pieces(
        self, article: Article, quotes: list[Annotation], alice: User
    ) -> None:
        spans = [place(article, "“We will not sign,”"), place(article, "“The offer is too low,”")]
        mark = correcting.correct_span(quotes[0], spans, user=alice, seen=1)
        assert mark.spans == [list(span) for span in spans]
        assert (mark.start, mark.end) == (spans[0][0], spans[1][1])

    @pytest.mark.parametrize("span", [(0, 9999), (5, 5), (16, 18)])
    def test_a_place_without_words_is_refused(
        self, claim: Annotation, alice: User, span: tuple[int, int]
    ) -> None:
        with pytest.raises(NoWords):
            correcting.correct_span(claim, [span], user=alice, seen=1)

    def test_the_same_words_are_no_correction(
        self, article: Article, claim: Annotation, alice: User
    ) -> None:
        with pytest.raises(NothingToCorrect):
            correcting.correct_span(claim, [place(article, claim.exact)], user=alice, seen=1)
        assert not Decision.objects.exists()

    def test_who_saw_an_older_state_corrects_nothing(
        self, article: Article, claim: Annotation, alice: User
    ) -> None:
        with pytest.raises(StaleMark):
            correcting.correct_span(claim, [place(article, "40 euros")], user=alice, seen=2)

    def test_an_editors_mark_never_stands_twice_on_the_same_words(
        self, article: Article, claim: Annotation, alice: User
    ) -> None:
        own = [
            reviewing.add_mark(
                article.revision,
                reviewing.NewMark(*place(article, words), kind="claim", label="vague"),
                user=alice,
            )
            for words in ("40 euros", "40 euros now")
        ]
        with pytest.raises(MarkedTwice):
            correcting.correct_span(own[0], [place(article, "40 euros now")], user=alice, seen=1)
        assert Annotation.objects.get(pk=own[0].pk).exact == "40 euros"


class TestSpeaker:
    @pytest.mark.parametrize(
        ("speaker", "fields"),
        [
            (PAUL, ("Paul Brandt", "person", "Paul Brandt")),
            (Speaker("Ines Duarte Costa", "person"), ("Ines Duarte Costa", "person", "she")),
            (Speaker("Ana Reis", "person"), ("Ana Reis", "person", "she")),
            (Speaker("a clerk", "anonymous"), ("", "anonymous", "a clerk")),
            (Speaker("", NOBODY), ("", "", "")),
        ],
    )
    def test_the_speaker_is_as_the_editor_says(
        self,
        quotes: list[Annotation],
        alice: User,
        speaker: Speaker,
        fields: tuple[str, str, str],
    ) -> None:
        mark = correcting.correct_speaker(quotes[1], speaker, user=alice, seen=1)
        assert (mark.source_name, mark.source_type, mark.source_text) == fields
        text = mark.revision.text
        if mark.source_start is not None:
            assert text[mark.source_start : mark.source_end] == mark.source_text
        assert (mark.source_start is None) is (speaker.kind == NOBODY)
        assert mark.verdict == "accepted"

    def test_words_that_name_somebody_else_do_not_stay(
        self, quotes: list[Annotation], alice: User
    ) -> None:
        somebody = Speaker("Ana Reis", "person")
        mark = correcting.correct_speaker(quotes[0], somebody, user=alice, seen=1)
        assert (mark.source_name, mark.source_text, mark.source_start) == ("Ana Reis", "", None)

    def test_the_words_shown_in_the_text_are_taken(
        self, article: Article, quotes: list[Annotation], alice: User
    ) -> None:
        span = place(article, "who runs the port")
        shown = Speaker("Paul Brandt", "person", span)
        mark = correcting.correct_speaker(quotes[2], shown, user=alice, seen=1)
        assert (mark.source_text, mark.source_start) == ("who runs the port", span[0])

    def test_the_doubt_about_the_programs_speaker_is_gone_and_comes_back_with_undo(
        self, quotes: list[Annotation], alice: User
    ) -> None:
        mark = correcting.correct_speaker(quotes[2], PAUL, user=alice, seen=1)
        assert mark.confidences == {"span": 0.9}
        decision = Decision.objects.get()
        assert (decision.action, decision.why, decision.batch) == (
            "corrected",
            "wrong-speaker",
            None,
        )
        mark = changing.undo(mark, user=alice, seen=2)
        assert (mark.source_name, mark.verdict) == ("Ines Duarte", "open")
        assert mark.confidences == {"span": 0.9, "source": 0.4}

    def test_the_same_speaker_is_no_correction(self, quotes: list[Annotation], alice: User) -> None:
        same = Speaker("Ines Duarte", "person")
        with pytest.raises(NothingToCorrect):
            correcting.correct_speaker(quotes[0], same, user=alice, seen=1)


class TestOtherQuotes:
    def test_they_change_together_and_are_taken_back_together(
        self, quotes: list[Annotation], alice: User
    ) -> None:
        others = {quote.pk: quote.version for quote in quotes[1:]}
        correcting.correct_speaker(quotes[0], PAUL, user=alice, seen=1, others=others)
        names = Annotation.objects.values_list("source_name", "verdict")
        assert set(names) == {("Paul Brandt", "accepted")}
        batches = set(Decision.objects.values_list("batch", flat=True))
        batch = batches.pop()
        assert batch and not batches
        reviewing.decide(
            Annotation.objects.get(pk=quotes[3].pk),
            Ruling(Annotation.Verdict.REJECTED, why="other", note="no"),
            user=alice,
            seen=2,
        )
        assert changing.undo_batch(batch, user=alice) == (3, 1)
        left = Annotation.objects.filter(source_name="Paul Brandt")
        assert [quote.pk for quote in left] == [quotes[3].pk]

    def test_where_one_of_them_was_changed_since_none_changes(
        self, quotes: list[Annotation], alice: User
    ) -> None:
        others = {quotes[1].pk: 1, quotes[2].pk: 7}
        with pytest.raises(StaleMark):
            correcting.correct_speaker(quotes[0], PAUL, user=alice, seen=1, others=others)
        assert not Annotation.objects.filter(source_name="Paul Brandt").exists()
        assert not Decision.objects.exists()

    def test_marks_elsewhere_are_never_touched(
        self, quotes: list[Annotation], claim: Annotation, alice: User
    ) -> None:
        elsewhere = make_quote(
            make_article("Elsewhere\n\n“No,” said Ines Duarte.\n"), "“No,”", speaker="Ines Duarte"
        )
        others = {elsewhere.pk: 1, claim.pk: 1}
        with pytest.raises(StaleMark):
            correcting.correct_speaker(quotes[0], PAUL, user=alice, seen=1, others=others)
        assert not Annotation.objects.exclude(verdict="open").exists()

    @pytest.mark.parametrize("fate", [{"verdict": "rejected"}, {"detached": True}, None])
    def test_where_one_of_them_no_longer_holds_none_changes(
        self, quotes: list[Annotation], alice: User, fate: dict[str, object] | None
    ) -> None:
        others, gone = {quotes[1].pk: 1, quotes[2].pk: 1}, quotes[2]
        if fate:
            Annotation.objects.filter(pk=gone.pk).update(**fate)
        else:
            gone.delete()
        with pytest.raises(StaleMark):
            correcting.correct_speaker(quotes[0], PAUL, user=alice, seen=1, others=others)
        assert not Decision.objects.exists()

    def test_they_change_in_the_order_of_their_keys(
        self, quotes: list[Annotation], alice: User
    ) -> None:
        others = {quotes[1].pk: 1, quotes[0].pk: 1}
        correcting.correct_speaker(quotes[2], PAUL, user=alice, seen=1, others=others)
        changed = Decision.objects.order_by("pk").values_list("annotation", flat=True)
        assert list(changed) == [quote.pk for quote in quotes[:3]]

    def test_the_same_name_or_the_same_words_of_the_same_kind_are_one_speaker(
        self, article: Article, quotes: list[Annotation]
    ) -> None:
        reviewed = quotes[1]
        Annotation.objects.filter(pk=reviewed.pk).update(verdict="rejected")
        asked = [
            make_quote(article, words, speaker="a clerk") for words in ("“Why?”", "a clerk asked")
        ]
        assert same_speaker(quotes[0]) == [quotes[2], quotes[3]]
        assert same_speaker(asked[0]) == [asked[1]]

    def test_a_pronoun_that_nobody_resolved_has_no_others(
        self, article: Article, quotes: list[Annotation]
    ) -> None:
        Annotation.objects.update(source_name="", source_text="she")
        quotes[0].refresh_from_db()
        assert same_speaker(quotes[0]) == []


def found(article: Article, words: str, speaker: str, name: str) -> Findings:
    """What a later version of the program might find."""
    start, end = place(article, words)
    at = article.revision.text.index(speaker)
    source = Source(at, at + len(speaker), speaker, "person", name=name)
    quote = Quote(
        form="direct", start=start, end=end, spans=((start, end),), cue=None, source=source,
        confidence=0.6, span_confidence=0.8, source_confidence=0.7, reasons=(),
    )  # fmt: skip
    return Findings(pipeline="2-test", sentences=(), annotations=(quote,))


class TestAnnotatedAgain:
    def test_a_corrected_speaker_stays_corrected(
        self, article: Article, quotes: list[Annotation], alice: User
    ) -> None:
        correcting.correct_speaker(quotes[0], PAUL, user=alice, seen=1)
        again = found(article, "“We will not sign,”", "Ines Duarte", "Ines Duarte")
        marks.replace_machine_marks(article.revision, again)
        mark = Annotation.objects.get()
        assert (mark.pk, mark.detached, mark.pipeline) == (quotes[0].pk, False, "2-test")
        assert (mark.source_name, mark.source_text) == ("Paul Brandt", "Paul Brandt")
        assert mark.verdict == "accepted"

    def test_corrected_words_stay_corrected(
        self, article: Article, quotes: list[Annotation], alice: User
    ) -> None:
        correcting.correct_span(quotes[0], [place(article, "We will")], user=alice, seen=1)
        again = found(article, "“We will not sign,”", "Ines Duarte", "Ines Duarte")
        marks.replace_machine_marks(article.revision, again)
        mark = Annotation.objects.get()
        assert (mark.exact, mark.confidence, mark.detached) == ("We will", 0.6, False)

    def test_a_correction_that_was_taken_back_does_not_hold(
        self, article: Article, quotes: list[Annotation], alice: User
    ) -> None:
        mark = correcting.correct_speaker(quotes[0], PAUL, user=alice, seen=1)
        changing.undo(mark, user=alice, seen=2)
        again = found(article, "“We will not sign,”", "Duarte", "Ines Duarte")
        marks.replace_machine_marks(article.revision, again)
        assert Annotation.objects.get().source_text == "Duarte"

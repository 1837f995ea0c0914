"""Random sentences that no mark stands on: few, the same again, and never in the reader's way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from articles import missed
from articles.models import Annotation, Article, Revision, User
from articles.nlp.evaluation.recall import Sampled
from articles.nlp.findings import Claim, Defect, Findings, Sentence
from articles.services import marks, reviewing, sampling
from articles.services.reviewing import Ruling
from tests.factories import make_article, make_mark

pytestmark = pytest.mark.django_db
SENTENCES = [f"Kiln {number} was lit before dawn." for number in range(40)]
TEXT = "Kilns\n\n" + " ".join(SENTENCES)
ACCEPT = Ruling(Annotation.Verdict.ACCEPTED)
REJECT = Ruling(Annotation.Verdict.REJECTED, why="not-a-claim")


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TEXT)


@pytest.fixture(autouse=True)
def one_in_five(settings: Settings) -> None:
    settings.SAMPLE_SHARE = 0.2


def span(number: int) -> tuple[int, int]:
    start = TEXT.index(SENTENCES[number])
    return start, start + len(SENTENCES[number])


def claim(number: int, confidence: float = 0.8) -> Claim:
    return Claim("unsourced", "other", *span(number), confidence, ())


def findings(*found: Claim | Defect) -> Findings:
    sentences = tuple(Sentence(*span(number), "other", 0.9) for number in range(len(SENTENCES)))
    return Findings("9", sentences, found)


def annotate(revision: Revision, found: Findings) -> list[Annotation]:
    """As the annotator stores it; the random sentences that there are then."""
    drawn = sampling.draw(revision, found)
    tally = {"sample": drawn.as_tally()} if drawn else {}
    Revision.objects.filter(pk=revision.pk).update(tally=tally)
    marks.replace_machine_marks(revision, found)
    sampling.replace_samples(revision, drawn, pipeline=found.pipeline)
    return list(revision.annotations.filter(origin="sample").in_text_order())


def places(samples: list[Annotation]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in samples]


def test_for_ten_flags_two_sentences_are_drawn(article: Article) -> None:
    samples = annotate(article.revision, findings(*map(claim, range(10))))
    assert len(samples) == 2
    for each in samples:
        assert each.exact in SENTENCES[10:]
        assert (each.kind, each.label, each.verdict) == ("claim", "unsourced", "open")
        assert each.probability is None and each.confidence is None


def test_a_sentence_with_a_mark_is_never_drawn(article: Article, settings: Settings) -> None:
    settings.SAMPLE_SHARE = 1.0
    faults = [Defect("undated", span(n)[0] + 3, span(n)[0] + 5, 0.8, ()) for n in range(20, 38)]
    samples = annotate(article.revision, findings(*map(claim, range(20)), *faults))
    assert [each.exact for each in samples] == SENTENCES[38:]


def test_loaded_words_are_no_flag_and_leave_their_sentence_to_be_drawn(
    article: Article, settings: Settings
) -> None:
    settings.SAMPLE_SHARE = 1.0
    loaded = [Defect("loaded-words", *span(number), 0.8, ()) for number in range(40)]
    assert len(annotate(article.revision, findings(*loaded))) == 1


def test_where_an_editor_has_flagged_a_sentence_nobody_is_asked_again(
    article: Article, settings: Settings, alice: User
) -> None:
    settings.SAMPLE_SHARE = 1.0
    make_mark(article, SENTENCES[39], origin="editor", made_by=alice, confidence=None)
    samples = annotate(article.revision, findings(*map(claim, range(38))))
    assert [each.exact for each in samples] == [SENTENCES[38]]


def test_doubtful_marks_are_no_flags_of_the_queue_but_are_not_drawn_either(
    article: Article,
) -> None:
    doubtful = [claim(number, confidence=0.2) for number in range(39)]
    drawn = sampling.draw(article.revision, findings(*doubtful))
    assert drawn is not None
    assert drawn.expected == pytest.approx(0.2)
    assert drawn.unmarked == 1


def test_the_same_text_gives_the_same_choice_and_no_double(article: Article) -> None:
    found = findings(*map(claim, range(10)))
    first = places(annotate(article.revision, found))
    assert places(annotate(article.revision, found)) == first


def test_another_article_gives_another_choice(article: Article) -> None:
    found = findings(*map(claim, range(10)))
    other = make_article(TEXT + " ")
    first = sampling.draw(article.revision, found)
    second = sampling.draw(other.revision, found)
    assert first is not None and second is not None
    assert first.spans != second.spans


def test_over_many_articles_the_share_is_what_is_set(settings: Settings) -> None:
    settings.SAMPLE_SHARE = 0.05
    counts, first = [], []
    for number in range(300):
        drawn = draw_unstored(str(number), findings(claim(0), claim(1)))
        counts.append(len(drawn.spans))
        first += [drawn.spans[0]] if drawn.spans else []
    assert sum(counts) / 300 == pytest.approx(2 * 0.05, abs=0.04)
    assert len(set(first)) > len(first) / 2


def draw_unstored(digest: str, found: Findings) -> sampling.Draw:
    article = make_article(f"{TEXT} {digest}")
    drawn = sampling.draw(article.revision, found)
    assert drawn is not None
    return drawn


def test_an_article_without_flags_may_be_asked_about_too(
    article: Article, settings: Settings
) -> None:
    settings.SAMPLE_SHARE = 1.0
    assert len(annotate(article.revision, findings())) == 1


def test_where_the_share_is_nought_nothing_is_drawn(article: Article, settings: Settings) -> None:
    settings.SAMPLE_SHARE = 0.0
    assert annotate(article.revision, findings(*map(claim, range(10)))) == []
    article.revision.refresh_from_db()
    assert "sample" not in article.revision.tally


def test_an_article_of_marks_alone_has_nothing_to_draw(article: Article) -> None:
    assert annotate(article.revision, findings(*map(claim, range(40)))) == []


def test_reannotation_replaces_only_what_nobody_has_decided_on(
    article: Article, alice: User
) -> None:
    first, second = annotate(article.revision, findings(*map(claim, range(10))))
    reviewing.decide(first, REJECT, user=alice, seen=1)
    more = findings(*map(claim, range(40)))
    assert places(annotate(article.revision, more)) == places([first])
    assert Annotation.objects.get(origin="sample").verdict == "rejected"
    assert not Annotation.objects.filter(pk=second.pk).exists()


def test_a_decided_sentence_is_not_asked_about_twice(article: Article, alice: User) -> None:
    found = findings(*map(claim, range(10)))
    first, second = annotate(article.revision, found)
    reviewing.decide(first, REJECT, user=alice, seen=1)
    assert places(annotate(article.revision, found)) == places([first, second])


def test_a_sample_stands_in_the_text_only_once_an_editor_has_flagged_it(
    article: Article, alice: User
) -> None:
    first, second = annotate(article.revision, findings(*map(claim, range(10))))
    shown = article.revision.annotations.shown().filter(origin="sample")
    assert not shown.exists()
    reviewing.decide(first, ACCEPT, user=alice, seen=1)
    reviewing.decide(second, REJECT, user=alice, seen=1)
    assert list(shown) == [first]
    first.refresh_from_db()
    assert first.state == "needs-source"


@given(st.integers(0, 2**64), st.integers(0, 1000))
def test_chance_is_a_share_and_always_the_same(digest: int, place: int) -> None:
    found = sampling.chance(digest, place)
    assert 0 <= found < 1
    assert found == sampling.chance(digest, place)


class TestWhatIsMissed:
    @pytest.fixture
    def samples(self, article: Article, settings: Settings, alice: User) -> list[Annotation]:
        """Ten of the thirty sentences without a mark, each standing for three."""
        settings.SAMPLE_SHARE = 1.0
        return annotate(article.revision, findings(*map(claim, range(10))))

    def decide(self, samples: list[Annotation], accepted: int, alice: User) -> None:
        for number, each in enumerate(samples):
            reviewing.decide(each, ACCEPT if number < accepted else REJECT, user=alice, seen=1)

    def test_before_anybody_looked_nothing_is_said(self, samples: list[Annotation]) -> None:
        found = missed.missed()
        assert (found.sampled, found.waiting, found.recall) == (0, 10, None)

    def test_each_sample_stands_for_the_sentences_it_was_drawn_from(
        self, samples: list[Annotation], alice: User
    ) -> None:
        self.decide(samples, 2, alice)
        assert sorted(missed.looked_at(), key=lambda each: each.missed) == (
            [Sampled(missed=False, weight=3.0)] * 8 + [Sampled(missed=True, weight=3.0)] * 2
        )

    def test_recall_is_what_is_marked_of_what_should_be(
        self, samples: list[Annotation], alice: User
    ) -> None:
        self.decide(samples, 2, alice)
        for flag in Annotation.objects.filter(origin="machine"):
            reviewing.decide(flag, ACCEPT, user=alice, seen=1)
        found = missed.missed()
        assert (found.sampled, found.found, found.unmarked, found.flagged) == (10, 2, 30, 10)
        assert found.recall is not None
        assert found.recall.value == pytest.approx(10 / (10 + 0.2 * 30))
        assert found.recall.low < found.recall.value < found.recall.high

    def test_undecided_marks_count_like_decided_ones_with_a_like_number(
        self, samples: list[Annotation], alice: User
    ) -> None:
        self.decide(samples, 2, alice)
        flags = list(Annotation.objects.filter(origin="machine"))
        for number, flag in enumerate(flags[:4]):
            reviewing.decide(flag, ACCEPT if number else REJECT, user=alice, seen=1)
        found = missed.missed().recall
        assert found is not None
        assert found.value == pytest.approx(7.5 / (7.5 + 6))

    def test_a_sentence_that_is_marked_by_now_is_not_missed(
        self, article: Article, samples: list[Annotation], alice: User
    ) -> None:
        self.decide(samples, 10, alice)
        covered = SENTENCES.index(samples[0].exact)
        annotate(article.revision, findings(*map(claim, [*range(10), covered])))
        assert missed.missed().sampled == 9

    def test_articles_of_which_nothing_was_drawn_do_not_count(
        self, samples: list[Annotation], alice: User
    ) -> None:
        older = make_article("Older\n\n" + TEXT)
        make_mark(older, SENTENCES[0])
        assert (missed.missed().flagged, missed.missed().unmarked) == (10, 30)

    def test_a_sample_that_nobody_decided_on_says_nothing(
        self, samples: list[Annotation], alice: User
    ) -> None:
        self.decide(samples[:4], 0, alice)
        found = missed.missed()
        assert (found.sampled, found.found, found.waiting) == (4, 0, 6)
        assert found.share.low == 0 and found.share.high > 0.3


@pytest.mark.model
def test_the_annotator_draws_what_is_set(settings: Settings, monkeypatch: Any) -> None:
    """Through the whole of one annotation, as the worker does it."""
    from articles.nlp import pipeline  # noqa: PLC0415 (loads spaCy only when needed)
    from articles.services import annotating  # noqa: PLC0415

    settings.SAMPLE_SHARE = 1.0
    queued = make_article(TEXT, state="queued").revision
    found = findings(*map(claim, range(10)))
    monkeypatch.setattr(pipeline.Pipeline, "annotate", lambda *args, **kwargs: found)
    assert annotating.annotate_revision(queued.pk)
    queued.refresh_from_db()
    assert queued.annotations.filter(origin="sample").count() == 10
    assert queued.tally["sample"] == {"unmarked": 30, "expected": 10.0}
    assert queued.tally["marks"] == {"claim": 10}

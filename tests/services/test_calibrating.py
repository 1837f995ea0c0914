"""The shown numbers follow the newsroom's verdicts, version by version, and can go back."""

from typing import Any

import pytest
from django.db import IntegrityError

from articles import verdicts
from articles.models import Annotation, AppendOnly, Calibration, Decision, Event, User
from articles.nlp.findings import Claim, Findings
from articles.nlp.refitting import Refit, Refused
from articles.services import calibrating, changing, correcting, marks, reviewing
from articles.services.calibrating import NotRefitted, StaleCalibration
from articles.services.correcting import Speaker
from articles.services.reviewing import Ruling
from tests.factories import make_article, make_mark, make_quote
from tests.judging import as_said, decision, kiln_article, make_verdicts, mark

pytestmark = pytest.mark.django_db
ACCEPT = Ruling(Annotation.Verdict.ACCEPTED)
REJECT = Ruling(Annotation.Verdict.REJECTED, why="common-knowledge")


def decide(annotation: Annotation, ruling: Ruling, alice: User) -> Annotation:
    annotation.refresh_from_db()
    return reviewing.decide(annotation, ruling, user=alice, seen=annotation.version)


def judged(kind: str = "unsourced") -> list[tuple[float, bool]]:
    return [(each.shown, each.upheld) for each in verdicts.judged(kind)]


class TestWhatCounts:
    def test_a_verdict_counts_with_the_number_that_was_shown(self, alice: User) -> None:
        found = make_mark(make_article(), "Traffic has doubled", probability=0.6, confidence=0.9)
        decide(found, ACCEPT, alice)
        assert judged() == [(0.6, True)]

    def test_it_stays_the_number_of_that_time_whatever_is_shown_later(self, alice: User) -> None:
        found = decide(make_mark(make_article(), "Traffic has doubled"), ACCEPT, alice)
        Annotation.objects.filter(pk=found.pk).update(probability=0.2)
        assert judged() == [(0.78, True)]

    def test_of_several_verdicts_the_latest_counts(self, alice: User) -> None:
        found = make_mark(make_article(), "Traffic has doubled")
        decide(found, ACCEPT, alice)
        decide(found, REJECT, alice)
        assert judged() == [(0.78, False)]

    def test_a_verdict_that_is_taken_back_does_not_count(self, alice: User) -> None:
        found = decide(make_mark(make_article(), "Traffic has doubled"), ACCEPT, alice)
        rejected = decide(found, REJECT, alice)
        back = changing.undo(rejected, user=alice, seen=rejected.version)
        assert judged() == [(0.78, True)]
        changing.undo(back, user=alice, seen=back.version)
        assert judged() == []

    @pytest.mark.parametrize(
        "fields",
        [
            {"type": "orphan-quote"},
            {"reasons": [{"code": "untrained", "says": "by rules", "start": None, "end": None}]},
            {"kind": "defect", "label": "undated", "type": ""},
            {"origin": "sample", "confidence": None, "probability": None},
        ],
        ids=["never measured", "found by rules", "a fault", "a random sentence"],
    )
    def test_a_mark_without_a_calibrated_number_does_not_count(
        self, alice: User, fields: dict[str, Any]
    ) -> None:
        decide(make_mark(make_article(), "Traffic has doubled", **fields), ACCEPT, alice)
        assert [judged(kind) for kind in verdicts.KINDS] == [[], [], []]

    def test_each_kind_is_held_against_its_own_verdicts(self, alice: User) -> None:
        article = make_article()
        decide(make_mark(article, "Traffic has doubled"), ACCEPT, alice)
        decide(make_mark(article, "Critics say", label="vague", probability=0.5), REJECT, alice)
        quote = make_quote(article, "“The bridge is safe,”", speaker="Ruth Okafor")
        decide(quote, ACCEPT, alice)
        assert judged("unsourced") == [(0.78, True)]
        assert judged("vague") == [(0.5, False)]
        assert judged("quote") == [(0.78, True)]

    def test_a_quotation_whose_speaker_was_corrected_was_not_upheld(self, alice: User) -> None:
        quote = make_quote(make_article(), "“The bridge is safe,”", speaker="Critics")
        correcting.correct_speaker(
            quote, Speaker("Ruth Okafor", "person"), user=alice, seen=quote.version
        )
        assert judged("quote") == [(0.78, False)]

    def test_a_statement_whose_words_were_corrected_was_upheld(self, alice: User) -> None:
        found = make_mark(make_article(), "Traffic has doubled")
        span = (found.start, found.end + 10)
        correcting.correct_span(found, [span], user=alice, seen=found.version)
        assert judged() == [(0.78, True)]

    def test_a_mark_carried_to_a_corrected_text_counts_once(self, alice: User) -> None:
        article = make_article()
        old = decide(make_mark(article, "Traffic has doubled"), ACCEPT, alice)
        new = make_mark(
            article, "Traffic has doubled", carried_from=old, verdict="accepted", probability=0.5
        )
        assert judged() == [(0.78, True)]
        decide(new, REJECT, alice)
        assert judged() == [(0.5, False)]


class TestRefitting:
    def test_the_undecided_marks_are_shown_with_the_new_numbers(self, alice: User) -> None:
        made = make_verdicts("unsourced", 300, user=alice, undecided=30)
        stored = calibrating.refit("unsourced", user=alice, seen=0)
        for each in Annotation.objects.filter(verdict="open"):
            assert each.confidence is not None and each.probability is not None
            assert each.probability == pytest.approx(each.confidence / 2, abs=0.15)
            assert each.version == 2
        assert (stored.version, stored.verdicts, stored.holdout) == (1, 300, 60)
        assert stored.brier_after is not None and stored.brier_before is not None
        assert stored.brier_after < stored.brier_before
        assert len(made) == 330

    def test_what_is_decided_keeps_the_number_and_the_log_keeps_it(self, alice: User) -> None:
        made = make_verdicts("unsourced", 300, user=alice)
        shown = judged()
        calibrating.refit("unsourced", user=alice, seen=0)
        assert judged() == shown
        assert {each.pk: each.probability for each in Annotation.objects.all()} == {
            each.pk: each.probability for each in made
        }

    def test_what_is_decided_while_the_numbers_change_keeps_its_own(
        self, alice: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        *_, first, second = make_verdicts("unsourced", 300, user=alice, undecided=2)
        number = calibrating.shown_number

        def meanwhile(found: Annotation, curve: Any) -> float | None:
            Annotation.objects.filter(pk=first.pk).update(verdict="accepted")
            return number(found, curve)

        monkeypatch.setattr(calibrating, "shown_number", meanwhile)
        calibrating.refit("unsourced", user=alice, seen=0)
        assert Annotation.objects.get(pk=first.pk).probability == first.probability
        assert Annotation.objects.get(pk=second.pk).probability != second.probability
        assert Event.objects.get(action=Event.Action.REFITTED).detail["marks"] == 1

    def test_other_kinds_and_editors_marks_and_unmeasured_ones_are_left_alone(
        self, alice: User
    ) -> None:
        make_verdicts("unsourced", 300, user=alice)
        article = kiln_article("the others")
        Annotation.objects.bulk_create([
            mark(article, "vague", 0, 0.8),
            mark(article, "unsourced", 1, 0.8, origin="editor", made_by=alice),
            mark(article, "unsourced", 2, 0.8, reasons=[{"code": "untrained"}]),
            mark(article, "unsourced", 3, 0.8),
        ])  # fmt: skip
        calibrating.refit("unsourced", user=alice, seen=0)
        shown = article.revision.annotations.in_text_order().values_list("probability", flat=True)
        assert list(shown)[:3] == [0.8, 0.8, 0.8]
        assert list(shown)[3] == pytest.approx(0.4, abs=0.15)

    def test_it_is_in_the_log_of_events_with_its_name(self, alice: User) -> None:
        make_verdicts("unsourced", 300, user=alice, undecided=10)
        calibrating.refit("unsourced", user=alice, seen=0)
        event = Event.objects.get(action=Event.Action.REFITTED)
        assert (event.actor, event.label) == (alice, "Statements without a source")
        assert event.detail["marks"] == 10 and event.detail["version"] == 1

    def test_a_new_mark_is_shown_with_the_refitted_number(self, alice: User) -> None:
        make_verdicts("unsourced", 300, user=alice)
        calibrating.refit("unsourced", user=alice, seen=0)
        article = make_article()
        found = (
            Claim("unsourced", "number", 0, 5, 0.8, ()),
            Claim("vague", "other", 6, 9, 0.8, ()),
        )
        marks.replace_machine_marks(article.revision, Findings("9", (), found))
        unsourced, vague = article.revision.annotations.in_text_order()
        assert unsourced.confidence == 0.8
        assert unsourced.probability == pytest.approx(0.4, abs=0.15)
        assert vague.probability == 0.8

    def test_a_second_refit_starts_from_the_models_own_numbers(self, alice: User) -> None:
        """Verdicts given beside refitted numbers teach the same curve, not a curve upon it."""
        make_verdicts("unsourced", 300, user=alice, undecided=300)
        calibrating.refit("unsourced", user=alice, seen=0)
        for each in Annotation.objects.filter(verdict="open").order_by("pk"):
            assert each.confidence is not None
            each.verdict = "accepted" if each.pk % 100 < 50 * each.confidence else "rejected"
            each.save()
            decision(each, alice).save()
        again = calibrating.proposal("unsourced")
        if isinstance(again, Refit):  # either way the numbers stay about half of the model's
            assert again.probability(0.8) == pytest.approx(0.4, abs=0.1)
        else:
            assert again.why == "no-better"

    @pytest.mark.parametrize(
        ("count", "truth", "why"),
        [(199, None, "few-verdicts"), (300, as_said, "no-better")],
    )
    def test_where_it_would_be_no_better_nothing_changes(
        self, alice: User, count: int, truth: Any, why: str
    ) -> None:
        made = make_verdicts("unsourced", count, user=alice, undecided=5,
                             **({"truth": truth} if truth else {}))  # fmt: skip
        with pytest.raises(NotRefitted) as refused:
            calibrating.refit("unsourced", user=alice, seen=0)
        assert refused.value.refused.why == why
        assert not Calibration.objects.exists() and not Event.objects.exists()
        assert made[-1].probability == Annotation.objects.get(pk=made[-1].pk).probability

    def test_a_proposal_stores_nothing(self, alice: User) -> None:
        make_verdicts("unsourced", 300, user=alice)
        assert isinstance(calibrating.proposal("unsourced"), Refit)
        assert isinstance(calibrating.proposal("vague"), Refused)
        assert not Calibration.objects.exists()


class TestGoingBack:
    def test_the_shipped_numbers_are_shown_again_and_nothing_is_removed(self, alice: User) -> None:
        make_verdicts("unsourced", 300, user=alice, undecided=30)
        calibrating.refit("unsourced", user=alice, seen=0)
        calibrating.back_to_shipped("unsourced", user=alice, seen=1)
        for each in Annotation.objects.filter(verdict="open"):
            assert each.probability == each.confidence
            assert each.version == 3
        methods = Calibration.objects.values_list("version", "method")
        assert [version for version, _ in methods] == [1, 2]
        assert [method == "shipped" for _, method in methods] == [False, True]
        assert Event.objects.filter(action=Event.Action.REFIT_UNDONE).count() == 1
        assert calibrating.curves() == {}

    def test_a_refit_can_follow_again(self, alice: User) -> None:
        make_verdicts("unsourced", 300, user=alice)
        calibrating.refit("unsourced", user=alice, seen=0)
        calibrating.back_to_shipped("unsourced", user=alice, seen=1)
        assert calibrating.refit("unsourced", user=alice, seen=2).version == 3
        assert list(calibrating.curves()) == ["unsourced"]

    def test_versions_are_never_changed_or_removed(self, alice: User) -> None:
        make_verdicts("unsourced", 300, user=alice)
        stored = calibrating.refit("unsourced", user=alice, seen=0)
        with pytest.raises(AppendOnly):
            stored.delete()
        with pytest.raises(AppendOnly):
            Calibration.objects.all().delete()


class TestTwoAtOnce:
    def test_who_saw_an_older_version_changes_nothing(self, alice: User) -> None:
        make_verdicts("unsourced", 300, user=alice)
        calibrating.refit("unsourced", user=alice, seen=0)
        with pytest.raises(StaleCalibration):
            calibrating.back_to_shipped("unsourced", user=alice, seen=0)
        assert Calibration.objects.count() == 1

    def test_what_was_never_refitted_does_not_go_back(self, alice: User) -> None:
        with pytest.raises(StaleCalibration):
            calibrating.back_to_shipped("vague", user=alice, seen=0)
        assert not Event.objects.exists()

    def test_the_database_lets_one_version_in_once(
        self, alice: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def too_late(*args: object, **kwargs: object) -> None:
            raise IntegrityError("calibration_version_once")

        make_verdicts("unsourced", 300, user=alice, undecided=5)
        monkeypatch.setattr(Calibration, "save", too_late)
        with pytest.raises(StaleCalibration):
            calibrating.refit("unsourced", user=alice, seen=0)
        assert not Annotation.objects.filter(version=2).exists()


class TestAlike:
    def test_it_tells_what_became_of_marks_scored_alike(self, alice: User) -> None:
        make_verdicts("unsourced", 120, user=alice)
        found = make_mark(make_article(), "Traffic has doubled", probability=0.64)
        tenth = [upheld for shown, upheld in judged() if 0.6 <= shown < 0.7]
        assert len(tenth) >= 10
        assert verdicts.upheld_alike(found) == verdicts.Share(sum(tenth), len(tenth))

    @pytest.mark.parametrize("shown", [0.0, 0.05, 0.35, 0.5, 0.95, 0.999, 1.0])
    def test_every_number_lies_in_one_tenth_of_the_chart(self, alice: User, shown: float) -> None:
        make_verdicts("unsourced", 60, user=alice)
        article = kiln_article("one number")
        same = [mark(article, "unsourced", at, shown, verdict="accepted") for at in range(10)]
        Annotation.objects.bulk_create(same)
        Decision.objects.bulk_create(decision(each, alice) for each in same)
        share = verdicts.upheld_alike(same[0])
        tenth = min(9, int(shown * 10))
        assert share is not None
        assert share.count == sum(min(9, int(each * 10)) == tenth for each, _ in judged())

    @pytest.mark.parametrize(
        ("count", "fields"),
        [
            (49, {}),
            (120, {"probability": 0.001}),
            (120, {"kind": "defect", "label": "undated", "type": ""}),
            (120, {"type": "orphan-quote"}),
            (120, {"label": "vague"}),
        ],
        ids=["too few", "too few alike", "no number", "never measured", "another kind"],
    )
    def test_it_tells_nothing_where_too_little_is_known(
        self, alice: User, count: int, fields: dict[str, Any]
    ) -> None:
        make_verdicts("unsourced", count, user=alice)
        found = make_mark(make_article(), "Traffic has doubled", **fields)
        assert verdicts.upheld_alike(found) is None

"""What becomes of marks and verdicts when the machine looks again."""

from dataclasses import replace

import pytest

from articles.models import Annotation, Article, User
from articles.nlp.findings import Check, Claim, Cue, Evidence, Findings, Quote, Reason, Source
from articles.services import marks, reviewing
from articles.services.changing import StaleMark
from articles.services.marks import replace_machine_marks

pytestmark = pytest.mark.django_db
NUMBER = Reason("number", "states a figure")


def claim(text: str, words: str) -> Claim:
    start = text.index(words)
    end = start + len(words)
    return Claim("unsourced", "number", start, end, 0.7, (Evidence(NUMBER, start, end),))


def quote(text: str, words: str, *, speaker: str) -> Quote:
    start, at, cue = text.index(words), text.index(speaker), text.index("said")
    end = start + len(words)
    return Quote(
        form="direct",
        start=start,
        end=end,
        spans=((start, end),),
        cue=Cue(cue, cue + 4, "said"),
        source=Source(at, at + len(speaker), speaker, "person", "Ruth Okafor"),
        confidence=0.9,
        span_confidence=0.95,
        source_confidence=0.94,
        reasons=(),
    )


def look_again(article: Article, *found: Claim | Quote, version: str = "2") -> list[Annotation]:
    replace_machine_marks(article.revision, Findings(version, (), found))
    return list(Annotation.objects.order_by("start", "pk"))


def test_it_stores_what_was_found_with_its_words_around(article: Article) -> None:
    text = article.revision.text
    (row,) = look_again(article, quote(text, "“The bridge is safe,”", speaker="Ruth Okafor"))
    assert row.exact == "“The bridge is safe,”"
    assert row.suffix.startswith(" said Ruth")
    assert row.cue
    assert (row.source_name, row.cue["text"]) == ("Ruth Okafor", "said")
    assert text[row.source_start : row.source_end] == "Ruth Okafor"


def test_it_stores_the_answers_and_renews_them_on_a_decided_mark(
    article: Article, alice: User
) -> None:
    text = article.revision.text
    found = claim(text, "Critics say it cost too much.")
    (row,) = look_again(article, replace(found, checks=(Check("second-source", "absent"),)))
    assert [(each["question"], each["answer"]) for each in row.checks] == [
        ("second-source", "absent")
    ]
    reviewing.decide(row, reviewing.Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
    again = replace(found, checks=(Check("second-source", "present", 3, 9),))
    (kept,) = look_again(article, again, version="3")
    assert (kept.pk, kept.checks[0]["answer"], kept.checks[0]["start"]) == (row.pk, "present", 3)


def test_undecided_marks_are_replaced(article: Article) -> None:
    text = article.revision.text
    look_again(article, claim(text, "Traffic has doubled since May."))
    (row,) = look_again(article, claim(text, "Traffic has doubled"))
    assert (row.exact, row.pipeline) == ("Traffic has doubled", "2")


def test_a_verdict_stays_with_the_mark_of_its_kind_that_shares_words(
    article: Article, alice: User
) -> None:
    text = article.revision.text
    (row,) = look_again(article, claim(text, "Traffic has doubled since May."))
    rejected = reviewing.Ruling(Annotation.Verdict.REJECTED, why="common-knowledge")
    reviewing.decide(row, rejected, user=alice, seen=1)
    (kept,) = look_again(article, claim(text, "Traffic has doubled since"), version="3")
    assert kept.pk == row.pk
    assert (kept.verdict, kept.exact, kept.pipeline) == (
        "rejected",
        "Traffic has doubled since",
        "3",
    )
    assert kept.decisions.get().why == "common-knowledge"


def test_nobody_decides_on_words_that_their_page_did_not_show(
    article: Article, alice: User
) -> None:
    text = article.revision.text
    (row,) = look_again(article, claim(text, "Traffic has doubled since May."))
    reviewing.decide(row, reviewing.Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
    (moved,) = look_again(article, claim(text, "Traffic has doubled"))
    with pytest.raises(StaleMark):
        reviewing.decide(moved, reviewing.Ruling(Annotation.Verdict.OPEN), user=alice, seen=2)


def test_a_verdict_given_meanwhile_is_not_overwritten(
    article: Article, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = article.revision.text
    (row,) = look_again(article, claim(text, "Traffic has doubled since May."))
    reviewing.decide(row, reviewing.Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)

    def decide_first(*arguments: object) -> object:
        Annotation.objects.filter(pk=row.pk).update(verdict="rejected")
        return heirs(*arguments)  # type: ignore[arg-type]

    heirs = marks.find_heirs
    monkeypatch.setattr(marks, "find_heirs", decide_first)
    (kept,) = look_again(article, claim(text, "Traffic has doubled"))
    assert kept.verdict == "rejected"


def test_a_verdict_does_not_move_to_another_speaker(article: Article, alice: User) -> None:
    text = article.revision.text
    (row,) = look_again(article, quote(text, "“The bridge is safe,”", speaker="Ruth Okafor"))
    reviewing.decide(row, reviewing.Ruling(Annotation.Verdict.ACCEPTED), user=alice, seen=1)
    found = replace(
        quote(text, "“The bridge is safe,”", speaker="Ruth Okafor"),
        source=Source(text.index("Critics"), text.index("Critics") + 7, "Critics", "collective"),
    )
    kept, fresh = sorted(look_again(article, found), key=lambda one: one.pk)
    assert (kept.detached, kept.verdict, kept.speaker) == (True, "accepted", "Ruth Okafor")
    assert (fresh.verdict, fresh.speaker) == ("open", "Critics")


def test_a_verdict_on_what_is_no_longer_found_is_kept_as_detached(
    article: Article, alice: User
) -> None:
    text = article.revision.text
    (row,) = look_again(article, claim(text, "Traffic has doubled since May."))
    accepted = reviewing.Ruling(Annotation.Verdict.ACCEPTED)
    reviewing.decide(row, accepted, user=alice, seen=1)
    kept, fresh = sorted(look_again(article, claim(text, "it cost too much")), key=lambda r: r.pk)
    assert (kept.detached, kept.verdict) == (True, "accepted")
    assert fresh.exact == "it cost too much"


def test_an_editors_marks_are_left_alone(article: Article, alice: User) -> None:
    mark = reviewing.NewMark(start=0, end=5, kind="defect", label="other")
    reviewing.add_mark(article.revision, mark, user=alice)
    (row,) = look_again(article)
    assert row.exact == "Mayor"

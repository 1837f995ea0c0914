"""What people do while a corrected version comes in: nothing of it is lost unawares."""

import datetime
from unittest import mock

import pytest

from articles.ingest.document import IngestError
from articles.models import Annotation, Article, Decision, User
from articles.services import bearing, by_address, carrying, changing, following, handling, revising
from articles.services.changing import StaleMark, SupersededMark
from articles.services.handling import Override, Review, StaleArticle
from articles.services.revising import StaleText
from tests.factories import make_mark
from tests.ingest.serving import STORY, Site, page
from tests.services.test_revising import CORRECTED, TRAFFIC, accept, annotated, claim, corrected

pytestmark = pytest.mark.django_db
LINK = following.Found(link="https://example.org/count")


@pytest.fixture
def traffic(article: Article) -> Annotation:
    return make_mark(article, TRAFFIC)


class TestMarksLeftBehind:
    def test_neither_a_verdict_nor_an_undo_nor_evidence_is_taken_on_a_carried_mark(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        old = following.add_evidence(traffic, LINK, user=alice, seen=1)
        annotated(corrected(article, CORRECTED, alice))
        old, said = Annotation.objects.get(pk=old.pk), Decision.objects.count()
        for act in (changing.undo, following.reopen):
            with pytest.raises(SupersededMark):
                act(old, user=alice, seen=old.version)
        with pytest.raises(SupersededMark):
            following.add_evidence(old, LINK, user=alice, seen=old.version)
        assert (Decision.objects.count(), old.evidence.count()) == (said, 1)
        assert Annotation.objects.get(pk=old.pk).state == "sourced"

    def test_nor_on_one_that_nobody_had_worked_on(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        annotated(corrected(article, CORRECTED, alice), claim(CORRECTED, TRAFFIC))
        with pytest.raises(SupersededMark):
            accept(traffic, alice)

    def test_until_the_new_text_is_read_a_verdict_counts_and_is_carried_over(
        self, article: Article, traffic: Annotation, alice: User
    ) -> None:
        revision = corrected(article, CORRECTED, alice)
        accept(traffic, alice)
        (there,) = annotated(revision)
        assert (there.carried_from, there.verdict) == (traffic, "accepted")

    def test_marks_are_locked_while_they_are_carried(self, article: Article) -> None:
        assert carrying.waiting_for(article.revision).query.select_for_update_of == ("self",)


def test_a_mark_that_changes_while_another_is_attached_to_it_keeps_its_change(
    article: Article, alice: User
) -> None:
    lost = accept(make_mark(article, TRAFFIC), alice)
    text = CORRECTED.replace("doubled", "tripled")
    annotated(corrected(article, text, alice), claim(text, "Traffic has tripled since May."))
    start = text.index("Traffic")
    lost = Annotation.objects.select_related("revision__article__current").get(pk=lost.pk)
    found = bearing.bearers_of

    def slowly(*given: object) -> dict[int, Annotation]:
        bearers = found(*given)  # type: ignore[arg-type]
        for bearer in bearers.values():
            accept(Annotation.objects.get(pk=bearer.pk), alice)
        return bearers

    with mock.patch.object(carrying, "bearers_of", slowly), pytest.raises(StaleMark):
        carrying.reattach(lost, (start, start + 30), user=alice, seen=lost.version)
    assert not Annotation.objects.filter(carried_from=lost).exists()


def test_a_carried_mark_is_as_old_as_it_was(
    article: Article, traffic: Annotation, alice: User
) -> None:
    long_ago = datetime.datetime(2020, 5, 1, tzinfo=datetime.UTC)
    accept(traffic, alice)
    Annotation.objects.update(made=long_ago)
    (copy,) = annotated(corrected(article, CORRECTED, alice))
    (found,) = annotated(corrected(article, CORRECTED + "More.", alice), claim(CORRECTED, TRAFFIC))
    assert (copy.made, found.made) == (long_ago, long_ago)


def test_an_article_is_not_cleared_from_a_page_with_an_earlier_text(
    article: Article, alice: User
) -> None:
    Article.objects.update(review=Review.IN_REVIEW)
    seen = article.version
    corrected(article, CORRECTED, alice)
    with pytest.raises(StaleArticle):
        handling.move(
            article, Review.CLEARED, user=alice, seen=seen, override=Override("It is fine.", 0)
        )


def test_of_two_corrected_versions_the_later_does_not_drop_the_first(
    article: Article, alice: User
) -> None:
    corrected(article, CORRECTED, alice)
    with pytest.raises(StaleText):
        revising.add_pasted(article, CORRECTED + "More.", user=alice, seen=1)
    assert article.revisions.count() == 2
    assert revising.add_pasted(article, CORRECTED + "More.", user=alice, seen=2).number == 3


def test_a_page_fetched_again_does_not_drop_a_version_that_came_meanwhile(
    site: Site, alice: User
) -> None:
    site.answers["/story"] = page()
    article = by_address.add_from_address(site.at("/story"), user=alice).article
    known = Article.objects.select_related("current").get(pk=article.pk)
    assert known.revision.number == 1
    corrected(article, article.revision.text + "\n\nAnd more.", alice)
    site.answers["/story"] = page(STORY.replace(b"</article>", b"<p>Corrected.</p></article>"))
    with pytest.raises(IngestError, match="added a version meanwhile"):
        by_address.fetch_again(known, user=alice)
    assert article.revisions.count() == 2

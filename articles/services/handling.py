"""How far editors have got with an article, and who of them has it: compared on update, logged."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from articles.models import Article, Event, Revision, User
from articles.services import auditing

Review = Article.Review
# The steps from each state, the likeliest first.
NEXT = {
    Review.UNREVIEWED: (Review.IN_REVIEW,),
    Review.IN_REVIEW: (Review.CLEARED, Review.NEEDS_SOURCING, Review.UNREVIEWED),
    Review.NEEDS_SOURCING: (Review.CLEARED, Review.IN_REVIEW),
    Review.CLEARED: (Review.IN_REVIEW,),
}


class StaleArticle(Exception):
    """Someone else changed the article's state or assignee since it was shown."""


class NoSuchStep(Exception):
    """An article does not go from its state straight to that one."""


class NeedsOverride(Exception):
    """The article may be cleared only with a reason: `flags` are open, or it is not annotated."""

    def __init__(self, flags: int) -> None:
        super().__init__(f"{flags} open")
        self.flags = flags


@dataclass(frozen=True, slots=True)
class Override:
    """Why an article is cleared all the same, and of how many open flags the editor knew."""

    why: str
    flags: int


def move(
    article: Article,
    review: Article.Review,
    *,
    user: User,
    seen: int,
    override: Override | None = None,
) -> Article:
    """Take the article to another state; where it is there already, write nothing.

    `seen` is the version that the editor looked at. Raises StaleArticle, NoSuchStep, or
    NeedsOverride where a reason is missing or more flags are open than the editor knew of.
    """
    if article.review == review and override is None:
        return article
    if article.version != seen:
        raise StaleArticle(article)
    if review not in NEXT[Review(article.review)]:
        raise NoSuchStep(f"{article.review} to {review}")
    with transaction.atomic():
        detail = _clearing(article, override) if review == Review.CLEARED else {}
        _update(article, seen, review=review)
        _log_review(article, review, user=user, **detail)
    article.refresh_from_db(fields=["review", "version"])
    return article


def _clearing(article: Article, override: Override | None) -> dict[str, Any]:
    """What the log keeps of the flags that were open: later ones can be told from these."""
    flags = list(article.revision.annotations.open_flags().values_list("pk", flat=True))
    is_annotated = article.revision.state == Revision.State.ANNOTATED
    if is_annotated and not flags:
        return {"flags": [], "override": ""}
    if override is None or len(flags) > override.flags:
        raise NeedsOverride(len(flags))
    return {"flags": flags, "override": override.why}


def assign(article: Article, assignee: User | None, *, user: User, seen: int) -> Article:
    """Give the article to an editor, or to nobody; the same one again writes nothing.

    Raises StaleArticle if `seen` is not its version.
    """
    before = article.assignee
    if before == assignee:
        return article
    if article.version != seen:
        raise StaleArticle(article)
    with transaction.atomic():
        _update(article, seen, assignee=assignee)
        auditing.record(
            Event.Action.ARTICLE_ASSIGNED,
            label=article.title,
            actor=user,
            article=article,
            before=before.get_username() if before else "",
            after=assignee.get_username() if assignee else "",
        )
    article.refresh_from_db(fields=["assignee", "version"])
    return article


def begin(revision_id: int, *, user: User) -> None:
    """A first verdict begins the review; does nothing where it has begun, or on an old revision."""
    with transaction.atomic():
        unreviewed = Article.objects.filter(current=revision_id, review=Review.UNREVIEWED)
        if unreviewed.update(review=Review.IN_REVIEW, version=F("version") + 1):
            article = Article.objects.only("title").get(current=revision_id)
            _log_review(article, Review.IN_REVIEW, user=user, was=Review.UNREVIEWED, by="verdict")


def reopen_for_revision(article: Article, user: User | None) -> None:
    """A corrected text is not what was cleared: the article is in review again.

    Call it in the transaction that stores the new revision.
    """
    cleared = Article.objects.filter(pk=article.pk, review=Review.CLEARED)
    if cleared.update(review=Review.IN_REVIEW, version=F("version") + 1):
        _log_review(article, Review.IN_REVIEW, user=user, was=Review.CLEARED, by="revision")
        article.refresh_from_db(fields=["review", "version"])


def _update(article: Article, seen: int, **fields: Any) -> None:
    won = Article.objects.filter(pk=article.pk, version=seen).update(**fields, version=seen + 1)
    if not won:
        raise StaleArticle(article)


def _log_review(
    article: Article,
    review: Article.Review,
    *,
    user: User | None,
    was: Article.Review | None = None,
    **detail: Any,
) -> None:
    auditing.record(
        Event.Action.REVIEW_CHANGED,
        label=article.title,
        actor=user,
        article=article,
        before=was or article.review,
        after=review,
        **detail,
    )

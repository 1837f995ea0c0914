"""How an article stands with the editors: the context of the bar on its page."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from articles.access import Person
from articles.forms.desk import AssigneeForm, ReviewForm
from articles.models import Article, Event, User
from articles.services.handling import NEXT, Review

# What the button says that takes an article to a state, by the state that it comes from.
STEPS = {
    (Review.UNREVIEWED, Review.IN_REVIEW): "Start the review",
    (Review.NEEDS_SOURCING, Review.IN_REVIEW): "Back to review",
    (Review.CLEARED, Review.IN_REVIEW): "Review it again",
    (Review.IN_REVIEW, Review.NEEDS_SOURCING): "Needs sourcing",
    (Review.IN_REVIEW, Review.UNREVIEWED): "Not reviewed after all",
    (Review.IN_REVIEW, Review.CLEARED): "Clear it",
    (Review.NEEDS_SOURCING, Review.CLEARED): "Clear it",
}


class Step(NamedTuple):
    """A button: the state it leads to, and what it says."""

    to: str
    says: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The last change of the state: who and when; of a clearing, the flags that were open then."""

    event: Event
    flags: int
    override: str
    flags_since: int


def standing(
    article: Article,
    user: Person,
    *,
    review: ReviewForm | None = None,
    assignee: AssigneeForm | None = None,
    refused: bool = False,
) -> dict[str, Any]:
    """The context of the bar; `refused` is true where clearing wants a reason first."""
    open_flags = list(
        article.revision.annotations.open_flags().in_text_order().values_list("pk", flat=True)
    )
    steps = steps_from(Review(article.review))
    kept = review.data.get("override", "").strip() if review else ""
    can_clear = any(step.to == Review.CLEARED for step in steps)
    return {
        "article": article,
        "steps": steps,
        "changed": changed(article, open_flags),
        "open_flags": len(open_flags),
        "first_flag": open_flags[0] if open_flags else None,
        "asks_why": can_clear and (refused or bool(kept)),
        "refused": refused,
        "kept": kept,
        "review": review,
        "assignee": assignee or AssigneeForm(initial={"assignee": article.assignee_id}),
        "is_editor": isinstance(user, User) and user.is_editor,
    }


def steps_from(review: Article.Review) -> list[Step]:
    return [Step(to, STEPS[review, to]) for to in NEXT[review]]


def changed(article: Article, open_flags: list[int]) -> Changed | None:
    event = article.events.filter(action=Event.Action.REVIEW_CHANGED).select_related("actor").last()
    if event is None:
        return None
    then = event.detail.get("flags", [])
    is_cleared = article.review == Review.CLEARED
    return Changed(
        event=event,
        flags=len(then),
        override=event.detail.get("override", ""),
        flags_since=len(set(open_flags) - set(then)) if is_cleared else 0,
    )

"""Who was faster, and what they did: told to the one of two whose change came too late."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Annotation, Article, Decision, Event
from articles.services.handling import Review

DID = {
    Review.UNREVIEWED: "set this article back to “unreviewed”",
    Review.IN_REVIEW: "took this article into review",
    Review.NEEDS_SOURCING: "set this article to “needs sourcing”",
    Review.CLEARED: "cleared this article",
}
# Where the log's own words do not go before "it".
DID_TO_MARK = {
    Decision.Action.CARRIED: "carried it over to the corrected text",
    Decision.Action.REATTACHED: "attached it again",
}
# The fields that a person types into.
TYPED = ("note", "words", "name", "reason", "link")
LOOK_AGAIN = "You see it as it is now; what you wrote is kept."


def article_changed(article: Article) -> str:
    """Who changed the article's state or assignee last: "bob cleared this article at 14:02"."""
    actions = (Event.Action.REVIEW_CHANGED, Event.Action.ARTICLE_ASSIGNED)
    event = article.events.filter(action__in=actions).select_related("actor").last()
    if event is None:
        return f"Someone else changed this article just now. {LOOK_AGAIN}"
    after = event.detail["after"]
    if event.action == Event.Action.REVIEW_CHANGED:
        did = DID[Review(after)]
    else:
        did = f"gave this article to {after}" if after else "took this article from its editor"
    return f"{event.actor or 'Someone else'} {did} {clock(event.at)}. {LOOK_AGAIN}"


@dataclass(frozen=True, slots=True)
class TooLate:
    """What is said, and what the person had typed: the form for it may be gone."""

    says: str
    typed: tuple[str, ...]
    link: str = ""  # to where it can be done


def typed(form: forms.Form) -> tuple[str, ...]:
    """What a person wrote into a form; a document is named, as no page can send it back."""
    given = (form.data.get(name, "").strip() for name in TYPED)
    files = (
        f"{file.name} (choose this document again)"
        for file in form.files.values()
        if isinstance(file, UploadedFile)
    )
    return (*filter(None, given), *files)


def mark_changed(annotation: Annotation) -> str:
    """Who decided on the mark last: "bob accepted it at 14:02"."""
    last = annotation.decisions.select_related("actor").last()
    annotated = annotation.revision.annotated
    if last is None or (annotated is not None and last.at < annotated):
        return f"The text was annotated anew. {LOOK_AGAIN}"
    did = DID_TO_MARK.get(last.action) or f"{last.get_action_display()} it"
    return f"{last.actor or 'Someone else'} {did} {clock(last.at)}. {LOOK_AGAIN}"


def clock(at: datetime) -> str:
    """ "at 14:02", with the day where it is not today."""
    local = timezone.localtime(at)
    is_today = local.date() == timezone.localdate()
    return date_format(local, r"\a\t H:i" if is_today else r"\o\n j F Y, H:i")

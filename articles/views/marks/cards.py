"""The context of a mark's card, the same for the page, the panel and the answer to a verdict."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse

from articles.access import Person
from articles.models import Annotation, Decision, User
from articles.nlp import reasons as table
from articles.nlp.checklist.questions import QUESTIONS, SHORT
from articles.views import wording
from articles.views.desk import threads
from articles.views.marks.editing import editing

# What speaks for one name rather than another, or for none.
SPEAKER_REASONS = frozenset(
    reason.code
    for reason in (
        table.SPEAKER_GRAMMAR,
        table.SPEAKER_NEAREST,
        table.CARRIED_OVER,
        table.NO_SOURCE,
        table.AMBIGUOUS_SPEAKER,
        table.NAME_RESOLVED,
        table.TITLE_RESOLVED,
        table.BODY_RESOLVED,
        table.PRONOUN_RESOLVED,
        table.PRONOUN_OPEN,
    )
)

QUOTED = frozenset({"“”", '""', "‘’", "''", "„“", "«»"})


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason as shown, with the words that triggered it; `spans` is "start-end ..."."""

    says: str
    words: tuple[str, ...]
    spans: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A question to a vague source as shown; `short` is the answer in a word or two."""

    asks: str
    answer: str
    short: str
    says: str
    words: str
    span: str


def card(annotation: Annotation, user: Person, *, form: forms.Form | None = None) -> dict[str, Any]:
    return {
        "mark": annotation,
        "title": wording.title(annotation),
        "layer": wording.sign(annotation),
        "likelihood": wording.likelihood(annotation),
        "of_what": wording.OF_WHAT[annotation.kind],
        "alike": wording.alike(annotation),
        "unmeasured": "" if annotation.is_calibrated else wording.UNMEASURED,
        "speaker": wording.speaker(annotation),
        "source_type": wording.SOURCE_TYPES.get(annotation.source_type, ""),
        **why(annotation),
        "checks": checks(annotation),
        "overlapping": overlapping(annotation),
        "decisions": Decision.objects.filter(annotation__in=annotation.lineage()).select_related(
            "actor"
        ),
        "is_editor": isinstance(user, User) and user.is_editor,
        **editing(annotation, form),
        "address": mark_address(annotation),
        "thread": threads.on_mark(annotation, user),
    }


def mark_address(annotation: Annotation) -> str:
    """The reader page with this mark's card open."""
    article = reverse("article", args=[annotation.revision.article_id])
    return f"{article}?mark={annotation.pk}#m{annotation.pk}"


def why(annotation: Annotation) -> dict[str, list[ReasonLine]]:
    """The reasons, those that speak for or against this speaker apart from the others."""
    about_speaker = [each for each in annotation.reasons if each["code"] in SPEAKER_REASONS]
    others = [each for each in annotation.reasons if each["code"] not in SPEAKER_REASONS]
    return {
        "speaker_reasons": reasons(annotation, about_speaker),
        "reasons": reasons(annotation, others),
    }


def reasons(annotation: Annotation, given: list[dict[str, Any]]) -> list[ReasonLine]:
    """One line a reason, in the order stored, however many words triggered it.

    Where the whole mark triggered it, no words are given: the card shows them already.
    """
    text, whole = annotation.revision.text, (annotation.start, annotation.end)
    spans: dict[str, list[tuple[int, int]]] = {}
    for reason in given:
        places = spans.setdefault(reason["says"], [])
        if reason["start"] is not None:
            places.append((reason["start"], reason["end"]))
    return [
        ReasonLine(
            says=says,
            words=tuple(
                dict.fromkeys(bare(text[slice(*place)]) for place in places if place != whole)
            ),
            spans=" ".join(f"{start}-{end}" for start, end in places),
        )
        for says, places in spans.items()
    ]


def bare(words: str) -> str:
    """Words that bring quotation marks of their own, without them: the card sets its own."""
    return words[1:-1] if len(words) > 2 and words[0] + words[-1] in QUOTED else words


def checks(annotation: Annotation) -> list[CheckLine]:
    """The desk's questions with their answers, in the order asked."""
    return [
        check_line(annotation.revision.text, check)
        for check in annotation.checks
        if check["question"] in QUESTIONS
    ]


def check_line(text: str, check: dict[str, Any]) -> CheckLine:
    start, end = check["start"], check["end"]
    return CheckLine(
        asks=QUESTIONS[check["question"]].asks,
        answer=check["answer"],
        short=SHORT.get(check["answer"], check["answer"]),
        says=check["says"],
        words="" if start is None else text[start:end],
        span="" if start is None else f"{start}-{end}",
    )


def overlapping(annotation: Annotation) -> list[tuple[Annotation, str, str]]:
    """The other marks over the same words, each with its name and its layer."""
    others = Annotation.objects.shown().filter(
        revision_id=annotation.revision_id, start__lt=annotation.end, end__gt=annotation.start
    )
    return [
        (other, wording.name(other), wording.sign(other))
        for other in others.exclude(pk=annotation.pk).in_text_order()[:12]
    ]

"""What editors' verdicts say of the numbers that were shown.

A mark counts once, with its latest verdict and the number that was shown when it was given. Marks
without a number do not count, nor do random sentences: those tell what was missed.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)

from articles.models import Annotation, Decision
from articles.models.annotation import NO_FLAGS
from articles.nlp.evaluation.reliability import BINS

# The kinds of marks whose numbers are each held against verdicts of their own.
KINDS = {
    "quote": Q(kind="quote"),
    "unsourced": Q(kind="claim", label="unsourced"),
    "vague": Q(kind="claim", label="vague"),
}
NAMES = {
    "quote": "Quotations",
    "unsourced": "Statements without a source",
    "vague": "Vague sources",
}
ENOUGH = 50  # verdicts, before anything is said of the numbers of a kind
ENOUGH_ALIKE = 10  # verdicts on marks scored alike, before a card tells of them
DECIDED = ("accepted", "rejected")
GIVEN = (*DECIDED, "corrected")


class Judged(NamedTuple):
    """A mark as it was decided on; `own` is the model's number, `shown` what the page showed."""

    own: float
    shown: float
    upheld: bool
    article: int


@dataclass(frozen=True, slots=True)
class Share:
    """Of `count` marks that were decided on, so many were upheld."""

    upheld: int
    count: int


def kind_of(annotation: Annotation) -> str:
    """Which of KINDS it is; empty where marks of its kind have no measured number."""
    name = annotation.label if annotation.kind == Annotation.Kind.CLAIM else annotation.kind
    return name if name in KINDS else ""


def judged(kind: str) -> list[Judged]:
    fields = ("confidence", "shown", "upheld", "revision__article_id")
    rows = judged_marks(kind).order_by("pk").values_list(*fields)
    return [Judged(own, shown, bool(upheld), article) for own, shown, upheld, article in rows]


def judged_marks(kind: str) -> "QuerySet[Annotation]":
    """The machine's marks with a verdict that was given beside a number, as `shown` and `upheld`.

    A quotation is upheld as it was found: one whose words or speaker were corrected is not. A mark
    that was carried to a corrected text and decided on there again counts there.
    """
    standing = Decision.objects.standing()
    given = standing.filter(annotation=OuterRef("pk"), action__in=GIVEN).order_by("-pk")
    later = standing.filter(annotation__carried_from=OuterRef("pk"), action__in=GIVEN)
    corrected = standing.filter(annotation=OuterRef("pk"), action="corrected")
    fails = Q(verdict="rejected") | (Q(kind="quote") & Q(Exists(corrected)))
    return (
        Annotation.objects.filter(KINDS[kind], origin="machine", verdict__in=DECIDED)
        .annotate(
            shown=Subquery(given.values("shown_confidence")[:1]),
            upheld=Case(When(fails, then=0), default=1, output_field=IntegerField()),
        )
        .filter(shown__isnull=False, confidence__isnull=False)
        .exclude(Exists(later))
    )


def upheld_alike(annotation: Annotation) -> Share | None:
    """Of the marks of its kind with a number in the same tenth, how many were upheld.

    None where its number is not shown, or where too little was decided to say.
    """
    kind, probability = kind_of(annotation), annotation.probability
    if not kind or probability is None or not annotation.is_calibrated:
        return None
    if judged_marks(kind)[:ENOUGH].count() < ENOUGH:
        return None
    tenth = min(BINS - 1, int(probability * BINS))
    low, above = tenth / BINS, (tenth + 1) / BINS if tenth < BINS - 1 else 2
    # Looked up in the log first: the rest is then asked of a tenth of the marks.
    scored = Decision.objects.filter(
        shown_confidence__gte=low, shown_confidence__lt=above, action__in=GIVEN
    )
    found = (
        judged_marks(kind)
        .filter(pk__in=scored.values("annotation_id"), shown__gte=low, shown__lt=above)
        .aggregate(count=Count("pk"), hits=Sum("upheld"))
    )
    return Share(found["hits"], found["count"]) if found["count"] >= ENOUGH_ALIKE else None


def decided_faults() -> Share:
    """Faults of the text have no number; how many of those decided on were upheld."""
    faults = Annotation.objects.filter(kind="defect", origin="machine", verdict__in=DECIDED)
    found = faults.exclude(label__in=NO_FLAGS).aggregate(
        all=Count("pk"), upheld=Count("pk", filter=Q(verdict="accepted"))
    )
    return Share(found["upheld"], found["all"])

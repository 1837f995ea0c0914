"""What the calibration page shows: charts with their tables, offers to refit, what is missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from articles import missed, verdicts
from articles.models import Annotation, Calibration, User
from articles.nlp.evaluation.diagram import TICKS, Dot, dots
from articles.nlp.evaluation.recall import Estimate
from articles.nlp.evaluation.reliability import Bin, bins, expected_error, span
from articles.nlp.refitting import FEWEST, Refit, Refused
from articles.services import calibrating

OF_WHAT = {
    "quote": "that both the words and the speaker are right",
    "unsourced": "that an editor would ask “says who?”",
    "vague": "that the source is too vague to be asked",
}
WHY_NOT = {
    "few-verdicts": f"A refit needs {FEWEST} verdicts.",
    "few-articles": "The verdicts lie on too few articles: a refit could not be tried on others.",
    "no-better": "The numbers as they are hold at least as well as refitted ones would.",
}
# What the model says, in per cents, to show by example what a refit would make of it.
EXAMPLES = (20, 40, 60, 80, 95)


@dataclass(frozen=True, slots=True)
class Row:
    """A tenth of the numbers, in words; the shares are whole per cents."""

    span: str
    count: int
    shown: int
    upheld: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What a refit would do. `examples`: what the model says, what is shown now, what would be."""

    can: bool
    says: str
    holdout: int
    before: float | None
    after: float | None
    examples: tuple[tuple[int, int, int], ...] = ()
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """One kind of mark. `dots` and `rows` are empty while there are too few verdicts."""

    kind: str
    title: str
    of_what: str
    count: int
    dots: tuple[Dot, ...]
    rows: tuple[Row, ...]
    points_off: float
    offer: Offer | None
    to_refit: int
    versions: Sequence[Calibration]
    seen: int
    is_refitted: bool


def calibration_page(user: User) -> dict[str, Any]:
    panels = [panel(kind, user) for kind in verdicts.NAMES]
    faults = verdicts.decided_faults()
    return {
        "panels": panels,
        "drawn": [each for each in panels if each.rows],
        "waiting": [each for each in panels if not each.rows],
        "enough": verdicts.ENOUGH,
        "fewest": FEWEST,
        "faults": faults,
        "is_empty": not faults.count and not any(each.count for each in panels),
        "ticks": TICKS,
        "missed": recall_panel(),
        "is_editor": user.is_editor,
    }


def panel(kind: str, user: User) -> Panel:
    """An offer takes a fit: it is worked out only for those who can take it up."""
    judged = verdicts.judged(kind)
    found = bins((each.shown, each.upheld) for each in judged)
    is_enough = len(judged) >= verdicts.ENOUGH
    versions = list(Calibration.objects.filter(kind=kind).select_related("actor"))[::-1]
    newest = versions[0] if versions else None
    return Panel(
        kind=kind,
        title=verdicts.NAMES[kind],
        of_what=OF_WHAT[kind],
        count=len(judged),
        dots=dots(found) if is_enough else (),
        rows=tuple(row(each) for each in found if each.count) if is_enough else (),
        points_off=100 * expected_error(found),
        offer=offer(kind, newest) if user.is_editor and len(judged) >= FEWEST else None,
        to_refit=FEWEST - len(judged),
        versions=versions,
        seen=calibrating.version_of(newest),
        is_refitted=calibrating.curve_of(newest) is not None,
    )


def row(each: Bin) -> Row:
    low, high = each.interval
    return Row(
        span=span(each),
        count=each.count,
        shown=per_cent(each.mean),
        upheld=per_cent(each.right),
        low=per_cent(low),
        high=per_cent(high),
    )


def offer(kind: str, newest: Calibration | None) -> Offer:
    found = calibrating.proposal(kind)
    if isinstance(found, Refused):
        says = WHY_NOT[found.why]
        return Offer(False, says, found.holdout, found.brier_before, found.brier_after)
    undecided = Annotation.objects.filter(verdicts.KINDS[kind], origin="machine", verdict="open")
    return Offer(
        can=True,
        says="",
        holdout=found.holdout,
        before=found.brier_before,
        after=found.brier_after,
        examples=examples(found, newest),
        undecided=undecided.count(),
    )


def examples(found: Refit, newest: Calibration | None) -> tuple[tuple[int, int, int], ...]:
    curve = calibrating.curve_of(newest)
    return tuple(
        (own, per_cent(curve.probability(own / 100)) if curve else own,
         per_cent(found.probability(own / 100)))
        for own in EXAMPLES
    )  # fmt: skip


def recall_panel() -> dict[str, Any]:
    found = missed.missed()
    return {
        "found": found,
        "is_drawn": settings.SAMPLE_SHARE > 0,
        "share": in_per_cents(found.share),
        "recall": in_per_cents(found.recall) if found.recall else None,
    }


def in_per_cents(estimate: Estimate) -> dict[str, int]:
    return {
        "value": per_cent(estimate.value),
        "low": per_cent(estimate.low),
        "high": per_cent(estimate.high),
        "width": per_cent(estimate.high) - per_cent(estimate.low),
    }


def per_cent(share: float) -> int:
    return round(100 * share)

"""What the machine misses: estimated from random sentences that no mark stood on."""

from typing import NamedTuple

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Floor

from articles.models import Annotation, Revision
from articles.nlp.evaluation.recall import (
    Estimate,
    Flagged,
    Sampled,
    recall,
    rightly_flagged,
    share_missed,
)
from articles.nlp.evaluation.reliability import BINS

MARKS = Q(kind="claim", label="unsourced", origin="machine", detached=False)


class Missed(NamedTuple):
    """Of `sampled` sentences without a mark, `found` should have one; `waiting` are not decided on.

    `unmarked` is how many sentences have no mark, in the same articles that hold `flagged` marks
    for statements without a source. `recall` is None before anything was sampled.
    """

    sampled: int
    found: int
    waiting: int
    share: Estimate
    unmarked: int
    flagged: int
    recall: Estimate | None


def missed() -> Missed:
    """Of the statements without a source that an editor would mark, how many are marked."""
    sample, strata, unmarked = looked_at(), flagged(), unmarked_sentences()
    share = share_missed(sample)
    return Missed(
        sampled=len(sample),
        found=sum(each.missed for each in sample),
        waiting=Annotation.objects.waiting().filter(origin="sample", verdict="open").count(),
        share=share,
        unmarked=unmarked,
        flagged=sum(each.upheld + each.rejected + each.undecided for each in strata),
        recall=recall(rightly_flagged(strata), share, unmarked=unmarked) if sample else None,
    )


def looked_at() -> list[Sampled]:
    """The random sentences with a verdict; less those that the machine marks by now.

    Each stands for as many sentences as its article has for one that was to be drawn there.
    """
    flag = Annotation.objects.flags().filter(
        origin="machine", detached=False, revision=OuterRef("revision"),
        start__lt=OuterRef("end"), end__gt=OuterRef("start"),
    )  # fmt: skip
    samples = Annotation.objects.filter(
        origin="sample", carried_from=None, verdict__in=("accepted", "rejected"),
        revision__tally__has_key="sample",
    )  # fmt: skip
    rows = samples.exclude(Exists(flag)).values_list("verdict", "revision__tally__sample")
    return [
        Sampled(verdict == "accepted", drawn["unmarked"] / drawn["expected"])
        for verdict, drawn in rows
        if drawn["unmarked"]
    ]


def sampled_revisions() -> "QuerySet[Revision]":
    """The texts, as they stand now, from which random sentences are drawn."""
    return Revision.objects.filter(current_of__isnull=False, tally__has_key="sample")


def unmarked_sentences() -> int:
    count = Cast(KT("tally__sample__unmarked"), IntegerField())
    return sampled_revisions().aggregate(total=Sum(count))["total"] or 0


def flagged() -> list[Flagged]:
    """The marks for statements without a source, by the tenth in which their number lies."""
    marks = Annotation.objects.filter(
        MARKS, revision__in=sampled_revisions(), probability__isnull=False
    )
    tenth = Floor(F("probability") * BINS)
    rows = marks.annotate(tenth=tenth).values("tenth").annotate(
        upheld=Count("pk", filter=Q(verdict="accepted")),
        rejected=Count("pk", filter=Q(verdict="rejected")),
        undecided=Count("pk", filter=Q(verdict="open")),
        sum=Sum("probability", filter=Q(verdict="open")),
    )  # fmt: skip
    return [
        Flagged(row["upheld"], row["rejected"], row["undecided"],
                (row["sum"] or 0) / max(1, row["undecided"]))
        for row in rows.order_by("tenth")
    ]  # fmt: skip

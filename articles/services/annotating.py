"""Annotates one revision under its lease and stores what was found. Loads spaCy: worker only."""

import logging
from collections import Counter
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.exports.record import sentence_record
from articles.models import Event, Revision
from articles.nlp import pipeline
from articles.nlp.findings import Findings
from articles.services import auditing, carrying, leasing, marks, sampling
from articles.services.heartbeat import Heartbeat
from articles.services.leasing import Lease, LeaseLost

logger = logging.getLogger(__name__)
BROKE = (
    "The annotator could not work through this text ({error}). "
    "Press Retry to try again; the text itself is stored and can be read."
)


def annotate_revision(revision_id: int) -> bool:
    """Annotate if the revision is free; true if this call stored the result."""
    lease = leasing.claim(revision_id)
    if lease is None:
        return False
    text = Revision.objects.values_list("text", flat=True).get(pk=revision_id)
    try:
        with Heartbeat(lease, length=len(text)) as heartbeat:
            annotator = pipeline.load(reader=settings.READER)
            store(lease, annotator.annotate(text, on_progress=heartbeat.report))
    except SystemExit:  # the worker is asked to stop: the next one begins anew, at once
        leasing.give_back(lease)
        raise
    except LeaseLost:
        logger.warning("lost the lease on revision %s", revision_id)
        return False
    except Exception as error:
        # Whatever a text does to the parser, the worker lives and a person reads why it failed.
        logger.exception("revision %s, attempt %s", revision_id, lease.attempt)
        leasing.hand_back(lease, failure=BROKE.format(error=type(error).__name__))
        return False
    return True


def store(lease: Lease, findings: Findings) -> None:
    """Replace the machine's marks of the revision, in one transaction with its new state."""
    with transaction.atomic():
        revision = Revision.objects.select_related("article").get(pk=lease.revision_id)
        drawn = sampling.draw(revision, findings)
        leasing.settle(
            lease,
            pipeline=findings.pipeline,
            annotated=timezone.now(),
            sentences=[sentence_record(sentence) for sentence in findings.sentences],
            tally=tally(findings) | ({"sample": drawn.as_tally()} if drawn else {}),
        )
        marks.replace_machine_marks(revision, findings)
        carrying.carry(revision)
        sampling.replace_samples(revision, drawn, pipeline=findings.pipeline)
        auditing.record(
            Event.Action.ARTICLE_ANNOTATED,
            label=revision.article.title,
            article=revision.article,
            pipeline=findings.pipeline,
        )


def tally(findings: Findings) -> dict[str, Any]:
    """Counts for the coverage line: sentences by sourcing, marks by kind."""
    return {
        "sentences": dict(Counter(sentence.sourcing for sentence in findings.sentences)),
        "marks": dict(Counter(type(mark).__name__.lower() for mark in findings.annotations)),
    }

"""Wake-ups on the queue. The truth is the lease on the row: a wake-up may be lost or repeated."""

from datetime import timedelta

from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task


@task()
def annotate_revision(revision_id: int) -> None:
    """Annotate one revision if it still wants it.

    The service is looked up when the task runs: it loads spaCy, which the web process that
    enqueues must never do.
    """
    import_string("articles.services.annotating.annotate_revision")(revision_id)


def wake(revision_id: int, *, delay: timedelta | None = None) -> None:
    """Ask for a revision to be annotated, at once or later; part of the caller's transaction."""
    later = timezone.now() + delay if delay else None
    annotate_revision.using(run_after=later).enqueue(revision_id)

"""Articles by their address: the page is fetched while the person waits, and read like a file.

Nothing is promised before it is stored: a fetch that fails or is cut off leaves no trace but its
line in the log, and the text that was there.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.ingest.addresses import typed_address
from articles.ingest.connecting import Internet
from articles.ingest.document import ExtractedArticle, IngestError
from articles.ingest.fetched import file_name, read_fetched, refuse_another_text
from articles.ingest.fetching import Fetched, FetchLimits, fetch
from articles.ingest.networks import why_not_public
from articles.models import Article, Event, Revision, User
from articles.services import auditing, ingesting, revising
from articles.services.ingesting import Added, Original

# Half of what one process answers at a time: slow sites must not keep readers waiting.
SLOTS = threading.BoundedSemaphore(2)
HOUR = timedelta(hours=1)


class TooManyFetches(IngestError):
    """The person, or everybody at this moment, asks for more pages than allowed."""


def add_from_address(typed: str, *, user: User) -> Added:
    """Store the article at the address; raises IngestError with a message for the reader.

    An address that is in the library already is not fetched again.
    """
    address = typed_address(typed, ports=frozenset(settings.FETCH_PORTS))
    if known := _article_at(str(address)):
        return Added(known, is_new=False)
    with _asked_for(str(address), user=user) as said:
        page = _fetched(str(address))
        known = _article_at(str(page.address))
        added = Added(known, is_new=False) if known else _store(page, user)
        said["outcome"] = "added" if added.is_new else "known"
    return added


def fetch_again(article: Article, *, user: User) -> Revision | None:
    """Make what its page says now the article's current revision; None where nothing changed.

    Raises IngestError and changes nothing where there is no such page, or hardly any of the text on
    it: a page that has gone behind a paywall is no correction.
    """
    source = article.fetched
    if source is None:
        raise IngestError("This article did not come from an address. Add a corrected version.")
    with _asked_for(source.address, user=user, article=article) as said:
        page = _fetched(source.address)
        extracted = _read(page)
        if extracted.text == source.text:  # also where a person has corrected the text since
            said["outcome"] = "unchanged"
            return None
        try:
            refuse_another_text(article.revision.text, extracted.text)
            revision = revising.store(article, extracted, original=_original(page), user=user)
        except revising.SameText:
            said["outcome"] = "unchanged"
            return None
        except revising.StaleText:
            raise IngestError(
                "Nothing of the page was stored, as somebody added a version meanwhile. "
                "Look at it, then fetch the page again."
            ) from None
        said["outcome"] = "revised"
    return revision


def _internet() -> Internet:
    return Internet(
        ports=frozenset(settings.FETCH_PORTS),
        why_not=partial(why_not_public, refused=tuple(settings.FETCH_REFUSED_NETWORKS)),
    )


def _fetched(address: str) -> Fetched:
    limits = FetchLimits(seconds=settings.FETCH_MAX_SECONDS, bytes=settings.FETCH_MAX_BYTES)
    if not SLOTS.acquire(timeout=settings.FETCH_MAX_SECONDS / 3):
        raise TooManyFetches("Other pages are being fetched just now. Try again in a few seconds.")
    try:
        return fetch(address, limits=limits, internet=_internet(), contact=settings.FETCH_CONTACT)
    finally:
        SLOTS.release()


def _read(page: Fetched) -> ExtractedArticle:
    return read_fetched(page, limits=ingesting.upload_limits())


def _original(page: Fetched) -> Original:
    return Original(page.data, file_name(page), str(page.address))


def _store(page: Fetched, user: User) -> Added:
    return ingesting.store(_read(page), original=_original(page), user=user)


def _article_at(address: str) -> Article | None:
    return Article.objects.filter(revisions__address=address).first()


@contextmanager
def _asked_for(
    address: str, *, user: User, article: Article | None = None
) -> Iterator[dict[str, Any]]:
    """Counts and logs one fetch with its outcome; a person who has had enough is refused."""
    _refuse_haste(user)
    said: dict[str, Any] = {"address": address, "outcome": "failed"}
    try:
        yield said
    except IngestError as error:
        said["why"] = str(error)
        raise
    finally:
        auditing.record(
            Event.Action.ADDRESS_FETCHED,
            label=article.title if article else address,
            actor=user,
            article=article,
            **said,
        )


def _refuse_haste(user: User) -> None:
    """The log is what counts: so many fetches in any hour."""
    fetches = Event.objects.filter(
        action=Event.Action.ADDRESS_FETCHED, actor=user, at__gt=timezone.now() - HOUR
    )
    if fetches.count() >= settings.FETCH_MAX_PER_HOUR:
        raise TooManyFetches(
            f"You have fetched {settings.FETCH_MAX_PER_HOUR} pages within an hour, which is the "
            "limit. Try again later, or paste the text."
        )

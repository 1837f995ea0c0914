"""Corrected versions of an article: a new text becomes its current revision; nothing is lost."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from articles import tasks
from articles.ingest.document import ExtractedArticle
from articles.ingest.isolated import read_isolated
from articles.ingest.reading import check_size, read_pasted
from articles.models import Article, Event, Revision, User
from articles.services import auditing, handling
from articles.services.ingesting import PASTED, Original, new_revision, upload_limits


class SameText(Exception):
    """The text is that of the current revision, letter for letter."""


class StaleText(Exception):
    """Somebody has added a version since: this one would drop what that one corrects."""


def add_uploaded(
    article: Article, file: "UploadedFile[bytes]", *, user: User, seen: int | None = None
) -> Revision:
    """Make the text in the file the article's current revision.

    `seen` is the number of the revision that it corrects: that of `article` as it was read, unless
    the person looked at another. Raises IngestError with a message for the reader, SameText, or
    StaleText where `seen` is not the current one.
    """
    name = file.name or "unnamed"
    check_size(file.size or 0, filename=name, limits=upload_limits())
    original = Original(file.read(), name)
    extracted = read_isolated(original.data, filename=name, limits=upload_limits())
    return store(article, extracted, original=original, user=user, seen=seen)


def add_pasted(article: Article, text: str, *, user: User, seen: int | None = None) -> Revision:
    """The same for a pasted text; its details stay those of the article."""
    original = Original(text.encode("utf-8", "surrogatepass"), PASTED)
    extracted = read_pasted(text, limits=upload_limits())
    return store(article, extracted, original=original, user=user, seen=seen)


def store(
    article: Article,
    extracted: ExtractedArticle,
    *,
    original: Original,
    user: User,
    seen: int | None = None,
) -> Revision:
    """The same for a text that was read out of the original already."""
    if extracted.text == article.revision.text:
        raise SameText(article)
    revision = new_revision(extracted, original=original)
    revision.original.save(f"{original.digest[:32]}.bin", ContentFile(original.data), save=False)
    try:
        _insert(article, revision, user=user, seen=seen or article.revision.number)
    except BaseException:
        revision.original.delete(save=False)
        raise
    return revision


def _insert(article: Article, revision: Revision, *, user: User, seen: int) -> None:
    with transaction.atomic():
        # Of two versions sent at once the first one stands; the other must take it into account.
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.revision.text == revision.text:
            raise SameText(article)
        if locked.revision.number != seen:
            raise StaleText(article)
        revision.article = locked
        revision.number = 1 + (locked.revisions.aggregate(last=Max("number"))["last"] or 0)
        revision.save()
        locked.current = revision
        # Who saw the earlier text can neither clear the article nor assign it unawares.
        locked.version += 1
        locked.save(update_fields=["current", "version"])
        if revision.is_pending:
            tasks.wake(revision.pk)
        auditing.record(
            Event.Action.REVISION_ADDED,
            label=locked.title,
            actor=user,
            article=locked,
            file=revision.original_name,
            revision=revision.number,
        )
        handling.reopen_for_revision(locked, user)
    article.refresh_from_db()

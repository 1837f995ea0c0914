"""Takes articles in: reads the file, stores original, article and revision, wakes a worker."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from articles import tasks
from articles.ingest.document import ExtractedArticle, Limits
from articles.ingest.isolated import read_isolated
from articles.ingest.reading import check_size, read_pasted
from articles.models import Article, Event, Revision, User
from articles.services import auditing

ENGLISH = "en"
PASTED = "pasted.txt"


@dataclass(frozen=True, slots=True)
class Added:
    """The article that now holds the file's text; `is_new` is false if it was there before."""

    article: Article
    is_new: bool


@dataclass(frozen=True, slots=True)
class Original:
    """What came in, byte for byte; `address` is where it was fetched from, if it was."""

    data: bytes
    name: str
    address: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def add_upload(file: "UploadedFile[bytes]", *, user: User) -> Added:
    """Store an uploaded file's article; one over the limit is refused before it is read."""
    name = file.name or "unnamed"
    check_size(file.size or 0, filename=name, limits=upload_limits())
    return add_file(file.read(), filename=name, user=user)


def add_file(data: bytes, *, filename: str, user: User | None) -> Added:
    """Store the article in a file; raises IngestError with a message for the reader."""
    original = Original(data, filename)
    if known := _article_with_original(original.digest):
        return Added(known, is_new=False)
    extracted = read_isolated(data, filename=filename, limits=upload_limits())
    return store(extracted, original=original, user=user)


def add_pasted(text: str, *, details: dict[str, Any], user: User) -> Added:
    """Store pasted text; `details` are title, byline, outlet, published as the person gave them."""
    original = Original(text.encode("utf-8", "surrogatepass"), PASTED)
    extracted = read_pasted(text, limits=upload_limits())
    given = {field: value for field, value in details.items() if value}
    return store(replace(extracted, **given), original=original, user=user)


def upload_limits() -> Limits:
    return Limits(
        bytes=settings.UPLOAD_MAX_BYTES,
        unpacked_bytes=settings.UPLOAD_MAX_UNPACKED_BYTES,
        pages=settings.UPLOAD_MAX_PAGES,
        characters=settings.UPLOAD_MAX_CHARACTERS,
        seconds=settings.UPLOAD_MAX_SECONDS,
        memory_bytes=settings.UPLOAD_MAX_MEMORY_BYTES,
    )


def correct_details(article: Article, *, details: dict[str, Any], user: User) -> Article:
    """Set title, byline, outlet and date as a person gives them; no change writes nothing."""
    before = {field: getattr(article, field) for field in details}
    changed = {field: value for field, value in details.items() if value != before[field]}
    if not changed:
        return article
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**changed)
        auditing.record(
            Event.Action.ARTICLE_CORRECTED,
            label=article.title,
            actor=user,
            article=article,
            before={field: str(before[field] or "") for field in changed},
            after={field: str(value or "") for field, value in changed.items()},
        )
    article.refresh_from_db()
    return article


def retry(revision: Revision, *, user: User) -> bool:
    """Queue a failed revision again with all its attempts; false if it is not failed any more."""
    with transaction.atomic():
        won = Revision.objects.filter(pk=revision.pk, state=Revision.State.FAILED).update(
            state=Revision.State.QUEUED, attempts=0, progress=0, failure=""
        )
        if won:
            tasks.wake(revision.pk)
            auditing.record(
                Event.Action.ARTICLE_RETRIED,
                label=revision.article.title,
                actor=user,
                article=revision.article,
            )
    return bool(won)


def store(extracted: ExtractedArticle, *, original: Original, user: User | None) -> Added:
    """Store what was read out of the original as a new article, unless its text is there."""
    digest = hashlib.sha256(extracted.text.encode("utf-8", "surrogatepass")).hexdigest()
    if known := Article.objects.filter(digest=digest).first():
        return Added(known, is_new=False)
    revision = new_revision(extracted, original=original)
    revision.original.save(f"{original.digest[:32]}.bin", ContentFile(original.data), save=False)
    try:
        return Added(_insert(extracted, revision, digest=digest, user=user), is_new=True)
    except IntegrityError:
        revision.original.delete(save=False)
        if faster := Article.objects.filter(digest=digest).first():
            return Added(faster, is_new=False)  # the same article arrived twice at once
        raise
    except BaseException:
        revision.original.delete(save=False)
        raise


def new_revision(extracted: ExtractedArticle, *, original: Original) -> Revision:
    """Not stored yet, and of no article yet; it fails readably where it is not in English."""
    revision = Revision(
        text=extracted.text,
        words=len(extracted.text.split()),
        language=extracted.language,
        left_out=list(extracted.left_out),
        original_name=PurePath(original.name).name[:300] or "unnamed",
        original_digest=original.digest,
        address=original.address,
        canonical_address=extracted.canonical_address,
    )
    if extracted.language not in ("", ENGLISH):
        revision.state = Revision.State.FAILED
        revision.failure = (
            f"This article seems to be written in another language ({extracted.language}). "
            "It is stored and can be read, but only English is annotated. "
            "If it is English after all, press Retry."
        )
    return revision


def _insert(
    extracted: ExtractedArticle, revision: Revision, *, digest: str, user: User | None
) -> Article:
    with transaction.atomic():
        article = Article.objects.create(
            title=_title(extracted, revision),
            byline=extracted.byline[:300],
            outlet=extracted.outlet[:200],
            published=extracted.published,
            digest=digest,
            added_by=user,
        )
        revision.article = article
        revision.save()
        article.current = revision
        article.save(update_fields=["current"])
        if revision.is_pending:
            tasks.wake(revision.pk)
        auditing.record(
            Event.Action.ARTICLE_ADDED,
            label=article.title,
            actor=user,
            article=article,
            file=revision.original_name,
            **({"address": revision.address} if revision.address else {}),
        )
    return article


def _title(extracted: ExtractedArticle, revision: Revision) -> str:
    first_line = next((line.strip() for line in extracted.text.splitlines() if line.strip()), "")
    title = extracted.title or first_line or revision.original_name
    return title if len(title) <= 500 else title[:499] + "…"


def _article_with_original(digest: str) -> Article | None:
    return Article.objects.filter(revisions__original_digest=digest).first()

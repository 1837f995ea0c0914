"""Plain functions that make records with fixed, readable values."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile

from articles.models import Annotation, Article, Revision, User
from articles.reader.anchors import describe

TEXT = (
    "Mayor opens bridge\n\n"
    "“The bridge is safe,” said Ruth Okafor, the mayor.\n\n"
    "Critics say it cost too much. Traffic has doubled since May.\n"
)


def make_user(name: str, *, role: str = User.Role.ANALYST) -> User:
    return User.objects.create_user(name, password="correct horse battery", role=role)


def make_article(text: str = TEXT, *, state: str = "annotated", **fields: Any) -> Article:
    """An article with one revision; sentences are counted as if annotated."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article.objects.create(
        digest=digest, **{"title": text.strip().split("\n")[0][:80], **fields}
    )
    revision = Revision(
        article=article,
        text=text,
        words=len(text.split()),
        language="en",
        state=state,
        original_name="bridge.txt",
        original_digest=digest,
        tally={"sentences": {"named": 2, "vague": 1, "unsourced": 1}, "marks": {}},
        failure="It could not be read." if state == "failed" else "",
    )
    revision.original.save("bridge.bin", ContentFile(text.encode()), save=True)
    article.current = revision
    article.save()
    return article


def make_mark(article: Article, words: str, **fields: Any) -> Annotation:
    """A machine's mark over the only place where the words stand; a claim unless told otherwise."""
    revision = article.revision
    start = revision.text.index(words)
    end = start + len(words)
    anchor = describe(revision.text, start, end)
    given: dict[str, Any] = {
        "origin": "machine",
        "kind": "claim",
        "label": "unsourced",
        "type": "number",
        "confidence": 0.78,
        "pipeline": "1-test",
        "reasons": [
            {"code": "number", "says": "states a figure", "start": start, "end": start + 3}
        ],
    }
    given |= fields
    return Annotation.objects.create(
        revision=revision,
        start=start,
        end=end,
        spans=[[start, end]],
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        **{"probability": given["confidence"], **given},
    )


def make_quote(article: Article, words: str, *, speaker: str, **fields: Any) -> Annotation:
    start = article.revision.text.index(speaker)
    return make_mark(
        article,
        words,
        kind="quote",
        label="direct",
        type="",
        source_start=start,
        source_end=start + len(speaker),
        source_text=speaker,
        source_type="person",
        **{
            "reasons": [
                {"code": "marks", "says": "stands in quotation marks", "start": None, "end": None}
            ],
            **fields,
        },
    )

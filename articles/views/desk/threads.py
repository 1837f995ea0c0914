"""The notes on an article or on one of its marks, as a thread with a form below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from articles.access import Person
from articles.forms.desk import LONGEST_NOTE, NoteForm
from articles.models import Annotation, Article, Note, User
from articles.services.noting import mention_places

# So many names are worth a hint below the field; more would be a list to read.
FEW_NAMES = 8


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as shown: `pieces` are its text, in order, with whether each is a mentioned name."""

    key: int
    author: str
    at: datetime
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The `id` of its element is the same on first paint and in every answer."""

    id: str
    of: str
    address: str
    lines: tuple[NoteLine, ...]
    form: NoteForm
    names: tuple[str, ...]
    longest: int = LONGEST_NOTE


def on_article(article: Article, user: Person, *, form: NoteForm | None = None) -> Thread:
    return Thread(
        id=f"a{article.pk}",
        of="the article",
        address=reverse("article-notes", args=[article.pk]),
        lines=_lines(article.notes.filter(annotation=None)),
        form=form or NoteForm(),
        names=_names(user),
    )


def on_mark(annotation: Annotation, user: Person, *, form: NoteForm | None = None) -> Thread:
    """With what was noted on the same mark in earlier revisions."""
    return Thread(
        id=f"m{annotation.pk}",
        of="this mark",
        address=reverse("mark-notes", args=[annotation.pk]),
        lines=_lines(Note.objects.filter(annotation__in=annotation.lineage())),
        form=form or NoteForm(),
        names=_names(user),
    )


def _lines(notes: QuerySet[Note]) -> tuple[NoteLine, ...]:
    return tuple(
        line(note) for note in notes.select_related("actor").prefetch_related("mentions__user")
    )


def line(note: Note) -> NoteLine:
    names = [mention.user.get_username() for mention in note.mentions.all()]
    author = note.actor.get_username() if note.actor else "somebody"
    return NoteLine(note.pk, author, note.at, tuple(pieces(note.text, names)))


def pieces(text: str, names: list[str]) -> Iterator[tuple[str, bool]]:
    """The text cut at the mentioned names; nothing of it is left out."""
    at = 0
    for start, end, _ in mention_places(text, names):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _names(user: Person) -> tuple[str, ...]:
    """Who else can be mentioned, where these are few."""
    others = User.objects.filter(is_active=True).exclude(username=user.get_username())
    others = others.order_by("username")
    names = tuple(others.values_list("username", flat=True)[: FEW_NAMES + 1])
    return names if len(names) <= FEW_NAMES else ()

"""Notes in a thread on an article or a mark, and the people mentioned in them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Annotation, Article, Event, Mention, Note, User
from articles.services import auditing


def add_note(
    article: Article, text: str, *, user: User, annotation: Annotation | None = None
) -> Note:
    """Add a note to the thread of the article or of one of its marks; @name mentions a person."""
    with transaction.atomic():
        note = Note.objects.create(article=article, annotation=annotation, text=text, actor=user)
        people = mentioned(text, User.objects.filter(is_active=True).exclude(pk=user.pk))
        Mention.objects.bulk_create(Mention(note=note, user=person) for person in people)
        auditing.record(
            Event.Action.NOTE_ADDED,
            label=article.title,
            actor=user,
            article=article,
            note=note.pk,
            mark=annotation.pk if annotation else None,
            mentions=[person.get_username() for person in people],
        )
    return note


def mark_read(mentions: Iterable[Mention], *, user: User, now: datetime | None = None) -> int:
    """The person has read the notes that mention them; returns how many were unread."""
    keys = [mention.pk for mention in mentions]
    unread = Mention.objects.filter(pk__in=keys, user=user, read=None)
    return unread.update(read=now or timezone.now())


def mentioned(text: str, people: Iterable[User]) -> list[User]:
    """The people whose name stands behind an @, each once, in the order of the text."""
    by_name = {person.get_username(): person for person in people}
    places = mention_places(text, by_name)
    return list(dict.fromkeys(by_name[name] for _, _, name in places))


def mention_places(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of each @name in half-open code points.

    Upper and lower case count alike, the longest name wins, and a word goes on behind neither
    the name nor before the @: an address such as ann@bob.example mentions nobody.
    """
    longest_first = sorted(names, key=len, reverse=True)
    at = text.find("@")
    while at >= 0:
        name = _name_at(text, at + 1, longest_first) if _begins_word(text, at) else None
        if name is not None:
            yield at, at + 1 + len(name), name
        at = text.find("@", at + 1)


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "_@")


def _name_at(text: str, start: int, longest_first: list[str]) -> str | None:
    """Of names that differ in case alone, the one that is written just so."""
    fitting = [name for name in longest_first if _is_at(text, start, name)]
    if not fitting:
        return None
    written = text[start : start + len(fitting[0])]
    return written if written in fitting else fitting[0]


def _is_at(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    goes_on = end < len(text) and (text[end].isalnum() or text[end] == "_")
    return not goes_on and text[start:end].casefold() == name.casefold()

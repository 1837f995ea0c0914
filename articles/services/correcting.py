"""Corrections of a mark's words and of a quotation's speaker; who corrects a mark accepts it.

A standing CORRECTED decision on a machine's mark says that the finding was wrong as it was found.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction

from articles.models import Annotation, Decision, User
from articles.models.annotation import AnnotationQuerySet
from articles.reader.anchors import describe
from articles.reader.placing import Span, places, trimmed
from articles.reader.voices import PRONOUN, Spoken, key_of, normalised
from articles.services.changing import MarkedTwice, StaleMark, Step, change
from articles.services.reviewing import NoWords, state_after

Action, Why, Verdict = Decision.Action, Decision.Why, Annotation.Verdict
SPAN_FIELDS = ("start", "end", "spans", "exact", "prefix", "suffix")
SPEAKER_FIELDS = ("source_name", "source_type", "source_text", "source_start", "source_end")
NAMED = frozenset({"person", "organisation", "document"})
NOBODY = "nobody"


class NothingToCorrect(Exception):
    """The mark says so already."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; `kind` is a type of source, or NOBODY where the text gives no speaker.

    `place` is where the text names the speaker, if the editor has shown it.
    """

    name: str
    kind: str
    place: Span | None = None


def correct_span(
    annotation: Annotation, spans: Sequence[Span], *, user: User, seen: int
) -> Annotation:
    """Give the mark other words; it is accepted with them, in one step.

    Raises NoWords, NothingToCorrect, MarkedTwice or StaleMark.
    """
    new = span_fields(annotation.revision.text, spans)
    if same(annotation, new):
        raise NothingToCorrect(annotation)
    step = Step(Action.CORRECTED, why=Why.WRONG_SPAN)
    try:
        with transaction.atomic():
            return change(annotation, step, user=user, seen=seen, **new, **accepted(annotation))
    except IntegrityError as error:
        raise MarkedTwice(annotation) from error


def span_fields(text: str, spans: Sequence[Span]) -> dict[str, Any]:
    """The fields of a mark over these spans, each less the white space around its words."""
    pieces = [trimmed(text, start, end) for start, end in sorted(spans)]
    if not pieces or None in pieces:
        raise NoWords(f"{list(spans)}")
    held = [list(piece) for piece in pieces if piece]
    start, end = held[0][0], max(piece[1] for piece in held)
    return {"start": start, "end": end, "spans": held, **asdict(describe(text, start, end))}


def correct_speaker(
    annotation: Annotation,
    speaker: Speaker,
    *,
    user: User,
    seen: int,
    others: Mapping[int, int] | None = None,
) -> Annotation:
    """Set who speaks, here and in the `others`: the version seen of each, by its key.

    All of them are one batch: they change together, or not at all where one was changed since.
    Raises NothingToCorrect where all of them say so already, StaleMark also where one is gone.
    """
    elsewhere = replace(speaker, place=None)
    saying = [(annotation, seen, speaker)]
    saying += [(quote, version, elsewhere) for quote, version in _seen(annotation, others or {})]
    wrong = [each for each in saying if not same(each[0], speaker_fields(each[0], each[2]))]
    if not wrong:
        raise NothingToCorrect(annotation)
    step = Step(Action.CORRECTED, why=Why.WRONG_SPEAKER, batch=uuid.uuid4() if others else None)
    with transaction.atomic():
        # In the order of keys: two such corrections at once never wait for each other.
        for quote, version, who in sorted(wrong, key=lambda each: each[0].pk):
            _set_speaker(quote, who, step, user=user, seen=version)
    return annotation


def _set_speaker(quote: Annotation, speaker: Speaker, step: Step, *, user: User, seen: int) -> None:
    """The number of how sure the program was of its speaker goes with that speaker."""
    others = {part: number for part, number in quote.confidences.items() if part != "source"}
    new = speaker_fields(quote, speaker)
    change(quote, step, user=user, seen=seen, **new, **accepted(quote), confidences=others)


def _seen(annotation: Annotation, others: Mapping[int, int]) -> list[tuple[Annotation, int]]:
    """Other quotations of the same revision with the version that was seen of each.

    Raises StaleMark where one of them no longer holds or is no such quotation.
    """
    asked = others.keys() - {annotation.pk}
    quotes = _quotes_that_hold(annotation).filter(pk__in=asked)
    if len(quotes) != len(asked):
        raise StaleMark(annotation)
    for quote in quotes:
        quote.revision = annotation.revision
    return [(quote, others[quote.pk]) for quote in quotes]


def _quotes_that_hold(annotation: Annotation) -> AnnotationQuerySet:
    """The quotations of the mark's revision, less rejected and detached ones."""
    quotes = Annotation.objects.shown().filter(
        revision_id=annotation.revision_id, kind=Annotation.Kind.QUOTE
    )
    return quotes.exclude(verdict=Verdict.REJECTED)


def speaker_fields(quote: Annotation, speaker: Speaker) -> dict[str, Any]:
    """What the quotation says of its source then, with the text's words for it where it is plain
    which these are."""
    if speaker.kind == NOBODY:
        return dict.fromkeys(SPEAKER_FIELDS[:3], "") | dict.fromkeys(SPEAKER_FIELDS[3:])
    words, span = words_for(quote, speaker)
    return {
        "source_name": speaker.name if speaker.kind in NAMED else "",
        "source_type": speaker.kind,
        "source_text": words or ("" if speaker.kind in NAMED else speaker.name),
        "source_start": span[0] if span else None,
        "source_end": span[1] if span else None,
    }


def words_for(quote: Annotation, speaker: Speaker) -> tuple[str, Span | None]:
    """The text's own words for the speaker: those shown, else the only place of the name, else
    the present ones where they may mean this speaker."""
    text = quote.revision.text
    found = places(text, speaker.name)
    span = speaker.place or (found[0] if len(found) == 1 else None)
    if span:
        return text[slice(*span)], span
    if not may_mean(quote.source_text, speaker.name):
        return (text[slice(*found[0])] if found else ""), None
    start, end = quote.source_start, quote.source_end
    return quote.source_text, None if start is None or end is None else (start, end)


def may_mean(words: str, name: str) -> bool:
    """A pronoun may mean anybody; part of a name, its bearer."""
    called = normalised(words)
    return bool(called) and (
        bool(PRONOUN.fullmatch(called)) or set(called.split()) <= set(normalised(name).split())
    )


def same_speaker(annotation: Annotation) -> list[Annotation]:
    """The other quotations of this one's voice that hold, in text order; nobody's is no voice."""
    quotes = list(
        _quotes_that_hold(annotation).defer("checks", "note", "prefix", "suffix").in_text_order()
    )
    names = {normalised(quote.source_name) for quote in quotes if quote.source_name}
    voice = key_of(_spoken(annotation), names)
    if voice in {"unclear", "nobody"}:
        return []
    return [
        quote
        for quote in quotes
        if quote.pk != annotation.pk and key_of(_spoken(quote), names) == voice
    ]


def _spoken(quote: Annotation) -> Spoken:
    return Spoken(
        key=str(quote.pk),
        spans=(),
        form=quote.label,
        name=quote.source_name,
        text=quote.source_text,
        kind=quote.source_type,
    )


def known_speakers(annotation: Annotation) -> list[str]:
    """The names that the article's quotations have, each once, in alphabetical order."""
    quotes = Annotation.objects.shown().filter(
        revision_id=annotation.revision_id, kind=Annotation.Kind.QUOTE
    )
    names = quotes.exclude(source_name="").values_list("source_name", flat=True)
    return sorted(set(names), key=str.casefold)


def accepted(annotation: Annotation) -> dict[str, str]:
    return {
        "verdict": Verdict.ACCEPTED,
        "state": state_after(annotation, Verdict.ACCEPTED),
    }


def same(annotation: Annotation, fields: Mapping[str, Any]) -> bool:
    return all(getattr(annotation, name) == value for name, value in fields.items())

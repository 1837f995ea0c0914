"""What a correction did to the sourcing: who is no longer named, which doubt is gone, and so on.

A finding is a charge against an editor, so it needs both what the annotator read and proof in the
words themselves; where two statements cannot be paired for certain nothing is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articles.nlp.wordlists import words as listed
from articles.reader.hedging import lost_hedges
from articles.reader.quote_changes import quote_changes
from articles.reader.statements import Statement, close_pairs, equal_pairs, folded, is_telling
from articles.reader.versions import Change, Kind, Record, Span, Version

NAMED = frozenset({"person", "organisation", "document"})
UNNAMED = frozenset({"anonymous", "collective"})
WITHOUT = frozenset({"unsourced", "background", "opinion"})
NO_STATEMENT = frozenset({"question", "other"})
SURE = 0.5  # the annotator's own confidence in whose word a sentence was
ALIKE = 0.72  # of the words of two statements, less who says them
TELLING = 3
LONGEST = 80  # characters of a source shown


@dataclass(frozen=True, slots=True)
class Loss:
    """What one version lacks of the other, whichever of them is the older.

    `number` is the sentence that has it, `other` the one that has not.
    """

    what: Literal["name", "source", "hedge"]
    number: int
    other: int
    was: str
    now: str = ""


# What a loss is called when the new text lacks it, and when the old one lacked it.
KINDS: dict[str, tuple[Kind, Kind]] = {
    "name": ("named-to-anonymous", "anonymous-to-named"),
    "source": ("attribution-dropped", "source-added"),
    "hedge": ("hedge-removed", "hedge-added"),
}
SAYS = {
    "named-to-anonymous": "This was given to {was}; now it is given to {now}, with no name.",
    "anonymous-to-named": "This was given to {now}, with no name; now it is given to {was}.",
    "attribution-dropped": "This was given to {was}; now it stands without a source.",
    "source-added": "This stood without a source; now it is given to {was}.",
    "hedge-removed": "“{was}” is gone: the statement stands now without this doubt.",
    "hedge-added": "“{was}” is new: the statement is now put with a doubt.",
}


def sourcing_diff(old: Version, new: Version) -> tuple[Change, ...]:
    """All that can be said for certain, in the order of the new text."""
    equal, close = paired(old, new)
    back = {other: number for number, other in close.items()}
    changes = [
        worded(loss, (old.span(loss.number), new.span(loss.other)), is_gain=False)
        for loss in losses(old, new, close, unchanged=frozenset(equal.values()))
    ]
    changes += [
        worded(loss, (old.span(loss.other), new.span(loss.number)), is_gain=True)
        for loss in losses(new, old, back, unchanged=frozenset(equal))
    ]
    changes += quote_changes(old, new, {**equal, **close})
    return tuple(sorted(changes, key=lambda change: (change.new, change.old, change.kind)))


def worded(loss: Loss, spans: tuple[Span, Span], *, is_gain: bool) -> Change:
    kind = KINDS[loss.what][is_gain]
    return Change(kind, *spans, SAYS[kind].format(was=loss.was, now=loss.now))


def paired(old: Version, new: Version) -> tuple[dict[int, int], dict[int, int]]:
    """Sentences of the same words, and those that say much the same, by their numbers."""
    ours, theirs = (
        [Statement(number, version.words(number)) for number in range(len(version.ordered))]
        for version in (old, new)
    )
    equal = equal_pairs(ours, theirs)
    taken = set(equal.values())
    close = close_pairs(
        [statement(old, one.number) for one in ours if one.number not in equal],
        [statement(new, one.number) for one in theirs if one.number not in taken],
        floor=ALIKE,
        telling=TELLING,
    )
    return equal, close


def statement(version: Version, number: int) -> Statement:
    """What a sentence says; whose word it is stands aside."""
    return Statement(number, version.said(number), version.source_words(number))


def losses(
    full: Version, bare: Version, pairs: dict[int, int], *, unchanged: frozenset[int]
) -> Iterator[Loss]:
    """What the statements of `full` have and their pairs in `bare` have not."""
    for number, other in pairs.items():
        ours, theirs = full.ordered[number], bare.ordered[other]
        if NO_STATEMENT & {ours["sourcing"], theirs["sourcing"]}:
            continue
        source = own_source(ours)
        if (
            source
            and is_taken_out(source, bare.words(other))
            and not named_beside(source, bare, other, unchanged)
        ):
            yield from lost_speaker(full, bare, (number, other))
        for hedge in lost_hedges(full.plain(number), bare.plain(other)):
            yield Loss("hedge", number, other, hedge)


def lost_speaker(full: Version, bare: Version, pair: tuple[int, int]) -> Iterator[Loss]:
    """The source is taken out of the sentence: for one without a name, or for none at all."""
    (number, other), ours, theirs = pair, full.ordered[pair[0]], bare.ordered[pair[1]]
    if lost_name(ours, theirs):
        yield Loss("name", *pair, shown(ours["source"]), shown(theirs["source"], quoted=True))
    elif lost_source(bare, other, full.said(number)):
        yield Loss("source", *pair, shown(ours["source"]))


def own_source(sentence: Record) -> Record | None:
    """The source that stands in the sentence itself, where the annotator is sure of it."""
    source: Record | None = sentence.get("source")
    if source is None or sentence["confidence"] < SURE:
        return None
    return source if sentence["start"] <= source["start"] < sentence["end"] else None


def is_taken_out(source: Record, theirs: tuple[str, ...]) -> bool:
    """Neither the words that stood for the source nor its name are left in the other sentence."""
    is_there = set(folded(source["text"])) <= set(theirs)
    return not is_there and words_of(source).isdisjoint(theirs)


def words_of(source: Record) -> set[str]:
    """The words that a source is known by: of its name, else those in capitals, else all."""
    for words in (source.get("name") or "", capitals(source["text"])):
        if words:
            return set(folded(words))
    return {word for word in folded(source["text"]) if is_telling(word)}


def capitals(text: str) -> str:
    """The names in a text; its first word has a capital for other reasons."""
    return " ".join(word for word in text.split()[1:] if word[0].isupper())


def lost_name(ours: Record, theirs: Record) -> bool:
    source, now = ours["source"], own_source(theirs)
    return (
        (ours["sourcing"], theirs["sourcing"]) == ("named", "vague")
        and is_named(source)
        and now is not None
        and now["type"] in UNNAMED
        and not now.get("name")
    )


def is_named(source: Record) -> bool:
    if source["type"] not in NAMED:
        return False
    has_name = bool(source.get("name") or capitals(source["text"]))
    return has_name or source["type"] == "document"


def lost_source(bare: Version, other: int, said: tuple[str, ...]) -> bool:
    """Neither the annotator nor the words know of anybody who says it."""
    theirs = bare.ordered[other]
    reporting = (listed("reporting-verbs") | {"according"}) - set(said)
    return (
        theirs["sourcing"] in WITHOUT
        and not theirs.get("source")
        and not any(quote.get("source") for quote in bare.quotes_in.get(other, ()))
        and reporting.isdisjoint(bare.words(other))
    )


def named_beside(source: Record, bare: Version, other: int, unchanged: frozenset[int]) -> bool:
    """A new or rewritten sentence next to it names the source: it may have moved there."""
    beside = {other - 1, other + 1} & set(range(len(bare.ordered)))
    return any(not words_of(source).isdisjoint(bare.words(number)) for number in beside - unchanged)


def shown(source: Record, *, quoted: bool = False) -> str:
    """The name, or else the words of the text in quotation marks."""
    words = " ".join(str(source["text"]).split())
    if len(words) > LONGEST:
        words = words[: LONGEST - 1].rstrip() + "…"
    return f"“{words}”" if quoted or not source.get("name") else str(source["name"])

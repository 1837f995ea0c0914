"""Direct quotations whose words are not the same in a corrected text, and in what way.

The same speaker must say them, or they must stand in the same statement; marks, case and
punctuation do not count as words.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from articles.reader.aligning import align
from articles.reader.lists import phrases
from articles.reader.quoted import ELLIPSIS, SIGNS, Quoted, quoted, spoken_words
from articles.reader.statements import Statement, close_pairs, equal_pairs
from articles.reader.versions import Change, Version

ALIKE = 0.6
AS_PART = 0.85  # of the shorter quotation's words stand in the longer
SHORTEST = 4  # words that a quotation must have to be known again
LONGEST = 60  # characters of quoted words shown
NEGATIONS = frozenset(
    {"not", "never", "no", "nobody", "none", "nothing", "neither", "nor", "cannot"}
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Words between those that both have, folded, and as they are written."""

    was: tuple[str, ...]
    now: tuple[str, ...]
    shown: tuple[str, str]
    place: Literal["beginning", "middle", "end"]


def quote_changes(old: Version, new: Version, sentences: Mapping[int, int]) -> list[Change]:
    """`sentences` pairs the sentences of the two texts by their numbers."""
    ours, theirs = list(quoted(old)), list(quoted(new))
    everything = spoken_words(old), spoken_words(new)
    changes = []
    for number, other in pairs(ours, theirs).items():
        was, now = ours[number], theirs[other]
        if not is_same_voice(was, now, sentences):
            continue
        says = [clause for gap in gaps(was, now) for clause in clauses(gap, everything)]
        if says:
            sentence = f"The words of this quotation changed: {'; '.join(dict.fromkeys(says))}."
            spans = (was.start, was.end), (now.start, now.end)
            changes.append(Change("quote-altered", *spans, sentence))
    return changes


def pairs(ours: Sequence[Quoted], theirs: Sequence[Quoted]) -> dict[int, int]:
    """Quotations whose words were changed, by their numbers; those left as they were stay out."""
    old = [Statement(one.number, one.words) for one in ours]
    new = [Statement(one.number, one.words) for one in theirs]
    found = equal_pairs(old, new)
    changed: dict[int, int] = {}
    for by_part, floor in ((False, ALIKE), (True, AS_PART)):
        taken = set(found.values()) | set(changed.values())
        changed |= close_pairs(
            [one for one in old if is_free(one, {*found, *changed})],
            [one for one in new if is_free(one, taken)],
            floor=floor,
            telling=2,
            by_part=by_part,
        )
    return changed


def is_free(statement: Statement, taken: Container[int]) -> bool:
    return len(statement.words) >= SHORTEST and statement.number not in taken


def is_same_voice(was: Quoted, now: Quoted, sentences: Mapping[int, int]) -> bool:
    """The speaker is the same, or the statement is, and not given to somebody of another name."""
    is_same_place = sentences.get(was.sentence) == now.sentence
    return bool(was.speaker & now.speaker) or (
        is_same_place and not (was.has_name and now.has_name)
    )


def gaps(was: Quoted, now: Quoted) -> Iterator[Gap]:
    ends = (len(was.words), len(now.words))
    for before, after in pairwise([(-1, -1), *align(was.words, now.words), ends]):
        here, there = slice(before[0] + 1, after[0]), slice(before[1] + 1, after[1])
        if was.words[here] or now.words[there]:
            yield Gap(
                was=was.words[here],
                now=now.words[there],
                shown=(shown(was.written[here]), shown(now.written[there])),
                place="beginning" if before[0] < 0 else "end" if after == ends else "middle",
            )


def clauses(gap: Gap, texts: tuple[str, str]) -> Iterator[str]:
    """What happened there, in plain words; nothing where the words only went elsewhere.

    `texts` is all that the old and the new text have in quotation marks.
    """
    was, now = gap.shown
    if is_elsewhere(gap, gap.was, texts[1]) or is_elsewhere(gap, gap.now, texts[0]):
        return
    if was and now and "[" in gap.now:
        yield f"“{was}” became “{now}”, marked by brackets"
    elif was and now:
        yield f"{kind_of_change(gap)}“{was}” became “{now}”"
    elif was and ELLIPSIS in gap.now:
        yield f"“{was}” is left out behind an ellipsis"
    elif was and gap.place != "middle":
        yield f"cut short at the {gap.place}, “{was}” is missing"
    elif was:
        yield f"{kind_of_change(gap)}“{was}” is left out without a sign"
    elif now and ELLIPSIS not in gap.was:
        yield f"{kind_of_change(gap)}“{now}” was put in"


def is_elsewhere(gap: Gap, words: Sequence[str], text: str) -> bool:
    """The words stand elsewhere, and are enough, or at the edge, to have gone there."""
    enough = gap.place != "middle" or len(words) > 2
    return bool(words) and enough and f" {' '.join(words)} " in text


def shown(words: Sequence[str]) -> str:
    text = " ".join(word for word in words if word not in SIGNS)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def kind_of_change(gap: Gap) -> str:
    was, now = ([word for word in words if is_negation(word)] for words in (gap.was, gap.now))
    if len(was) != len(now):
        return "a negation is gone: " if len(was) > len(now) else "a negation was put in: "
    numbers = [Counter(filter(is_number, words)) for words in (gap.was, gap.now)]
    return "another number: " if all(numbers) and numbers[0] != numbers[1] else ""


def is_negation(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


def is_number(word: str) -> bool:
    return (word,) in phrases("numbers") or any(sign.isdigit() for sign in word)

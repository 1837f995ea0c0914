"""Words that hold a statement back from being plain fact, and whether a rewording lost them."""

from articles.reader.aligning import align
from articles.reader.lists import phrases
from articles.reader.statements import WORD, folded, is_telling

STEM = 4  # letters that two forms of a verb have in common at least
REACH = 5  # words after a hedge among which the one that it held back stands


def hedges(words: list[str]) -> list[tuple[int, int]]:
    """Where hedges stand, as half-open numbers of words, the longest at each place.

    “May” in capitals is a month or a name, and “could not” tells of a failure.
    """
    lower = [word.casefold() for word in words]
    found = []
    for place, word in enumerate(words):
        for length in (3, 2, 1):
            phrase = tuple(lower[place : place + length])
            if len(phrase) == length and phrase in phrases("hedges"):
                failed = phrase == ("could",) and lower[place + 1 : place + 2] == ["not"]
                if word != "May" and not failed:
                    found.append((place, place + length))
                break
    return found


def lost_hedges(hedged: str, plain: str) -> list[str]:
    """The hedges of a sentence, where its rewording holds none of any kind but still says the rest.

    Both sentences come without what stands in quotation marks.
    """
    ours = [match[0] for match in WORD.finditer(hedged)]
    theirs = [match[0] for match in WORD.finditer(plain)]
    if hedges(theirs):
        return []
    kept = {at for at, _ in align([word.casefold() for word in ours],
                                  [word.casefold() for word in theirs])}  # fmt: skip
    stems = {word.casefold()[:STEM] for word in theirs}
    return [
        " ".join(ours[start:end])
        for start, end in hedges(ours)
        if kept.isdisjoint(range(start, end)) and still_says(ours[end : end + REACH], stems)
    ]


def still_says(words: list[str], stems: set[str]) -> bool:
    """The first telling word that the hedge held back stands in the rewording too."""
    telling = [word for word in folded(" ".join(words)) if is_telling(word)]
    return bool(telling) and telling[0][:STEM] in stems

"""Finds scare quotes: a few words that the writer puts in quotation marks and gives to nobody."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from articles.nlp.findings import Reason
from articles.nlp.quotations import Quotation
from articles.nlp.reasons import SCARE_QUOTES
from articles.nlp.sourcing.anchors import anchors
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.wordlists import words

LONGEST = 3
# Above this the words may well be somebody's whom the text names.
WRITERS = 0.3
# What a name, a wording or a title is announced by stands this close before it.
NAMING_REACH = 4
# A phrase of the writer's goes on into the marks: "the", "their", "of", "so many".
LEADING = frozenset({"DT", "PRP$", "POS", "JJ", "IN", "CC"})
EXPLAINING = frozenset({"mean", "means", "meant", "meaning", "or"})
SO_CALLED = ["so", "-", "called"]


def scare_quotes(reading: Reading, story: list[Passage]) -> Iterator[tuple[int, int, Reason]]:
    """The tokens of each, marks included."""
    short = list(short_quotations(reading, story))
    # Several in one sentence are terms told apart, or the answers of a survey.
    crowd = Counter(position for position, _, _ in short)
    places = [each for each in short if crowd[each[0]] == 1 and is_distant(reading, *each)]
    if not places:
        return
    said = said_words(reading)
    for _, first, last in places:
        if f" {' '.join(reading.lower[first + 1 : last - 1])} " not in said:
            yield first, last, SCARE_QUOTES


def short_quotations(reading: Reading, story: list[Passage]) -> Iterator[tuple[int, int, int]]:
    """Position of the sentence and tokens of each, where one sentence of the story holds it."""
    starts = {passage.start for passage in story}
    for quotation in reading.quotations:
        position = reading.passage_at(quotation.start)
        if position is None or reading.passages[position].start not in starts:
            continue
        first, last = reading.token_at(quotation.start), reading.token_at(quotation.end - 1) + 1
        if last <= reading.passages[position].last and is_short(reading, quotation, first, last):
            yield position, first, last


def is_short(reading: Reading, quotation: Quotation, first: int, last: int) -> bool:
    """One to three words in lower case between whole marks: no title, name or figure."""
    inside = reading.words[first + 1 : last - 1]
    whole = quotation.opened and quotation.closed and quotation.depth == 0
    return (
        whole
        and 1 <= len(inside) <= LONGEST
        and all(word.replace("-", "").isalpha() and word.islower() for word in inside)
    )


def is_distant(reading: Reading, position: int, first: int, last: int) -> bool:
    """Nobody is named for the words, and nothing says that they are a name or a wording."""
    if max(reading.attributed[first:last]) >= WRITERS or has_source(reading, position):
        return False
    passage = reading.passages[position]
    if reading.lower[max(first - 3, passage.first) : first] == SO_CALLED:
        return any(tag in {"NN", "NNS"} for tag in reading.tags[first:last])
    leads = first > passage.first and reading.tags[first - 1] in LEADING
    introduces = reading.lower[first - 1] in {"a", "an"}
    return leads and not introduces and not is_name(reading, passage, first, last)


def is_name(reading: Reading, passage: Passage, first: int, last: int) -> bool:
    """Do the words around announce a name, a title, a wording or its explanation?"""
    before = reading.lower[max(first - NAMING_REACH, passage.first) : first]
    after = reading.lower[last : min(last + NAMING_REACH, passage.last)]
    return not (
        words("loaded-naming").isdisjoint(before)
        and words("loaded-named").isdisjoint(after[:1])
        and EXPLAINING.isdisjoint(after)
    )


def has_source(reading: Reading, position: int) -> bool:
    """Does the sentence say of anybody that they spoke?"""
    given = reading.quotes_of.get(position, ())
    spoken = any(quote.source is not None for quote in given)
    return spoken or any(anchors(reading, reading.passages[position]))


def said_words(reading: Reading) -> str:
    """All that somebody is quoted or paraphrased with: words from there are theirs."""
    said = [
        reading.lower[place]
        for quote in reading.quotes
        for start, end in quote.spans
        for place in range(bisect_left(reading.starts, start), bisect_left(reading.starts, end))
    ]
    return f" {' '.join(said)} "

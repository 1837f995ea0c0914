"""Keeps a listed word from being shown as a reason where the words around it give it another sense.

The learned scores still count the word, with the weight it was found to have; only what a reader
is told is affected.
"""

from articles.nlp.reasons import CAUSE, HEDGE, MOTIVE, NUMBER, PUBLIC_RECORD, SUPERLATIVE, TREND
from articles.nlp.sourcing.evidence import Clue
from articles.nlp.sourcing.reading import Reading
from articles.nlp.wordlists import words

PARTICIPLES = frozenset({"VBN", "JJ"})
NOUNS = frozenset({"NN", "NNS"})
HAVING = frozenset({"has", "have", "had", "having", "'ve", "’ve", "'s", "’s", "'d", "’d"})
# Verbs of the motive list that are far more often the name of a programme, a story or an object.
THINGS = frozenset({"plot", "plots", "scheme", "schemes", "target", "targets"})
FIGURES = frozenset({"CD", "$"})
OWNED = frozenset({"held", "owned", "run"})
NEGATED = frozenset({"no one", "nobody", "none"})
OBJECTS = frozenset({"dobj", "pobj", "attr", "dative"})
TIMES = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "decades"})
# They tell of a public act only beside a verb that names it.
NO_ACTS = frozenset({"is a", "was a", "known as", "law", "act", "court"})


def fits(reading: Reading, clue: Clue) -> bool:
    """Would an editor, shown these words, see why the reason is given?"""
    judge = JUDGES.get(clue.reason.code)
    return judge is None or judge(reading, clue)


def is_cause(reading: Reading, clue: Clue) -> bool:
    """Not "due to open in May"; nor "seriously hurt", where nobody says by what."""
    if phrase(reading, clue) == "due to":
        return next_tag(reading, clue) not in {"VB", "RB"}
    if clue.last - clue.first > 1 or reading.tags[clue.first] not in PARTICIPLES:
        return True
    had = not HAVING.isdisjoint(reading.lower[max(clue.first - 3, 0) : clue.first])
    return had or next_word(reading, clue) in {"by", "in", "from"}


def is_motive(reading: Reading, clue: Clue) -> bool:
    """Not the breakfast scheme, nor a company that is privately owned."""
    word = phrase(reading, clue)
    if word == "privately":
        return next_word(reading, clue) not in OWNED
    return word not in THINGS or reading.tags[clue.first] not in NOUNS


def is_hedge(reading: Reading, clue: Clue) -> bool:
    """Not the signal on the line: these are verbs, adverbs and phrases."""
    single = clue.last - clue.first == 1
    return not (single and reading.tags[clue.first] in NOUNS)


def is_number(reading: Reading, clue: Clue) -> bool:
    """Not "half past six", "two years ago" or "test scores"."""
    first, lower = clue.first, reading.lower
    if lower[first] == "scores":
        return next_word(reading, clue) == "of"
    before = lower[first - 1] if first else ""
    span = next_word(reading, clue) in TIMES
    recent = span and (before in {"past", "last", "next"} or "ago" in lower[first + 2 : first + 3])
    hour = before == "past" or next_word(reading, clue) in {"past", "o'clock", "o’clock"}
    return not (recent or hour)


def is_trend(reading: Reading, clue: Clue) -> bool:
    """Not "more than 600", which only rounds a figure, nor "the most awkward"."""
    if reading.tags[clue.first] == "RBS":
        return False
    figure = not FIGURES.isdisjoint(reading.tags[clue.last + 1 : clue.last + 2])
    return not (figure and next_word(reading, clue) == "than")


def is_superlative(reading: Reading, clue: Clue) -> bool:
    """ "Nobody came" claims to know of everybody; "wanted by nobody" is a turn of phrase."""
    if phrase(reading, clue) not in NEGATED:
        return True
    token = reading.doc[clue.last - 1]
    return token.dep_ not in OBJECTS and token.head.dep_ != "relcl"


def is_public(reading: Reading, clue: Clue) -> bool:
    """Not a weekday or "is a" alone: that nothing happened cannot be looked up."""
    found = phrase(reading, clue)
    return found not in NO_ACTS and found.removeprefix("on ") not in words("weekdays")


def phrase(reading: Reading, clue: Clue) -> str:
    return " ".join(reading.lower[clue.first : clue.last])


def next_word(reading: Reading, clue: Clue) -> str:
    return reading.lower[clue.last] if clue.last < len(reading.lower) else ""


def next_tag(reading: Reading, clue: Clue) -> str:
    return reading.tags[clue.last] if clue.last < len(reading.tags) else ""


JUDGES = {
    CAUSE.code: is_cause,
    HEDGE.code: is_hedge,
    MOTIVE.code: is_motive,
    NUMBER.code: is_number,
    PUBLIC_RECORD.code: is_public,
    SUPERLATIVE.code: is_superlative,
    TREND.code: is_trend,
}

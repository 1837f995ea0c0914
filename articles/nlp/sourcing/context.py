"""Passes over listed words where the words around them give them another sense."""

from articles.nlp.reasons import CAUSE, HEDGE, MOTIVE, NUMBER, PUBLIC_RECORD, SUPERLATIVE, TREND
from articles.nlp.sourcing.evidence import Clue
from articles.nlp.sourcing.reading import Reading
from articles.nlp.wordlists import words

PARTICIPLES = frozenset({"VBN", "JJ"})
NOUNS = frozenset({"NN", "NNS"})
HAVING = frozenset({"has", "have", "had", "having", "'ve", "’ve", "'s", "’s", "'d", "’d"})
# Verbs of the motive list whose nouns are programmes, stories and objects.
THINGS = frozenset({"hate", "love", "plot", "plots", "scheme", "schemes", "target", "targets"})
FIGURES = frozenset({"CD", "$"})
OWNED = frozenset({"held", "owned", "run"})
NEGATED = frozenset({"no one", "nobody", "none"})
# Words that claim no rank before one of these.
TURNS = {
    "first": frozenset({"aid", "floor", "half", "lady", "ladies", "minister", "name", "names"}),
    "leading": frozenset({"up", "to"}),
    "only": frozenset({"after", "if", "when"}),
}
OBJECTS = frozenset({"dobj", "pobj", "attr", "dative"})
TIMES = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "decades"})
# They stand beside public acts, and name none.
NO_ACTS = frozenset({"is a", "was a", "known as", "law", "act", "court"})


def fits(reading: Reading, clue: Clue) -> bool:
    """Have the words the sense here for which they are listed?"""
    judge = JUDGES.get(clue.reason.code)
    return judge is None or judge(reading, clue)


def tells(reading: Reading, clue: Clue) -> bool:
    """May the clue be shown? Some weigh as they were learned, and tell a reader nothing."""
    if clue.reason is TREND:
        return not is_rounded(reading, clue)
    if clue.reason is PUBLIC_RECORD:
        found = phrase(reading, clue)
        return found not in NO_ACTS and found.removeprefix("on ") not in words("weekdays")
    return True


def is_rounded(reading: Reading, clue: Clue) -> bool:
    """ "More than 600" compares nothing."""
    figure = not FIGURES.isdisjoint(reading.tags[clue.last + 1 : clue.last + 2])
    return figure and next_word(reading, clue) == "than"


def is_cause(reading: Reading, clue: Clue) -> bool:
    """Not "due to open in May" or good causes; nor "seriously hurt" without a "by"."""
    if phrase(reading, clue) == "due to":
        return next_tag(reading, clue) not in {"VB", "RB"}
    tag = reading.tags[clue.first]
    if clue.last - clue.first > 1 or tag not in PARTICIPLES | NOUNS:
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
    """Not the signal on the line, nor an actor who appears in a play."""
    tag = reading.tags[clue.first]
    if tag[:2] == "VB" and reading.lower[clue.first].startswith("appear"):
        return next_tag(reading, clue) != "IN"
    return clue.last - clue.first > 1 or tag not in NOUNS


def is_number(reading: Reading, clue: Clue) -> bool:
    """Not "half past six" or "two years ago"."""
    first, lower = clue.first, reading.lower
    before = lower[first - 1] if first else ""
    span = next_word(reading, clue) in TIMES
    recent = span and (before in {"past", "last", "next"} or "ago" in lower[first + 2 : first + 3])
    hour = before == "past" or next_word(reading, clue) in {"past", "o'clock", "o’clock"}
    return not (recent or hour)


def is_trend(reading: Reading, clue: Clue) -> bool:
    """Not "the most awkward", which ranks and compares nothing over time."""
    return reading.tags[clue.first] != "RBS"


def is_superlative(reading: Reading, clue: Clue) -> bool:
    """ "Nobody came" claims to know of everybody; "wanted by nobody" is a turn of phrase.

    Nor does "not only", "only if", "the first lady" or "the weeks leading up to it" rank anything.
    """
    word, following = phrase(reading, clue), next_word(reading, clue)
    if word in TURNS:
        before = reading.lower[clue.first - 1] if clue.first else ""
        return following not in TURNS[word] and (word, before) != ("only", "not")
    if word not in NEGATED:
        return True
    token = reading.doc[clue.last - 1]
    return token.dep_ not in OBJECTS and token.head.dep_ != "relcl"


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
    SUPERLATIVE.code: is_superlative,
    TREND.code: is_trend,
}

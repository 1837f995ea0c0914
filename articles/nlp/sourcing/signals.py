"""Turns each sentence into the numbers that the learned sourcing layer weighs.

Every signal lies between 0 and 1, so that weights can be read against one another. A clue counts
by how far its words stand outside every attribution.
"""

from dataclasses import dataclass

from articles.nlp.findings import Quote
from articles.nlp.reasons import ANONYMOUS_SOURCE, COLLECTIVE_SOURCE, HIDDEN_AGENT, NUMBER
from articles.nlp.sourcing.anchors import anchors, is_set_off
from articles.nlp.sourcing.context import fits
from articles.nlp.sourcing.evidence import LISTS, Clue, clues
from articles.nlp.sourcing.layout import Line, lines
from articles.nlp.sourcing.linear import WORD, State
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.sourcing.vague import is_aside, vague_sources

CLUE_CODES = (*(reason.code for _, reason in LISTS), NUMBER.code)
VAGUE_CODES = frozenset({ANONYMOUS_SOURCE.code, COLLECTIVE_SOURCE.code, HIDDEN_AGENT.code})
VAGUE_TYPES = frozenset({"anonymous", "collective"})
NAMED_TYPES = frozenset({"person", "organisation", "document"})
ROLES = ("headline", "deck", "credit", "furniture", "tag")
# What a clue is worth in the writer's own words.
OWN = "own-"
PROPER = frozenset({"NNP", "NNPS"})
# Single words are weaker evidence than named clues: a smaller signal is a stronger prior.
WORD_SCALE = 0.5
VERBS = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with its clues and signals; `share` is how much of it is attributed.

    `state` is the encoder's, where it has read along.
    """

    passage: Passage
    position: int
    role: str
    clues: tuple[Clue, ...]
    quotes: tuple[Quote, ...]
    share: float
    signals: dict[str, float]
    state: State | None


def weigh(reading: Reading, vocabulary: frozenset[str] | None = None) -> list[Weighed]:
    """All sentences of a text with their signals, in order.

    Words of the vocabulary become signals of their own; None takes every word, for training.
    """
    shares = [attributed_share(reading, passage) for passage in reading.passages]
    weighed: list[Weighed] = []
    for line in lines(reading):
        for position in range(line.first, line.last):
            one = weigh_one(reading, line, position, shares)
            one.signals.update(word_signals(reading, one, vocabulary))
            weighed.append(one)
    return weighed


def weigh_one(reading: Reading, line: Line, position: int, shares: list[float]) -> Weighed:
    passage = reading.passages[position]
    listed = (clue for clue in clues(reading, passage) if fits(reading, clue))
    found = (*listed, *vague_sources(reading, passage))
    quotes = tuple(reading.quotes_of.get(position, ()))
    signals = {
        **attribution_signals(reading, passage, quotes),
        **clue_signals(reading, passage, found),
        **form_signals(reading, passage),
        **anchor_signals(reading, passage),
        **place_signals(line, position, shares),
    }
    present = {name: value for name, value in signals.items() if value}
    state = None if reading.states is None else reading.states[passage.sentence]
    return Weighed(passage, position, line.role, found, quotes, shares[position], present, state)


def word_signals(
    reading: Reading, one: Weighed, vocabulary: frozenset[str] | None
) -> dict[str, float]:
    """The sentence's own common words, weighted by how far it is the writer's."""
    own = WORD_SCALE * (1.0 - one.share)
    stretch = slice(one.passage.first, one.passage.last)
    return {
        WORD + word: own
        for word, tag in zip(reading.lower[stretch], reading.tags[stretch], strict=True)
        if (vocabulary is None or word in vocabulary) and tag not in PROPER and word.isalpha()
    }


def attributed_share(reading: Reading, passage: Passage) -> float:
    stretch = reading.attributed[passage.first : passage.last]
    return sum(stretch) / len(stretch)


def attribution_signals(
    reading: Reading, passage: Passage, quotes: tuple[Quote, ...]
) -> dict[str, float]:
    stretch = reading.attributed[passage.first : passage.last]
    quoted = reading.quoted[passage.first : passage.last]
    signals = {
        "attributed-share": sum(stretch) / len(stretch),
        "attributed-peak": max(stretch),
        "unattributed": float(max(stretch) < 0.2),
        "untouched-run": longest_run(stretch) / 30,
        "quoted-share": sum(quoted) / len(quoted),
    }
    for quote in quotes:
        for name in quote_kinds(quote, passage):
            signals[name] = max(signals.get(name, 0.0), quote.confidence)
    return signals


def longest_run(stretch: list[float]) -> int:
    """The longest run of words that are likelier the writer's than a source's, up to 30."""
    best = run = 0
    for chance in stretch:
        run = run + 1 if chance < 0.5 else 0
        best = max(best, run)
    return min(best, 30)


def quote_kinds(quote: Quote, passage: Passage) -> list[str]:
    """What kinds of source an attribution gives the sentence, and whether from elsewhere."""
    source = quote.source
    if source is None:
        return ["source-none"]
    kind = "vague" if source.type in VAGUE_TYPES else source.type
    kinds = [f"source-{'named' if kind in NAMED_TYPES else kind}", f"source-{source.type}"]
    if not passage.start <= source.start < passage.end:
        kinds.append("source-elsewhere")
    if source.name is None and kind == "person":
        kinds.append("source-nameless")
    return kinds


def clue_signals(reading: Reading, passage: Passage, found: tuple[Clue, ...]) -> dict[str, float]:
    signals: dict[str, float] = {}
    for clue in found:
        code = clue.reason.code
        stretch = reading.attributed[clue.first : clue.last]
        own = 1.0 - min(stretch)
        if code in VAGUE_CODES and not is_aside(reading, passage, clue):
            signals[code] = 1.0
        signals[OWN + code] = max(signals.get(OWN + code, 0.0), own)
    kinds = sum(1 for name, value in signals.items() if name.startswith(OWN) and value > 0.5)
    signals["own-kinds"] = min(kinds, 6) / 6
    return signals


def form_signals(reading: Reading, passage: Passage) -> dict[str, float]:
    tags = reading.tags[passage.first : passage.last]
    lower = reading.lower[passage.first : passage.last]
    size = passage.last - passage.first
    entities = set(reading.entities[passage.first : passage.last])
    finite = next((VERBS[tag] for tag in tags if tag in VERBS), "none")
    return {
        "long": min(size, 50) / 50,
        "fragment": float(size < 6),
        f"verb-{finite}": 1.0,
        "question": float(lower[-1] == "?" and not reading.quoted[passage.last - 1]),
        "contrast": float(lower[0] in {"but", "yet", "however", "still", "though", "while"}),
        "starts-pronoun": float(tags[0] == "PRP"),
        "starts-the": float(lower[0] in {"the", "that", "this", "these", "those"}),
        "comparative": float("JJR" in tags or "RBR" in tags),
        "date": float("DATE" in entities),
        "person": float("PERSON" in entities),
        "organisation": float("ORG" in entities),
        "figure": float(not {"PERCENT", "MONEY", "CARDINAL", "QUANTITY"}.isdisjoint(entities)),
        "proper-share": sum(tag in {"NNP", "NNPS"} for tag in tags) / size,
        "adjective-share": sum(tag[:2] == "JJ" for tag in tags) / size,
        "unfinished": float(reading.words[passage.last - 1][-1] not in ".!?…\"”’')"),
    }


def anchor_signals(reading: Reading, passage: Passage) -> dict[str, float]:
    """Words that point to a speaker, and whether commas set them off."""
    places = list(anchors(reading, passage))
    set_off = any(is_set_off(reading, passage, place) for place in places)
    return {"anchored": float(bool(places)), "set-off": float(set_off)}


def place_signals(line: Line, position: int, shares: list[float]) -> dict[str, float]:
    total = len(shares)
    within = shares[line.first : line.last]
    others = sum(within) - shares[position]
    return {
        "share-before": shares[position - 1] if position else 0.0,
        "share-after": shares[position + 1] if position + 1 < total else 0.0,
        "share-line": others / (len(within) - 1) if len(within) > 1 else 0.0,
        "share-text": sum(shares) / total,
        "opens-line": float(position == line.first),
        "lead": float(position < 4 and line.role == "story"),
        "late": position / total,
        **{f"role-{line.role}": 1.0 for _ in range(line.role in ROLES)},
    }

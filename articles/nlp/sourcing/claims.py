"""Turns weighed sentences into claims: what an editor would ask about, and why."""

from collections.abc import Iterator

from articles.nlp.faults.references import PRONOUNS, person_up_to
from articles.nlp.findings import Claim, Evidence, Reason, Source
from articles.nlp.reasons import (
    ANONYMOUS_SOURCE,
    ATTRIBUTED_PART,
    COLLECTIVE_SOURCE,
    HIDDEN_AGENT,
    MOTIVE,
    NUMBER,
    ORPHAN_WORDS,
    OWN_VOICE,
    TYPICAL_WORDS,
    UNTRAINED,
    WRITER_ADDS,
)
from articles.nlp.sourcing.anchors import stances
from articles.nlp.sourcing.context import tells
from articles.nlp.sourcing.evidence import AGAINST, LISTS, Clue
from articles.nlp.sourcing.linear import WORD, SourcingModel
from articles.nlp.sourcing.reading import Passage, Reading
from articles.nlp.sourcing.signals import OWN, Weighed
from articles.nlp.sourcing.vague import is_aside

TYPES = frozenset({"number", "cause", "motive", "accusation", "trend", "prediction", "superlative"})
VAGUE = {reason.code: reason for reason in (ANONYMOUS_SOURCE, COLLECTIVE_SOURCE, HIDDEN_AGENT)}
UNNAMED = {"anonymous": ANONYMOUS_SOURCE, "collective": COLLECTIVE_SOURCE}
# Evidence below this share of the log-odds did not move the score and is not shown.
MOVES = 0.1
ORPHAN = 0.85
WRITERS = 0.5


def unsourced_claim(
    reading: Reading, one: Weighed, model: SourcingModel, probability: float
) -> Claim:
    """A claim over the sentence, its reasons ordered by how much they moved the score."""
    moved = [(share_of(clue, one, model), clue) for clue in own_clues(reading, one)]
    moved.sort(key=lambda pair: (-pair[0], pair[1].first))
    typed = next((clue for _, clue in moved if clue.reason.code in TYPES), None)
    shown = [clue for share, clue in moved if clue is typed or moves(clue, share)]
    reasons = (
        voice(one),
        *(clue.evidence(reading) for clue in shown),
        *wording(one, model),
        *weakening(one),
        *(() if model.trained else (Evidence(UNTRAINED),)),
    )
    kind = typed.reason.code if typed is not None else "other"
    return Claim("unsourced", kind, one.passage.start, one.passage.end, probability, reasons)


def unnamed_claim(passage: Passage, source: Source, confidence: float) -> Claim | None:
    """A vague claim for a source whose type says that nobody is named; None for other types."""
    reason = UNNAMED.get(source.type)
    if reason is None:
        return None
    evidence = Evidence(reason, source.start, source.end)
    return Claim("vague", "other", passage.start, passage.end, confidence, (evidence,))


def own_clues(reading: Reading, one: Weighed) -> list[Clue]:
    """One clue of each kind to show, the first that stands outside every attribution."""
    first: dict[str, Clue] = {}
    for clue in one.clues:
        own = min(reading.attributed[clue.first : clue.last]) < WRITERS
        if own and clue.reason.code not in VAGUE and tells(reading, clue):
            first.setdefault(clue.reason.code, clue)
    return list(first.values())


def moves(clue: Clue, share: float) -> bool:
    """Did the clue move the score, and the way its wording says?"""
    return -share >= MOVES if clue.reason.code in AGAINST else share >= MOVES


def share_of(clue: Clue, one: Weighed, model: SourcingModel) -> float:
    return model.claim.share(OWN + clue.reason.code, one.signals)


def voice(one: Weighed) -> Evidence:
    """Why nobody stands behind the sentence: nobody is named, or the writer goes on alone."""
    passage = one.passage
    sourced = any(quote.source is not None for quote in one.quotes)
    reason = WRITER_ADDS if sourced and one.share > 0.2 else OWN_VOICE
    return Evidence(reason, passage.start, passage.end)


def wording(one: Weighed, model: SourcingModel) -> Iterator[Evidence]:
    words = sum(
        model.claim.share(name, one.signals) for name in one.signals if name.startswith(WORD)
    )
    if words + model.claim.state_share(one.state) >= MOVES:
        yield Evidence(TYPICAL_WORDS)


def weakening(one: Weighed) -> Iterator[Evidence]:
    """The attribution that the sentence does have, with its own words."""
    for quote in one.quotes[:1]:
        if quote.source is not None and one.share > 0.2:
            yield Evidence(ATTRIBUTED_PART, quote.source.start, quote.source.end)


def orphan_claim(start: int, end: int) -> Claim:
    """Quoted words whose speaker the text never names."""
    reasons = (Evidence(ORPHAN_WORDS, start, end),)
    return Claim("unsourced", "orphan-quote", start, end, ORPHAN, reasons)


def vague_claim(reading: Reading, one: Weighed, model: SourcingModel) -> Claim | None:
    """A claim over a sentence whose source cannot be asked, and what the writer adds to it."""
    reasons = [*vague_clues(reading, one), *vague_quotes(reading, one)]
    if not reasons:
        return None
    held = max(model.vague.get(evidence.reason.code, 0.5) for evidence in reasons)
    reasons += writers_clause(reading, one.passage)
    return Claim(
        "vague", claim_type(reading, one), one.passage.start, one.passage.end, held, tuple(reasons)
    )


def writers_clause(reading: Reading, passage: Passage) -> Iterator[Evidence]:
    """ ", which has cost the town dear": the writer goes on where the source is left behind."""
    for place in range(passage.first + 2, passage.last):
        comma = "," in reading.lower[place - 2 : place]
        if reading.lower[place] != "which" or not comma or reading.quoted[place]:
            continue
        # "Critics, which ..." tells who they are; the clause meant here is the sentence's last.
        last = passage.last - (reading.lower[passage.last - 1] == ".")
        own = reading.attributed[place:last]
        if "," not in reading.lower[place:last] and own and max(own) < WRITERS:
            yield Evidence(WRITER_ADDS, reading.starts[place], reading.ends(last - 1))
        return


def vague_clues(reading: Reading, one: Weighed) -> Iterator[Evidence]:
    shown: dict[str, int] = {}
    for clue in one.clues:
        if clue.reason.code not in VAGUE or is_aside(reading, one.passage, clue):
            continue
        # "It is widely" and "is widely believed" are one view that nobody holds.
        if clue.first >= shown.get(clue.reason.code, 0):
            shown[clue.reason.code] = clue.last
            yield clue.evidence(reading)


def vague_quotes(reading: Reading, one: Weighed) -> Iterator[Evidence]:
    """Vague sources that reach this sentence from elsewhere, and a "he" who is nobody so far."""
    passage = one.passage
    for quote in one.quotes:
        source = quote.source
        if source is None:
            continue
        if passage.start <= source.start < passage.end:
            if source.text.lower() in PRONOUNS and not person_up_to(reading, passage.last):
                yield Evidence(ANONYMOUS_SOURCE, source.start, source.end)
            continue
        if quote.start < passage.end and passage.start < quote.end:
            reason = QUOTE_REASONS.get(source.type)
            if reason is not None:
                yield Evidence(reason, source.start, source.end)


QUOTE_REASONS: dict[str, Reason] = {
    "anonymous": ANONYMOUS_SOURCE,
    "collective": COLLECTIVE_SOURCE,
}


def claim_type(reading: Reading, one: Weighed) -> str:
    """What is claimed, whoever claims it: the first kind of clue in the table's order."""
    present = {
        clue.reason.code
        for clue in one.clues
        if clue.reason is not MOTIVE or reading.lower[clue.first] not in stances()
    }
    order = [NUMBER.code, *(reason.code for _, reason in LISTS)]
    return next((code for code in order if code in present and code in TYPES), "other")

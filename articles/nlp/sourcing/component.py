"""Says of every sentence whose word it is, and which ones an editor would ask about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from articles.nlp.attribution.weights import ACCURATE, MODELS
from articles.nlp.extensions import declare_extensions
from articles.nlp.faults.marks import orphan_quotations
from articles.nlp.faults.spoken import GARBLED_TRUST
from articles.nlp.findings import Claim, Quote, Sentence, Source, Sourcing
from articles.nlp.sourcing.claims import orphan_claim, unnamed_claim, unsourced_claim, vague_claim
from articles.nlp.sourcing.linear import WEIGHTS_FILE, SourcingModel, load_model
from articles.nlp.sourcing.reading import Passage, Reading, read_once
from articles.nlp.sourcing.signals import Weighed, weigh

declare_extensions()

QUESTION_CONFIDENCE = 0.9
ROLE_CONFIDENCE = 0.9
# So much of a sentence given to a source makes it one of the story.
MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence with its verdict, and the claim over it if there is one."""

    sentence: Sentence
    claim: Claim | None


def judge(reading: Reading, weighed: Sequence[Weighed], model: SourcingModel) -> list[Judged]:
    """Follows the guideline's order: not of the story, attributed, then the writer's voice."""
    orphans = orphan_positions(reading)
    return [judge_one(reading, one, model, orphans) for one in weighed]


def orphan_positions(reading: Reading) -> dict[int, tuple[int, int]]:
    """The sentences that loose quotations touch, with the quotation's code points."""
    found: dict[int, tuple[int, int]] = {}
    for quotation in orphan_quotations(reading):
        position = reading.passage_at(quotation.start) or 0
        while position < len(reading.passages):
            if reading.passages[position].start >= quotation.end:
                break
            found[position] = (quotation.start, quotation.end)
            position += 1
    return found


def judge_one(
    reading: Reading,
    one: Weighed,
    model: SourcingModel,
    orphans: dict[int, tuple[int, int]],
) -> Judged:
    passage = one.passage
    if one.role != "story":
        return Judged(plain(passage, "other", ROLE_CONFIDENCE), None)
    if one.position in orphans:
        start, end = orphans[one.position]
        claim = orphan_claim(max(start, passage.start), min(end, passage.end))
        return Judged(plain(passage, "unsourced", claim.confidence), claim)
    vague = vague_claim(reading, one, model)
    if vague is not None:
        source, inherited = source_of(reading, one)
        sentence = Sentence(
            passage.start, passage.end, "vague", vague.confidence, source, inherited
        )
        return Judged(sentence, vague)
    return by_weights(reading, one, model)


def by_weights(reading: Reading, one: Weighed, model: SourcingModel) -> Judged:
    passage = one.passage
    trust = GARBLED_TRUST if one.position in reading.garbled else 1.0
    probability = trust * model.claim_probability(one.signals, one.state)
    if one.signals.get("question") and one.share < 0.5:
        return Judged(plain(passage, "question", QUESTION_CONFIDENCE), None)
    chances = model.label_probabilities(one.signals, one.state)
    # A wrong flag on a sentence that names its source costs more trust than a missed one.
    asks = probability >= max(model.threshold, chances["named"])
    claim = None
    if asks and not one.signals.get("set-off"):
        claim = unsourced_claim(reading, one, model, probability)
        if probability >= model.settled:
            return Judged(plain(passage, "unsourced", probability), claim)
    judged = by_label(reading, one, chances, trust)
    return judged if judged.claim is not None else replace(judged, claim=claim)


def by_label(reading: Reading, one: Weighed, chances: dict[str, float], trust: float) -> Judged:
    """The likeliest label but unsourced; one that says "somebody" only where somebody is found."""
    passage = one.passage
    source, inherited = source_of(reading, one)
    without = {"unsourced"} if source else {"unsourced", "named", "vague"}
    if source and one.share >= MOSTLY:
        without.add("other")
    label = max((chance, name) for name, chance in chances.items() if name not in without)[1]
    if label not in {"named", "vague"}:
        source = inherited = None
    confidence = trust * chances[label]
    sentence = Sentence(
        passage.start, passage.end, as_sourcing(label), confidence, source, inherited
    )
    claim = unnamed_claim(passage, source, confidence) if label == "vague" and source else None
    return Judged(sentence, claim)


SOURCINGS: tuple[Sourcing, ...] = (
    "named",
    "vague",
    "unsourced",
    "background",
    "opinion",
    "question",
    "other",
)


def as_sourcing(label: str) -> Sourcing:
    return SOURCINGS[SOURCINGS.index(label)]


def plain(passage: Passage, label: Sourcing, confidence: float) -> Sentence:
    return Sentence(passage.start, passage.end, label, confidence)


def source_of(reading: Reading, one: Weighed) -> tuple[Source | None, tuple[int, int] | None]:
    """The source of most of the sentence, and the sentence that names it if that is another."""
    with_source = [quote for quote in one.quotes if quote.source is not None]
    if not with_source:
        return None, None
    best = max(with_source, key=lambda quote: (overlap(quote, one.passage), quote.confidence))
    source = best.source
    assert source is not None  # noqa: S101  # chosen from those that have one
    if one.passage.start <= source.start < one.passage.end:
        return source, None
    place = reading.passage_at(source.start)
    if place is None:
        return source, None
    return source, (reading.passages[place].start, reading.passages[place].end)


def overlap(quote: Quote, passage: Passage) -> int:
    """How many code points of the sentence the attributed words cover."""
    return sum(
        max(0, min(end, passage.end) - max(start, passage.start)) for start, end in quote.spans
    )


@Language.factory(
    "sourcing",
    default_config={"weights": str(MODELS)},
    requires=["doc._.quotations", "doc._.quotes", "doc._.attributed", "doc._.states"],
    assigns=["doc._.sentences", "doc._.claims"],
)
class SourcingComponent:
    """Stores the sentences and the claims; loads the weights of both readers once."""

    def __init__(self, nlp: Language, name: str, weights: str) -> None:
        self.name = name
        self.fast = load_model(Path(weights) / WEIGHTS_FILE)
        self.accurate = load_model(Path(weights) / ACCURATE / WEIGHTS_FILE)

    def __call__(self, doc: Doc) -> Doc:
        reading = read_once(doc)
        model = self.fast if reading.states is None else self.accurate
        judged = judge(reading, weigh(reading, model.vocabulary), model)
        doc._.sentences = tuple(one.sentence for one in judged)
        doc._.claims = tuple(one.claim for one in judged if one.claim is not None)
        return doc

"""Finds what is attributed to somebody: the words, what announces them and whose they are."""

from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from articles.nlp.attribution.blending import blend
from articles.nlp.attribution.crf import chances, tag
from articles.nlp.attribution.cues import CueLexicon
from articles.nlp.attribution.encoder import Floats
from articles.nlp.attribution.linking import link
from articles.nlp.attribution.quotes import Context, quote
from articles.nlp.attribution.rules import CALIBRATIONS, LINKING, tag_by_rules
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.weights import Reader, Weights, read_weights
from articles.nlp.attribution.words import Words, read_words
from articles.nlp.extensions import declare_extensions
from articles.nlp.findings import Evidence, Quote
from articles.nlp.reasons import RULES_ONLY

declare_extensions()


@dataclass(frozen=True, slots=True)
class Attributions:
    """The quotes in text order; for each token how likely it is part of an attribution; and the
    encoder's state of each sentence, (sentences, width), where it has read along."""

    quotes: tuple[Quote, ...]
    attributed: list[float]
    states: Floats | None


def attribute(doc: Doc, weights: Weights | None) -> Attributions:
    """Who says what.

    Without weights the fixed rules do what they can, and say so.
    """
    if weights is None:
        words = read_words(doc, CueLexicon({}))
        tagged, linking, calibrations = tag_by_rules(words), LINKING, CALIBRATIONS
    else:
        words = read_words(doc, weights.lexicon)
        tagged = read(words, weights)
        linking, calibrations = weights.linking, weights.calibrations
    context = Context(doc, doc.text, words, tagged, calibrations)
    found = [quote(each, context) for each in link(words, tagged, linking)]
    quotes = [each for each in found if each is not None]
    if weights is None:
        quotes = [replace(each, reasons=(*each.reasons, Evidence(RULES_ONLY))) for each in quotes]
    quotes.sort(key=lambda each: (each.start, each.end))
    states = tagged.encoded.states if tagged.encoded else None
    return Attributions(tuple(quotes), tagged.attributed, states)


def read(words: Words, weights: Weights) -> Tagged:
    """With the encoder where it is there, else with the sequence model alone."""
    if weights.encoder is None or weights.blender is None:
        return tag(words, weights.tagger)
    shares = chances(words, weights.tagger)
    return blend(words, shares, weights.encoder(words), weights.blender)


class Attribution:
    """The component: holds the weights, or None where the fixed rules must do."""

    def __init__(self, weights: Weights | None) -> None:
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        found = attribute(doc, self.weights)
        doc._.quotes, doc._.attributed = found.quotes, found.attributed
        doc._.states = found.states
        return doc


@Language.factory(
    "attribution",
    default_config={"weights": "", "reader": "fast"},
    requires=["doc._.quotations"],
    assigns=["doc._.quotes", "doc._.attributed", "doc._.states"],
)
def create_attribution(nlp: Language, name: str, weights: str, reader: Reader) -> Attribution:
    return Attribution(read_weights(Path(weights), reader))

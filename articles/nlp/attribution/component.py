"""Finds what is attributed to somebody: the words, what announces them and whose they are."""

from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from articles.nlp.attribution.blending import blend
from articles.nlp.attribution.crf import chances, tag
from articles.nlp.attribution.cues import CueLexicon
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


def attribute(doc: Doc, weights: Weights | None) -> tuple[tuple[Quote, ...], list[float]]:
    """The quotes in text order, and for each token how likely it is part of an attribution.

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
    return tuple(sorted(quotes, key=lambda each: (each.start, each.end))), tagged.attributed


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
        doc._.quotes, doc._.attributed = attribute(doc, self.weights)
        return doc


@Language.factory(
    "attribution",
    default_config={"weights": "", "reader": "fast"},
    requires=["doc._.quotations"],
    assigns=["doc._.quotes", "doc._.attributed"],
)
def create_attribution(nlp: Language, name: str, weights: str, reader: Reader) -> Attribution:
    return Attribution(read_weights(Path(weights), reader))

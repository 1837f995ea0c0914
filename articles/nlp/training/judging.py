"""Quotes of marked articles with the evidence for each, and whether they were right."""

from collections.abc import Sequence

from articles.nlp.attribution.linking import link
from articles.nlp.attribution.quotes import Context
from articles.nlp.attribution.ranking import Weighting
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.words import Words
from articles.nlp.training.attribution import Article, Example
from articles.nlp.training.calibration import Judged, judge
from articles.nlp.training.linking import learn_linking


def judged(
    examples: Sequence[Example],
    articles: Sequence[Article],
    tagged: Sequence[tuple[Words, Tagged]],
    prior: Weighting | None = None,
) -> list[Judged]:
    """Quotes of every article, linked by weights that were learned on the other half of them."""
    found: list[Judged] = []
    for half in (0, 1):
        weighting = half_weighting(examples, articles, tagged, half, prior)
        for number in range(half, len(examples), 2):
            words, own = tagged[number]
            doc = examples[number].doc
            context = Context(doc, doc.text, words, own, {})
            found.extend(judge(link(words, own, weighting), context, articles[number]))
    return found


def half_weighting(
    examples: Sequence[Example],
    articles: Sequence[Article],
    tagged: Sequence[tuple[Words, Tagged]],
    half: int,
    prior: Weighting | None,
) -> Weighting:
    others = range(1 - half, len(examples), 2)
    return learn_linking(
        [examples[n] for n in others],
        [articles[n] for n in others],
        [tagged[n] for n in others],
        prior,
    )

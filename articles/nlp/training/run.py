"""The whole training of attribution: parse, cross-validate, link, calibrate, and the final model.

The choice of sources and the calibrations learn from labels that a model gave to articles it had
not seen, for those are the labels, faults and all, that they will meet.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from articles.nlp import pipeline
from articles.nlp.attribution.crf import tag
from articles.nlp.attribution.ranking import write_weighting
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.weights import CALIBRATION_FILE, LINKING_FILE
from articles.nlp.attribution.words import Words, read_words
from articles.nlp.quotations import quotations_component
from articles.nlp.training.attribution import (
    Article,
    Example,
    example,
    read_articles,
    train,
    trained,
)
from articles.nlp.training.blending import held_out, train_accurate
from articles.nlp.training.calibration import write_calibrations
from articles.nlp.training.folds import cross_validated
from articles.nlp.training.judging import judged
from articles.nlp.training.linking import learn_linking

Say = Callable[[str], object]


def train_all(data: Path, out: Path, *, exclude: frozenset[str] = frozenset(), say: Say) -> None:
    """Writes all weights of attribution but the encoder into the folder `out`."""
    examples, articles = parsed(data, exclude, say)
    train_parsed(examples, articles, out, say)
    train_accurate(examples, articles, out, say)


def train_encoder_on(data: Path, out: Path, *, say: Say) -> None:
    """Writes the encoder into the folder ACCURATE of `out`; needs requirements/train.in."""
    from articles.nlp.training.encoder import train_encoder  # noqa: PLC0415  # most have no torch

    examples, articles = parsed(data, held_out(), say)
    train_encoder(examples, articles, out, say)


def parsed(data: Path, exclude: frozenset[str], say: Say) -> tuple[list[Example], list[Article]]:
    articles = list(read_articles(data, exclude=exclude))
    parser = pipeline.load_parser()
    examples = [
        example(article, quotations_component(pipeline.parse(parser, article["text"])))
        for article in articles
    ]
    say(f"{len(examples)} articles parsed")
    return examples, articles


def train_parsed(
    examples: Sequence[Example], articles: Sequence[Article], out: Path, say: Say
) -> None:
    """The same from articles that are parsed already."""
    tagged = tagged_by_others(examples, say)
    out.mkdir(parents=True, exist_ok=True)
    write_weighting(learn_linking(examples, articles, tagged), out / LINKING_FILE)
    write_calibrations(judged(examples, articles, tagged), out / CALIBRATION_FILE)
    train(examples, out)
    say(f"weights written to {out}")


def tagged_by_others(examples: Sequence[Example], say: Say) -> list[tuple[Words, Tagged]]:
    """Every article as tagged by a model that was trained on other articles."""

    def learn(others: Sequence[Example]) -> Callable[[Example], tuple[Words, Tagged]]:
        tagger, lexicon = trained(others)
        say(f"trained on {len(others)} articles to tag the others")

        def judge(each: Example) -> tuple[Words, Tagged]:
            words = read_words(each.doc, lexicon)
            return words, tag(words, tagger)

        return judge

    return cross_validated(examples, learn)

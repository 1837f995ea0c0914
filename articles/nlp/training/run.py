"""The whole training of attribution: parse, cross-validate, link, calibrate, and the final model.

The choice of sources and the calibrations learn from labels that a model gave to articles it had
not seen, for those are the labels, faults and all, that they will meet.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from articles.nlp import pipeline
from articles.nlp.attribution.crf import CALIBRATION_FILE, LINKING_FILE, Tagged, open_tagger, tag
from articles.nlp.attribution.linking import link
from articles.nlp.attribution.quotes import Context
from articles.nlp.attribution.ranking import Weighting, write_weighting
from articles.nlp.attribution.words import Words, read_words
from articles.nlp.quotations import quotations_component
from articles.nlp.training.attribution import Article, Example, example, read_articles, train
from articles.nlp.training.calibration import Judged, judge, write_calibrations
from articles.nlp.training.linking import learn_linking

# Two halves: enough articles to learn from, and a third of the time of more folds.
FOLDS = 2
Say = Callable[[str], object]


def train_all(data: Path, out: Path, *, exclude: frozenset[str] = frozenset(), say: Say) -> None:
    """Writes all weights of attribution into the folder `out`."""
    articles = list(read_articles(data, exclude=exclude))
    parser = pipeline.load_parser()
    examples = [
        example(article, quotations_component(pipeline.parse(parser, article["text"])))
        for article in articles
    ]
    say(f"{len(examples)} articles parsed")
    train_parsed(examples, articles, out, say)


def train_parsed(
    examples: Sequence[Example], articles: Sequence[Article], out: Path, say: Say
) -> None:
    """The same from articles that are parsed already."""
    tagged = cross_validated(examples, say)
    out.mkdir(parents=True, exist_ok=True)
    write_weighting(learn_linking(examples, articles, tagged), out / LINKING_FILE)
    write_calibrations(judged(examples, articles, tagged), out / CALIBRATION_FILE)
    train(examples, out)
    say(f"weights written to {out}")


def cross_validated(examples: Sequence[Example], say: Say) -> list[tuple[Words, Tagged]]:
    """Every article as tagged by a model that was trained on other articles."""
    found: dict[int, tuple[Words, Tagged]] = {}
    for fold in range(FOLDS):
        with TemporaryDirectory() as folder:
            train([each for n, each in enumerate(examples) if n % FOLDS != fold], Path(folder))
            tagger, lexicon = open_tagger(Path(folder))
            for number in range(fold, len(examples), FOLDS):
                words = read_words(examples[number].doc, lexicon)
                found[number] = (words, tag(words, tagger))
        say(f"fold {fold + 1} of {FOLDS} trained and tagged")
    return [found[number] for number in range(len(examples))]


def judged(
    examples: Sequence[Example],
    articles: Sequence[Article],
    tagged: Sequence[tuple[Words, Tagged]],
) -> list[Judged]:
    """Quotes of every article, linked by weights that were learned on the other half of them."""
    found: list[Judged] = []
    for half in (0, 1):
        weighting = half_weighting(examples, articles, tagged, half)
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
) -> Weighting:
    others = range(1 - half, len(examples), 2)
    return learn_linking(
        [examples[n] for n in others], [articles[n] for n in others], [tagged[n] for n in others]
    )

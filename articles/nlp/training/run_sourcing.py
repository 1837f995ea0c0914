"""The whole training of sourcing: weigh, cross-validate by article, print the figures, write.

The figures come from models that had not seen the article they judge, over attributions by
weights that had not seen it either.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.tokens import Doc

from articles.exports.record import Record, findings_record
from articles.nlp import pipeline
from articles.nlp.attribution.weights import ACCURATE, Reader
from articles.nlp.evaluation import sourcing as measures
from articles.nlp.evaluation.diagram import as_svg
from articles.nlp.evaluation.reliability import Pair, as_table, bins
from articles.nlp.findings import Findings
from articles.nlp.sourcing.component import judge
from articles.nlp.sourcing.linear import WEIGHTS_FILE, SourcingModel
from articles.nlp.training.run import parsed
from articles.nlp.training.sourcing import (
    Labelled,
    cross_validated,
    examples,
    fit,
    read_labels,
    weighed_articles,
    write,
)
from articles.nlp.training.unseen import unseen_weights

Say = Callable[[str], object]
TITLE = "Statements without a source: do the numbers hold?"
READERS: tuple[Reader, ...] = ("fast", "accurate")
# Recall at which precision is told.
RECALL = 0.6
COLUMNS = ("P", "R", "F1", "AP", "P@R.6", "vague", "map", "ECE", "Brier")
HEADING = f"{'':14}{''.join(f'{name:>7}' for name in COLUMNS)}{'named flagged':>16}"


def train_sourcing(
    data: Sequence[Path], marked: Path, out: Path, *, picture: Path | None, say: Say
) -> None:
    """Writes the weights of both readers into the folder `out`; the tables are cross-validated.

    `data` hold the labels and the texts of those articles that are not among the `marked`, with
    which attribution was trained. `picture` is where the accurate reader's reliability is drawn.
    """
    records = read_labels([*data, marked])
    labelled = [(record["id"], "fold" in record) for record in records]
    marked_examples, _ = parsed(marked, frozenset(), say)
    with TemporaryDirectory() as scratch:
        folder_of = unseen_weights(marked_examples, labelled, Path(scratch), say)
        for reader in READERS:
            articles = weighed_articles(records, annotated_by(folder_of, reader))
            say(f"{reader} reader: {len(articles)} labelled articles weighed")
            train_reader(articles, reader, out, picture, say)


def train_reader(
    articles: Sequence[Labelled], reader: Reader, out: Path, picture: Path | None, say: Say
) -> None:
    pairs = [(each.record, record_of(each, model)) for each, model in cross_validated(articles)]
    for line in (*figures(pairs), *reliability(pairs, reader, picture)):
        say(line)
    path = weights_path(out, reader)
    write(fit([example for article in articles for example in examples(article)]), path)
    say(f"weights written to {path}")


def annotated_by(folder_of: Callable[[str], Path], reader: Reader) -> Callable[[Record], Doc]:
    """Annotates each article with the weights of its folder."""
    annotators: dict[Path, pipeline.Pipeline] = {}

    def annotated(record: Record) -> Doc:
        folder = folder_of(record["id"])
        if folder not in annotators:
            annotators[folder] = pipeline.load(weights=folder, reader=reader)
        return annotators[folder].doc(record["text"])

    return annotated


def reliability(
    pairs: Sequence[tuple[Record, Record]], reader: Reader, picture: Path | None
) -> list[str]:
    """Of the statements given so much confidence, how many were labelled so."""
    found = bins(shown_pairs(pairs))
    if picture is not None and reader == "accurate":
        picture.write_text(as_svg(found, title=TITLE), encoding="utf-8")
    return as_table(found).splitlines()


def shown_pairs(pairs: Sequence[tuple[Record, Record]]) -> list[Pair]:
    """Without orphan quotations, whose confidence is a rule's and never shown as a number."""
    weighed = [
        (row, {**record, "annotations": [a for a in record["annotations"] if a["calibrated"]]})
        for row, record in pairs
    ]
    return measures.flagged_only(measured(weighed), "main")


def weights_path(folder: Path, reader: Reader) -> Path:
    return (folder / ACCURATE if reader == "accurate" else folder) / WEIGHTS_FILE


def figures(judged: Iterable[tuple[Record, Record]]) -> list[str]:
    """A table for all articles and for each publisher, the part of the id before the first _."""
    groups: dict[str, list[tuple[Record, Record]]] = defaultdict(list)
    for pair in judged:
        groups["all"].append(pair)
        groups[pair[0]["id"].split("_")[0]].append(pair)
    return [HEADING, *(line_of(name, pairs) for name, pairs in groups.items())]


def record_of(article: Labelled, model: SourcingModel) -> Record:
    """What the annotator would hand over of the article with this model, but for the defects."""
    verdicts = judge(article.reading, article.weighed, model)
    claims = [verdict.claim for verdict in verdicts if verdict.claim is not None]
    sentences = tuple(verdict.sentence for verdict in verdicts)
    found = Findings("cross-validated", sentences, (*article.reading.quotes, *claims))
    return findings_record(found, id=article.record["id"])


def line_of(name: str, pairs: Sequence[tuple[Record, Record]]) -> str:
    judged = measured(pairs)
    rate, ranking = measures.rate(judged, "main"), measures.ranked(judged, "main")
    kinds = [each.f1 for each in measures.map_rates(judged).values()]
    flagged, named = measures.flag_rates(judged)[measures.NAMED]
    scores = (
        *(rate.precision, rate.recall, rate.f1),
        measures.average_precision(ranking),
        measures.precision_at(ranking, RECALL),
        measures.vague_rate(judged).f1,
        sum(kinds) / max(1, len(kinds)),
        measures.calibration_error(measures.flagged_only(judged, "main")),
        measures.brier(ranking),
    )
    return f"{name:14}{''.join(f'{score:7.3f}' for score in scores)}{flagged:8} of {named}"


def measured(pairs: Sequence[tuple[Record, Record]]) -> measures.Judged:
    return measures.judge([row for row, _ in pairs], {record["id"]: record for _, record in pairs})

"""The whole training of sourcing: weigh, cross-validate by article, print the figures, write.

The figures come from models that had not seen the article they judge, over attributions by
weights that had not seen it either.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from articles.exports.record import Record, findings_record
from articles.nlp import pipeline
from articles.nlp.evaluation import sourcing as measures
from articles.nlp.findings import Findings
from articles.nlp.sourcing.component import judge
from articles.nlp.sourcing.linear import WEIGHTS, SourcingModel
from articles.nlp.training.sourcing import (
    Labelled,
    cross_validated,
    examples,
    fit,
    read_labels,
    weighed_articles,
    write,
)

Say = Callable[[str], object]
HEADING = f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'AP':>7}{'vague':>7}{'map':>7}{'named flagged':>15}"


def train_sourcing(data: Sequence[Path], out: Path | None, *, attribution: Path, say: Say) -> None:
    """Writes `sourcing.json` into the folder `out`; the table printed is cross-validated."""
    annotator = pipeline.load(weights=attribution)
    articles = weighed_articles(read_labels(data), annotator.doc)
    say(f"{len(articles)} labelled articles weighed")
    for line in figures(cross_validated(articles)):
        say(line)
    path = (out or WEIGHTS.parent) / WEIGHTS.name
    write(fit([example for article in articles for example in examples(article)]), path)
    say(f"weights written to {path}")


def figures(judged: Iterable[tuple[Labelled, SourcingModel]]) -> list[str]:
    """A table for all articles and for each publisher, the part of the id before the first _."""
    groups: dict[str, list[tuple[Record, Record]]] = defaultdict(list)
    for article, model in judged:
        pair = (article.record, record_of(article, model))
        groups["all"].append(pair)
        groups[article.record["id"].split("_")[0]].append(pair)
    return [HEADING, *(line_of(name, pairs) for name, pairs in groups.items())]


def record_of(article: Labelled, model: SourcingModel) -> Record:
    """What the annotator would hand over of the article with this model; claims and map only."""
    verdicts = judge(article.reading, article.weighed, model)
    found = Findings(
        "cross-validated",
        tuple(verdict.sentence for verdict in verdicts),
        tuple(verdict.claim for verdict in verdicts if verdict.claim is not None),
    )
    return findings_record(found, id=article.record["id"])


def line_of(name: str, pairs: Sequence[tuple[Record, Record]]) -> str:
    judged = measures.judge(
        [row for row, _ in pairs], {record["id"]: record for _, record in pairs}
    )
    rate = measures.rate(judged, "main")
    precision = measures.average_precision(measures.ranked(judged, "main"))
    kinds = [each.f1 for each in measures.map_rates(judged).values()]
    flagged, named = measures.flag_rates(judged)[measures.NAMED]
    scores = (rate.precision, rate.recall, rate.f1, precision, measures.vague_rate(judged).f1)
    shown = "".join(f"{score:7.3f}" for score in (*scores, sum(kinds) / max(1, len(kinds))))
    return f"{name:16}{shown}{flagged:9} of {named}"

"""Scores as lines of text, each figure beside that of the last accepted run; loads spaCy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.exports.record import Record
from articles.nlp.evaluation import accepted, reliability, sourcing
from articles.nlp.evaluation.attribution import judged_quotes, score_attribution
from articles.nlp.evaluation.diagram import as_svg

Rows = Sequence[Record]
Records = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Table:
    """What is printed, and the figures that `--accept` keeps, by name."""

    lines: tuple[str, ...]
    figures: accepted.Figures


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of score is printed and drawn; figures are kept with so many `digits`."""

    table: Callable[[Rows, Records, accepted.Figures], Table]
    pairs: Callable[[Rows, Records], list[reliability.Pair]]
    title: str
    digits: int


def attribution_table(rows: Rows, records: Records, before: accepted.Figures) -> Table:
    """In per cent."""
    measures, shares = score_attribution(rows, records)
    figures = {name: each.f1 for name, each in measures.items()}
    lines = [f"{'':40}{'P':>7}{'R':>7}{'F1':>7}{'marked':>8}{'found':>8}{'accepted':>9}{'':>7}"]
    for name, each in measures.items():
        scores = f"{each.precision:7.1f}{each.recall:7.1f}{each.f1:7.1f}"
        change = accepted.difference(each.f1, before.get(name))
        lines.append(f"{name:40}{scores}{each.gold:8}{each.found:8}{change}")
    lines.append(f"{'':40}{'right':>7}{'of':>8}{'accepted':>9}")
    for name, share in shares.items():
        change = accepted.difference(share.right, before.get(f"{name}, right"))
        lines.append(f"{name:40}{share.right:7.1f}{share.count:8}{change}")
        figures[f"{name}, right"] = share.right
    return Table(tuple(lines), figures)


def sourcing_table(rows: Rows, records: Records, before: accepted.Figures) -> Table:
    """In shares of one."""
    judged = sourcing.judge(rows, records)
    rates, singles = sourcing_rates(judged), sourcing_singles(judged)
    lines = [f"{'':32}{'P':>7}{'R':>7}{'F1':>7}{'accepted':>9}{'':>7}"]
    for name, rate in rates.items():
        change = accepted.difference(rate.f1, before.get(name), digits=3)
        lines.append(f"{name:32}{rate.precision:7.3f}{rate.recall:7.3f}{rate.f1:7.3f}{change}")
    lines.append(f"{'':46}{'figure':>7}{'accepted':>9}")
    for name, figure in singles.items():
        change = accepted.difference(figure, before.get(name), digits=3)
        lines.append(f"{name:46}{figure:7.3f}{change}")
    lines.append(f"stray flags: {judged.stray}")
    lines += [f"flagged of {label}: {flagged}/{of}"
              for label, (flagged, of) in sourcing.flag_rates(judged).items()]  # fmt: skip
    return Table(tuple(lines), {name: rate.f1 for name, rate in rates.items()} | singles)


def sourcing_rates(judged: sourcing.Judged) -> dict[str, sourcing.Rate]:
    views = {f"unsourced ({view})": sourcing.rate(judged, view) for view in sourcing.VIEWS}
    kinds = {f"map: {kind}": rate for kind, rate in sourcing.map_rates(judged).items()}
    return {**views, "vague": sourcing.vague_rate(judged), **kinds}


def sourcing_singles(judged: sourcing.Judged) -> dict[str, float]:
    """The figures that stand alone; of the two errors less is better."""
    ranks = {
        f"unsourced ({view}): average precision": sourcing.average_precision(
            sourcing.ranked(judged, view)
        )
        for view in sourcing.VIEWS
    }
    kinds = [rate.f1 for rate in sourcing.map_rates(judged).values()]
    flags = sourcing.flagged_only(judged, "main")
    flagged, named = sourcing.flag_rates(judged)[sourcing.NAMED]
    return ranks | {
        "map: macro F1": sum(kinds) / max(1, len(kinds)),
        "map: accuracy": sourcing.map_accuracy(judged),
        "flags: calibration error": sourcing.calibration_error(flags),
        "flags: Brier": sourcing.brier(flags),
        "flags: share of the named sentences": sourcing.share(flagged, named),
    }


def attribution_pairs(rows: Rows, records: Records) -> list[reliability.Pair]:
    return list(judged_quotes(rows, records))


def sourcing_pairs(rows: Rows, records: Records) -> list[reliability.Pair]:
    """The highest flag of each sentence; vaguely sourced sentences are left out."""
    return sourcing.flagged_only(sourcing.judge(rows, records), "main")


KINDS = {
    "attribution": Kind(
        attribution_table, attribution_pairs, "Quotations: are words and speaker right?", digits=1
    ),
    "sourcing": Kind(
        sourcing_table, sourcing_pairs, "Unsourced statements: would an editor ask?", digits=3
    ),
}


def draw(kind: Kind, rows: Rows, records: Records, path: Path) -> list[str]:
    """Writes the reliability diagram; the lines tell its figures. Raises OSError."""
    shown = {key: with_number(record) for key, record in records.items()}
    found = reliability.bins(kind.pairs(rows, shown))
    path.write_text(as_svg(found, title=kind.title), encoding="utf-8")
    return ["", *reliability.as_table(found).splitlines(), f"drawn in {path}"]


def with_number(record: Record) -> Record:
    """Without the marks whose number nobody is shown: whether it holds is no question of theirs."""
    annotations = [each for each in record["annotations"] if each["calibrated"]]
    return {**record, "annotations": annotations}

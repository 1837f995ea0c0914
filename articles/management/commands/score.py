"""`manage.py score attribution|sourcing --gold PATH`: how good the annotator is, as a table."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.exports.record import Record, findings_record

KINDS = ("attribution", "sourcing")


class Command(BaseCommand):
    help = "Measure the annotator against articles marked by hand (one JSON object a line)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("--gold", required=True, type=Path, help="a file of marked articles")
        parser.add_argument(
            "--weights", type=Path, help="a folder of other weights than the shipped"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rows = read_rows(options["gold"])
        records = annotate_rows(rows, options["weights"])
        table = attribution_table if options["kind"] == "attribution" else sourcing_table
        for line in table(rows, records):
            self.stdout.write(line)


def read_rows(path: Path) -> list[Record]:
    try:
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except OSError as error:
        raise CommandError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise CommandError(f"{path} is not one JSON object a line: {error}") from error


def annotate_rows(rows: Iterable[Record], weights: Path | None) -> dict[str, Record]:
    from articles.nlp import pipeline  # noqa: PLC0415  # spaCy is loaded only when it is needed

    annotator = pipeline.load(weights=weights) if weights else pipeline.load()
    return {
        row["id"]: findings_record(annotator.annotate(row["text"]), id=row["id"]) for row in rows
    }


def attribution_table(rows: list[Record], records: dict[str, Record]) -> list[str]:
    from articles.nlp.evaluation.attribution import score_attribution  # noqa: PLC0415  # loads spaCy

    measures, shares = score_attribution(rows, records)
    lines = [f"{'':40}{'P':>7}{'R':>7}{'F1':>7}{'marked':>8}{'found':>8}"]
    for name, each in measures.items():
        scores = f"{each.precision:7.1f}{each.recall:7.1f}{each.f1:7.1f}"
        lines.append(f"{name:40}{scores}{each.gold:8}{each.found:8}")
    lines.append(f"{'':40}{'right':>7}{'of':>8}")
    lines += [f"{name:40}{each.right:7.1f}{each.count:8}" for name, each in shares.items()]
    return lines


def sourcing_table(rows: list[Record], records: dict[str, Record]) -> list[str]:
    from articles.nlp.evaluation import sourcing as measures  # noqa: PLC0415  # beside the other

    judged = measures.judge(rows, records)
    lines = [f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'AP':>7}"]
    for view in measures.VIEWS:
        precision = measures.average_precision(measures.ranked(judged, view))
        lines.append(rate_line(f"unsourced ({view})", measures.rate(judged, view), precision))
    lines.append(rate_line("vague", measures.vague_rate(judged)))
    lines += [rate_line(f"map: {kind}", rate) for kind, rate in measures.map_rates(judged).items()]
    rates = [rate.f1 for rate in measures.map_rates(judged).values()]
    lines.append(f"map: macro F1 {sum(rates) / max(1, len(rates)):.3f}, "
                 f"accuracy {measures.map_accuracy(judged):.3f}")  # fmt: skip
    flags = measures.flagged_only(judged, "main")
    lines.append(f"flags: calibration error {measures.calibration_error(flags):.3f}, "
                 f"Brier {measures.brier(flags):.3f}, stray {judged.stray}")  # fmt: skip
    lines += [f"flagged of {label}: {flagged}/{of}"
              for label, (flagged, of) in measures.flag_rates(judged).items()]  # fmt: skip
    return lines


def rate_line(name: str, rate: Any, precision: float | None = None) -> str:
    scores = f"{rate.precision:7.3f}{rate.recall:7.3f}{rate.f1:7.3f}"
    return f"{name:24}{scores}" + (f"{precision:7.3f}" if precision is not None else "")

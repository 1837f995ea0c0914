"""`manage.py score attribution|sourcing|own --gold PATH`: how good the annotator is, as a table."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.exports.record import Record, findings_record
from articles.management.options import add_reader
from articles.nlp.evaluation import accepted

KINDS = ("attribution", "sourcing", "own")
OWN = ("transfer.txt", "names.txt", "types.txt")


class Command(BaseCommand):
    help = "Measure the annotator against articles marked by hand (one JSON object a line)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument(
            "--gold", required=True, type=Path, help="a file of marked articles; for own, a folder"
        )
        parser.add_argument(
            "--weights", type=Path, help="a folder of other weights than the shipped"
        )
        parser.add_argument(
            "--accept", action="store_true", help="keep these figures: later runs show how far off"
        )
        add_reader(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        gold, kind = options["gold"], options["kind"]
        annotate = annotator(options["weights"], options["reader"])
        if kind == "own":
            lines = own_table(gold, annotate)
        else:
            rows = read_rows(gold)
            records = {
                row["id"]: findings_record(annotate(row["text"]), id=row["id"]) for row in rows
            }
            if kind == "sourcing":
                lines = sourcing_table(rows, records)
            else:
                key = accepted.key_of(gold, options["reader"])
                lines = attribution_table(rows, records, key, accept=options["accept"])
        for line in lines:
            self.stdout.write(line)


def read_rows(path: Path) -> list[Record]:
    try:
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
    except OSError as error:
        raise CommandError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise CommandError(f"{path} is not one JSON object a line: {error}") from error
    if not rows or not all(isinstance(row, dict) and {"id", "text"} <= row.keys() for row in rows):
        raise CommandError(f'{path} must hold one {{"id", "text", ...}} object a line.')
    return rows


def annotator(weights: Path | None, reader: Any) -> Any:
    from articles.nlp import pipeline  # noqa: PLC0415  # spaCy is loaded only when it is needed
    from articles.nlp.attribution.weights import MODEL_FILE, MODELS  # noqa: PLC0415  # likewise

    if weights and not (weights / MODEL_FILE).is_file():
        raise CommandError(f"{weights} holds no {MODEL_FILE}: name a folder that train wrote.")
    return pipeline.load(weights=weights or MODELS, reader=reader).annotate


def own_table(folder: Path, annotate: Any) -> list[str]:
    from articles.nlp.evaluation import gold, own  # noqa: PLC0415  # loads spaCy

    try:
        transfer, names, types = ((folder / name).read_text(encoding="utf-8") for name in OWN)
        passages = gold.transfer_passages(transfer, file=OWN[0])
        name_cases = gold.name_cases(names, file=OWN[1])
        type_cases = gold.type_cases(types, file=OWN[2])
    except OSError as error:
        raise CommandError(f"cannot read {error.filename}: {error.strerror}") from error
    except ValueError as error:
        raise CommandError(str(error)) from error
    lines = [f"{'F1 by genre':16}{'content':>9}{'exact':>7}{'end to end':>12}{'units':>7}"]
    for genre, measures in own.genre_rates(passages, annotate).items():
        part, exact, whole = (
            measures[name] for name in ("content partial", "content exact", "end to end")
        )
        lines.append(f"{genre:16}{part.f1:9.1f}{exact.f1:7.1f}{whole.f1:12.1f}{whole.gold:7}")
    named = own.name_rate(name_cases, annotate)
    typed = own.type_rate(type_cases, annotate)
    lines.append(f"names: precision {named.precision:.3f} ({named.right} of {named.given} given), "
                 f"coverage {named.coverage:.3f} of {named.nameable}")  # fmt: skip
    lines.append(f"types: accuracy {typed.accuracy:.3f} of {typed.found} found in {typed.cases}, "
                 f"anonymous and collective F1 {typed.vague_f1:.3f}")  # fmt: skip
    return lines


def attribution_table(
    rows: list[Record], records: dict[str, Record], key: str, *, accept: bool
) -> list[str]:
    """Each figure with that of the last accepted run on the same file, and the difference."""
    from articles.nlp.evaluation.attribution import score_attribution  # noqa: PLC0415  # loads spaCy

    measures, shares = score_attribution(rows, records)
    before = accepted.read_accepted(accepted.STORE, key)
    lines = [f"{'':40}{'P':>7}{'R':>7}{'F1':>7}{'marked':>8}{'found':>8}{'accepted':>9}{'':>7}"]
    for name, each in measures.items():
        scores = f"{each.precision:7.1f}{each.recall:7.1f}{each.f1:7.1f}"
        change = accepted.difference(each.f1, before.get(name))
        lines.append(f"{name:40}{scores}{each.gold:8}{each.found:8}{change}")
    lines.append(f"{'':40}{'right':>7}{'of':>8}{'accepted':>9}")
    for name, share in shares.items():
        change = accepted.difference(share.right, before.get(f"{name}, right"))
        lines.append(f"{name:40}{share.right:7.1f}{share.count:8}{change}")
    if accept:
        figures = {name: each.f1 for name, each in measures.items()}
        figures |= {f"{name}, right": share.right for name, share in shares.items()}
        accepted.write_accepted(accepted.STORE, key, figures)
        lines.append("accepted")
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

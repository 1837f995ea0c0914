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
        parser.add_argument(
            "--reliability",
            type=Path,
            metavar="FILE.svg",
            help="draw how often marks of each confidence were right",
        )
        add_reader(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["kind"] == "own":
            refuse_for_own(options)
            annotate = annotator(options["weights"], options["reader"])
            lines = own_table(options["gold"], annotate)
        else:
            lines = compared(options)
        for line in lines:
            self.stdout.write(line)


def refuse_for_own(options: dict[str, Any]) -> None:
    """What the project's own passages have no use for, rather than let it pass unnoticed."""
    if options["accept"]:
        raise CommandError("score own keeps no figures: --accept is for attribution and sourcing.")
    if options["reliability"]:
        raise CommandError(
            "score own draws nothing: --reliability is for attribution and sourcing."
        )


def compared(options: dict[str, Any]) -> list[str]:
    """The table beside the last accepted run; kept and drawn as the options say."""
    gold, picture = options["gold"], options["reliability"]
    if picture and not picture.parent.is_dir():
        raise CommandError(f"cannot write {picture}: there is no folder {picture.parent}.")
    rows = read_rows(gold)
    annotate = annotator(options["weights"], options["reader"])
    from articles.management import tables  # noqa: PLC0415  # loads spaCy

    kind = tables.KINDS[options["kind"]]
    records = {row["id"]: findings_record(annotate(row["text"]), id=row["id"]) for row in rows}
    key = accepted.key_of(gold, options["reader"], kind=options["kind"])
    table = kind.table(rows, records, accepted.read_accepted(accepted.STORE, key))
    lines = list(table.lines)
    if options["accept"]:
        accepted.write_accepted(accepted.STORE, key, table.figures, digits=kind.digits)
        lines.append("accepted")
    if picture:
        lines += drawn(kind, rows, records, picture)
    return lines


def drawn(kind: Any, rows: list[Record], records: dict[str, Record], picture: Path) -> list[str]:
    from articles.management import tables  # noqa: PLC0415  # loads spaCy

    try:
        return tables.draw(kind, rows, records, picture)
    except OSError as error:
        raise CommandError(f"cannot write {picture}: {error.strerror}") from error


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

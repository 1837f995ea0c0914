"""`manage.py train KIND --data PATH`: rebuilds the shipped weights from marked articles.

The same data give the same bytes. A new kind of weights is one more entry of TRAINERS.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError


@dataclass(frozen=True, slots=True)
class Order:
    """What to train from, and where to; `marked` is what attribution was trained on, for those who
    build on it, `picture` where their reliability is drawn."""

    data: Sequence[Path]
    out: Path | None
    exclude: frozenset[str]
    marked: Path | None
    picture: Path | None
    say: Callable[[str], object]


Trainer = Callable[[Order], None]


def train_attribution(order: Order) -> None:
    from articles.nlp.attribution.weights import MODELS  # noqa: PLC0415  # spaCy is loaded only when needed
    from articles.nlp.training.run import train_all  # noqa: PLC0415

    data = single(order)
    train_all(data, order.out or MODELS, exclude=order.exclude, say=order.say)


def train_encoder(order: Order) -> None:
    from articles.nlp.attribution.weights import MODELS  # noqa: PLC0415  # as above
    from articles.nlp.training.run import train_encoder_on  # noqa: PLC0415

    data = single(order)
    if find_spec("torch") is None or find_spec("transformers") is None:
        raise CommandError("training the encoder needs more: pip install -r requirements/train.in")
    train_encoder_on(data, order.out or MODELS, say=order.say)


def single(order: Order) -> Path:
    if len(order.data) != 1:
        raise CommandError("this is trained from one file")
    return order.data[0]


def train_sourcing(order: Order) -> None:
    from articles.nlp.attribution.weights import MODELS  # noqa: PLC0415  # as above
    from articles.nlp.training import run_sourcing  # noqa: PLC0415  # as above

    if order.marked is None:
        raise CommandError(
            "name --marked FILE: the articles with marked attributions that attribution was "
            "trained on, so that each labelled one is judged by weights that have not seen it"
        )
    try:
        run_sourcing.train_sourcing(
            order.data, order.marked, order.out or MODELS, picture=order.picture, say=order.say
        )
    except (ValueError, FileNotFoundError) as error:
        raise CommandError(str(error)) from error


TRAINERS: dict[str, Trainer] = {
    "attribution": train_attribution,
    "encoder": train_encoder,
    "sourcing": train_sourcing,
}


class Command(BaseCommand):
    help = "Train the weights of one part of the annotator."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(TRAINERS))
        parser.add_argument(
            "--data", required=True, type=Path, nargs="+", help="files, one marked article a line"
        )
        parser.add_argument("--out", type=Path, help="a folder; default: where the program reads")
        parser.add_argument("--exclude", type=Path, help="a file of article ids to leave out")
        parser.add_argument("--marked", type=Path, help="sourcing: what attribution learned from")

        parser.add_argument(
            "--reliability", type=Path, metavar="FILE.svg", help="draw how sourcing's numbers hold"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        data, exclude = options["data"], options["exclude"]
        for path in filter(None, (*data, exclude, options["marked"])):
            if not path.is_file():
                raise CommandError(f"there is no file {path}")
        ids = frozenset(exclude.read_text(encoding="utf-8").split()) if exclude else frozenset()
        order = Order(
            data=data,
            out=options["out"],
            exclude=ids,
            marked=options["marked"],
            picture=options["reliability"],
            say=self.stdout.write,
        )
        TRAINERS[options["kind"]](order)

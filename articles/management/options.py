"""Options that several commands share."""

from argparse import ArgumentParser

from django.conf import settings


def add_reader(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--reader",
        choices=["accurate", "fast"],
        default=settings.READER,
        help="how to read: accurate (slower) or fast; default: the setting READER",
    )

"""`manage.py seed`: puts the sample articles into the library, those that are not there yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.ingest.document import IngestError
from articles.services import ingesting

SAMPLES = "[0-9]*"  # the samples are numbered; what is said about them is not


class Command(BaseCommand):
    help = "Load the sample articles from seeds/ into the library."

    def handle(self, *args: Any, **options: Any) -> None:
        paths = settings.SEEDS_DIR.glob(SAMPLES)
        # The library shows the newest first: the first file comes last, to stand on top.
        for path in sorted(paths, reverse=True):
            try:
                added = ingesting.add_file(path.read_bytes(), filename=path.name, user=None)
            except IngestError as error:
                self.stderr.write(str(error))
                continue
            if options["verbosity"] and added.is_new:
                self.stdout.write(f"{path.name}: added")

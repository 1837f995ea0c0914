"""`manage.py seed`: puts the sample articles into the library, those that are not there yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.ingest.document import IngestError
from articles.services import ingesting

FORMATS = frozenset({".txt", ".html", ".pdf", ".docx", ".md"})
ABOUT = frozenset({"PROVENANCE.md"})


class Command(BaseCommand):
    help = "Load the sample articles from seeds/ into the library."

    def handle(self, *args: Any, **options: Any) -> None:
        paths = (path for path in settings.SEEDS_DIR.iterdir() if path.suffix in FORMATS)
        # The library shows the newest first: the first file comes last, to stand on top.
        for path in sorted(paths, reverse=True):
            if path.name in ABOUT:
                continue
            try:
                added = ingesting.add_file(path.read_bytes(), filename=path.name, user=None)
            except IngestError as error:
                self.stderr.write(f"{path.name}: {error}")
                continue
            if options["verbosity"] and added.is_new:
                self.stdout.write(f"{path.name}: added")

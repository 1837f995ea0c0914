"""`manage.py bench`: speed and size in one run, on text that the project ships."""

import platform
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.management import benchmarks
from articles.models import Article


class Command(BaseCommand):
    help = "Measure the annotator and the pages; needs an empty library (make bench makes one)."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if Article.objects.exists():
            raise CommandError(
                f"The library in {settings.VAR_DIR} holds articles, and the benchmark would add "
                "thousands: set NEWSREADER_VAR to an empty folder, or use `make bench`."
            )
        date = timezone.now().date()
        self.say(
            "date, machine", f"{date}, {platform.machine()}, Python {platform.python_version()}"
        )
        self.annotator()
        self.pages()

    def annotator(self) -> None:
        speed = benchmarks.speed()
        self.say("bare nlp.pipe, words per CPU second", f"{speed.bare:,.0f}")
        for reader, words in (("fast", speed.fast), ("accurate", speed.accurate)):
            self.say(f"{reader}, words per CPU second", f"{words:,.0f}")
            self.say(f"{reader}, ratio", f"{words / speed.bare:.2f}")
            seconds, megabytes = benchmarks.upload_to_annotated(reader)
            self.say(f"{reader}, upload to annotated, 800 words", f"{seconds:.2f} s")
            self.say(f"{reader}, worker's peak memory", f"{megabytes:,.0f} MB")

    def pages(self) -> None:
        for words in (800, 5_000, 100_000):
            page = benchmarks.reader_page(words)
            figures = f"{page.milliseconds:,.0f} ms, {page.bytes / 1000:,.0f} kB"
            self.say(f"reader page, {words:,} words", figures)
        self.say("peak memory, 100,000 words", f"{benchmarks.peak_megabytes():,.0f} MB")
        for articles in (100, 10_000):
            page = benchmarks.library_page(articles)
            figures = f"{page.milliseconds:,.0f} ms, {page.bytes / 1000:,.0f} kB"
            self.say(f"library page, {articles:,} articles", figures)

    def say(self, what: str, figure: str) -> None:
        self.stdout.write(f"{what:40} {figure}")
        self.stdout.flush()

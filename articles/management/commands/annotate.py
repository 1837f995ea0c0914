"""`manage.py annotate FILE...`: the annotator without a database, for people and for pipes."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from articles.exports.plain import plain
from articles.exports.record import findings_record
from articles.ingest.document import IngestError
from articles.ingest.isolated import read_isolated
from articles.management.options import add_reader
from articles.nlp import pipeline
from articles.services.ingesting import ENGLISH, upload_limits

Named = tuple[str, str]


class Command(BaseCommand):
    help = (
        "Annotate files, or with --format jsonl and no files, {id, text} lines from standard input."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--format", choices=["text", "json", "jsonl"], default="text")
        add_reader(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.bad = 0
        self.annotate = pipeline.load(reader=options["reader"]).annotate
        files, form = options["files"], options["format"]
        if not files and form != "jsonl":
            self.complain("nothing to do", "name at least one file, or use --format jsonl")
        texts = self.from_files(files) if files else self.from_lines()
        write = {"text": self.write_text, "json": self.write_json, "jsonl": self.write_jsonl}
        write[form](texts)
        if self.bad:
            sys.exit(1)

    def complain(self, name: object, problem: object) -> None:
        self.stderr.write(f"{name}: {problem}")
        self.bad += 1

    def from_files(self, names: list[str]) -> Iterator[Named]:
        limits = upload_limits()
        for name in names:
            try:
                article = read_isolated(Path(name).read_bytes(), filename=name, limits=limits)
            except OSError as error:
                self.complain(name, error.strerror or error)
            except IngestError as error:
                self.complain(name, error)
            else:
                if article.language in ("", ENGLISH):
                    yield name, article.text
                else:
                    language = article.language
                    self.complain(name, f"seems to be in another language ({language}); skipped")

    def from_lines(self) -> Iterator[Named]:
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if not line.strip():
                continue
            try:
                given = json.loads(line)
                name, text = given["id"], given["text"]
                if not isinstance(text, str):
                    raise TypeError("text is not a string")
            except (ValueError, KeyError, TypeError) as error:
                self.complain(f"line {number}", f'is not {{"id", "text"}} in JSON ({error})')
            else:
                yield str(name), text

    def write_jsonl(self, texts: Iterator[Named]) -> None:
        for name, text in texts:
            self.stdout.write(json.dumps(findings_record(self.annotate(text), id=name)))

    def write_json(self, texts: Iterator[Named]) -> None:
        records = [findings_record(self.annotate(text), id=name) for name, text in texts]
        self.stdout.write(json.dumps(records, indent=1, ensure_ascii=False))

    def write_text(self, texts: Iterator[Named]) -> None:
        for name, text in texts:
            self.stdout.write(plain(text, self.annotate(text), title=name))

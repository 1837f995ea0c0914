"""Makes the PDF and the Word sample: python seeds/sources/make_samples.py [path to chromium]."""

import datetime
import subprocess
import sys
from pathlib import Path

import docx

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent
WRITTEN = datetime.datetime(2025, 2, 6, 9, 0)


def make_word(source: Path, path: Path) -> None:
    """Blocks set apart by empty lines; "# " begins a title, "## " a heading, tabs make a table."""
    document = docx.Document()
    for block in source.read_text(encoding="utf-8").strip().split("\n\n"):
        if block.startswith("#"):
            marks, _, words = block.partition(" ")
            document.add_heading(words, level=0 if marks == "#" else len(marks))
        elif "\t" in block:
            add_table(document, [line.split("\t") for line in block.split("\n")])
        else:
            document.add_paragraph(block)
    document.core_properties.author = "Newsroom template"
    document.core_properties.created = document.core_properties.modified = WRITTEN
    document.save(str(path))


def add_table(document: "docx.document.Document", rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def print_pdf(source: Path, path: Path, *, chromium: str) -> None:
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(  # noqa: S603 - the browser that the person at the keyboard named
        [*command, f"--print-to-pdf={path}", source.as_uri()], check=True, timeout=60
    )


if __name__ == "__main__":
    make_word(HERE / "050_breakfasts.txt", SEEDS / "050_school_breakfasts.docx")
    print_pdf(
        HERE / "040_signals.html",
        SEEDS / "040_signals.pdf",
        chromium=sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium",
    )

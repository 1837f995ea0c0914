"""Finds faults of the text: quotations, references, page remains; and the writer's loaded words."""

from spacy.language import Language
from spacy.tokens import Doc

from articles.nlp.extensions import declare_extensions
from articles.nlp.faults.loaded import loaded_words
from articles.nlp.faults.marks import garbled_defects, loose_marks, orphan_defects
from articles.nlp.faults.page import boilerplate, mixed_spelling, unsupported_headline
from articles.nlp.faults.references import (
    dangling_pronouns,
    rival_speakers,
    undated_days,
    unintroduced_documents,
    unintroduced_names,
)
from articles.nlp.faults.spoken import settled
from articles.nlp.findings import Defect
from articles.nlp.sourcing.layout import lines as lines_of
from articles.nlp.sourcing.reading import Reading, read_once

declare_extensions()


def defects(reading: Reading) -> tuple[Defect, ...]:
    """Every defect in text order."""
    lines = lines_of(reading)
    story = [
        passage
        for line in lines
        if line.role == "story"
        for passage in reading.passages[line.first : line.last]
    ]
    found = [
        *orphan_defects(reading),
        *garbled_defects(reading, lines),
        *loose_marks(reading, story),
        *dangling_pronouns(reading, story),
        *rival_speakers(reading),
        *unintroduced_names(reading, story),
        *unintroduced_documents(reading, story),
        *undated_days(reading, story),
        *boilerplate(reading, lines),
        *unsupported_headline(reading, lines, story),
        *mixed_spelling(reading, story),
        *loaded_words(reading, story),
    ]
    return tuple(sorted(found, key=lambda defect: (defect.start, defect.end, defect.label)))


@Language.component(
    "defects",
    requires=["doc._.quotations", "doc._.quotes"],
    assigns=["doc._.defects", "doc._.quotes"],
)
def defects_component(doc: Doc) -> Doc:
    reading = read_once(doc)
    doc._.defects = defects(reading)
    doc._.quotes = settled(reading)
    return doc

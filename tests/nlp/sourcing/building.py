"""Readings for tests: tagged words by hand ("Prices/NNS rose/VBD"), or a text by the parser."""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

from articles.nlp.extensions import declare_extensions
from articles.nlp.faults.component import defects
from articles.nlp.findings import Claim, Defect, Form, Quote, Source, SourceType
from articles.nlp.quotations import quotations
from articles.nlp.sourcing.claims import VAGUE
from articles.nlp.sourcing.component import Judged, judge
from articles.nlp.sourcing.linear import HAND_SET, Score
from articles.nlp.sourcing.reading import Reading, read
from articles.nlp.sourcing.signals import weigh

declare_extensions()

Reader = Callable[..., Reading]
# Every sentence of the story that is not vague becomes a claim: its reasons can be looked at.
EAGER = replace(
    HAND_SET,
    threshold=0.0,
    settled=0.0,
    labels={**HAND_SET.labels, "named": Score(-99.0, {})},
)


def tagged(*sentences: str) -> Reading:
    """One reading of sentences made of word/TAG, a space after every word."""
    words: list[str] = []
    tags: list[str] = []
    starts: list[bool | int | None] = []
    for sentence in sentences:
        for place, token in enumerate(sentence.split()):
            word, tag = token.rsplit("/", 1)
            words.append(word)
            tags.append(tag)
            starts.append(place == 0)
    doc = Doc(Vocab(), words=words, tags=tags, sent_starts=starts)
    return read(doc)


def quote(text: str, content: str, source: str | None, **options: object) -> Quote:
    """An attribution of words found in the text; the first occurrence of each counts."""
    start = text.index(content)
    kind: SourceType = options.get("type", "person")  # type: ignore[assignment]
    name: str | None = options.get("name")  # type: ignore[assignment]
    form: Form = "indirect"
    spans = ((start, start + len(content)),)
    found = None
    if source is not None:
        at = text.index(source)
        found = Source(at, at + len(source), source, kind, name)
    return Quote(form, start, start + len(content), spans, None, found, 0.9, 0.9, 0.9, ())


def prepared(doc: Doc, quotes: tuple[Quote, ...]) -> Reading:
    """A parsed Doc as attribution would leave it: what is quoted counts as attributed."""
    doc._.quotations = quotations(doc.text)
    doc._.quotes = quotes
    doc._.attributed = [
        float(any(start <= token.idx < end for each in quotes for start, end in each.spans))
        for token in doc
    ]
    return read(doc)


def verdicts(reading: Reading) -> list[Judged]:
    return judge(reading, weigh(reading, EAGER.vocabulary), EAGER)


def claims(reading: Reading) -> list[Claim]:
    return [each.claim for each in verdicts(reading) if each.claim is not None]


def faults(reading: Reading) -> tuple[Defect, ...]:
    return defects(reading)


def codes(reading: Reading) -> set[str]:
    """The codes of all reasons on the page, of claims and defects alike."""
    marks: list[Claim | Defect] = [*claims(reading), *faults(reading)]
    return {evidence.reason.code for mark in marks for evidence in mark.reasons}


def vague_codes(reading: Reading) -> set[str]:
    return codes(reading) & VAGUE.keys()

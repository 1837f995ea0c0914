"""The sourcing map: a strip beside each paragraph, a map of the article, and both in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from articles.models import Revision
from articles.reader.sourcing import Band, Piece, Sentence, Strip, bands, sentences_of, strips
from articles.views import wording

# A map of so few sentences has a link for each; of more, for each paragraph or several.
FEW_SENTENCES = 140
MOST_LINKS = 140
# The list in words is sentence by sentence up to here, and by paragraph beyond.
MOST_LISTED = 400
FIRST_WORDS = 8
KINDS = {kind: place for place, kind in enumerate(wording.WHOSE_WORD)}
# Room between two sentences on a strip, in code points: a pixel or two at the width of a column.
GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """Lines of a drawing: their classes and their path, with a part for each sentence."""

    look: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The strip beside a paragraph: its size as a `viewBox`, and its bars."""

    box: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A bar of the map that leads to the paragraph with the id `target`."""

    bar: Bar
    target: str
    name: str
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in words; `origin` is the number of the sentence that its source comes from."""

    number: int
    target: str
    words: str
    kind: str
    source: str
    origin: int | None


@dataclass(frozen=True, slots=True)
class SourcingMap:
    """All that the page shows; `strips` and `sentences` by the start of their paragraph. Of `rows`
    and `links` the list in words uses the rows, or the links where there are too many sentences."""

    length: int
    strips: dict[int, Drawing]
    sentences: dict[int, str]
    links: tuple[Link, ...]
    rows: tuple[Row, ...]


def sourcing_map(revision: Revision, paragraphs: Sequence[tuple[int, int]]) -> SourcingMap | None:
    """The map of an annotated article, given (start, end) of each paragraph; else none."""
    if revision.state != Revision.State.ANNOTATED or not revision.sentences:
        return None
    sentences = sentences_of(revision.sentences)
    every = strips(sentences, paragraphs)
    is_short = len(sentences) <= FEW_SENTENCES
    return SourcingMap(
        length=len(revision.text),
        strips={strip.start: drawing(strip) for strip in every if strip.pieces},
        sentences={strip.start: places(strip) for strip in every if strip.pieces},
        links=tuple(sentence_links(every) if is_short else band_links(every)),
        rows=tuple(rows(revision.text, every)) if len(sentences) <= MOST_LISTED else (),
    )


def drawing(strip: Strip) -> Drawing:
    """A line for each sentence, measured from the start of the paragraph; of one look one bar."""
    paths: dict[str, str] = {}
    for piece in strip.pieces:
        kind = look(piece.sentence)
        paths[kind] = paths.get(kind, "") + line(piece.start - strip.start, piece.length)
    return Drawing(
        box=f"0 0 10 {strip.end - strip.start}",
        bars=tuple(Bar(kind, path) for kind, path in paths.items()),
    )


def places(strip: Strip) -> str:
    """Where its sentences stand, "start-end:kind ...": the kind by its place in WHOSE_WORD.

    A sentence that goes on in the next paragraph stands whole with both.
    """
    return " ".join(
        f"{each.sentence.start}-{each.sentence.end}:{KINDS[each.sentence.sourcing]}"
        for each in strip.pieces
    )


def anchor(start: int) -> str:
    """The id of the paragraph that begins there."""
    return f"p{start}"


def line(top: int, length: int) -> str:
    """A path down the middle of the drawing, a little short so that neighbours stay apart."""
    return f"M5 {top}v{length - min(GAP, length // 3)}"


def look(sentence: Sentence) -> str:
    return f"{sentence.sourcing} carried" if sentence.origin else sentence.sourcing


def firsts(every: Sequence[Strip]) -> Iterator[tuple[Strip, Piece]]:
    """Each sentence once: its first piece, and where that lies."""
    seen = 0
    for strip in every:
        for piece in strip.pieces:
            if piece.sentence.number > seen:
                seen = piece.sentence.number
                yield strip, piece


def sentence_links(every: Sequence[Strip]) -> Iterator[Link]:
    for strip, piece in firsts(every):
        sentence = piece.sentence
        yield Link(
            bar=Bar(look(sentence), line(piece.start, piece.length)),
            target=anchor(strip.start),
            name=f"Sentence {sentence.number}, {in_words(sentence)}",
            top=piece.start,
            height=piece.length,
        )


def band_links(every: Sequence[Strip]) -> Iterator[Link]:
    for band in bands(every, most=MOST_LINKS):
        length = band.end - band.start
        yield Link(
            Bar(band.sourcing, line(band.start, length)),
            anchor(band.start),
            name(band),
            band.start,
            length,
        )


def name(band: Band) -> str:
    """ "Paragraphs 4 to 6: 2 named source, 1 opinion"; counts of the sentences that begin there."""
    alone = band.first == band.last
    where = f"Paragraph {band.first}" if alone else f"Paragraphs {band.first} to {band.last}"
    counts = ", ".join(f"{count} {wording.SOURCING[kind]}" for kind, count in band.tally)
    return f"{where}: {counts or 'the end of a sentence'}"


def in_words(sentence: Sentence) -> str:
    """The kind, whose word it is, and where that is said: "named source, Ito, as in sentence 4"."""
    parts = [wording.WHOSE_WORD[sentence.sourcing]]
    if sentence.source:
        parts.append(Truncator(sentence.source).chars(wording.LONGEST_SPEAKER))
    if sentence.origin:
        parts.append(f"as in sentence {sentence.origin}")
    return ", ".join(parts)


def rows(text: str, every: Sequence[Strip]) -> Iterator[Row]:
    for strip, piece in firsts(every):
        sentence = piece.sentence
        yield Row(
            number=sentence.number,
            target=anchor(strip.start),
            words=Truncator(text[piece.start : piece.end]).words(FIRST_WORDS),
            kind=wording.WHOSE_WORD[sentence.sourcing],
            source=Truncator(sentence.source).chars(wording.LONGEST_SPEAKER),
            origin=sentence.origin,
        )

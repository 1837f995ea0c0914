"""The paragraphs that a moved mark touches, cut anew: the rest of the page stays as it is."""

from articles.models import Annotation, Revision
from articles.reader.placing import touch
from articles.views.reader.pages import Block, blocks, cut
from articles.views.reader.showing import Showing
from articles.views.reader.sourcing_map import sourcing_map

Spans = list[list[int]]


def recut(annotation: Annotation, was: Spans) -> list[Block]:
    """The blocks under the mark as it is and as it `was`; none where it stands as it
    stood, and on a page of another revision."""
    revision = annotation.revision
    if was == annotation.spans or revision.pk != revision.article.current_id:
        return []
    moved = [*was, *annotation.spans]
    return [
        block
        for block in every_block(revision)
        if any(touch((block.start, block.end), span) for span in moved)
    ]


def every_block(revision: Revision) -> list[Block]:
    """Marks are hidden here as they are at first; the page hides them as a person chose."""
    marks = list(revision.annotations.shown().in_text_order())
    lines = cut(revision, marks)
    whose_word = sourcing_map(revision, [(line.start, line.end) for line in lines])
    off = {mark.pk for mark in marks if Showing().hides(mark)}
    return list(blocks(lines, whose_word, off))

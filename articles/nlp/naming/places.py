"""Where the sentences and the quotations of an article lie, worked out once for all its sources.

spaCy's own `token.sent` walks through the whole Doc each time it is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """Token numbers, half-open; `sentence_at` and `quoted` have one entry a token."""

    sentences: tuple[Bounds, ...]
    sentence_at: tuple[int, ...]
    quoted: bytes

    def window(self, at: int, size: int) -> list[Bounds]:
        """The sentence of token `at` and those before it, nearest first, `size` at most."""
        here = self.sentence_at[at]
        return [self.sentences[number] for number in range(here, max(here - size, -1), -1)]


def read_places(doc: Doc) -> Places:
    sentences = tuple((span.start, span.end) for span in doc.sents)
    sentence_at = tuple(
        number for number, (start, end) in enumerate(sentences) for _ in range(start, end)
    )
    return Places(sentences, sentence_at, quoted_tokens(doc))


def quoted_tokens(doc: Doc) -> bytes:
    """One byte a token: 1 where it stands between quotation marks."""
    found = bytearray(len(doc))
    # Arrays, because making a Token for every word of an article costs more than all the rest.
    starts = doc.to_array(["IDX"]).reshape(-1)
    for each in doc._.quotations:
        if each.depth == 0 and not each.stray:
            first, last = np.searchsorted(starts, [each.start, each.end])
            found[first:last] = b"\x01" * int(last - first)
    return bytes(found)


def tagged(doc: Doc, tags: Iterable[str]) -> list[int]:
    """The numbers of all tokens that bear one of the tags."""
    return held(doc, "TAG", tags)


def worded(doc: Doc, forms: Iterable[str]) -> list[int]:
    """The numbers of all tokens that are one of the words, capitals and all."""
    return held(doc, "ORTH", forms)


def held(doc: Doc, attribute: str, texts: Iterable[str]) -> list[int]:
    known = [doc.vocab.strings[text] for text in texts if text in doc.vocab.strings]
    values = doc.to_array([attribute]).reshape(-1)
    return [int(at) for at in np.flatnonzero(np.isin(values, np.array(known, dtype=np.uint64)))]

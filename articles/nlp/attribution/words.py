"""The columns of a parsed article that the attribution model reads, one entry a token."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from articles.nlp.attribution.cues import CANDIDATE, UNSEEN, CueLexicon, kinds, stem, word_class
from articles.nlp.quotations import Quotation

LINE_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
# Linking compares all stretches of a line with each other; no real paragraph is longer.
LONG_LINE = 500
STRONG = 4
ASIDE = frozenset(["prep", "advcl", "parataxis", "acl", "npadvmod", "dep", "pcomp", "advmod"])
TELLING_CHILDREN = frozenset(
    ["nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "prep", "agent", "parataxis", "poss", "acl"]
)


@dataclass(slots=True)
class Words:
    """The columns of a Doc that features are made of, one entry a token.

    `head` is a token's index; `edges` are the half-open token range of all that hangs on it.
    """

    text: list[str]
    low: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    stem: list[str]
    grade: list[int]
    quoted: list[str]
    edges: list[tuple[int, int]]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    lines: list[tuple[int, int]]
    path: list[tuple[str, int, int]] = field(default_factory=list)
    hung: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    helper: list[str] = field(default_factory=list)
    way: list[str] = field(default_factory=list)


def read_words(doc: Doc, lexicon: CueLexicon) -> Words:
    text = [token.text for token in doc]
    low = [word.lower().replace("’", "'") for word in text]
    tag = [token.tag_ for token in doc]
    stems = [stem(word) for word in low]
    kinds = [word_class(each) for each in tag]
    spans = [(span.start, span.end) for span in doc.sents]
    words = Words(
        text=text,
        low=low,
        tag=tag,
        dep=[token.dep_ for token in doc],
        head=[token.head.i for token in doc],
        entity=[token.ent_type_ for token in doc],
        stem=stems,
        grade=[
            lexicon.grade(s, k) if s.isalpha() or s == ":" else 0
            for s, k in zip(stems, kinds, strict=True)
        ],
        quoted=quotation_states(doc, doc._.quotations),
        edges=[(token.left_edge.i, token.right_edge.i + 1) for token in doc],
        sentence=[number for number, (start, end) in enumerate(spans) for _ in range(start, end)],
        sentences=spans,
        lines=line_spans(text, spans),
    )
    add_paths(words)
    add_neighbours(words)
    add_children(words)
    add_company(words)
    return words


def line_spans(text: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Token ranges without a line break; an endless line is cut after a sentence.

    White space at a line's end is left out.
    """
    spans, start = [], 0
    cuts = {end for _, end in sentences}
    for position, word in enumerate(text):
        breaks = word.isspace() and not LINE_BREAKS.isdisjoint(word)
        if breaks:
            if position > start:
                spans.append((start, position))
            start = position + 1
        elif position - start >= LONG_LINE and (
            position in cuts or position - start >= 2 * LONG_LINE
        ):
            spans.append((start, position))
            start = position
    if len(text) > start:
        spans.append((start, len(text)))
    return spans


def quotation_states(doc: Doc, found: Sequence[Quotation]) -> list[str]:
    """For each token how it lies to quotation marks.

    O outside; else L (long) or S (a few words only) or I (inner), then b at its beginning and
    e at its end; U for what is never closed, C for what continues the paragraph before.
    """
    states = ["O"] * len(doc)
    starts = [token.idx for token in doc]
    cursor = 0
    for quotation in found:
        while cursor < len(starts) and starts[cursor] < quotation.start:
            cursor += 1
        first = last = cursor
        while last < len(starts) and starts[last] < quotation.end:
            last += 1
        mark_state(states, first, last, quotation)
    return states


def mark_state(states: list[str], first: int, last: int, quotation: Quotation) -> None:
    if quotation.stray:
        states[first:last] = ["X"] * (last - first)
        return
    if quotation.depth:
        states[first:last] = ["I"] * (last - first)
        return
    size = last - first
    kind = "S" if size <= 7 else "M" if size <= 12 else "L"
    kind += "1" if quotation.single else ""
    kind += "" if quotation.closed else "U"
    kind += "C" if quotation.continues else ""
    states[first:last] = [kind] * size
    if size > 1:
        states[first], states[last - 1] = kind + "b", kind + "e"


def add_paths(words: Words) -> None:
    """For each token the cue words that it hangs on and that hang on what it hangs on.

    `path` is the nearest cue above it: dependency beneath that cue, hops, index. `hung` is the
    nearest cue that a word above it governs, as "is" governs "according" in "it is so, according
    to her", or -1.
    """
    size = len(words.text)
    words.path = [("", 0, -1)] * size
    words.hung = [-1] * size
    governed = governed_cues(words)
    for token in top_down(words.head):
        head = words.head[token]
        if head == token:
            words.path[token] = ("root", 0, -1)
        elif CANDIDATE <= words.grade[head] < UNSEEN:
            words.path[token] = (words.dep[token], 1, head)
        else:
            dep, hops, cue = words.path[head]
            words.path[token] = (dep, hops + 1, cue)
        above = words.hung[head]
        inherited = above if token not in (head, above) else -1
        words.hung[token] = governed.get(token, inherited)


def governed_cues(words: Words) -> dict[int, int]:
    """For each word the first strong cue word that hangs on it other than as its clause."""
    found: dict[int, int] = {}
    for token, (dep, head) in enumerate(zip(words.dep, words.head, strict=True)):
        if STRONG <= words.grade[token] < UNSEEN and dep in ASIDE and head != token:
            found.setdefault(head, token)
    return found


def top_down(heads: Sequence[int]) -> list[int]:
    """All tokens, each after its head."""
    order: list[int] = []
    done = [False] * len(heads)
    for start in range(len(heads)):
        token, chain = start, []
        while not done[token]:
            done[token] = True
            chain.append(token)
            token = heads[token]
        order.extend(reversed(chain))
    return order


def add_neighbours(words: Words) -> None:
    """The nearest cue word of the same sentence to the left and to the right, or -1."""
    for start, end in words.sentences:
        at, left = -1, []
        for token in range(start, end):
            left.append(at)
            if CANDIDATE <= words.grade[token] < UNSEEN:
                at = token
        at, right = -1, []
        for token in range(end - 1, start - 1, -1):
            right.append(at)
            if CANDIDATE <= words.grade[token] < UNSEEN:
                at = token
        words.left.extend(left)
        words.right.extend(reversed(right))


def add_children(words: Words) -> None:
    """Which telling dependents a token has, with the side they stand on."""
    found: list[set[str]] = [set() for _ in words.text]
    for token, (dep, head) in enumerate(zip(words.dep, words.head, strict=True)):
        if dep in TELLING_CHILDREN and head != token:
            found[head].add(("<" if token < head else ">") + dep)
    words.children = ["".join(sorted(each)) for each in found]


def add_company(words: Words) -> None:
    """What stands with a word: its kind, its subject's kind, auxiliaries, the way into it."""
    listed = kinds()
    words.kind = [listed.get(each, "") for each in words.stem]
    words.subject = [""] * len(words.text)
    words.helper = [""] * len(words.text)
    words.way = list(words.dep)
    for token, (dep, head) in enumerate(zip(words.dep, words.head, strict=True)):
        if dep in {"nsubj", "nsubjpass", "poss", "agent"}:
            words.subject[head] = f"{dep[:5]}:{words.entity[token] or words.tag[token]}"
        elif dep in {"aux", "neg", "auxpass", "prt", "mark"}:
            words.helper[head] += f"{words.low[token]}/"
        if dep in {"prep", "prt", "agent"}:
            words.way[token] = f"{dep}:{words.low[token]}"

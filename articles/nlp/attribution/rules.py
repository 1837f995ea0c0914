"""Fixed rules that mark sources, cues and contents where there is no trained model.

A verb of saying, its subject, and what it governs or stands beside in quotation marks; and
"according to". Nothing else: they are a stand-in, and every mark of theirs says so.
"""

from collections.abc import Sequence

from articles.nlp.attribution.ranking import Weighting
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.words import Words
from articles.nlp.confidence import Calibration
from articles.nlp.wordlists import words as listed

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CONTENTS = frozenset({"ccomp", "parataxis"})
# Rules are right about as often as this on ordinary news; no evidence moves it.
FIXED = Calibration(knots=(0.0, 1.0), values=(0.35, 0.35))
CALIBRATIONS = {"span": FIXED, "source": FIXED, "joint": FIXED}
LINKING: Weighting = {
    "rel=subj:nsubj|<": 6.0, "rel=subj:nsubj|>": 6.0, "rel=subj:pobj|>": 6.0,
    "order=0|<": 1.0, "order=0|>": 1.0, "crossed=0|<": 1.0, "crossed=0|>": 1.0, "none": 1.5,
}  # fmt: skip


def tag_by_rules(words: Words) -> Tagged:
    labels = ["O"] * len(words.text)
    for token in range(len(words.text)):
        if is_according(words, token):
            mark_according(words, labels, token)
        elif words.low[token] in listed("reporting-verbs") and words.quoted[token] == "O":
            mark_saying(words, labels, token)
    found = [float(label != "O") for label in labels]
    return Tagged(labels, [0.5] * len(labels), found, [0.0] * len(labels))


def is_according(words: Words, token: int) -> bool:
    following = words.low[token + 1 : token + 2]
    return words.low[token] == "according" and following == ["to"]


def mark(labels: list[str], role: str, start: int, end: int) -> None:
    """Labels what is still free of a token range, cutting it where something else stands."""
    begun = False
    for token in range(start, end):
        if labels[token] != "O":
            begun = False
            continue
        labels[token] = ("I-" if begun else "B-") + role
        begun = True


def mark_according(words: Words, labels: list[str], token: int) -> None:
    source = dependents(words, token + 1, frozenset({"pobj"}))
    if not source:
        return
    mark(labels, "cue", token, token + 2)
    mark(labels, "source", *words.edges[source[0]])
    start, end = words.sentences[words.sentence[token]]
    mark_clause(words, labels, start, end)


def mark_clause(words: Words, labels: list[str], start: int, end: int) -> None:
    """The rest of a sentence, without punctuation at its ends."""
    free = [token for token in range(start, end)
            if labels[token] == "O" and words.text[token][0].isalnum()]  # fmt: skip
    if free:
        mark(labels, "content", free[0], free[-1] + 1)


def mark_saying(words: Words, labels: list[str], verb: int) -> None:
    subjects = dependents(words, verb, SUBJECTS)
    if not subjects:
        return
    quoted = quoted_beside(words, verb)
    contents = [words.edges[each] for each in dependents(words, verb, CONTENTS)]
    if not quoted and not contents:
        return
    mark(labels, "cue", verb, verb + 1)
    mark(labels, "source", *words.edges[subjects[0]])
    for start, end in quoted or contents:
        mark(labels, "content", start, end)


def dependents(words: Words, head: int, wanted: frozenset[str]) -> list[int]:
    if head >= len(words.text):
        return []
    start, end = words.edges[head]
    return [token for token in range(start, end)
            if words.head[token] == head and words.dep[token] in wanted]  # fmt: skip


def quoted_beside(words: Words, verb: int) -> list[tuple[int, int]]:
    """The quotations of the verb's line that touch its sentence, but for a few quoted words."""
    first, last = words.sentences[words.sentence[verb]]
    line = next((each for each in words.lines if each[0] <= verb < each[1]), (first, last))
    return [
        (start, end) for start, end in quoted_runs(words.quoted, *line)
        if start < last and end > first and end - start > 3
    ]  # fmt: skip


def quoted_runs(quoted: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    runs: list[list[int]] = []
    for token in range(start, end):
        if quoted[token] in {"O", "X"}:
            continue
        if runs and runs[-1][1] == token and not quoted[token].endswith("b"):
            runs[-1][1] = token + 1
        else:
            runs.append([token, token + 1])
    return [(low, high) for low, high in runs]

"""Measures the annotator on the project's own gold sets: genres, names, types of source.

Precision of names follows "a wrong name is worse than none": a name given where the text allows
none is wrong; a name not given costs coverage only.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from articles.exports.record import findings_record
from articles.nlp.evaluation.attribution import Measure, score_attribution
from articles.nlp.evaluation.gold import Case, Passage
from articles.nlp.findings import Findings, Quote, Source

Annotate = Callable[[str], Findings]
VAGUE = frozenset({"anonymous", "collective"})
TITLE = re.compile(r"^(?:(?:the|mr|mrs|ms|dr|prof|professor|sir|lady|smt|shri)\.?\s+)+", re.I)


@dataclass(frozen=True, slots=True)
class NameRate:
    """Names given and right; `nameable` cases are those whose text allows a name."""

    given: int
    right: int
    nameable: int
    cases: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def coverage(self) -> float:
        return self.right / self.nameable if self.nameable else 0.0


@dataclass(frozen=True, slots=True)
class TypeRate:
    """Sources whose type is right, of those found; `vague_f1` over anonymous and collective."""

    right: int
    found: int
    cases: int
    vague_f1: float

    @property
    def accuracy(self) -> float:
        return self.right / self.found if self.found else 0.0


def genre_rates(passages: Iterable[Passage], annotate: Annotate) -> dict[str, dict[str, Measure]]:
    """The attribution measures of each genre, and of "all"."""
    rows: dict[str, list[Passage]] = {"all": []}
    for passage in passages:
        rows.setdefault(passage.genre, []).append(passage)
        rows["all"].append(passage)
    records = {each.id: findings_record(annotate(each.text), id=each.id) for each in rows["all"]}
    return {
        genre: score_attribution([each.row() for each in those], records)[0]
        for genre, those in rows.items()
    }


def name_rate(cases: Iterable[Case], annotate: Annotate) -> NameRate:
    answers = [(case, source_at(case, annotate(case.text))) for case in cases]
    pairs = [
        (plain_name(case.expected), plain_name(source.name if source else None))
        for case, source in answers
    ]
    return NameRate(
        given=sum(found is not None for _, found in pairs),
        right=sum(found is not None and found == wanted for wanted, found in pairs),
        nameable=sum(wanted is not None for wanted, _ in pairs),
        cases=len(pairs),
    )


def type_rate(cases: Iterable[Case], annotate: Annotate) -> TypeRate:
    answers = [(case.expected, source_at(case, annotate(case.text))) for case in cases]
    found = [(wanted, source.type) for wanted, source in answers if source]
    both = sum(wanted == kind for wanted, kind in found if wanted in VAGUE)
    either = sum(wanted in VAGUE for wanted, _ in answers) + sum(kind in VAGUE for _, kind in found)
    return TypeRate(
        right=sum(wanted == kind for wanted, kind in found),
        found=len(found),
        cases=len(answers),
        vague_f1=2 * both / either if either else 0.0,
    )


def source_at(case: Case, findings: Findings) -> Source | None:
    """The source of a quote that shares the most characters with the marked expression."""
    sources = [
        mark.source for mark in findings.annotations if isinstance(mark, Quote) and mark.source
    ]
    best = max(sources, key=lambda source: shared(case, source), default=None)
    return best if best is not None and shared(case, best) > 0 else None


def shared(case: Case, source: Source) -> int:
    return min(case.end, source.end) - max(case.start, source.start)


def plain_name(name: str | None) -> str | None:
    """Without titles and case: "Dr Ruth Okafor" is "ruth okafor"."""
    return TITLE.sub("", name).strip().lower() if name else None

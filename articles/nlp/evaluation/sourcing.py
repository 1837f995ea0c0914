"""Measures flags on unsourced and vaguely sourced sentences against labelled sentences.

A flag belongs to the labelled sentence that it shares most characters with. Three views: *main*
leaves vaguely sourced sentences out (an editor wants those flagged too), *strict* counts them as
wrong, *worthy* counts them as right. Headlines take no part.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.nlp.evaluation.reliability import bins, expected_error

Row = Mapping[str, Any]

UNSOURCED, VAGUE, NAMED = "UNSOURCED-CLAIM", "ATTRIBUTED-VAGUE", "ATTRIBUTED-NAMED"
SOURCING = {
    NAMED: "named",
    VAGUE: "vague",
    UNSOURCED: "unsourced",
    "UNSOURCED-BACKGROUND": "background",
    "OPINION/RHETORIC": "opinion",
    "QUESTION": "question",
    "OTHER": "other",
}
VAGUE_TYPES = frozenset({"anonymous", "collective"})
VAGUE_REASONS = frozenset(
    {"vague-source", "anonymous-source", "collective-source", "hidden-agent", "unnamed-source"}
)
VIEWS = ("main", "strict", "worthy")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One labelled sentence: its label, the highest confidence of a flag on it, and whether it
    was found to be vaguely sourced."""

    label: str
    flagged: float | None
    vague: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean, as shares, with the counts."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Judged:
    """All articles' sentences, the flags that fell on none, and the sourcing map's pairs."""

    verdicts: list[Verdict] = field(default_factory=list)
    stray: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def home(sentences: Sequence[Row], start: int, end: int) -> int | None:
    """The sentence with which a stretch shares most characters, the first one of equals."""
    most, found = 0, None
    for number, each in enumerate(sentences):
        shared = min(end, each["end"]) - max(start, each["start"])
        if shared > most:
            most, found = shared, number
    return found


def judge(rows: Iterable[Row], records: Mapping[str, Row]) -> Judged:
    """`records` by article id; where an article has none, nothing was found in it."""
    judged = Judged()
    for row in rows:
        record = records.get(row["id"], {"annotations": [], "sentences": []})
        sentences = row["sentences"]
        flags, vague, stray = land(sentences, record["annotations"])
        judged.stray += stray
        for number, each in enumerate(sentences):
            if each.get("role") != "headline":
                judged.verdicts.append(Verdict(each["label"], flags.get(number), number in vague))
                judged.pairs.append((SOURCING[each["label"]], mapped(record, each)))
    return judged


def mapped(record: Row, sentence: Row) -> str:
    number = home(record["sentences"], sentence["start"], sentence["end"])
    return "other" if number is None else str(record["sentences"][number]["sourcing"])


def land(
    sentences: Sequence[Row], annotations: Sequence[Row]
) -> tuple[dict[int, float], set[int], int]:
    """Highest flag of each sentence, the sentences found vague, and how many flags are stray."""
    flags: dict[int, float] = {}
    vague: set[int] = set()
    stray = 0
    for each in annotations:
        if each["kind"] == "quote":
            number = vague_home(sentences, each)
            vague |= {number} if number is not None else set()
        elif each["kind"] == "claim":
            number = home(sentences, each["start"], each["end"])
            codes = [reason["code"] in VAGUE_REASONS for reason in each["reasons"]]
            only_vague = bool(codes) and all(codes)
            if number is None:
                stray += not only_vague
                continue
            vague |= {number} if any(codes) else set()
            if not only_vague:
                flags[number] = max(flags.get(number, 0.0), each["confidence"])
    return flags, vague, stray


def vague_home(sentences: Sequence[Row], quote: Row) -> int | None:
    source = quote["source"]
    if source is None or source["type"] not in VAGUE_TYPES:
        return None
    number = home(sentences, quote["start"], quote["end"])
    return home(sentences, source["start"], source["end"]) if number is None else number


def rate(judged: Judged, view: str) -> Rate:
    pairs = [
        (is_wanted(each, view), each.flagged is not None or (view == "worthy" and each.vague))
        for each in judged.verdicts
        if view != "main" or each.label != VAGUE
    ]
    return Rate(
        sum(wanted and found for wanted, found in pairs),
        sum(found and not wanted for wanted, found in pairs) + judged.stray,
        sum(wanted and not found for wanted, found in pairs),
    )


def is_wanted(verdict: Verdict, view: str) -> bool:
    return verdict.label == UNSOURCED or (view == "worthy" and verdict.label == VAGUE)


def ranked(judged: Judged, view: str) -> list[tuple[float, bool]]:
    """Score and truth of every sentence of a view; without a flag the score is 0."""
    found = []
    for each in judged.verdicts:
        if view == "main" and each.label == VAGUE:
            continue
        score = each.flagged if each.flagged is not None else 0.0
        if each.flagged is None and view == "worthy" and each.vague:
            score = 0.5
        found.append((score, is_wanted(each, view)))
    return found


def average_precision(ranking: Sequence[tuple[float, bool]]) -> float:
    """Expected over a random order among equals, so a constant score earns the prevalence."""
    wanted = sum(right for _, right in ranking)
    by_score: dict[float, list[bool]] = {}
    for score, right in ranking:
        by_score.setdefault(score, []).append(right)
    seen = hits = 0
    total = 0.0
    for score in sorted(by_score, reverse=True):
        size, hit = len(by_score[score]), sum(by_score[score])
        step = (hit - 1) / (size - 1) if size > 1 else 0.0
        if hit:
            total += sum(
                hit / size * (hits + 1 + place * step) / (seen + place + 1) for place in range(size)
            )
        seen += size
        hits += hit
    return share(total, wanted)


def precision_at(ranking: Sequence[tuple[float, bool]], recall: float) -> float:
    """The best precision of any cut through the ranking that finds so much; 0 if none does."""
    wanted = sum(right for _, right in ranking)
    hits, best = 0, 0.0
    for seen, (score, right) in enumerate(sorted(ranking, reverse=True), start=1):
        hits += right
        if score > 0 and hits >= recall * wanted:
            best = max(best, hits / seen)
    return best


def calibration_error(ranking: Sequence[tuple[float, bool]]) -> float:
    return expected_error(bins(ranking))


def brier(ranking: Sequence[tuple[float, bool]]) -> float:
    return share(sum((score - right) ** 2 for score, right in ranking), len(ranking))


def flagged_only(judged: Judged, view: str) -> list[tuple[float, bool]]:
    return [
        (each.flagged, is_wanted(each, view))
        for each in judged.verdicts
        if each.flagged is not None and not (view == "main" and each.label == VAGUE)
    ]


def vague_rate(judged: Judged) -> Rate:
    wanted = [(each.label == VAGUE, each.vague) for each in judged.verdicts]
    return Rate(
        sum(gold and found for gold, found in wanted),
        sum(found and not gold for gold, found in wanted),
        sum(gold and not found for gold, found in wanted),
    )


def flag_rates(judged: Judged) -> dict[str, tuple[int, int]]:
    """For each label how many of its sentences are flagged, of how many."""
    return {
        label: (
            sum(each.flagged is not None for each in judged.verdicts if each.label == label),
            sum(each.label == label for each in judged.verdicts),
        )
        for label in SOURCING
    }


def map_rates(judged: Judged) -> dict[str, Rate]:
    """One-against-the-rest for every kind of sentence that occurs."""
    present = dict.fromkeys(
        kind for kind in SOURCING.values() if kind in {g for g, _ in judged.pairs}
    )
    return {
        kind: Rate(
            sum(gold == found == kind for gold, found in judged.pairs),
            sum(found == kind != gold for gold, found in judged.pairs),
            sum(gold == kind != found for gold, found in judged.pairs),
        )
        for kind in present
    }


def map_accuracy(judged: Judged) -> float:
    return share(sum(gold == found for gold, found in judged.pairs), len(judged.pairs))

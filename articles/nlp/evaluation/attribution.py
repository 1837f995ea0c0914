"""Measures attribution against articles marked by hand, with the definitions used for PolNeAR.

Everything is counted over word tokens, so quotation marks and punctuation never matter. A *unit*
is a run of adjacent content tokens of one source mention, cut at line breaks. Two units match if
their Jaccard overlap is at least one half, one to one, best first; exactly if they are the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.nlp.evaluation.page import FORMS, Attribution, Page, Span, Tokens, Unit

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and their harmonic mean, in per cent, with the numbers they come from."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `count` were right, in per cent."""

    right: float
    count: int


def gold_attributions(row: Row) -> list[Attribution]:
    return [
        Attribution(
            *(tuple((s, e) for s, e in each[role]) for role in ("content", "source", "cue"))
        )
        for each in row["attributions"]
    ]


def found_attributions(record: Row) -> list[Attribution]:
    """From one article's record, as the exports write it."""
    return [
        Attribution(
            tuple((s, e) for s, e in each.get("spans") or [(each["start"], each["end"])]),
            edges(each.get("source")),
            edges(each.get("cue")),
        )
        for each in quotes_of(record)
    ]


def quotes_of(record: Row) -> list[Row]:
    return [each for each in record["annotations"] if each.get("kind", "quote") == "quote"]


def edges(part: Row | None) -> tuple[Span, ...]:
    return ((part["start"], part["end"]),) if part else ()


def overlap(one: Unit, other: Unit) -> float:
    """Jaccard overlap of two runs."""
    both = min(one.end, other.end) - max(one.start, other.start)
    either = max(one.end, other.end) - min(one.start, other.start)
    return both / either if both > 0 else 0.0


def match(gold: Sequence[Unit], found: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """One-to-one pairs of at least half overlap, best first."""
    scored = [
        (-overlap(one, other), g, f)
        for g, one in enumerate(gold)
        for f, other in enumerate(found)
        if overlap(one, other) >= 0.5
    ]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, g, f in sorted(scored):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            pairs.append((gold[g], found[f]))
    return pairs


def right_source(gold: Unit, found: Unit) -> bool:
    return bool(gold.source & found.source) if gold.source else not found.source


def judged_quotes(rows: Iterable[Row], records: Mapping[str, Row]) -> Iterator[tuple[float, bool]]:
    """Each found quote's confidence, and whether its words and its source are right.

    They are if most of its words lie in units that count as right end to end.
    """
    for row in rows:
        record = records.get(row["id"], {"annotations": []})
        page = Page(row["text"])
        found = found_attributions(record)
        gold, units = page.units(gold_attributions(row)), page.units(found)
        right = [unit for wanted, unit in match(gold, units) if right_source(wanted, unit)]
        for each, quote in zip(found, quotes_of(record), strict=True):
            if words := page.tokens(each.content):
                held = words & tokens_of(right, page.tokens(each.source))
                yield quote["confidence"], 2 * len(held) >= len(words)


def tokens_of(units: Iterable[Unit], source: Tokens) -> Tokens:
    """The words of the units that have this very source."""
    own = [range(unit.start, unit.end) for unit in units if unit.source == source]
    return frozenset().union(*own)


class Tally:
    """Counts over articles, turned into measures at the end."""

    def __init__(self) -> None:
        self.gold: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.hit_gold: Counter[str] = Counter()
        self.hit_found: Counter[str] = Counter()
        self.shares: dict[str, list[bool]] = {}

    def add(self, name: str, gold: int, found: int, hits: int) -> None:
        self.gold[name] += gold
        self.found[name] += found
        self.hit_gold[name] += hits
        self.hit_found[name] += hits

    def add_pairs(
        self,
        name: str,
        sides: tuple[Sequence[Unit], Sequence[Unit]],
        pairs: list[tuple[Unit, Unit]],
    ) -> None:
        """All units, then those of each form: gold and found units count by their own form."""
        self.add(name, len(sides[0]), len(sides[1]), len(pairs))
        for form in FORMS:
            key = f"{name}, {form}"
            self.gold[key] += sum(unit.form == form for unit in sides[0])
            self.found[key] += sum(unit.form == form for unit in sides[1])
            self.hit_gold[key] += sum(gold.form == form for gold, _ in pairs)
            self.hit_found[key] += sum(found.form == form for _, found in pairs)

    def judge(self, name: str, right: bool) -> None:
        self.shares.setdefault(name, []).append(right)

    def measures(self) -> dict[str, Measure]:
        return {name: self.measure(name) for name in self.gold}

    def measure(self, name: str) -> Measure:
        precision = percent(self.hit_found[name], self.found[name])
        recall = percent(self.hit_gold[name], self.gold[name])
        both = precision + recall
        mean = 2 * precision * recall / both if both else 0.0
        return Measure(precision, recall, mean, self.gold[name], self.found[name])


def percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def score_attribution(
    rows: Iterable[Row], records: Mapping[str, Row]
) -> tuple[dict[str, Measure], dict[str, Share]]:
    """`records` by article id; where an article has none, nothing was found in it."""
    tally = Tally()
    for row in rows:
        found = found_attributions(records.get(row["id"], {"annotations": []}))
        count_article(tally, Page(row["text"]), gold_attributions(row), found)
    shares = {
        name: Share(percent(sum(each), len(each)), len(each)) for name, each in tally.shares.items()
    }
    return tally.measures(), shares


def count_article(
    tally: Tally, page: Page, gold: Sequence[Attribution], found: Sequence[Attribution]
) -> None:
    count_roles(tally, page, gold, found)
    sides = page.units(gold), page.units(found)
    pairs = match(*sides)
    exact = [(g, f) for g, f in pairs if (g.start, g.end) == (f.start, f.end)]
    right = [(g, f) for g, f in pairs if right_source(g, f)]
    tally.add_pairs("content exact", sides, exact)
    tally.add_pairs("content partial", sides, pairs)
    tally.add_pairs("end to end", sides, right)
    tally.add_pairs("end to end exact", sides, [(g, f) for g, f in exact if g.source == f.source])
    for one, other in pairs:
        judge_source(tally, one, other)
    count_sentences(tally, page, gold, found)


def count_roles(
    tally: Tally, page: Page, gold: Sequence[Attribution], found: Sequence[Attribution]
) -> None:
    for role in ("content", "source", "cue"):
        sides = [[page.tokens(getattr(each, role)) for each in side] for side in (gold, found)]
        words = [frozenset().union(*side) for side in sides]
        tally.add(f"{role} words", len(words[0]), len(words[1]), len(words[0] & words[1]))
        spans = [{run for tokens in side for run in page.runs(tokens)} for side in sides]
        tally.add(f"{role} spans exact", len(spans[0]), len(spans[1]), len(spans[0] & spans[1]))


def judge_source(tally: Tally, gold: Unit, found: Unit) -> None:
    right = right_source(gold, found)
    tally.judge("source right", right)
    tally.judge(f"source right, {gold.form}", right)
    tally.judge("source right where given" if gold.source else "source right where none", right)
    if gold.source:
        tally.judge("source span exact", gold.source == found.source)


def count_sentences(
    tally: Tally, page: Page, gold: Sequence[Attribution], found: Sequence[Attribution]
) -> None:
    """Sourced: touched by any role. Mostly content: at least half of its words are content."""
    sides = (gold, found)
    touched = [page.tokens(s for each in side for s in (*each.content, *each.source, *each.cue))
               for side in sides]  # fmt: skip
    inside = [page.tokens(span for each in side for span in each.content) for side in sides]
    for sentence in page.sentences:
        sourced = [bool(sentence & tokens) for tokens in touched]
        content = [2 * len(sentence & tokens) >= len(sentence) for tokens in inside]
        count_flags(tally, ("sentences sourced", "sentences unsourced"), sourced)
        count_flags(tally, ("sentences mostly content", "sentences not mostly content"), content)


def count_flags(tally: Tally, names: tuple[str, str], flags: Sequence[bool]) -> None:
    gold, found = flags
    tally.add(names[0], gold, found, gold and found)
    tally.add(names[1], not gold, not found, not gold and not found)

"""How strongly a word announces an attribution, learned by counting in labelled articles.

Counts are kept by stem and word class, so that "bemoans" profits from "bemoaned" and the noun
"claim" is told from the verb.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.nlp.wordlists import entries

ENDINGS = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "s", "e", "y")
IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "writ", "written": "writ", "thought": "think",
    "knew": "know", "known": "know", "spoke": "speak", "spoken": "speak", "found": "find",
    "felt": "feel", "saw": "se", "seen": "se", "heard": "hear", "held": "hold", "meant": "mean",
    "swore": "swear", "sworn": "swear", "taught": "teach", "sang": "sing", "read": "read",
    "shown": "show", "forecast": "forecast", "bet": "bet", "foresaw": "forese",
}  # fmt: skip
# A cue word is worth a grade by the share of its occurrences that announce an attribution.
GRADES = (0.02, 0.12, 0.3, 0.55, 0.8)
UNSEEN = 9
CANDIDATE = 3


def stem(word: str) -> str:
    """A crude stem of a lower-case word; only ever compared with itself."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            root = word[: -len(ending)]
            doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "slfz"
            spare = ending in {"ing", "ed"} and (doubled or (len(root) > 3 and root[-1] == "y"))
            return root[:-1] if spare else root
    return word


@cache
def kinds() -> dict[str, str]:
    """What each listed stem does: the first letters of all its kinds, "s" say, "b" belief ..."""
    found: dict[str, str] = {}
    for line in entries("cue-words"):
        kind, *listed = line.split()
        for word in listed:
            key = stem(word)
            found[key] = found.get(key, "") + kind[:2]
    return found


def word_class(tag: str) -> str:
    """The first letter of a fine-grained tag: V, N, J, R ..."""
    return tag[:1]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Occurrences, and occurrences within a cue, of each stem and word class."""

    counts: Mapping[tuple[str, str], tuple[int, int]]

    def grade(self, stemmed: str, kind: str) -> int:
        """0 (never announces) to 5 (nearly always), UNSEEN for a word never met."""
        seen = self.counts.get((stemmed, kind))
        if seen is None:
            return UNSEEN
        share = seen[1] / (seen[0] + 1)
        return sum(share >= floor for floor in GRADES)

    def without(self, other: "CueLexicon") -> "CueLexicon":
        """The counts less those of some articles, so that a model never trains on its answers."""
        counts = dict(self.counts)
        for key, (total, within) in other.counts.items():
            had = counts[key]
            if had[0] > total:
                counts[key] = (had[0] - total, had[1] - within)
            else:
                del counts[key]
        return CueLexicon(counts)

    def write(self, path: Path) -> None:
        lines = [f"{s}\t{kind}\t{n}\t{c}\n" for (s, kind), (n, c) in sorted(self.counts.items())]
        path.write_text("".join(lines), encoding="utf-8")


def read_lexicon(path: Path) -> CueLexicon:
    counts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        stemmed, kind, total, within = line.split("\t")
        counts[stemmed, kind] = (int(total), int(within))
    return CueLexicon(counts)


def count_cues(words: Iterable[tuple[str, str, bool]]) -> CueLexicon:
    """From (stem, word class, lies in a cue) of every word."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for stemmed, kind, within in words:
        total, hits = counts.get((stemmed, kind), (0, 0))
        counts[stemmed, kind] = (total + 1, hits + within)
    return CueLexicon(counts)

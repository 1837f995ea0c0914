"""Who speaks in a text, how often and in how many words: quotations grouped into voices.

Nobody is merged by guess. Quotations belong together where their speaker has the same resolved
name, or else is called the same words by the same kind of source. A pronoun that nobody resolved
belongs to nobody: all of these stand together as `unclear`, and are no voice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Group = Literal["named", "worded", "typed", "unclear", "nobody"]

GROUPS: tuple[Group, ...] = ("named", "worded", "typed", "unclear", "nobody")
WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
ARTICLE = re.compile(r"^(?:the|an?)\s+")
POSSESSIVE = re.compile(r"[’']s?$")
PRONOUN = re.compile(
    r"i|me|my|we|us|our|you|s?he|him|his|hers?|its?|they|them|their|who|whom|whose|which|that|this"
    r"|these|those|one|some|many|others|all|both|another|neither|none|most|several"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One quotation; `spans` are half-open code points, `name` is resolved, `text` as written.

    `kind` is the type of source, empty where an editor wrote the speaker's name. `is_doubtful`:
    the speaker is more likely wrong than right. Of the desk's questions `asked` were put to the
    source and `answered` have an answer in the text.
    """

    key: str
    spans: tuple[tuple[int, int], ...]
    form: str
    name: str = ""
    text: str = ""
    kind: str = ""
    is_rejected: bool = False
    is_doubtful: bool = False
    asked: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Voice:
    """Everything that one voice says; `share` is of all words that are attributed to anyone."""

    key: str
    group: Group
    name: str
    kind: str
    words: int
    share: float
    is_sole: bool
    spoken: tuple[Spoken, ...]

    @property
    def forms(self) -> Counter[str]:
        return Counter(each.form for each in self.spoken)

    @property
    def doubtful(self) -> int:
        return sum(each.is_doubtful for each in self.spoken)

    @property
    def is_doubtful(self) -> bool:
        """No quotation is more likely than not to be this voice's."""
        return self.doubtful == len(self.spoken)


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices with the most words first; apart from them what is nobody's for certain.

    `words` counts all attributed words: those of the voices and of the unclear.
    """

    voices: tuple[Voice, ...]
    apart: tuple[Voice, ...]
    words: int


def voices_of(text: str, quotations: Iterable[Spoken]) -> Voices:
    """The voices of a text from its quotations in text order; the rejected do not count."""
    groups: dict[str, list[Spoken]] = {}
    holding = [each for each in quotations if not each.is_rejected]
    names = {normalised(each.name) for each in holding if each.name}
    for each in holding:
        groups.setdefault(key_of(each, names), []).append(each)
    words = {key: words_in(text, spoken) for key, spoken in groups.items()}
    attributed = sum(count for key, count in words.items() if key != "nobody")
    ordered = sorted(groups, key=lambda key: (-words[key], groups[key][0].spans[:1]))
    sole = len(groups) == 1
    every = [voice(key, groups[key], words[key], of=attributed, sole=sole) for key in ordered]
    return Voices(
        voices=tuple(each for each in every if each.group not in {"unclear", "nobody"}),
        apart=tuple(each for each in every if each.group in {"unclear", "nobody"}),
        words=attributed,
    )


def key_of(spoken: Spoken, names: set[str]) -> str:
    """Which group a quotation belongs to; `names` are the resolved names of the text."""
    if spoken.name:
        return f"named:{normalised(spoken.name)}"
    called = normalised(spoken.text)
    if not called:
        return "nobody"
    if spoken.kind == "unresolved" or PRONOUN.fullmatch(called):
        return "unclear"
    if spoken.kind:
        return f"worded:{spoken.kind}:{called}"
    # An editor wrote this: the very name of somebody who speaks here is no guess.
    return f"named:{called}" if called in names else f"typed:{called}"


def normalised(words: str) -> str:
    """The words less what does not tell one voice from another: case, spacing, “the”, “’s”."""
    return POSSESSIVE.sub("", ARTICLE.sub("", " ".join(words.casefold().split())))


def voice(key: str, spoken: Sequence[Spoken], words: int, *, of: int, sole: bool) -> Voice:
    group: Group = next(each for each in GROUPS if key.startswith(each))
    apart = group in {"unclear", "nobody"}
    return Voice(
        key=key,
        group=group,
        name="" if apart else spoken[0].name or spoken[0].text,
        kind="" if apart else commonest(each.kind for each in spoken),
        words=words,
        share=words / of if of and group != "nobody" else 0.0,
        is_sole=sole and not apart,
        spoken=tuple(spoken),
    )


def commonest(kinds: Iterable[str]) -> str:
    """The kind of source that most quotations give; of equals the first."""
    known = Counter(kind for kind in kinds if kind not in {"", "unresolved"})
    return known.most_common(1)[0][0] if known else ""


def words_in(text: str, spoken: Iterable[Spoken]) -> int:
    """How many words the quotations cover; words under two of them count once."""
    pieces = sorted(span for each in spoken for span in each.spans)
    count = covered = 0
    for start, end in pieces:
        fresh = max(start, covered)
        if fresh < end:
            count += len(WORD.findall(text[fresh:end]))
            covered = end
    return count

"""What the annotator hands over: plain frozen data that any part of the program may hold.

All offsets are half-open code points into the text exactly as it was given.
"""

from dataclasses import dataclass
from typing import Literal

Sourcing = Literal["named", "vague", "unsourced", "background", "opinion", "question", "other"]
SourceType = Literal["person", "organisation", "document", "anonymous", "collective", "unresolved"]
Form = Literal["direct", "mixed", "indirect"]
Answer = Literal["present", "absent", "not-asked", "fact", "opinion", "unclear"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A named kind of evidence: a stable code and its one-line wording for a reader."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reason at work in one text; `start` and `end` bound the words that triggered it, if any."""

    reason: Reason
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A question to a vague source, by its code, answered from the text.

    `start` and `end` bound the words that the answer rests on, if any.
    """

    question: str
    answer: Answer
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that announce an attribution ("said", "according to")."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name whose word it is; `name` is the full name they resolve to, if sure."""

    start: int
    end: int
    text: str
    type: SourceType
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words attributed to a source, quoted or paraphrased.

    `spans` are the pieces of a discontinuous content, in order; `start` and `end` bound them all.
    `confidence` is the probability that both words and source are right.
    """

    form: Form
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    cue: Cue | None
    source: Source | None
    confidence: float
    span_confidence: float
    source_confidence: float
    reasons: tuple[Evidence, ...]
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement without a source that an editor can rely on.

    `confidence` is the probability that an editor would ask "says who?" of it.
    """

    label: Literal["unsourced", "vague"]
    type: str
    start: int
    end: int
    confidence: float
    reasons: tuple[Evidence, ...]
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Defect:
    """A fault of the text itself, such as a quotation with no speaker anywhere."""

    label: str
    start: int
    end: int
    confidence: float
    reasons: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and whose word it is; `inherited_from` is the sentence its source comes from."""

    start: int
    end: int
    sourcing: Sourcing
    confidence: float
    source: Source | None = None
    inherited_from: tuple[int, int] | None = None


Annotation = Quote | Claim | Defect


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one text, in text order, by one version of the pipeline."""

    pipeline: str
    sentences: tuple[Sentence, ...]
    annotations: tuple[Annotation, ...]

"""Marks that editors have decided on, many at once: by chance, but the same on every run."""

import random
from collections.abc import Callable
from typing import Any

from articles.models import Annotation, Article, Decision, User
from tests.factories import make_article

KINDS: dict[str, dict[str, str]] = {
    "quote": {"kind": "quote", "label": "direct", "type": ""},
    "unsourced": {"kind": "claim", "label": "unsourced", "type": "number"},
    "vague": {"kind": "claim", "label": "vague", "type": "other"},
    "defect": {"kind": "defect", "label": "undated", "type": ""},
}
SENTENCE = "The kiln was lit before dawn. "
PER_ARTICLE = 10


def half(own: float) -> float:
    """Numbers twice too high."""
    return own / 2


def as_said(own: float) -> float:
    return own


def make_verdicts(
    kind: str,
    count: int,
    *,
    user: User,
    truth: Callable[[float], float] = half,
    undecided: int = 0,
) -> list[Annotation]:
    """Machine marks of the kind, ten to an article; `truth` is the share upheld of a number."""
    chance = random.Random(f"{kind} {count}")
    marks = []
    for number in range(count + undecided):
        if number % PER_ARTICLE == 0:
            article = kiln_article(f"{kind} {number // PER_ARTICLE}")
        own = chance.betavariate(2, 1.6)
        verdict = "accepted" if chance.random() < truth(own) else "rejected"
        marks.append(mark(article, kind, number % PER_ARTICLE, own,
                          verdict=verdict if number < count else "open"))  # fmt: skip
    Annotation.objects.bulk_create(marks)
    Decision.objects.bulk_create(decision(each, user) for each in marks[:count])
    return marks


def kiln_article(name: str) -> Article:
    return make_article(f"Kilns of {name}\n\n{SENTENCE * PER_ARTICLE}")


def mark(article: Article, kind: str, place: int, own: float, **fields: Any) -> Annotation:
    """A mark over the sentence of that number."""
    start = article.revision.text.index(SENTENCE) + place * len(SENTENCE)
    end = start + len(SENTENCE.strip())
    given: dict[str, Any] = {
        "origin": "machine",
        "confidence": own,
        "probability": own,
        "pipeline": "1-test",
    }
    return Annotation(
        revision=article.revision,
        start=start,
        end=end,
        spans=[[start, end]],
        exact=SENTENCE.strip(),
        **(given | KINDS[kind] | fields),
    )


def decision(mark: Annotation, user: User, **fields: Any) -> Decision:
    given: dict[str, Any] = {
        "action": mark.verdict,
        "before": {"verdict": "open"},
        "after": {"verdict": mark.verdict},
        "shown_confidence": mark.probability if mark.is_calibrated else None,
    }
    return Decision(annotation=mark, actor=user, **(given | fields))

"""What marks, sourcing and confidence are called on the page: plain words for a reader."""

from dataclasses import dataclass
from typing import Any

from articles.models import Annotation
from articles.nlp.confidence import in_words

LAYERS = {
    "quote": "Quotations",
    "vague": "Vague sources",
    "unsourced": "Unsourced",
    "defect": "Faults of the text",
}
SOURCING = {
    "named": "named",
    "vague": "vague",
    "unsourced": "unsourced",
    "background": "background",
    "opinion": "opinion",
    "question": "questions",
    "other": "other",
}
FORMS = {"direct": "Quotation", "mixed": "Partly quoted", "indirect": "Paraphrase"}
CLAIMS = {"unsourced": "Statement without a source", "vague": "Vague source"}
SOURCE_TYPES = {
    "person": "a person",
    "organisation": "an organisation",
    "document": "a document",
    "anonymous": "someone who is not named",
    "collective": "a group without names",
    "unresolved": "not clear who",
}
OF_WHAT = {
    "quote": "that both these words and this speaker are right",
    "claim": "that an editor would ask “says who?” here",
    "defect": "that this is a fault an editor would mend",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage line: all sentences, and (key, name, count) of each sourcing that occurs."""

    total: int
    parts: tuple[tuple[str, str, int], ...]


def coverage_of(tally: dict[str, Any]) -> Coverage:
    counts: dict[str, int] = tally.get("sentences", {})
    parts = tuple((key, name, counts[key]) for key, name in SOURCING.items() if counts.get(key))
    return Coverage(sum(counts.values()), parts)


def layer(annotation: Annotation) -> str:
    """Which toggle shows or hides the mark."""
    if annotation.kind == Annotation.Kind.CLAIM:
        return annotation.label
    return annotation.kind


def title(annotation: Annotation) -> str:
    if annotation.kind == Annotation.Kind.QUOTE:
        return FORMS.get(annotation.label, "Quotation")
    if annotation.kind == Annotation.Kind.CLAIM:
        return CLAIMS[annotation.label]
    return "Fault of the text" + (
        f": {annotation.label.replace('-', ' ')}" if annotation.label != "other" else ""
    )


def likelihood(confidence: float) -> str:
    """Confidence as a word with its number: "likely (78 %)"."""
    return f"{in_words(confidence)} ({confidence:.0%})".replace("%", " %")


def speaker(annotation: Annotation) -> str:
    """Who speaks; "perhaps" where another name, or none, is as likely to be right."""
    who = annotation.speaker
    doubtful = annotation.confidences.get("source", 1.0) < 0.5
    return f"perhaps {who}" if who and doubtful else who


def name(annotation: Annotation) -> str:
    """One line that tells the mark apart in a list or to a screen reader."""
    parts = [title(annotation)]
    if annotation.kind == Annotation.Kind.QUOTE:
        parts.append(speaker(annotation) or "no speaker in the text")
    if annotation.confidence is not None:
        parts.append(likelihood(annotation.confidence))
    else:
        parts.append("added by an editor")
    if annotation.verdict != Annotation.Verdict.OPEN and annotation.is_machine:
        parts.append(annotation.verdict)
    return ", ".join(parts)

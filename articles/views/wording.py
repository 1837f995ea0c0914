"""What marks, sourcing and confidence are called on the page: plain words for a reader."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.text import Truncator

from articles.models import Annotation
from articles.nlp.confidence import NOT_CALIBRATED, SURE, in_words
from articles.verdicts import upheld_alike


class Layer(NamedTuple):
    """A kind of mark that is shown or hidden as one; `starts_on` until a person chooses."""

    key: str
    name: str
    starts_on: bool = True


LAYERS = (
    Layer("quote", "Quotations"),
    Layer("vague", "Vague sources"),
    Layer("unsourced", "Unsourced"),
    Layer("defect", "Faults of the text"),
    Layer("loaded", "Loaded words", starts_on=False),
)
ENDINGS = {
    "quote": "end of quotation",
    "indirect": "end of paraphrase",
    "vague": "end of vague source",
    "unsourced": "end of statement without a source",
    "defect": "end of fault",
    "loaded": "end of loaded words",
}
# Defects that are no faults of the text have a layer and a title of their own.
OWN_LAYERS = {"loaded-words": "loaded"}
OWN_TITLES = {"loaded-words": "Loaded words"}
SOURCING = {
    "named": "named",
    "vague": "vague",
    "unsourced": "unsourced",
    "background": "background",
    "opinion": "opinion",
    "question": "questions",
    "other": "other",
}
# Whose word one sentence is.
WHOSE_WORD = {
    "named": "named source",
    "vague": "vague source",
    "unsourced": "no source",
    "background": "background",
    "opinion": "the writer’s opinion",
    "question": "a question",
    "other": "nothing to source",
}
# The legend of the bars beside the text; the look of each, and what it says.
BARS = (
    ("named", "named source"),
    ("named carried", "narrower: the source is named in an earlier sentence"),
    ("vague", "vague source"),
    ("unsourced", "no source"),
    ("opinion", "the writer’s opinion"),
    ("background", "background"),
    ("other", "a question, or nothing to source"),
)
FORMS = {"direct": "Quotation", "mixed": "Partly quoted", "indirect": "Paraphrase"}
CLAIMS = {"unsourced": "Statement without a source", "vague": "Vague source"}
FAULTS = {
    "orphan-quote": "quotation without a speaker",
    "garbled-quote": "broken quotation marks",
    "does-not-connect": "does not connect",
    "dangling-pronoun": "unclear who is meant",
    "unintroduced-name": "name never given in full",
    "unintroduced-document": "never introduced",
    "undated": "day without a date",
    "boilerplate": "line of the web page",
    "headline-unsupported": "headline beyond the story",
    "mixed-spelling": "two spellings",
}
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
# States in which a flag asks for nothing more: its sign shows them.
SETTLED = (Annotation.State.SOURCED, Annotation.State.WITHDRAWN)
# A name is one line: so many characters of a speaker, however odd the text.
LONGEST_SPEAKER = 80
UNMEASURED = "Too few labelled examples to say how often such a mark is right."


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
    if annotation.kind == Annotation.Kind.DEFECT:
        return OWN_LAYERS.get(annotation.label, annotation.kind)
    return annotation.kind


def sign(annotation: Annotation) -> str:
    """The class that gives a mark its sign and its line: its layer, or "unsure"."""
    return "unsure" if is_unsure(annotation) else layer(annotation)


def number(annotation: Annotation) -> int | None:
    """The whole per cents that the slider compares; none where it never hides the mark: one that
    is decided on, an editor's, or one whose number was never measured."""
    probability = annotation.probability
    is_open = annotation.verdict == Annotation.Verdict.OPEN and annotation.is_machine
    if not is_open or probability is None or not annotation.is_calibrated:
        return None
    return int(100 * probability)


def ending(annotation: Annotation) -> str:
    """What is told where the mark ends."""
    if annotation.kind == Annotation.Kind.QUOTE:
        return ENDINGS["indirect" if annotation.label == "indirect" else "quote"]
    return ENDINGS[layer(annotation)]


def is_unsure(annotation: Annotation) -> bool:
    """An undecided mark that is more likely wrong than right; once decided on it is like others."""
    found = number(annotation)
    return found is not None and found < 100 * SURE


def title(annotation: Annotation) -> str:
    if annotation.kind == Annotation.Kind.QUOTE:
        return FORMS.get(annotation.label, "Quotation")
    if annotation.label == "unsourced" and is_unsure(annotation):
        return "Perhaps without a source"
    if annotation.kind == Annotation.Kind.CLAIM:
        return CLAIMS[annotation.label]
    if annotation.label in OWN_TITLES:
        return OWN_TITLES[annotation.label]
    if annotation.label == "other":
        return "Fault of the text"
    return f"Fault: {FAULTS.get(annotation.label, annotation.label.replace('-', ' '))}"


def likelihood(annotation: Annotation) -> str:
    """Confidence as a word with its number, "likely (78 %)"; empty for an editor's mark."""
    probability = annotation.probability
    if probability is None:
        return ""
    if not annotation.is_calibrated:
        return NOT_CALIBRATED
    return f"{in_words(probability)} ({probability:.0%})".replace("%", " %")


def alike(annotation: Annotation) -> str:
    """What became of marks with a like number here; empty until enough are decided on."""
    share = upheld_alike(annotation)
    if share is None:
        return ""
    upheld = f"{share.upheld / share.count:.0%}".replace("%", " %")
    return f"Of marks scored like this, editors upheld {upheld} ({share.upheld} of {share.count})."


def speaker(annotation: Annotation) -> str:
    """Who speaks; "perhaps" where another name, or none, is as likely to be right."""
    who = annotation.speaker
    return f"perhaps {who}" if who and is_doubtful(annotation) else who


def is_doubtful(annotation: Annotation) -> bool:
    """The speaker is more likely wrong than right, and no editor has accepted or set it."""
    if annotation.verdict == Annotation.Verdict.ACCEPTED:
        return False
    return bool(annotation.confidences.get("source", 1.0) < 0.5)


def source(annotation: Annotation) -> str:
    """Whose word the marked words are, as far as the text says."""
    if annotation.kind == Annotation.Kind.DEFECT:
        return ""
    none = "not named" if annotation.label == "vague" else "none in the text"
    return Truncator(speaker(annotation)).chars(LONGEST_SPEAKER) or none


def standing(annotation: Annotation) -> str:
    """How far it has got: what was decided, and of a flag that holds its state."""
    is_moved = annotation.is_flag and annotation.state != Annotation.State.OPEN
    return annotation.get_state_display() if is_moved else annotation.get_verdict_display()


def name(annotation: Annotation) -> str:
    """One line that tells the mark apart in a list or to a screen reader."""
    parts = [title(annotation) if annotation.is_machine else f"Editor: {title(annotation)}"]
    if annotation.kind == Annotation.Kind.QUOTE:
        who = Truncator(speaker(annotation)).chars(LONGEST_SPEAKER)
        parts.append(who or "no speaker in the text")
    if annotation.is_machine:
        parts.append(likelihood(annotation) or NOT_CALIBRATED)
    return ", ".join([*parts, *settled(annotation)])


def settled(annotation: Annotation) -> list[str]:
    """How it was decided; of a flag that is settled, how. An editor's mark holds unless said."""
    if annotation.state in SETTLED:
        is_mended = annotation.kind == Annotation.Kind.DEFECT and annotation.state == "sourced"
        return ["mended" if is_mended else annotation.state]
    goes_without_saying = Annotation.Verdict.OPEN if annotation.is_machine else "accepted"
    return [annotation.verdict] if annotation.verdict != goes_without_saying else []

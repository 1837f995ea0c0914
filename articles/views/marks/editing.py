"""The context of what can be done with a mark: decide, correct, follow, take back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from articles.forms import (
    AssignForm,
    EvidenceForm,
    SpanForm,
    SpeakerForm,
    StateForm,
    UndoForm,
    VerdictForm,
)
from articles.models import Annotation, Decision, Evidence
from articles.services import correcting
from articles.views import wording
from articles.views.marks import deciding_wording as says

State, Verdict = Annotation.State, Annotation.Verdict


@dataclass(frozen=True, slots=True)
class Undo:
    """What would be taken back next, and how many decisions of one go with it."""

    says: str
    batch: UUID | None = None
    together: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """The panel in which words and speaker are corrected; each of the `others` is a quotation,
    its name, and whether it is ticked."""

    span: SpanForm
    speaker: SpeakerForm | None
    pieces: int
    speakers: list[str]
    others: list[tuple[Annotation, str, bool]]


@dataclass(frozen=True, slots=True)
class Following:
    """A flag's state, its evidence, and the forms of its next steps."""

    state: str
    words: says.Words
    evidence: list[Any]
    assign: AssignForm
    find: EvidenceForm
    move: StateForm
    reason: str
    holds: bool


def editing(annotation: Annotation, given: forms.Form | None = None) -> dict[str, Any]:
    """`given` is a form that could not be carried out: it takes the place of a fresh one."""
    standing = list(annotation.decisions.all().standing())
    # Also what was decided before the text was corrected; taken back is only what was since.
    lineage = annotation.lineage()
    ever = list(Decision.objects.filter(annotation__in=lineage).standing())
    is_correcting = isinstance(given, SpanForm | SpeakerForm)
    return {
        "form": given if isinstance(given, VerdictForm | UndoForm) else VerdictForm(),
        "whys": [each for each in Decision.Why.choices if each[0] != Decision.Why.OTHER],
        "why": why_rejected(annotation, ever),
        "undo": last_step(standing),
        "corrected": [says.corrected(each) for each in ever if each.action == "corrected"],
        "follow": following(annotation, lineage, ever, given) if annotation.is_flag else None,
        "correct": correction(annotation, given) if is_correcting else None,
    }


def why_rejected(annotation: Annotation, standing: list[Decision]) -> str:
    said = [each.note or each.get_why_display() for each in standing if each.action == "rejected"]
    return said[-1] if said and annotation.verdict == Verdict.REJECTED else ""


def last_step(standing: list[Decision]) -> Undo | None:
    if not standing:
        return None
    last = standing[-1]
    together = Decision.objects.filter(batch=last.batch).count() if last.batch else 0
    return Undo(says.undone(last), last.batch if together > 1 else None, together)


def following(
    annotation: Annotation, lineage: list[int], standing: list[Decision], given: forms.Form | None
) -> Following:
    withdrawals = [each.note for each in standing if each.action == "withdrawn"]
    return Following(
        state=says.state(annotation),
        words=says.WORDS[annotation.kind],
        evidence=list(Evidence.objects.filter(annotation__in=lineage).select_related("actor")),
        assign=AssignForm(initial={"assignee": annotation.assignee_id}),
        find=given if isinstance(given, EvidenceForm) else EvidenceForm(),
        move=given if isinstance(given, StateForm) else StateForm(),
        reason=withdrawals[-1] if annotation.state == State.WITHDRAWN and withdrawals else "",
        holds=annotation.verdict == Verdict.ACCEPTED,
    )


def correction(annotation: Annotation, given: forms.Form | None = None) -> Correction:
    span = given if isinstance(given, SpanForm) else SpanForm(annotation=annotation)
    pieces = len(annotation.spans)
    if annotation.kind != Annotation.Kind.QUOTE:
        return Correction(span, speaker=None, pieces=pieces, speakers=[], others=[])
    speaker = given if isinstance(given, SpeakerForm) else SpeakerForm(annotation=annotation)
    ticked = speaker.ticked()
    others = correcting.same_speaker(annotation)
    return Correction(
        span,
        speaker,
        pieces=pieces,
        speakers=correcting.known_speakers(annotation),
        others=[(each, wording.name(each), each.pk in ticked) for each in others],
    )

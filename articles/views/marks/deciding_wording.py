"""What decisions and the states of a flag are called on the page."""

from typing import NamedTuple

from articles.models import Annotation, Decision

Action = Decision.Action


class Words(NamedTuple):
    """What following a flag is called: a statement gets a source, a fault is mended."""

    states: dict[str, str]
    find: str
    add: str
    note: str
    ask_again: str


WORDS = {
    "claim": Words(
        states={
            "open": "Open",
            "needs-source": "Needs a source",
            "sourced": "Sourced",
            "withdrawn": "Withdrawn",
        },
        find="Add a source",
        add="Save the source",
        note="Who says so, or where it stands",
        ask_again="Needs another source",
    ),
    "defect": Words(
        states={
            "open": "Open",
            "needs-source": "Needs mending",
            "sourced": "Mended",
            "withdrawn": "Withdrawn",
        },
        find="Say how it was mended",
        add="Save as mended",
        note="What was changed, or where it stands",
        ask_again="Needs mending after all",
    ),
}
UNDONE = {
    Action.ACCEPTED: "accepted",
    Action.REJECTED: "rejected",
    Action.REOPENED: "reopened",
    Action.NEEDS_SOURCE: "asked for a source",
    Action.SOURCED: "source found",
    Action.WITHDRAWN: "withdrawn",
    Action.ASSIGNED: "assigned",
    Action.CARRIED: "carried over",
    Action.REATTACHED: "attached again",
}
MENDED = {Action.NEEDS_SOURCE: "asked to mend", Action.SOURCED: "mended"}


def state(annotation: Annotation) -> str:
    if annotation.verdict == Annotation.Verdict.REJECTED:
        return ""
    return WORDS[annotation.kind].states[annotation.state]


def undone(decision: Decision) -> str:
    """What the button says that it will take back."""
    if decision.action == Action.CORRECTED:
        return "words corrected" if "spans" in decision.after else "speaker corrected"
    is_fault = decision.annotation.kind == Annotation.Kind.DEFECT
    names = UNDONE | MENDED if is_fault else UNDONE
    return names.get(Action(decision.action), decision.get_action_display())


def corrected(decision: Decision) -> str:
    """What stood there before an editor corrected it."""
    before = decision.before
    if "exact" in before:
        return f"words corrected, before: “{before['exact']}”"
    if "spans" in before:
        return "words corrected"
    was = before.get("source_name") or before.get("source_text")
    return f"speaker corrected, before: {was}" if was else "speaker corrected"

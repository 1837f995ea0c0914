"""What the queue says of what was done: plain sentences with their numbers."""

from collections.abc import Sequence

from django.utils.text import Truncator

from articles.models import Annotation, Decision
from articles.services.queueing import Outcome
from articles.services.reviewing import Ruling
from articles.views.history.log_wording import quoted

MOST_NAMED = 5
FEW_WORDS = 6


def counted(number: int) -> str:
    """How many flags wait, as it is announced."""
    return {0: "No flags.", 1: "1 flag."}.get(number, f"{number:,} flags.")


def of_outcome(outcome: Outcome, ruling: Ruling) -> list[str]:
    """One sentence each for what was decided, what was so already and what others changed."""
    says = []
    done = "accepted" if ruling.verdict == Annotation.Verdict.ACCEPTED else "rejected"
    if outcome.decided:
        why = f" ({Decision.Why(ruling.why).label})" if ruling.why and done == "rejected" else ""
        says.append(f"{len(outcome.decided)} {done}{why}.")
    if outcome.unchanged:
        says.append(f"{_were(len(outcome.unchanged))} {done} already.")
    if outcome.left:
        they = "is left as it is" if len(outcome.left) == 1 else "are left as they are"
        says.append(
            f"{_were(len(outcome.left))} changed by others meanwhile and {they}: "
            f"{_named(outcome.left)}"
        )
    if outcome.gone:
        says.append(f"{_were(outcome.gone)} not found in the current text any more.")
    return says


def of_undoing(done: int, left: int) -> list[str]:
    says = [f"{done} decision{'' if done == 1 else 's'} taken back."]
    if left:
        stay = "stays: it was" if left == 1 else "stay: they were"
        says.append(f"{left} {stay} decided again since.")
    return says


def _were(number: int) -> str:
    return f"{number} was" if number == 1 else f"{number} were"


def _named(marks: Sequence[Annotation]) -> str:
    names = [quoted(Truncator(mark.exact).words(FEW_WORDS)) for mark in marks[:MOST_NAMED]]
    more = len(marks) - MOST_NAMED
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")

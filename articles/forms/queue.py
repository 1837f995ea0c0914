"""A verdict on many marks at once."""

import re
from typing import Any

from django import forms

from articles.forms.marks import VerdictForm
from articles.models import Annotation
from articles.services.queueing import Seen

PER_PAGE = 50  # marks on one page of the queue
CHOICES = (
    (Annotation.Verdict.ACCEPTED, "Accept"),
    (Annotation.Verdict.REJECTED, "Reject"),
)
SEEN = re.compile(r"([0-9]{1,18}):([0-9]{1,9})", re.ASCII)


class SelectionField(forms.MultipleChoiceField):
    """Values "KEY:VERSION", each a mark with the version that the page showed."""

    def validate(self, value: Any) -> None:
        if not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(value) > 2 * PER_PAGE or not all(SEEN.fullmatch(each) for each in value):
            raise forms.ValidationError("Reload the page and select the flags again.")


class BulkForm(VerdictForm):
    """Asks for what a single verdict asks for: a rejection has its reason."""

    seen = None  # type: ignore[assignment]  # each mark of the selection carries its own
    verdict = forms.ChoiceField(choices=CHOICES)
    mark = SelectionField(
        label="Selection", error_messages={"required": "Select at least one flag first."}
    )

    @property
    def selected(self) -> list[str]:
        """What was sent as selected, valid or not, to be shown as selected again."""
        return self["mark"].value() or []

    def selection(self) -> list[Seen]:
        return [
            Seen(*map(int, each.split(":"))) for each in dict.fromkeys(self.cleaned_data["mark"])
        ]


class BatchForm(forms.Form):
    """Which batch is to be taken back."""

    batch = forms.UUIDField()

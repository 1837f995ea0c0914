"""Verdicts on marks, and the marks that editors add."""

from typing import Any

from django import forms

from articles.forms.correcting import LONGEST, MOST, OUTDATED, TOO_LONG, renewed
from articles.models import Annotation, Decision, Revision
from articles.reader.anchors import occurrences
from articles.services.reviewing import NewMark, Ruling


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(choices=Annotation.Verdict.choices)
    why = forms.ChoiceField(choices=[("", "Why?"), *Decision.Why.choices], required=False)
    note = forms.CharField(required=False, max_length=2000)
    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("verdict") == Annotation.Verdict.REJECTED:
            if not cleaned.get("why"):
                self.add_error("why", "Say why the mark is rejected.")
            elif cleaned["why"] == Decision.Why.OTHER and not cleaned.get("note"):
                self.add_error("note", "Say in a few words what the other reason is.")
        return cleaned

    def ruling(self) -> Ruling:
        data = self.cleaned_data
        return Ruling(Annotation.Verdict(data["verdict"]), why=data["why"], note=data["note"])


class UndoForm(forms.Form):
    """`batch` where all that was decided in one go is to be taken back."""

    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    batch = forms.UUIDField(required=False)


class MarkForm(forms.Form):
    """An editor's own mark: offsets when the browser knows the selection, else the words.

    Both are of the revision that the page showed; `is_outdated` where that is not the current one.
    """

    KINDS = (
        ("claim/unsourced", "Statement without a source"),
        ("claim/vague", "Vague source"),
        ("quote/direct", "Quotation"),
        ("quote/indirect", "Paraphrase"),
        ("defect/other", "Fault of the text"),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    revision_key = forms.IntegerField(
        required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput
    )
    words = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST,
        error_messages=TOO_LONG,
        label="Words to mark",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Select them in the text, or type them just as they stand there.",
    )
    kind = forms.ChoiceField(
        choices=KINDS, label="Mark as", widget=forms.RadioSelect, initial=KINDS[0][0]
    )
    speaker = forms.CharField(required=False, max_length=300, label="Speaker, if it is a quotation")
    note = forms.CharField(required=False, max_length=2000)

    def __init__(self, *args: Any, revision: Revision, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision_key": revision.pk})
        super().__init__(*args, **kwargs)
        self.revision = revision
        self.is_outdated = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("revision_key") not in (None, self.revision.pk):
            self.is_outdated, self.data = True, renewed(self.data, self.revision.pk)
            self.add_error(None, OUTDATED)
        elif "words" in cleaned and (cleaned.get("start") is None or cleaned.get("end") is None):
            self._place(cleaned)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        """Find the typed words; only a single place will do, never a guess."""
        words = (cleaned.get("words") or "").replace("\r\n", "\n").strip()
        places = list(occurrences(self.revision.text, words))
        if not words:
            self.add_error("words", "Select or type the words to mark.")
        elif not places:
            self.add_error("words", "These words do not stand in the text; check the spelling.")
        elif len(places) > 1:
            message = f"These words stand in {len(places)} places: add the words around them."
            self.add_error("words", message)
        else:
            cleaned["start"], cleaned["end"] = places[0], places[0] + len(words)

    def mark(self) -> NewMark:
        data = self.cleaned_data
        kind, label = data["kind"].split("/")
        return NewMark(
            start=data["start"],
            end=data["end"],
            kind=kind,
            label=label,
            speaker=data["speaker"],
            note=data["note"],
        )

"""A corrected text of an article, and the words to which a detached mark belongs now."""

from typing import Any

from django import forms

from articles.forms.correcting import LONGEST, MOST, OUTDATED, TOO_LONG, not_placed, renewed
from articles.forms.library import typed
from articles.models import Annotation, Revision
from articles.reader.placing import NotPlaced, Span, place


class CorrectedForm(forms.Form):
    """Either a file or a text; an empty file passes: ingest says why not."""

    document = forms.FileField(required=False, allow_empty_file=True, max_length=300, label="File")
    text = forms.CharField(
        required=False,
        strip=False,
        label="Or paste the whole corrected text",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    seen = forms.IntegerField(required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return typed(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and cleaned.get("document") and cleaned.get("text"):
            raise forms.ValidationError("Send a file or a text, not both at once.")
        if not self.errors and not cleaned.get("document") and not cleaned.get("text"):
            raise forms.ValidationError("Choose a file, or paste the corrected text.")
        return cleaned

    @property
    def source(self) -> str:
        """The field that holds the text."""
        return "document" if self.cleaned_data["document"] else "text"


class ReattachForm(forms.Form):
    """Words of the current text: selected, or typed as they stand there."""

    start = forms.IntegerField(
        required=False, min_value=0, max_value=MOST, widget=forms.HiddenInput
    )
    end = forms.IntegerField(required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput)
    words = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST,
        error_messages=TOO_LONG,
        label="The words in the current text",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)
    revision_key = forms.IntegerField(
        required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, annotation: Annotation, **kwargs: Any) -> None:
        self.is_outdated = False
        current = annotation.revision.article.current_id
        now = {"words": annotation.exact, "seen": annotation.version, "revision_key": current}
        kwargs.setdefault("initial", now)
        super().__init__(*args, **kwargs)
        self.auto_id = f"reattach-{annotation.pk}-%s"
        self.annotation = annotation

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        revision = self.annotation.revision.article.revision
        if revision.state != Revision.State.ANNOTATED:
            raise forms.ValidationError("The current text is not annotated yet: wait until it is.")
        if cleaned.get("revision_key") not in (None, revision.pk):
            self.is_outdated, self.data = True, renewed(self.data, revision.pk)
            self.add_error(None, OUTDATED)
            return cleaned
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is not None and end is not None:
            cleaned["span"] = (start, end)
        elif "words" in cleaned:
            try:
                cleaned["span"] = place(revision.text, cleaned["words"])
            except NotPlaced as error:
                self.add_error("words", not_placed(error))
        return cleaned

    def span(self) -> Span:
        span: Span = self.cleaned_data["span"]
        return span

"""What people send, checked before any service sees it."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from articles.models import Annotation, Article, Decision, Revision
from articles.reader.anchors import occurrences
from articles.services.reviewing import NewMark, Ruling

DETAILS = ("title", "byline", "outlet", "published")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; cleans to a list of them. An empty file passes: ingest says why not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[Any]"]:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(one, initial) for one in data]


class UploadForm(forms.Form):
    documents = FilesField(
        label="Files",
        error_messages={"required": "Choose at least one file to upload."},
        max_length=300,
    )


class DetailsForm(forms.ModelForm[Article]):
    class Meta:
        model = Article
        fields = DETAILS
        widgets: ClassVar = {
            "published": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }

    def details(self) -> dict[str, Any]:
        return {field: self.cleaned_data[field] for field in DETAILS}


class PasteForm(DetailsForm):
    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
        error_messages={"required": "Paste the article's text first."},
    )
    field_order = ("text", *DETAILS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean_text(self) -> str:
        """Browsers send CRLF for every line break of a text field; the person typed line breaks."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > settings.UPLOAD_MAX_CHARACTERS:
            most = f"{settings.UPLOAD_MAX_CHARACTERS:,}"
            raise forms.ValidationError(f"The text is longer than {most} characters: split it.")
        return text


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


class MarkForm(forms.Form):
    """An editor's own mark: offsets when the browser knows the selection, else the words."""

    KINDS = (
        ("claim/unsourced", "Statement without a source"),
        ("claim/vague", "Vague source"),
        ("quote/direct", "Quotation"),
        ("quote/indirect", "Paraphrase"),
        ("defect/other", "Fault of the text"),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    words = forms.CharField(
        required=False,
        strip=False,
        label="Words to mark",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Select them in the text, or type them just as they stand there.",
    )
    kind = forms.ChoiceField(choices=KINDS, label="Mark as")
    speaker = forms.CharField(required=False, max_length=300, label="Speaker, if it is a quotation")
    note = forms.CharField(required=False, max_length=2000)

    def __init__(self, *args: Any, revision: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.revision = revision

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("start") is None or cleaned.get("end") is None:
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

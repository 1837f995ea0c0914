"""Articles that come in, and their details."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from articles.models import Article

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
        return typed(self.cleaned_data["text"])


def typed(text: str) -> str:
    """Browsers send CRLF for every line break of a text field; the person typed line breaks."""
    text = text.replace("\r\n", "\n")
    if len(text) > settings.UPLOAD_MAX_CHARACTERS:
        most = f"{settings.UPLOAD_MAX_CHARACTERS:,}"
        raise forms.ValidationError(f"The text is longer than {most} characters: split it.")
    return text

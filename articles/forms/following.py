"""A flag's state, its evidence, who sees to it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat

from articles.models import User
from articles.services.following import Found

MOST = 2**31 - 1


class SeenForm(forms.Form):
    seen = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)


class StateForm(SeenForm):
    """A step of a flag; to withdraw it wants a reason."""

    STEPS = (("needs-source", "Ask for a source"), ("withdraw", "Withdraw"), ("reopen", "Reopen"))
    step = forms.ChoiceField(choices=STEPS)
    reason = forms.CharField(required=False, max_length=2000, label="Why it is withdrawn")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("step") == "withdraw" and not cleaned.get("reason"):
            self.add_error("reason", "Say in a few words why the mark is withdrawn.")
        return cleaned


class EvidenceForm(SeenForm):
    link = forms.URLField(
        required=False,
        max_length=2000,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={"invalid": "Give a whole address, such as https://example.org/report."},
        label="Link",
    )
    document = forms.FileField(required=False, label="Document")
    words = forms.CharField(
        required=False, max_length=4000, label="Note", widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_document(self) -> "UploadedFile[bytes] | None":
        document: UploadedFile[bytes] | None = self.cleaned_data["document"]
        if document and (document.size or 0) > settings.UPLOAD_MAX_BYTES:
            most = filesizeformat(settings.UPLOAD_MAX_BYTES)
            raise forms.ValidationError(f"The document is larger than {most}: link to it instead.")
        return document

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned.get("link") and cleaned.get("document"):
            self.add_error("document", "Add the link and the document one after the other.")
        if not any(cleaned.get(name) for name in ("link", "document", "words")):
            self.add_error("link", "Give a link, a document or a note.")
        return cleaned

    def found(self) -> Found:
        data = self.cleaned_data
        return Found(link=data["link"], document=data["document"], words=data["words"])


class AssignForm(SeenForm):
    assignee = forms.ModelChoiceField(
        User.objects.filter(is_active=True, role=User.Role.EDITOR).order_by("username"),
        required=False,
        empty_label="Nobody",
        label="Who sees to it",
    )

"""Corrections of a mark's words and of a quotation's speaker."""

from collections.abc import Mapping
from typing import Any

from django import forms

from articles.models import Annotation
from articles.reader.placing import NotPlaced, Span, place_pieces, spoken_pieces
from articles.services.correcting import NOBODY, Speaker

MOST = 2**31 - 1
LONGEST = 20_000  # code points of a mark's words, as they are typed
TOO_LONG = {"max_length": "These are more than 20,000 characters: mark fewer words."}
# A form that knows its text by the revision's key was opened before the text was corrected.
OUTDATED = (
    "The text was corrected while you had this page open, and nothing was saved. What you wrote is "
    "kept: look at the words in the new text, then save again."
)


def renewed(data: Mapping[str, Any], revision: int) -> dict[str, Any]:
    """What was sent, for the revision of this key: offsets into another text mean nothing."""
    kept = {name: value for name, value in data.items() if name not in {"start", "end"}}
    return kept | {"revision_key": str(revision)}


class SpanForm(forms.Form):
    """Offsets where the browser knows the selection, else the words, typed or changed."""

    start = forms.IntegerField(
        required=False, min_value=0, max_value=MOST, widget=forms.HiddenInput
    )
    end = forms.IntegerField(required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput)
    words = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST,
        error_messages=TOO_LONG,
        label="Words",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, annotation: Annotation, **kwargs: Any) -> None:
        now = spoken_pieces(annotation.revision.text, annotation.spans)
        kwargs.setdefault("initial", {"words": now, "seen": annotation.version})
        super().__init__(*args, **kwargs)
        self.auto_id = "span-%s"
        self.annotation = annotation

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("start") is not None and cleaned.get("end") is not None:
            cleaned["spans"] = [(cleaned["start"], cleaned["end"])]
        elif "words" in cleaned:
            self._place(cleaned)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        text, near = self.annotation.revision.text, self.annotation.spans
        try:
            cleaned["spans"] = place_pieces(text, cleaned["words"], near=near)
        except NotPlaced as error:
            self.add_error("words", not_placed(error))

    def spans(self) -> list[Span]:
        spans: list[Span] = self.cleaned_data["spans"]
        return spans


def not_placed(error: NotPlaced) -> str:
    if not error.words:
        return "Select or type the words to mark."
    if not error.places:
        return "These words do not stand in the text in this order; check the spelling."
    return f"These words stand in {error.places} places: add the words around them."


def is_seen(value: str) -> bool:
    key, _, version = value.partition("-")
    return all(part.isascii() and part.isdigit() and len(part) < 10 for part in (key, version))


class SeenField(forms.MultipleChoiceField):
    """Ticked marks as "key-version"; cleans to the version seen of each, by its key."""

    def valid_value(self, value: Any) -> bool:
        return is_seen(str(value))

    def clean(self, value: Any) -> dict[int, int]:
        pairs = (each.split("-") for each in super().clean(value))
        return {int(key): int(version) for key, version in pairs}


class SpeakerForm(forms.Form):
    KINDS = (
        ("person", "A person, by name"),
        ("organisation", "An organisation, by name"),
        ("document", "A document"),
        ("anonymous", "Someone who is not named"),
        ("collective", "A group without names"),
        ("unresolved", "Not clear who"),
        (NOBODY, "No speaker in the text"),
    )
    name = forms.CharField(required=False, max_length=300, label="Name, or the text’s own words")
    kind = forms.ChoiceField(choices=KINDS, label="Who that is")
    start = forms.IntegerField(
        required=False, min_value=0, max_value=MOST, widget=forms.HiddenInput
    )
    end = forms.IntegerField(required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput)
    others = SeenField(required=False)
    seen = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, annotation: Annotation, **kwargs: Any) -> None:
        kind = annotation.source_type or ("person" if annotation.speaker else NOBODY)
        now = {"name": annotation.speaker, "kind": kind, "seen": annotation.version}
        kwargs.setdefault("initial", now)
        super().__init__(*args, **kwargs)
        self.auto_id = "speaker-%s"
        self.annotation = annotation
        self.fields["name"].widget.attrs.update(list="speakers", autocomplete="off")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") != NOBODY and not cleaned.get("name") and "name" in cleaned:
            self.add_error("name", "Say who speaks, or choose “No speaker in the text”.")
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is not None and end is not None:
            if start < end <= len(self.annotation.revision.text):
                cleaned["place"] = (start, end)
            else:
                self.add_error("name", "Select the speaker’s words in the text again.")
        return cleaned

    def speaker(self) -> Speaker:
        data = self.cleaned_data
        return Speaker(" ".join(data["name"].split()), data["kind"], data.get("place"))

    def ticked(self) -> set[int]:
        """The keys of the ticked quotations, also of a form that is not valid."""
        given = self["others"].value() or []
        return {int(each.partition("-")[0]) for each in given if is_seen(str(each))}

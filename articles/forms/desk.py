"""What is sent from the article's desk: its state, its assignee, notes."""

from typing import Any

from django import forms

from articles.models import Article, User
from articles.services.handling import Override

LONGEST_NOTE = 4000


def seen_field() -> forms.IntegerField:
    """The version that the person looked at."""
    return forms.IntegerField(min_value=1, max_value=2**31 - 1)


class ReviewForm(forms.Form):
    review = forms.ChoiceField(choices=Article.Review.choices, label="State")
    override = forms.CharField(required=False, max_length=2000, label="Why it is cleared")
    flags = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    seen = seen_field()

    def step(self) -> Article.Review:
        return Article.Review(self.cleaned_data["review"])

    def reason(self) -> Override | None:
        """The written reason to clear the article, if there is one."""
        why = self.cleaned_data["override"]
        return Override(why, self.cleaned_data["flags"] or 0) if why else None


class AssigneeForm(forms.Form):
    assignee = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        empty_label="nobody",
        error_messages={"invalid_choice": "Choose one of the editors, or nobody."},
    )
    seen = seen_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editors = User.objects.filter(is_active=True, role=User.Role.EDITOR)
        self.fields["assignee"].queryset = editors.order_by("username")  # type: ignore[attr-defined]  # django-stubs types `fields` by the base class


class NoteForm(forms.Form):
    text = forms.CharField(label="Note", error_messages={"required": "Write something first."})

    def clean_text(self) -> str:
        """Browsers send CRLF for every line break of a text field; the person typed line breaks."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > LONGEST_NOTE:
            raise forms.ValidationError(
                f"A note holds at most {LONGEST_NOTE:,} characters; this one has {len(text):,}. "
                "Shorten it, or write two."
            )
        return text

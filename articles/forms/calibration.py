"""Which numbers to refit, or to show as shipped again."""

from django import forms

from articles.verdicts import KINDS


class CalibrationForm(forms.Form):
    """`seen` is the version in force that the page showed; 0 where there was none."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 2)

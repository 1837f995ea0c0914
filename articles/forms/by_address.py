"""Articles by their address."""

from django import forms

from articles.ingest.addresses import LONGEST


class AddressForm(forms.Form):
    """What is an address, and which may be fetched, is told where pages are fetched."""

    address = forms.CharField(
        label="Address",
        max_length=LONGEST,
        error_messages={"required": "Give the address of the article first."},
        widget=forms.TextInput(
            attrs={
                "inputmode": "url",
                "autocapitalize": "none",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "https://",
            }
        ),
    )

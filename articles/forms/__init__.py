"""What people send, checked before any service sees it."""

from articles.forms.by_address import AddressForm
from articles.forms.correcting import SpanForm, SpeakerForm
from articles.forms.following import AssignForm, EvidenceForm, StateForm
from articles.forms.library import DetailsForm, PasteForm, UploadForm
from articles.forms.marks import MarkForm, UndoForm, VerdictForm

__all__ = [
    "AddressForm",
    "AssignForm",
    "DetailsForm",
    "EvidenceForm",
    "MarkForm",
    "PasteForm",
    "SpanForm",
    "SpeakerForm",
    "StateForm",
    "UndoForm",
    "UploadForm",
    "VerdictForm",
]

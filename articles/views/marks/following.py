"""A flag on its way: its state, its evidence, who sees to it."""

from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from articles import access
from articles.forms import AssignForm, EvidenceForm, StateForm
from articles.models import Annotation
from articles.services import following
from articles.services.following import NoFlag
from articles.views.htmx import HtmxRequest
from articles.views.marks.changed import Refused, carry_out

NO_FLAG = "Only a flag that holds has a state: a rejected one is settled. Accept it first."


@require_POST
def state(request: HtmxRequest, pk: int) -> HttpResponse:
    """Ask for a source (again), withdraw with a reason, or reopen."""
    annotation = access.reviewable_annotation(request.user, pk)
    user, form = access.editor(request.user), StateForm(request.POST)

    def move() -> Annotation:
        data = form.cleaned_data
        try:
            if data["step"] == "withdraw":
                return following.withdraw(annotation, data["reason"], user=user, seen=data["seen"])
            step = following.reopen if data["step"] == "reopen" else following.needs_source
            return step(annotation, user=user, seen=data["seen"])
        except NoFlag:
            raise Refused(NO_FLAG) from None

    return carry_out(request, annotation, form, move)


@require_POST
def add_evidence(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.reviewable_annotation(request.user, pk)
    user, form = access.editor(request.user), EvidenceForm(request.POST, request.FILES)

    def add() -> Annotation:
        seen = form.cleaned_data["seen"]
        try:
            return following.add_evidence(annotation, form.found(), user=user, seen=seen)
        except NoFlag:
            raise Refused(NO_FLAG) from None

    return carry_out(request, annotation, form, add)


@require_POST
def assign(request: HtmxRequest, pk: int) -> HttpResponse:
    annotation = access.reviewable_annotation(request.user, pk)
    user, form = access.editor(request.user), AssignForm(request.POST)

    def give() -> Annotation:
        data = form.cleaned_data
        try:
            return following.assign(annotation, data["assignee"], user=user, seen=data["seen"])
        except NoFlag:
            raise Refused("Only flags are assigned to somebody.") from None

    return carry_out(request, annotation, form, give)


@require_GET
def document(request: HtmxRequest, pk: int, number: int) -> FileResponse:
    """A document given as evidence: always a download, never rendered by the browser."""
    evidence = access.readable_document(request.user, pk, number)
    return FileResponse(
        evidence.document.open("rb"),
        as_attachment=True,
        filename=evidence.document_name,
        content_type="application/octet-stream",
        headers={"Content-Security-Policy": "sandbox; default-src 'none'"},
    )

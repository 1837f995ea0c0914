"""Calibration: do the numbers hold against the newsroom's own verdicts, and what is missed?"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from articles import access
from articles.forms.calibration import CalibrationForm
from articles.models import Calibration
from articles.services import calibrating
from articles.services.calibrating import NotRefitted, StaleCalibration
from articles.verdicts import NAMES
from articles.views.calibration.calibration_page import WHY_NOT, calibration_page
from articles.views.htmx import CONFLICT, INVALID

ELSEWHERE = "Somebody changed these numbers since you opened the page: look again."
AGAIN = "Reload the page and press the button again."


@require_GET
def calibration(request: HttpRequest) -> HttpResponse:
    return show(request)


@require_POST
def refit(request: HttpRequest) -> HttpResponse:
    says = "{}: the numbers now follow your verdicts. You can go back to the shipped ones below."
    return change(request, calibrating.refit, says)


@require_POST
def shipped(request: HttpRequest) -> HttpResponse:
    return change(request, calibrating.back_to_shipped, "{}: the shipped numbers are shown again.")


def change(request: HttpRequest, service: Callable[..., Calibration], says: str) -> HttpResponse:
    user, form = access.editor(request.user), CalibrationForm(request.POST)
    if not form.is_valid():
        messages.error(request, AGAIN)
        return show(request, status=INVALID)
    kind = form.cleaned_data["kind"]
    try:
        service(kind, user=user, seen=form.cleaned_data["seen"])
    except NotRefitted as error:
        messages.error(request, WHY_NOT[error.refused.why])
        return show(request, status=CONFLICT)
    except StaleCalibration:
        messages.error(request, ELSEWHERE)
        return show(request, status=CONFLICT)
    messages.success(request, says.format(NAMES[kind]))
    return redirect(f"{reverse('calibration')}#{kind}")


def show(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    page = calibration_page(access.member(request.user))
    return render(request, "articles/calibration.html", page, status=status)

"""The htmx protocol, in one place."""

from django.http import HttpRequest, HttpResponse
from django_htmx.http import reswap, retarget, trigger_client_event
from django_htmx.middleware import HtmxDetails

STOP_POLLING = 286  # htmx swaps the answer in and stops asking
INVALID = 422  # htmx is set to swap it like a success
CONFLICT = 409  # someone else was faster; swapped, too


class HtmxRequest(HttpRequest):
    """A request as it comes out of the middleware."""

    htmx: HtmxDetails


def into(response: HttpResponse, selector: str) -> HttpResponse:
    """Swap the answer into another element than the one that asked, keeping that element."""
    return reswap(retarget(response, selector), "innerHTML")


def announce(response: HttpResponse, event: str, **detail: object) -> HttpResponse:
    """Tell the page's scripts that something happened, once the answer is swapped in."""
    return trigger_client_event(response, event, detail, after="settle")

"""What every request passes: its size, and who it comes from."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect


class RequestSizeMiddleware:
    """Refuses a request that is larger than any allowed upload before a byte of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) <= settings.REQUEST_MAX_BYTES:
            return self.get_response(request)
        context = {"most": settings.REQUEST_MAX_BYTES // 1_000_000}
        return render(request, "errors/too_large.html", context, status=413)


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends strangers to sign in; a part of a page must send the whole page there."""

    def process_view(
        self, request: Any, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        response = super().process_view(request, view_func, view_args, view_kwargs)
        if response is not None and request.htmx:
            return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
        return response

"""What every request passes: its size and encoding, and who it comes from."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

UTF8 = frozenset({"utf-8", "utf8"})


class RequestMiddleware:
    """Refuses, before a byte is read, what is larger than any upload or not in UTF-8."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        params = request.content_params or {}
        if params.get("charset", "utf-8").lower() not in UTF8:
            return HttpResponseBadRequest("Send forms in UTF-8.", content_type="text/plain")
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
        if not getattr(view_func, "login_required", True):
            return None  # before the person is looked up: /healthz answers without a database
        response = super().process_view(request, view_func, view_args, view_kwargs)
        if response is None or not request.htmx:
            return response
        back = request.htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={quote(back)}")

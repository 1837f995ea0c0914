"""What a person reads when something cannot be done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context = {"why": str(exception or "")}
    return render(request, "errors/forbidden.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/broken.html", status=500)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its CSRF token: nearly always a page that was left open too long."""
    return render(request, "errors/no_token.html", status=403)

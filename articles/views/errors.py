"""What a person reads when something cannot be done."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context = {"most_files": settings.UPLOAD_MAX_FILES, "most": settings.UPLOAD_MAX_CHARACTERS}
    return render(request, "errors/bad_request.html", context, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context = {"why": str(exception or "")}
    return render(request, "errors/forbidden.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: what broke may be the database that knows the person."""
    return HttpResponse(render_to_string("errors/broken.html"), status=500)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its CSRF token: nearly always a page that was left open too long."""
    return render(request, "errors/no_token.html", status=403)

"""Signing in by password or one-time link, and setting a password."""

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import access
from articles.services import accounts
from articles.views.htmx import INVALID

GONE = 410


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, so that a preview cannot use it up; the button does."""
    link = accounts.open_link(token)
    if request.method == "POST" and link is not None and accounts.redeem(link):
        login(request, link.user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("library")
    if link is None or request.method == "POST":
        return render(request, "people/link_gone.html", status=GONE)
    return render(request, "people/link.html", {"person": link.user})


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    user = access.member(request.user)
    # Whoever has a password must know it: an open session alone does not take an account over.
    kind = PasswordChangeForm if user.has_usable_password() else SetPasswordForm
    form = kind(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.set_password(user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        messages.success(request, "Your password is set: you can sign in with it from now on.")
        return redirect("library")
    status = INVALID if form.is_bound else 200
    return render(request, "people/password.html", {"form": form}, status=status)

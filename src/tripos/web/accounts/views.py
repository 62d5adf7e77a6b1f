"""Logging in, joining by invitation, and passwords."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from axes.utils import reset
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tripos.errors import TriposError
from tripos.web.accounts.forms import ChangeForm, JoinForm, LoginForm, NewPasswordForm, ResetForm
from tripos.web.record.accounts import GONE, join, open_invitation
from tripos.web.sentences import refused

_LOCKED = "there were too many wrong tries for this account; wait an hour, or reset the password"
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Login(auth.LoginView):
    """E-mail and password; ten wrong tries lock the pair of account and address for an hour."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form with what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=400)


def known_as(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name under which wrong tries are counted: another case makes no other account."""
    given = (credentials or {}).get("username")
    if given is None and request is not None:
        given = request.POST.get("username", "")
    return str(given or "").strip().lower()[:150]


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG001
    """The answer to too many wrong tries."""
    return refused(request, 429, _LOCKED)


def join_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Makes an account from an invitation that holds, and logs its owner in."""
    invitation = open_invitation(secret)
    if invitation is None:
        return refused(request, 404, GONE)
    form = JoinForm(request.POST or None, initial={"email": invitation.email})
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "accounts/join.html", {"form": form}, status=status)
    said = form.cleaned_data
    try:
        learner = join(invitation, said["name"], said["email"], said["password"])
    except TriposError as error:
        return refused(request, 409, str(error))
    login(request, learner.user, backend=BACKEND)
    return redirect("/welcome/1/")


class Password(auth.PasswordChangeView):
    """A new password for whoever knows the old one."""

    form_class = ChangeForm
    template_name = "accounts/password.html"
    success_url = "/settings/"


class Reset(auth.PasswordResetView):
    """Sends a link to a new password; says the same whether or not there is such an account."""

    form_class = ResetForm
    template_name = "accounts/reset.html"
    email_template_name = "accounts/reset_mail.txt"
    subject_template_name = "accounts/reset_subject.txt"

    def form_valid(self, form: Any) -> HttpResponse:
        """Sends the link with the address that the operator gave, whatever host was asked."""
        parts = urlsplit(settings.ADDRESS)
        self.extra_email_context = {"domain": parts.netloc, "protocol": parts.scheme}
        return super().form_valid(form)


class ResetConfirm(auth.PasswordResetConfirmView):
    """Takes the new password from the bearer of the link."""

    form_class = NewPasswordForm
    template_name = "accounts/reset_confirm.html"
    success_url = "/accounts/login"

    def form_valid(self, form: Any) -> HttpResponse:
        """Stores the password, and forgets the wrong tries before."""
        reset(username=form.user.get_username())
        return super().form_valid(form)

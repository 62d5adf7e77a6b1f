"""Logging in, joining by invitation, and passwords."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth import views as auth
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tripos.web.accounts.forms import JoinForm, LoginForm
from tripos.web.record.models import Invitation, Learner
from tripos.web.record.models.access import hashed
from tripos.web.sentences import refused

_GONE = "this invitation has been used or has expired; ask for a new one"
_LOCKED = "there were too many wrong tries for this account; wait an hour, or reset the password"
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Login(auth.LoginView):
    """E-mail and password; ten wrong tries lock the pair of account and address for an hour."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG001
    """The answer to too many wrong tries."""
    return refused(request, 429, _LOCKED)


def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Makes an account from an invitation that holds, and logs its owner in."""
    invitation = _open_invitations().filter(hash=hashed(secret)).first()
    if invitation is None:
        return refused(request, 404, _GONE)
    form = JoinForm(request.POST or None, initial={"email": invitation.email})
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "accounts/join.html", {"form": form}, status=status)
    learner = _new_account(invitation, form.cleaned_data)
    if learner is None:
        return refused(request, 409, _GONE)
    login(request, learner.user, backend=BACKEND)
    return redirect("/")


def _open_invitations() -> Any:
    return Invitation.objects.filter(used_by=None, expires__gt=timezone.now())


def _new_account(invitation: Invitation, said: dict[str, Any]) -> Learner | None:
    """The learner; None if somebody else used the invitation, or the address, at the same time."""
    try:
        with transaction.atomic():
            held = _open_invitations().select_for_update().filter(pk=invitation.pk).first()
            if held is None:
                return None
            user = User.objects.create_user(said["email"], said["email"], said["password"])
            learner = Learner.objects.create(
                user=user, role=held.role, person={"name": said["name"]}
            )
            held.used_by = learner
            held.save(update_fields=["used_by"])
            return learner
    except IntegrityError:
        return None


class Password(auth.PasswordChangeView):
    """A new password for whoever knows the old one."""

    template_name = "accounts/password.html"
    success_url = "/settings/"


class Reset(auth.PasswordResetView):
    """Sends a link to a new password; says the same whether or not there is such an account."""

    template_name = "accounts/reset.html"
    email_template_name = "accounts/reset_mail.txt"
    subject_template_name = "accounts/reset_subject.txt"


class ResetConfirm(auth.PasswordResetConfirmView):
    """Takes the new password from the bearer of the link."""

    template_name = "accounts/reset_confirm.html"
    success_url = "/accounts/login"

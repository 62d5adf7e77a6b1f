"""The forms of accounts. A person is known by their e-mail address, whatever its case."""

from __future__ import annotations

import threading
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from tripos.web.record.accounts import TAKEN

_HINT = "Ten characters or more; a short sentence is best."
_WRONG = "E-mail and password do not fit together."


def _password(label: str, hint: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(widget=widget, strip=False, label=label, help_text=hint, max_length=1000)


class LoginForm(AuthenticationForm):
    """E-mail and password."""

    error_messages = {"invalid_login": _WRONG, "inactive": _WRONG}  # noqa: RUF012 - Django's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-mail"
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "inputmode": "email"}

    def clean_username(self) -> str:
        """The address in lower case, as it is kept."""
        return str(self.cleaned_data["username"]).strip().lower()


class JoinForm(forms.Form):
    """What an invited person says to get an account."""

    name = forms.CharField(
        max_length=150, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        max_length=150, label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = _password("Password", _HINT)
    again = _password("Password again")

    def clean_email(self) -> str:
        """The address in lower case. Raises ValidationError if it has an account."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(username=email).exists():
            raise ValidationError(f"{TAKEN[:1].upper()}{TAKEN[1:]}.")
        return email

    def clean(self) -> dict[str, Any]:
        """The whole form. Raises ValidationError for a weak or mistyped password."""
        found = super().clean() or {}
        password = found.get("password")
        if password and password != found.get("again"):
            self.add_error("again", "The two passwords are not the same.")
        elif password:
            person = User(username=found.get("email", ""), first_name=found.get("name", ""))
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return found


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, twice."""

    new_password1 = _password("New password", _HINT)
    new_password2 = _password("New password again")


class ChangeForm(PasswordChangeForm):
    """The old password, and a new one twice."""

    new_password1 = _password("New password", _HINT)
    new_password2 = _password("New password again")


class ResetForm(PasswordResetForm):
    """Sends its mail beside the answer, which must not take longer where there is an account."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Sends the mail in a thread; what goes wrong is logged."""
        send = super().send_mail
        threading.Thread(target=lambda: send(*args, **kwargs), name="mail").start()

"""The forms of accounts. A person is known by their e-mail address, whatever its case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

_TAKEN = "There is an account with this address already: log in, or ask for a new password."


class LoginForm(AuthenticationForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-mail"

    def clean_username(self) -> str:
        """The address in lower case, as it is kept."""
        return str(self.cleaned_data["username"]).strip().lower()


class JoinForm(forms.Form):
    """What an invited person says to get an account."""

    name = forms.CharField(max_length=150, label="Your name")
    email = forms.EmailField(max_length=150, label="E-mail")
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False,
        label="Password", help_text="Ten characters or more; a short sentence is best.",
    )  # fmt: skip
    again = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False,
        label="Password again",
    )  # fmt: skip

    def clean_email(self) -> str:
        """The address in lower case. Raises ValidationError if it has an account."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(username=email).exists():
            raise ValidationError(_TAKEN)
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

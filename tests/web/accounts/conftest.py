"""A shared server, its administrator, and invitations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tripos.web.record.accounts import invite
from tripos.web.record.models import Learner

PASSWORD = "seven-grey-geese-fly"
HOST = "127.0.0.1"


@pytest.fixture(autouse=True)
def shared(settings) -> None:
    """Accounts exist."""
    settings.LOCAL = False


@pytest.fixture
def admin(db: None) -> Client:
    """A window of an administrator."""
    user = User.objects.create_user("root@example.org", "root@example.org", PASSWORD)
    Learner.objects.create(user=user, role=Learner.ADMIN)
    window = Client(HTTP_HOST=HOST)
    window.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return window


@pytest.fixture
def invited(db: None) -> Callable[..., str]:
    """The path of a new invitation."""

    def made(email: str = "", role: str = Learner.LEARNER, days: int = 7) -> str:
        return invite(email, role, days).partition(HOST + ":8321")[2]

    return made


def said(**changes: str) -> dict[str, str]:
    """What somebody types to join."""
    return {"name": "Grace", "email": "grace@example.org", "password": PASSWORD,
            "again": PASSWORD} | changes  # fmt: skip


@pytest.fixture
def grace(invited) -> Learner:
    """Somebody with an account and a password, not logged in."""
    Client(HTTP_HOST=HOST).post(invited(), said())
    return Learner.objects.get(user__username="grace@example.org")


def log_in(window: Client, email: str = "grace@example.org", password: str = PASSWORD):
    """The answer to an attempt to log in."""
    return window.post("/accounts/login", {"username": email, "password": password})

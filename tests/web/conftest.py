"""Learners, and clients that act for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tripos.content import read_user_document
from tripos.web.record.models import Learner
from tripos.web.record.person import save_person

EXAMPLES = Path(__file__).parents[2] / "examples"


def _made(name: str) -> Learner:
    user = User.objects.create_user(name, f"{name}@example.org", "a-long-sentence-7")
    return Learner.objects.create(user=user)


def _logged_in(learner: Learner) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(learner.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def learner(db: None) -> Learner:
    """Somebody with an empty record."""
    return _made("ada")


@pytest.fixture
def client(learner: Learner) -> Client:
    """A window in which `learner` is logged in."""
    return _logged_in(learner)


@pytest.fixture
def stranger(db: None) -> Client:
    """A window in which somebody else is logged in."""
    return _logged_in(_made("eve"))


@pytest.fixture
def anonymous(db: None) -> Client:
    """A window in which nobody is logged in."""
    return Client(HTTP_HOST="127.0.0.1")


@pytest.fixture
def example() -> Callable[[str], dict[str, Any]]:
    """The content of an example file, by name."""

    def read(name: str) -> dict[str, Any]:
        data = read_user_document(EXAMPLES / f"{name}.yaml").data
        found: dict[str, Any] = json.loads(json.dumps(data, default=str))
        return found

    return read


@pytest.fixture
def with_person(example: Callable[[str], dict[str, Any]]) -> Callable[[Learner, str], None]:
    """Stores an example as the profile of a learner."""

    def store(learner: Learner, name: str) -> None:
        save_person(learner, example(name))

    return store

"""The one-time link at home."""

from __future__ import annotations

import threading

import pytest
from django.test import Client

from tests.web.accounts.conftest import HOST
from tripos.web.accounts.local import _taken

pytestmark = pytest.mark.django_db
TOKEN = "the-token-of-this-start"


@pytest.fixture(autouse=True)
def at_home(settings, monkeypatch) -> None:
    """`tripos up` has just started."""
    settings.LOCAL = True
    monkeypatch.setenv("TRIPOS_LOCAL_TOKEN", TOKEN)


def test_it_works(anonymous) -> None:
    """The bearer of the token gets to the pages."""
    assert 403 == anonymous.get("/settings/").status_code

    assert "/" == anonymous.get(f"/open?token={TOKEN}").url
    assert 200 == anonymous.get("/settings/").status_code


def test_it_works_once(anonymous) -> None:
    """A second window with the same address is kept out with a sentence; the first goes on."""
    anonymous.get(f"/open?token={TOKEN}")
    second = Client(HTTP_HOST=HOST)

    answer = second.get(f"/open?token={TOKEN}")

    assert 403 == answer.status_code
    assert "This link has been used" in answer.content.decode()
    assert 403 == second.get("/settings/").status_code
    assert "/" == anonymous.get(f"/open?token={TOKEN}").url


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "\udcff", "ä"])
def test_a_wrong_token_opens_nothing_and_costs_nothing(anonymous, token: str) -> None:
    """Guessing is refused; the right token still works afterwards."""
    assert 403 == anonymous.get("/open", {"token": token.encode("utf-8", "replace")}).status_code
    assert "/" == anonymous.get(f"/open?token={TOKEN}").url


def test_of_many_at_once_one_gets_in() -> None:
    """The token is taken by one, whatever the timing."""
    start, got = threading.Barrier(8), []

    def take() -> None:
        start.wait(10)
        got.append(_taken(TOKEN))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert 1 == sum(got)

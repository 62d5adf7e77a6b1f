"""Logging in and out, and who guesses."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.web.accounts.conftest import HOST, PASSWORD, log_in

pytestmark = pytest.mark.django_db


def test_it_works(grace, anonymous) -> None:
    """With e-mail and password one gets to one's pages, and out again."""
    answer = log_in(anonymous)
    assert "/" == answer.url
    assert 200 == anonymous.get("/settings/").status_code

    anonymous.post("/accounts/logout")

    assert "/accounts/login?next=/settings/" == anonymous.get("/settings/").url


def test_one_comes_back_to_where_one_wanted_to_go(grace, anonymous) -> None:
    """After the login follows the page that was asked for, if it is one of ours."""
    page = anonymous.get("/accounts/login?next=/plan/").content.decode()
    assert 'name="next" value="/plan/"' in page
    form = {"username": "grace@example.org", "password": PASSWORD}

    assert "/plan/" == anonymous.post("/accounts/login", form | {"next": "/plan/"}).url
    elsewhere = Client(HTTP_HOST=HOST)
    assert "/" == elsewhere.post("/accounts/login", form | {"next": "https://evil.example/"}).url


@pytest.mark.parametrize(
    ("email", "password"), [("grace@example.org", "wrong"), ("nobody@example.org", PASSWORD)]
)
def test_wrong_is_wrong(grace, anonymous, email: str, password: str) -> None:
    """It is not said which of the two was wrong."""
    answer = log_in(anonymous, email, password)

    assert 400 == answer.status_code
    assert "E-mail and password do not fit together." in answer.content.decode()


def test_whoever_is_shut_out_stays_out(grace, anonymous) -> None:
    """A closed account cannot log in, and a window that was open is closed."""
    log_in(anonymous)
    grace.user.is_active = False
    grace.user.save()

    assert 302 == anonymous.get("/settings/").status_code
    answer = log_in(Client(HTTP_HOST=HOST))
    assert 400 == answer.status_code
    assert "do not fit together" in answer.content.decode()


def test_the_session_is_a_new_one_after_the_login(grace, anonymous) -> None:
    """A session that somebody planted before is worth nothing afterwards."""
    anonymous.get("/accounts/login")
    session = anonymous.session
    session["planted"] = "yes"
    session.save()
    anonymous.cookies["tripos_session_8321"] = before = session.session_key

    log_in(anonymous)

    assert before != anonymous.cookies["tripos_session_8321"].value
    assert not Session.objects.filter(session_key=before).exists()


def test_ten_wrong_tries_lock_the_account(grace, anonymous) -> None:
    """Even the right password opens nothing then, from that address; others are not concerned."""
    for number in range(10):
        answer = log_in(anonymous, password=f"wrong-{number}")

    assert 429 == answer.status_code
    assert "too many wrong tries for this account" in answer.content.decode()
    assert 429 == log_in(anonymous).status_code
    assert 429 == log_in(anonymous, "GRACE@example.org").status_code
    assert 302 == log_in(Client(HTTP_HOST=HOST, REMOTE_ADDR="192.0.2.7")).status_code


def test_another_case_is_not_another_account_to_guess(grace, anonymous) -> None:
    """Wrong tries are counted whatever the case of the address."""
    for number in range(10):
        email = "grace@example.org"
        answer = log_in(anonymous, email[:number].upper() + email[number:], "wrong")

    assert 429 == answer.status_code


def test_a_right_try_forgets_the_wrong_ones(grace, anonymous) -> None:
    """Nine slips, then the right password: one may slip again."""
    for _ in range(2):
        for number in range(9):
            log_in(Client(HTTP_HOST=HOST), password=f"wrong-{number}")
        assert 302 == log_in(Client(HTTP_HOST=HOST)).status_code


def test_logging_out_needs_a_form(grace, anonymous) -> None:
    """A link on another page cannot log anybody out."""
    log_in(anonymous)

    assert 405 == anonymous.get("/accounts/logout").status_code
    assert 200 == anonymous.get("/settings/").status_code


def test_the_local_link_opens_nothing_on_a_shared_server(anonymous, monkeypatch) -> None:
    """The one-time link exists at home only."""
    monkeypatch.setenv("TRIPOS_LOCAL_TOKEN", "a-token")

    assert 404 == anonymous.get("/open?token=a-token").status_code

"""Passwords: changed by whoever knows them, reset by whoever reads the mail."""

from __future__ import annotations

import re
import threading

import pytest
from django.core import mail
from django.test import Client

from tests.web.accounts.conftest import HOST, PASSWORD, log_in
from tripos.web.accounts.doors import MOST_TRIES

pytestmark = pytest.mark.django_db
NEW = "nine-brown-bears-walk"


def _ask(window: Client, email: str = "grace@example.org"):
    answer = window.post("/accounts/password-reset", {"email": email})
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join(10)
    return answer


def _link() -> str:
    found = re.search(r"http://127.0.0.1:8321(/\S+)", mail.outbox[0].body)
    assert found is not None
    return found[1]


def _change(window: Client, old: str, new: str = NEW, again: str = NEW):
    form = {"old_password": old, "new_password1": new, "new_password2": again}
    return window.post("/accounts/password", form)


def test_it_works(grace, anonymous) -> None:
    """The mail holds a link; with it one chooses a new password and logs in."""
    assert "/accounts/password-reset/sent" == _ask(anonymous).url
    (letter,) = mail.outbox
    assert ["grace@example.org"] == letter.to
    assert "A new password for Tripos" == letter.subject

    form_page = anonymous.get(_link()).url
    assert "New password" in anonymous.get(form_page).content.decode()
    done = anonymous.post(form_page, {"new_password1": NEW, "new_password2": NEW})

    assert "/accounts/login" == done.url
    assert 400 == log_in(anonymous).status_code
    assert 302 == log_in(anonymous, password=NEW).status_code


def test_nobody_learns_who_has_an_account(grace, anonymous) -> None:
    """The answer is the same for an address without an account, and no mail is sent."""
    known, unknown = _ask(anonymous), _ask(anonymous, "nobody@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert 1 == len(mail.outbox)
    assert "If there is an account" in anonymous.get(known.url).content.decode()


def test_the_link_holds_once(grace, anonymous) -> None:
    """After it was used, and for whoever makes one up, there is a sentence."""
    _ask(anonymous)
    link = _link()
    form_page = anonymous.get(link).url
    anonymous.post(form_page, {"new_password1": NEW, "new_password2": NEW})

    for path in (link, "/accounts/password-reset/MQ/abc-def"):
        assert "no longer holds" in Client(HTTP_HOST=HOST).get(path).content.decode()


def test_the_link_leads_to_the_address_of_the_server(grace, settings) -> None:
    """Whatever host was asked, the mail names the address that the operator gave."""
    settings.ALLOWED_HOSTS = ["127.0.0.1", "other.example"]

    _ask(Client(HTTP_HOST="other.example"))

    assert "other.example" not in mail.outbox[0].body
    assert _link()


def test_a_reset_unlocks(grace, anonymous) -> None:
    """Who was locked out gets in again with the new password."""
    for number in range(10):
        log_in(anonymous, password=f"wrong-{number}")
    _ask(anonymous)
    form_page = anonymous.get(_link()).url
    anonymous.post(form_page, {"new_password1": NEW, "new_password2": NEW})

    assert 302 == log_in(anonymous, password=NEW).status_code


def test_asking_is_limited(grace, anonymous) -> None:
    """Nobody's mailbox can be filled."""
    for _ in range(MOST_TRIES):
        _ask(anonymous, "nobody@example.org")

    assert 429 == _ask(anonymous).status_code
    assert [] == mail.outbox


def test_changing_needs_the_old_password(grace, anonymous) -> None:
    """Whoever finds an open window cannot take the account over."""
    log_in(anonymous)

    wrong = _change(anonymous, "wrong")
    right = _change(anonymous, PASSWORD)

    assert "Your old password was entered incorrectly" in wrong.content.decode()
    assert "/settings/" == right.url
    assert 200 == anonymous.get("/settings/").status_code
    assert 302 == log_in(Client(HTTP_HOST=HOST), password=NEW).status_code


def test_changing_closes_other_windows(grace, anonymous) -> None:
    """Who had got in elsewhere is out."""
    other = Client(HTTP_HOST=HOST)
    log_in(anonymous)
    log_in(other)

    _change(anonymous, PASSWORD)

    assert 302 == other.get("/settings/").status_code


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [("short", "short", "too short"), (NEW, NEW + "x", "didn’t match")],
)
def test_a_weak_password_is_refused(grace, anonymous, new, again, sentence) -> None:
    """The rules give their sentence, and the old password holds."""
    log_in(anonymous)

    assert sentence in _change(anonymous, PASSWORD, new, again).content.decode()
    assert 302 == log_in(Client(HTTP_HOST=HOST)).status_code


def test_nobody_else_gets_to_the_form(anonymous) -> None:
    """Without a session it leads to the login."""
    assert anonymous.get("/accounts/password").url.startswith("/accounts/login")

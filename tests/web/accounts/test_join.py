"""Joining a shared server by invitation."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.web.accounts.conftest import HOST, PASSWORD, log_in, said
from tripos.errors import TriposError
from tripos.web.accounts.doors import MOST_TRIES
from tripos.web.record.accounts import GONE, invite, join, open_invitation
from tripos.web.record.exchange import delete_record
from tripos.web.record.models import Attempt, Invitation, Learner

pytestmark = pytest.mark.django_db


def test_it_works(invited, anonymous) -> None:
    """An invitation makes an account in its role, and its owner is in and welcomed."""
    path = invited(role=Learner.MENTOR)
    assert "You are invited" in anonymous.get(path).content.decode()

    answer = anonymous.post(path, said())

    assert "/welcome/1/" == answer.url
    assert 200 == anonymous.get("/settings/").status_code
    made = Learner.objects.get()
    assert (Learner.MENTOR, "grace@example.org", "Grace") == (
        made.role, made.user.email, made.user.first_name
    )  # fmt: skip
    assert made.user.password.startswith("argon2")


def test_only_a_hash_of_the_invitation_is_kept(invited) -> None:
    """Who reads the record cannot use the invitations in it."""
    secret = invited().rpartition("/")[2]

    assert len(secret) > 30
    assert secret not in str(Invitation.objects.values_list())


def test_an_invitation_makes_one_account(invited, anonymous) -> None:
    """The second use is answered with a sentence."""
    path = invited()
    anonymous.post(path, said())
    second = Client(HTTP_HOST=HOST)

    for answer in (second.get(path), second.post(path, said(email="other@example.org"))):
        assert 404 == answer.status_code
        assert "has been used or has expired" in answer.content.decode()
    assert 1 == User.objects.count()


def test_an_invitation_does_not_come_back_when_its_account_goes(invited, anonymous, grace) -> None:
    """Deleting an account does not make room for another one under the same link."""
    path = invited()
    anonymous.post(path, said(email="short@example.org"))

    delete_record(Learner.objects.get(user__username="short@example.org"))

    assert 404 == Client(HTTP_HOST=HOST).get(path).status_code


def test_an_invitation_expires(invited, anonymous) -> None:
    """After its days it opens nothing."""
    path = invited(days=1)
    Invitation.objects.update(expires=timezone.now() - dt.timedelta(seconds=1))

    assert 404 == anonymous.get(path).status_code


def test_a_made_up_link_opens_nothing(anonymous) -> None:
    """Guessing is answered like an invitation that is gone."""
    assert 404 == anonymous.get("/accounts/join/aaaaaaaaaaaaaaaaaaaaaaaaaaaa").status_code


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"again": "something-else-9"}, "The two passwords are not the same."),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "1234567890123", "again": "1234567890123"}, "entirely numeric"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": "grace@example.org", "again": "grace@example.org"}, "too similar"),
        ({"email": "no address"}, "valid email"),
        ({"name": ""}, "required"),
        ({"name": "a\x00b"}, "Null characters"),
    ],
)
def test_a_mistake_is_a_sentence(invited, anonymous, changes, sentence) -> None:
    """What is wrong is said at its field, what was typed stays, the invitation holds."""
    path = invited()

    answer = anonymous.post(path, said(**changes))

    page = answer.content.decode()
    assert 400 == answer.status_code
    assert sentence in page
    assert PASSWORD not in page
    assert 0 == User.objects.count()
    assert 302 == anonymous.post(path, said()).status_code


def test_an_address_has_one_account_whatever_its_case(invited, grace, anonymous) -> None:
    """GRACE@EXAMPLE.ORG is grace@example.org."""
    answer = anonymous.post(invited(), said(email="GRACE@Example.ORG"))

    assert 400 == answer.status_code
    assert "There is an account with this address already" in answer.content.decode()
    assert 302 == log_in(anonymous, "Grace@EXAMPLE.org").status_code


def test_two_cannot_take_the_same_address_at_once(invited, grace) -> None:
    """Where the check came too early, the record still refuses."""
    invitation = open_invitation(invited().rpartition("/")[2])

    with pytest.raises(TriposError, match="account with this address"):
        join(invitation, "G", "grace@example.org", PASSWORD)
    assert open_invitation("nothing") is None
    assert Invitation.objects.filter(used_by=None).exists()


@pytest.mark.django_db(transaction=True)
def test_two_cannot_use_an_invitation_at_once() -> None:
    """Of many who press the button in the same moment, one gets the account."""
    secret = invite("", Learner.LEARNER, 7).rpartition("/")[2]
    invitation = open_invitation(secret)
    start, errors = threading.Barrier(6), []

    def press(number: int) -> None:
        try:
            start.wait(10)
            join(invitation, "G", f"{number}@example.org", PASSWORD)
        except TriposError as error:
            errors.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert [GONE] * 5 == errors
    assert 1 == User.objects.count() == Learner.objects.count()


def test_tries_are_limited(invited, anonymous) -> None:
    """Beyond some tries an hour from one address there is a sentence, elsewhere there is none."""
    path = invited()
    for _ in range(MOST_TRIES):
        anonymous.post(path, said(again="x"))

    refused = anonymous.post(path, said())
    elsewhere = Client(HTTP_HOST=HOST, REMOTE_ADDR="192.0.2.7").post(path, said())

    assert (429, 302) == (refused.status_code, elsewhere.status_code)
    assert "too many tries" in refused.content.decode()
    Attempt.objects.update(at=timezone.now() - dt.timedelta(hours=2))
    assert 404 == anonymous.post(path, said()).status_code


def test_at_home_there_is_nothing_to_join(invited, anonymous, settings) -> None:
    """Without a shared server the pages of accounts say that none is needed."""
    path = invited()
    settings.LOCAL = True

    for address in (path, "/accounts/login", "/accounts/password-reset", "/accounts/people"):
        answer = anonymous.get(address)
        assert 404 == answer.status_code, address
        assert "no need to log in" in answer.content.decode()

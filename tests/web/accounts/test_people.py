"""The administrator's page."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.web.accounts.conftest import HOST, log_in, said
from tripos.web.record.models import Invitation, Learner

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://127\.0\.0\.1:8321(/accounts/join/[\w-]+)")


def test_it_works(admin, grace) -> None:
    """All accounts are listed with their roles."""
    page = admin.get("/accounts/people").content.decode()

    assert "2 accounts" in page
    assert "grace@example.org" in page


def test_an_invitation_is_shown_once(admin) -> None:
    """The link works, and is on no later page."""
    page = admin.post("/accounts/invitations", {"email": "New@example.org", "role": "mentor",
                                                "days": "3"})  # fmt: skip
    link = LINK.search(page.content.decode())
    assert link is not None
    assert "no-store" in page["Cache-Control"]
    later = admin.get("/accounts/people").content.decode()
    assert not LINK.search(later)
    assert "new@example.org" in later

    window = Client(HTTP_HOST=HOST)
    assert 'value="new@example.org"' in window.get(link[1]).content.decode()
    window.post(link[1], said(email="new@example.org"))
    assert Learner.MENTOR == Learner.objects.get(user__email="new@example.org").role


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"role": "emperor"}, "choose one of learner, mentor, admin"),
        ({"days": "0"}, "between 1 and 365"),
        ({"days": "soon"}, "between 1 and 365"),
        ({"days": "9" * 5000}, "between 1 and 365"),
        ({"email": "nonsense"}, "is not an e-mail address"),
        ({"email": "GRACE@example.org"}, "account with this address already"),
    ],
)
def test_a_wrong_invitation_is_a_sentence(admin, grace, form, sentence) -> None:
    """Nothing is made, and what was typed stays."""
    answer = admin.post("/accounts/invitations", {"role": "learner", "days": "7"} | form)

    assert 400 == answer.status_code
    assert sentence in answer.content.decode()
    assert not Invitation.objects.filter(used_by=None).exists()


def test_an_invitation_can_be_withdrawn(admin, invited) -> None:
    """Its link opens nothing then; withdrawing twice is a sentence."""
    path = invited("x@example.org")
    withdraw = f"/accounts/invitations/{Invitation.objects.get().pk}/withdraw"

    assert 302 == admin.post(withdraw).status_code
    assert 404 == Client(HTTP_HOST=HOST).get(path).status_code
    assert 400 == admin.post(withdraw).status_code


def test_roles_change(admin, grace) -> None:
    """The new role holds at once."""
    admin.post(f"/accounts/people/{grace.pk}", {"role": "admin"})
    window = Client(HTTP_HOST=HOST)
    log_in(window)

    assert 200 == window.get("/accounts/people").status_code


def test_shutting_out_and_letting_in(admin, grace) -> None:
    """Who is shut out sees nothing, and finds everything when let in again."""
    window = Client(HTTP_HOST=HOST)
    log_in(window)

    admin.post(f"/accounts/people/{grace.pk}", {"active": "0"})
    assert 302 == window.get("/settings/").status_code
    assert "shut out" in admin.get("/accounts/people").content.decode()

    admin.post(f"/accounts/people/{grace.pk}", {"active": "1"})
    assert 302 == log_in(window).status_code


def test_an_administrator_always_remains(admin) -> None:
    """Nobody takes their own role away, or shuts themselves out."""
    me = Learner.objects.get()
    for form in ({"role": "learner"}, {"active": "0"}):
        answer = admin.post(f"/accounts/people/{me.pk}", form)

        assert 400 == answer.status_code
        assert "ask another administrator" in answer.content.decode()
    assert 200 == admin.get("/accounts/people").status_code


@pytest.mark.parametrize("form", [{"role": "emperor"}, {}])
def test_a_wrong_change_changes_nothing(admin, grace, form) -> None:
    """An unknown role is refused; an empty form does nothing."""
    answer = admin.post(f"/accounts/people/{grace.pk}", form)

    assert answer.status_code == (400 if form else 302)
    grace.refresh_from_db()
    assert Learner.LEARNER == grace.role
    assert 404 == admin.post("/accounts/people/999999", {"role": "mentor"}).status_code


@pytest.mark.parametrize("role", [Learner.LEARNER, Learner.MENTOR])
def test_others_are_kept_out(grace, anonymous, role) -> None:
    """Learners and mentors neither see nor change accounts; nobody else gets there at all."""
    paths = (f"/accounts/people/{grace.pk}", "/accounts/invitations",
             "/accounts/invitations/1/withdraw")  # fmt: skip
    for path in paths:
        assert 302 == anonymous.post(path, {"role": "admin"}).status_code
    Learner.objects.filter(pk=grace.pk).update(role=role)
    log_in(anonymous)

    assert 403 == anonymous.get("/accounts/people").status_code
    for path in paths:
        assert 403 == anonymous.post(path, {"role": "admin"}).status_code
    grace.refresh_from_db()
    assert role == grace.role
    assert "/accounts/people" not in anonymous.get("/settings/").content.decode()


def test_many_accounts_come_in_pages(admin) -> None:
    """At most fifty on a page."""
    for number in range(60):
        user = User(username=f"u{number}@example.org", email=f"u{number}@example.org")
        user.save()
        Learner.objects.create(user=user)

    first, second = (admin.get(f"/accounts/people?page={n}").content.decode() for n in (1, 2))

    assert 50 == first.count('<h3 class="as-h3">')
    assert 11 == second.count('<h3 class="as-h3">')

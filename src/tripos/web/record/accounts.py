"""Accounts of a shared server: invitations, who used them, and who may do what."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tripos.errors import TriposError, UnknownIdError
from tripos.web.record.models import Invitation, Learner
from tripos.web.record.models.access import hashed, new_secret

MOST_DAYS = 365
_ROLES = dict(Learner.ROLES)
TAKEN = "there is an account with this address already: log in, or ask for a new password"
GONE = "this invitation has been used or has expired; ask for a new one"


def invite(email: str, role: str, days: int) -> str:
    """Makes an invitation and returns its link, which is not kept. Raises TriposError."""
    email = email.strip().lower()
    if email:
        _check_address(email)
    _check_role(role)
    if not 1 <= days <= MOST_DAYS:
        raise TriposError(f"days: must lie between 1 and {MOST_DAYS}")
    secret = new_secret()
    expires = timezone.now() + dt.timedelta(days=days)
    Invitation.objects.create(hash=hashed(secret), email=email, role=role, expires=expires)
    return f"{settings.ADDRESS}/accounts/join/{secret}"


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise TriposError(f"'{email[:60]}' is not an e-mail address") from error
    if User.objects.filter(username=email).exists():
        raise TriposError(f"{email}: {TAKEN}")


def _check_role(role: str) -> None:
    if role not in _ROLES:
        raise TriposError(f"role: choose one of {', '.join(_ROLES)}")


def open_invitations() -> QuerySet[Invitation]:
    """Those that nobody has used and that still hold, the newest first."""
    return Invitation.objects.filter(used_by=None, expires__gt=timezone.now()).order_by("-id")


def open_invitation(secret: str) -> Invitation | None:
    """The invitation behind a link, if it still holds."""
    return open_invitations().filter(hash=hashed(secret)).first()


def join(invitation: Invitation, name: str, email: str, password: str) -> Learner:
    """The account that the invitation makes.

    Raises TriposError if somebody used the invitation, or the address, in the same moment.
    """
    email = email.lower()
    try:
        with transaction.atomic():
            held = open_invitations().select_for_update().filter(pk=invitation.pk).first()
            if held is None:
                raise TriposError(GONE)
            user = User.objects.create_user(email, email, password, first_name=name[:150])
            learner = Learner.objects.create(user=user, role=held.role, person={"name": name})
            held.used_by = learner
            held.save(update_fields=["used_by"])
            return learner
    except IntegrityError as error:
        raise TriposError(TAKEN) from error


def withdraw(key: int) -> None:
    """Takes an invitation back that nobody has used. Raises TriposError if there is none."""
    if not Invitation.objects.filter(pk=key, used_by=None).delete()[0]:
        raise TriposError(GONE)


@transaction.atomic
def change_account(
    by: Learner, key: int, *, role: str | None = None, active: bool | None = None
) -> Learner:
    """Gives the account `key` another role, or shuts or opens it.

    Raises TriposError for one's own account, so that an administrator always remains.
    """
    other = Learner.objects.select_for_update().filter(pk=key).first()
    if other is None:
        raise UnknownIdError("account", str(key))
    if other == by:
        raise TriposError("you cannot change your own account: ask another administrator")
    if role is not None:
        _check_role(role)
        other.role = role
        other.save(update_fields=["role"])
    if active is not None:
        other.user.is_active = active
        other.user.save(update_fields=["is_active"])
    return other

"""A record that was uploaded and waits for its owner to say yes, for an hour at most."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.utils import timezone

from tripos.errors import TriposError
from tripos.web.record.models import Learner, Result

_KIND = "import"
_LONGEST = dt.timedelta(hours=1)
_GONE = "the file that was to be imported is no longer there; choose it again"


def keep_waiting(learner: Learner, data: Any) -> str:
    """Keeps a checked record, in place of an earlier one, and returns the key to it."""
    put_away(learner)
    key = secrets.token_hex(16)
    Result.objects.create(learner=learner, kind=_KIND, key=key, value=data)
    return key


def waiting(learner: Learner, key: str) -> Any:
    """The record that waits under `key`. Raises TriposError if it does not (any more)."""
    forget_old(learner)
    found = learner.results.filter(kind=_KIND, key=key).first()
    if found is None:
        raise TriposError(_GONE)
    return found.value


def put_away(learner: Learner) -> None:
    """Forgets whatever waits."""
    learner.results.filter(kind=_KIND).delete()


def forget_old(learner: Learner) -> None:
    """Forgets what has waited too long: it is a copy of somebody's whole record."""
    learner.results.filter(kind=_KIND, created__lt=timezone.now() - _LONGEST).delete()

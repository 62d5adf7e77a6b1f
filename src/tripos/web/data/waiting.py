"""A record that was uploaded and waits for its owner to say yes, for a while."""

from __future__ import annotations

import secrets
from typing import Any

from tripos.errors import TriposError
from tripos.web.record.models import Learner, Result

_KIND = "import"
_GONE = "the file that was to be imported is no longer there; choose it again"


def keep_waiting(learner: Learner, data: Any) -> str:
    """Keeps a checked record, in place of an earlier one, and returns the key to it."""
    learner.results.filter(kind=_KIND).delete()
    key = secrets.token_hex(16)
    Result.objects.create(learner=learner, kind=_KIND, key=key, value=data)
    return key


def waiting(learner: Learner, key: str) -> Any:
    """The record that waits under `key`. Raises TriposError if it does not (any more)."""
    found = learner.results.filter(kind=_KIND, key=key).first()
    if found is None:
        raise TriposError(_GONE)
    return found.value

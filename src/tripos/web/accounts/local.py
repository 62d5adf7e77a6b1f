"""The one-time link: at home there is no account, but other programs must not walk in either.

`tripos up` prints an address with a token. Whoever opens it first gets the session; the token is
then worth nothing. Reading the address later, in a history or a log, does not help.
"""

from __future__ import annotations

import hmac
import os
import threading

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tripos.web.place import LOCAL_TOKEN
from tripos.web.record.local import local_learner
from tripos.web.sentences import refused

_USED = "this link has been used; open Tripos in the same browser as before, or start it again"
_ONE_AT_A_TIME = threading.Lock()


def open_local(request: HttpRequest) -> HttpResponse:
    """Lets the first bearer of the token in, and leads them to the start page."""
    if not settings.LOCAL:
        return refused(request, 404, "there is no such page")
    if not _taken(request.GET.get("token", "")):
        if request.user.is_authenticated:
            return redirect("/")
        return refused(request, 403, _USED)
    login(request, local_learner().user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("/")


def _taken(given: str) -> bool:
    """Whether `given` is the token, which nobody else gets from now on."""
    with _ONE_AT_A_TIME:
        token = os.environ.get(LOCAL_TOKEN, "")
        if not token or not hmac.compare_digest(token.encode(), given.encode()):
            return False
        del os.environ[LOCAL_TOKEN]
        return True

"""What holds for all pages of accounts: only where there are accounts, and not too often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from tripos.web.access import own
from tripos.web.record.models import Attempt, Learner
from tripos.web.sentences import refused

MOST_TRIES, WITHIN = 20, dt.timedelta(hours=1)
_TOO_MANY = "there were too many tries from your address; wait an hour"
_NO_ACCOUNTS = "there are no accounts here, and no need to log in: Tripos runs for you alone"
_NOT_YOURS = "only administrators see and change accounts"

View = Callable[..., HttpResponseBase]


def for_shared(view: View) -> View:
    """A view that exists on a shared server only: at home there are no accounts."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.LOCAL:
            return refused(request, 404, _NO_ACCOUNTS)
        return view(request, *args, **kwargs)

    return guarded


def for_admins(view: Callable[..., HttpResponse]) -> View:
    """A view of a shared server that administrators see alone."""

    @for_shared
    @own
    @wraps(view)
    def guarded(request: HttpRequest, learner: Learner, *args: Any, **kwargs: Any) -> HttpResponse:
        if learner.role != Learner.ADMIN:
            return refused(request, 403, _NOT_YOURS)
        return view(request, learner, *args, **kwargs)

    return guarded


def limited(what: str) -> Callable[[View], View]:
    """A view that takes a limited number of forms an hour from one address; `what` names it."""

    def limit(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST" and not _allowed(request, what):
                return refused(request, 429, _TOO_MANY)
            return view(request, *args, **kwargs)

        return guarded

    return limit


def _allowed(request: HttpRequest, what: str) -> bool:
    """Counts a try in the record, which all processes of a server share."""
    now, address = timezone.now(), request.META.get("REMOTE_ADDR", "")[:64]
    Attempt.objects.filter(at__lt=now - WITHIN).delete()
    Attempt.objects.create(what=what, address=address, at=now)
    return Attempt.objects.filter(what=what, address=address).count() <= MOST_TRIES

"""What holds for all pages of accounts: only where there are accounts, and not too often."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from tripos.web.sentences import refused

MOST_TRIES, PER_SECONDS = 20, 3600
_TOO_MANY = "there were too many tries from your address; wait an hour"

View = Callable[..., HttpResponse]


def for_shared(view: View) -> View:
    """A view that exists on a shared server only: at home there are no accounts."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.LOCAL:
            return refused(request, 404, "there are no accounts here: Tripos runs for you alone")
        return view(request, *args, **kwargs)

    return guarded


def limited(view: View) -> View:
    """A view that takes a limited number of forms an hour from one address."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            key = f"tries:{view.__name__}:{request.META.get('REMOTE_ADDR', '')}"
            cache.add(key, 0, PER_SECONDS)
            if cache.incr(key) > MOST_TRIES:
                return refused(request, 429, _TOO_MANY)
        return view(request, *args, **kwargs)

    return guarded

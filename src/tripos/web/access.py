"""Who may see a page: whoever is logged in sees their own record, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from tripos.web.record.models import Learner
from tripos.web.sentences import refused

View = Callable[Concatenate[HttpRequest, Learner, ...], HttpResponse]

LOCAL_HINT = (
    "this window has not been opened by Tripos: use the address that `tripos up` printed when it"
    " started, or start it again"
)


def own(view: View) -> Callable[..., HttpResponse]:
    """Hands a view the learner who is asking; sends everybody else to the door."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        learner = learner_of(request)
        if learner is not None:
            return view(request, learner, *args, **kwargs)
        if settings.LOCAL:
            return refused(request, 403, LOCAL_HINT)
        return redirect_to_login(request.get_full_path())

    return guarded


def learner_of(request: HttpRequest) -> Learner | None:
    """The learner behind a request, if anybody is logged in."""
    user = request.user
    if not user.is_authenticated or not user.is_active:
        return None
    return Learner.objects.select_related("user").filter(user=user).first()


def by_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page asks, and wants a part for an answer."""
    return request.headers.get("HX-Request") == "true"


def page_behind(request: HttpRequest) -> str:
    """The path (with its query) of the page that a part was asked from; '' if unknown."""
    parts = urlsplit(request.headers.get("HX-Current-URL", ""))
    return parts.path + (f"?{parts.query}" if parts.query else "")

"""Limits on what comes in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tripos.web.sentences import refused


class BodyLimit:
    """Refuses a request that says it is larger than any that we take, before reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, or 413."""
        length = request.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > settings.MOST_BODY_BYTES:
            limit = settings.MOST_BODY_BYTES // 1_000_000
            return refused(request, 413, f"what was sent is larger than {limit} MB; send less")
        return self.get_response(request)

"""Every mistake becomes a page, or a problem in the API, with one clear sentence."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tripos.errors import TriposError, UnknownIdError
from tripos.web.record.person import ConflictError

_TITLES = {
    400: "That could not be read", 403: "Not allowed", 404: "Not found", 409: "Changed meanwhile",
    413: "Too large", 429: "Too many tries", 500: "Our mistake", 503: "The record is out of reach",
    507: "The disk is full",
}  # fmt: skip
_log = logging.getLogger(__name__)
_NO_RECORD = (500, 503, 507)
_FULL = "nothing was saved: the disk is full; make room and try again"


def status_of(error: TriposError) -> int:
    """The HTTP status that fits an error."""
    if isinstance(error, UnknownIdError):
        return 404
    return 409 if isinstance(error, ConflictError) else 400


def problem(status: int, detail: str, **more: Any) -> JsonResponse:
    """An error of the API in the form of RFC 9457."""
    body = {"type": "about:blank", "title": _TITLES.get(status, "Error"), "status": status,
            "detail": detail, **more}  # fmt: skip
    return JsonResponse(body, status=status, content_type="application/problem+json")


def refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page that says what is wrong, or a problem where the API was asked."""
    if request.path.startswith("/api/"):
        return problem(status, sentence)
    if status in _NO_RECORD:
        # The frame must not ask a record that does not answer who is here.
        request.user = AnonymousUser()
    sentence = sentence[:1].upper() + sentence[1:]
    if not sentence.endswith((".", "?", "!")):
        sentence += "."
    part = request.headers.get("HX-Request") == "true"
    context = {"title": _TITLES.get(status, "Error"), "sentence": sentence, "part": part}
    response = render(request, "look/refused.html", context, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#said", "innerHTML"
    return response


class SentenceMiddleware:
    """Turns what a user can mend, and a record out of reach, into a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error that has a sentence; None leaves it to Django."""
        if isinstance(error, TriposError):
            return refused(request, status_of(error), str(error))
        if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
            return refused(request, 413, "what was sent is too large; send less at a time")
        if isinstance(error, SuspiciousOperation | BadRequest):
            return refused(request, 400, "what was sent could not be read")
        if isinstance(error, ValueError) and "NUL" in str(error):
            return refused(request, 400, "what was sent holds characters that cannot be stored")
        found = record_problem(error)
        return refused(request, *found) if found else None


def record_problem(error: BaseException | None) -> tuple[int, str] | None:
    """Status and sentence where the record could not be reached; None for a mistake of ours."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return 507, _FULL
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    said = str(error).partition("\n")[0][:200] or "no answer"
    if "disk is full" in said or "No space left" in str(error):
        return 507, _FULL
    if not isinstance(error, OperationalError | InterfaceError) or said.startswith("no such"):
        return None
    _log.error("the record cannot be reached: %s", said)
    return 503, f"nothing was saved: the record cannot be reached ({said}); try again"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    """For a form without its token: expired, or sent by another site."""
    return refused(
        request, 403, "the form had expired, or did not come from this site: reload the page and"
        " send it again"
    )  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """For what cannot be a request, such as a forged host."""
    return HttpResponse("That could not be read.", status=400, content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """For an address without a page."""
    return refused(request, 404, "there is no such page; the menu leads to all there are")


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """For a page of somebody else."""
    return refused(request, 403, "this page is not yours to see")


def our_mistake(request: HttpRequest) -> HttpResponse:
    """For an error of ours; or of the record, where it came up outside of a page's own code."""
    found = record_problem(sys.exc_info()[1])
    if found:
        return refused(request, *found)
    return refused(request, 500, "something went wrong on our side; nothing was changed")

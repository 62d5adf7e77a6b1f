"""Makes the API object: who may use it, and how it says what is wrong."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

import tripos
from tripos.errors import TriposError
from tripos.web.api.access import PageAuth, TokenAuth
from tripos.web.sentences import problem, record_problem, status_of

_TITLE = "Tripos"
_ABOUT = (
    "Everything that a page can do. Authorise with a token from the settings page. Errors are"
    " problem details (RFC 9457); lists come in parts of at most 100; long work answers 202 with a"
    " job to follow."
)


def make_api() -> NinjaAPI:
    """The API without its parts."""
    api = NinjaAPI(
        title=_TITLE, version=tripos.__version__, description=_ABOUT,
        auth=[TokenAuth(), PageAuth()], urls_namespace="api",
    )  # fmt: skip

    @api.exception_handler(TriposError)
    def _told(request: HttpRequest, error: TriposError) -> HttpResponse:  # noqa: ARG001
        return problem(status_of(error), str(error))

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
        return problem(422, _first(error.errors), errors=_short(error.errors))

    @api.exception_handler(AuthenticationError)
    def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
        answer = problem(401, "a token is needed: make one on the settings page and send it as"
                              " Authorization: Bearer TOKEN")  # fmt: skip
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001
        return problem(404, "there is no such thing in your record")

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
        return problem(error.status_code, str(error))

    @api.exception_handler(RequestDataTooBig)
    def _large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:  # noqa: ARG001
        return problem(413, "what was sent is too large; send less at a time")

    @api.exception_handler(SuspiciousOperation)
    def _odd(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:  # noqa: ARG001
        return problem(400, "what was sent could not be read")

    @api.exception_handler(DatabaseError)
    def _record(request: HttpRequest, error: DatabaseError) -> HttpResponse:  # noqa: ARG001
        found = record_problem(error)
        if found is None:
            raise error
        return problem(*found)

    return api


def _short(errors: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Which field is wrong and why, without repeating what was sent."""
    return [
        {"field": ".".join(str(step) for step in error["loc"][1:]), "message": str(error["msg"])}
        for error in errors[:20]
    ]


def _first(errors: list[dict[str, Any]]) -> str:
    first = _short(errors)[0] if errors else {"field": "", "message": "is not valid"}
    return f"{first['field'] or 'the request'}: {first['message']}"

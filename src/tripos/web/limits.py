"""Limits on what comes in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tripos.web.sentences import refused

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]


class BodyLimit:
    """Refuses a request that says it is larger than any that we take."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, or 413."""
        length = request.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > settings.MOST_BODY_BYTES:
            limit = settings.MOST_BODY_BYTES // 1_000_000
            return refused(request, 413, f"what was sent is larger than {limit} MB; send less")
        return self.get_response(request)


def limited_body(application: Application) -> Application:
    """`application`, which is never given more than the limit to keep.

    Django keeps the whole body before it looks at anything. What says that it is too large is not
    read at all (`BodyLimit` then says so); what does not say so is cut off at the limit.
    """

    async def limited(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await application(scope, receive, send)
        headers: dict[bytes, bytes] = dict(scope["headers"])
        length = headers.get(b"content-length", b"")
        if length.isdigit() and int(length) > settings.MOST_BODY_BYTES:
            return await application(scope, _unread(receive), send)
        counted = _Counted(receive)
        await application(scope, counted, send)
        if counted.cut_off:
            await _say_too_large(send)
        return None

    return limited


def _unread(receive: Receive) -> Receive:
    """An empty body; what is sent nevertheless is dropped."""
    asked = False

    async def nothing() -> Message:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        while (message := await receive())["type"] != "http.disconnect":
            pass
        return message

    return nothing


class _Counted:
    """The body up to the limit; beyond it, it is as if the caller had gone."""

    def __init__(self, receive: Receive) -> None:
        self.receive, self.seen, self.cut_off = receive, 0, False

    async def __call__(self) -> Message:
        message = await self.receive()
        self.seen += len(message.get("body", b""))
        if self.seen > settings.MOST_BODY_BYTES:
            self.cut_off = True
            return {"type": "http.disconnect"}
        return message


async def _say_too_large(send: Send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"What was sent is too large; send less."})

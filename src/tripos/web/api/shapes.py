"""The shapes of requests and answers that several parts of the API share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from django.db.models import QuerySet
from ninja import Field, Schema
from pydantic import AfterValidator

from tripos.web.record.models import Job

MOST = 100
T = TypeVar("T")
Plain = dict[str, Any]


def _storable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("must not hold NUL or broken characters")
    return text


Text = Annotated[str, AfterValidator(_storable)]


class Problem(Schema):
    """An error in the form of RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Plain] = Field(default_factory=list)


class Page(Schema):
    """A part of a list. `next` is the offset of the following part, null at the end."""

    items: list[Plain]
    count: int
    next: int | None


class Window(Schema):
    """Which part of a list to answer."""

    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=1_000_000)


class JobOut(Schema):
    """A piece of long work: `state` is queued, running, done, failed or cancelled."""

    id: int
    kind: str
    state: str
    progress: str
    error: str
    attempts: int
    created: str
    finished: str | None
    result: int | None


def job_out(job: Job) -> Plain:
    """A job as the API answers it."""
    return {
        "id": job.pk, "kind": job.kind, "state": job.state, "progress": job.progress,
        "printed": job.printed, "error": job.error, "attempts": job.attempts,
        "created": job.created.isoformat(),
        "finished": job.finished.isoformat() if job.finished else None, "result": job.result_id,
    }  # fmt: skip


def page(
    items: Sequence[T] | QuerySet[Any, Any], window: Window, shown: Callable[[T], Plain]
) -> Plain:  # fmt: skip
    """The part of `items` that the window shows; a query set is only read that far."""
    count = items.count() if isinstance(items, QuerySet) else len(items)
    end = window.offset + window.limit
    return {
        "items": [shown(item) for item in items[window.offset : end]],
        "count": count,
        "next": end if end < count else None,
    }

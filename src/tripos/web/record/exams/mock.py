"""Mock examinations: drafts until the paper is handed in or its time is over, then marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tripos.atlas import load_atlas
from tripos.errors import TriposError, UnknownIdError
from tripos.exam import find_generator
from tripos.exam.answers import AnswerError
from tripos.exam.marking import mark
from tripos.exam.paper import Result, result_of
from tripos.web.record.exams.sittings import Pending, locked_of, store
from tripos.web.record.models import Sitting
from tripos.web.record.models.exam import MOST_TYPED
from tripos.web.record.person import ConflictError

_GRACE = dt.timedelta(seconds=10)  # an answer under way when the time runs out still counts


def question_of(sitting: Sitting, number: int) -> Pending:
    """Question `number` of a paper. Raises UnknownIdError if it has no such question."""
    for row in sitting.state["paper"]:
        if row["number"] == number:
            generator = find_generator(row["question"])
            return Pending(number, generator, row["seed"], generator.variant(row["seed"]))
    raise UnknownIdError("question", str(number), ())


def draft_of(sitting: Sitting, number: int) -> str:
    """What was written for question `number` so far."""
    return str(sitting.state["drafts"].get(str(number), ""))


@transaction.atomic
def write_draft(sitting: Sitting, number: int, typed: str, now: dt.datetime) -> None:
    """Keeps an answer until the paper is handed in; an empty one takes it back.

    Raises AnswerError for what cannot be read, and ConflictError once the paper is closed.
    """
    locked = locked_of(sitting)
    if locked.ended is not None or is_over(locked, now - _GRACE):
        raise ConflictError("the time of this paper is over; this answer was not kept")
    question = question_of(locked, number)
    if typed.strip():
        mark(question.variant, typed)
        locked.state["drafts"][str(number)] = typed[:MOST_TYPED]
    else:
        locked.state["drafts"].pop(str(number), None)
    locked.save(update_fields=["state"])
    sitting.state = locked.state


def is_over(sitting: Sitting, now: dt.datetime) -> bool:
    """Whether the time of a paper is over."""
    return sitting.closes is not None and now >= sitting.closes


@transaction.atomic
def hand_in(sitting: Sitting, now: dt.datetime) -> Sitting:
    """Marks the paper and ends it; what was not answered says nothing. Handing in twice is one."""
    locked = locked_of(sitting)
    if locked.kind != Sitting.MOCK:
        raise TriposError("only a mock examination is handed in")
    if locked.ended is not None:
        return locked
    for row in locked.state["paper"]:
        draft = locked.state["drafts"].get(str(row["number"]))
        if draft:
            try:
                store(locked, row, draft, now)
            except AnswerError:  # the question has changed since the draft was written
                continue
    late = locked.closes is not None and now > locked.closes
    locked.ended, locked.stop = (locked.closes if late else now), "handed in"
    locked.save(update_fields=["ended", "stop"])
    return locked


def report_of(sitting: Sitting) -> Result:
    """The marks of a paper that was handed in."""
    right: Mapping[int, bool | None] = dict(sitting.responses.values_list("number", "right"))
    rows: list[dict[str, Any]] = sitting.state["paper"]
    marks = [(find_generator(row["question"]).main, bool(right.get(row["number"]))) for row in rows]
    return result_of(load_atlas(), marks)


def report_rows(report: Result) -> dict[str, Any]:
    """The marks as plain values."""
    return {
        "right": report.right, "all": report.all, "passed": report.passed,
        "weak": list(report.weak),
        "areas": [{"area": one.area, "right": one.right, "all": one.all} for one in report.areas],
    }  # fmt: skip

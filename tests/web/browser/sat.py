"""Sittings as somebody leaves them: a diagnostic and a practice under way, a paper handed in, and
one begun. They are the sittings 1 to 4 of a fresh record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tripos.web.record.exams.mock import hand_in, question_of, write_draft
from tripos.web.record.exams.sittings import give, pending
from tripos.web.record.exams.starting import begin_diagnostic, begin_mock, begin_practice
from tripos.web.record.models import Learner, Sitting

_KNOWN = ("programming-data", "production", "statistics", "linear-algebra")


def sit_some(learner: Learner, today: dt.date) -> None:
    """Sits them as somebody who knows some areas."""
    from tripos.atlas import load_atlas

    atlas = load_atlas()
    diagnostic = begin_diagnostic(learner, seed=5)
    for _ in range(9):
        waiting = pending(diagnostic, today)
        assert waiting is not None
        known = atlas[waiting.generator.main].area in _KNOWN
        give(diagnostic, waiting.number, right_answer(waiting.variant.answer) if known else None,
             _now())  # fmt: skip
    pending(diagnostic, today)
    practice = begin_practice(learner, today, seed=5)
    for right in (True, False, True):
        waiting = pending(practice, today)
        assert waiting is not None
        give(practice, waiting.number, right_answer(waiting.variant.answer) if right else None,
             _now())  # fmt: skip
    pending(practice, today)
    paper = begin_mock(learner, stage=1, minutes=30, seed=5)
    _write(paper, 5)
    hand_in(paper, _now())
    _write(begin_mock(learner, program="gatech-omsa", minutes=60, seed=6), 1)


def _write(paper: Sitting, most: int) -> None:
    for row in paper.state["paper"][:most]:
        answer = question_of(paper, row["number"]).variant.answer
        write_draft(paper, row["number"], right_answer(answer), _now())


def right_answer(answer: Any) -> str:
    """The right answer as one would type it."""
    shown = str(answer.shown())
    return shown.partition(":")[0] if answer.kind == "choice" else shown


def _now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC)

"""A mock examination: its questions in any order, drafts kept, handed in once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tripos.atlas import load_atlas
from tripos.exam.answers import AnswerError
from tripos.web.access import own
from tripos.web.exam.typed import form_of, typed_of
from tripos.web.record.exams.mock import draft_of, hand_in, is_over, question_of, write_draft
from tripos.web.record.exams.sittings import Pending, sitting_of
from tripos.web.record.models import Learner, Sitting
from tripos.web.record.models.exam import MOST_TYPED


@own
def question(request: HttpRequest, learner: Learner, key: int, number: int) -> HttpResponse:
    """One question of the paper; a POST keeps its draft and goes to the next one."""
    sitting = sitting_of(learner, key)
    now = dt.datetime.now(tz=dt.UTC)
    if sitting.kind != Sitting.MOCK:
        return redirect(f"/exam/{key}/")
    if sitting.ended is None and is_over(sitting, now) and request.method != "POST":
        hand_in(sitting, now)
        return redirect(f"/exam/{key}/result")
    if sitting.ended is not None:
        return redirect(f"/exam/{key}/result")
    asked = question_of(sitting, number)
    if request.method != "POST":
        return _page(request, sitting, asked, draft_of(sitting, number))
    typed = typed_of(asked.variant.answer, request.POST) or ""
    if asked.variant.answer.kind == "choices" and "option" not in request.POST:
        typed = "none" if "none" in request.POST else ""
    try:
        write_draft(sitting, number, typed, now)
    except AnswerError as error:
        return _page(request, sitting, asked, typed, str(error))
    last = len(sitting.state["paper"])
    return redirect(f"/exam/{key}/paper/{number + 1 if number < last else number}/")


def _page(
    request: HttpRequest, sitting: Sitting, asked: Pending, typed: str, error: str = ""
) -> HttpResponse:  # fmt: skip
    assert sitting.closes is not None
    left = max(0.0, (sitting.closes - dt.datetime.now(tz=dt.UTC)).total_seconds() / 60)
    drafts = sitting.state["drafts"]
    rows = sitting.state["paper"]
    context: dict[str, Any] = {
        "sitting": sitting, "name": "Mock examination", "waiting": asked, "error": error,
        "form": form_of(asked.variant.answer, typed[:MOST_TYPED]), "paper": True,
        "topic": load_atlas()[asked.generator.main],
        "action": f"/exam/{sitting.pk}/paper/{asked.number}/",
        "preview": f"/exam/{sitting.pk}/preview",
        "numbers": [(row["number"], str(row["number"]) in drafts) for row in rows],
        "share": round(100 * len(drafts) / len(rows)),
        "said": f"{len(drafts)} of {len(rows)} answered; {round(left)} minutes left.",
    }  # fmt: skip
    return render(request, "exam/question.html", context, status=400 if error else 200)


@own
@require_POST
def handing_in(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:  # noqa: ARG001
    """Hands the paper in."""
    hand_in(sitting_of(learner, key), dt.datetime.now(tz=dt.UTC))
    return redirect(f"/exam/{key}/result")

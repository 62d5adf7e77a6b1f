"""One question after the other: asked, answered, marked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tripos.atlas import load_atlas
from tripos.exam.answers import AnswerError
from tripos.exam.answers.shown import read_as
from tripos.exam.diagnostic import ENOUGH, MOST_QUESTIONS, accuracy
from tripos.exam.practice import DAYS, SUCCESSES, progress_of
from tripos.web.access import own
from tripos.web.exam.typed import form_of, typed_of
from tripos.web.record.day import today
from tripos.web.record.exams.choosing import SET
from tripos.web.record.exams.mock import question_of
from tripos.web.record.exams.past import past_of
from tripos.web.record.exams.sittings import (
    Pending,
    give,
    outcome_of,
    pending,
    sitting_of,
)
from tripos.web.record.knowledge import expected_of
from tripos.web.record.models import Learner, Sitting
from tripos.web.record.models.exam import MOST_TYPED
from tripos.web.record.person import ConflictError
from tripos.web.whole import whole_number

NAMES = {"diagnose": "Diagnostic", "practise": "Practice", "review": "Review",
         "mock": "Mock examination"}  # fmt: skip


@own
def question(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """The question that waits; a POST answers it."""
    sitting = sitting_of(learner, key)
    if sitting.kind == Sitting.MOCK:
        return redirect(f"/exam/{key}/{'result' if sitting.ended else 'paper/1/'}")
    waiting = pending(sitting, today())
    if waiting is None:
        return redirect(f"/exam/{key}/result")
    if request.method != "POST":
        return _page(request, sitting, waiting)
    typed = typed_of(waiting.variant.answer, request.POST)
    number = whole_number(request.POST.get("number", "")) or 0
    try:
        give(sitting, number, typed, dt.datetime.now(tz=dt.UTC))
    except AnswerError as error:
        return _page(request, sitting, waiting, typed or "", str(error))
    except ConflictError as error:
        messages.warning(request, f"{str(error)[:1].upper()}{str(error)[1:]}.")
        return redirect(f"/exam/{key}/")
    return redirect(f"/exam/{key}/{number}/")


def _page(
    request: HttpRequest, sitting: Sitting, waiting: Pending, typed: str = "", error: str = ""
) -> HttpResponse:  # fmt: skip
    context = {
        "sitting": sitting, "name": NAMES[sitting.kind], "waiting": waiting,
        "form": form_of(waiting.variant.answer, typed[:MOST_TYPED]), "error": error,
        "topic": load_atlas()[waiting.generator.main], "action": f"/exam/{sitting.pk}/",
        "preview": f"/exam/{sitting.pk}/preview", **_progress(sitting),
    }  # fmt: skip
    return render(request, "exam/question.html", context, status=400 if error else 200)


def _progress(sitting: Sitting) -> dict[str, Any]:
    """How far the sitting has come, in words and as a share."""
    done = sitting.responses.count()
    if sitting.kind == Sitting.DIAGNOSE:
        p = {key: one.p for key, one in expected_of(sitting.learner, today()).items()}
        sure = accuracy(p, [key for key in sitting.topics if key in p])
        return {
            "share": round(100 * min(1.0, sure / ENOUGH)),
            "said": f"{done} answered. {sure:.0%} of the map is expected to be right; it ends at"
                    f" {ENOUGH:.0%}, or after {MOST_QUESTIONS} questions.",
        }  # fmt: skip
    if sitting.kind == Sitting.REVIEW:
        count = len(sitting.topics)
        right = (
            sitting.responses.filter(right=True).order_by().values("competency").distinct().count()
        )
        return {"share": round(100 * right / max(1, count)),
                "said": f"{right} of {count} topics recalled."}  # fmt: skip
    in_set = done % SET
    return {"share": round(100 * in_set / SET), "said": f"{in_set} of {SET} of this set answered."}


@own
@require_safe
def preview(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """How what is being typed would be read."""
    sitting = sitting_of(learner, key)
    number = whole_number(request.GET.get("number", ""))
    text = request.GET.get("answer", "")
    if sitting.kind == Sitting.MOCK and number is not None:
        answer: Any = question_of(sitting, number).variant.answer
    else:
        waiting = pending(sitting, today())
        answer = waiting.variant.answer if waiting else None
    context: dict[str, Any] = {}
    if answer is not None and text.strip():
        try:
            context["shown"] = read_as(answer, text)
        except AnswerError as error:
            context["error"] = str(error)
    return render(request, "exam/preview.html", context)


@own
@require_safe
def outcome(request: HttpRequest, learner: Learner, key: int, number: int) -> HttpResponse:
    """The mark of an answer, with the worked solution."""
    sitting = sitting_of(learner, key)
    found = outcome_of(sitting, number)
    atlas = load_atlas()
    context: dict[str, Any] = {
        "sitting": sitting, "name": NAMES[sitting.kind], "outcome": found,
        "topic": atlas[found.generator.main], "form": form_of(found.variant.answer,
                                                              found.response.typed),
    }  # fmt: skip
    if sitting.kind in (Sitting.PRACTISE, Sitting.REVIEW):
        progress = progress_of(past_of(learner.responses.filter(
            competency=found.generator.main)), found.generator.main)  # fmt: skip
        context |= {"progress": progress, "needed": SUCCESSES, "days": DAYS}
    return render(request, "exam/outcome.html", context)

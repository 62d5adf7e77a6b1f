"""A submission to a case and its verdict; and the debrief, which ends the case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tripos.errors import UnknownIdError
from tripos.labs.gym.case import codes_of
from tripos.labs.gym.debrief import changes, debrief
from tripos.web.access import own
from tripos.web.jobs.judges import may_judge, queue_gym
from tripos.web.jobs.queue import GYM
from tripos.web.jobs.views import job_about, share_of
from tripos.web.record.gym.attempts import attempt_of
from tripos.web.record.gym.cases import case_of, give_up, row_of
from tripos.web.record.gym.history import minutes_to_diagnose, outcome_of
from tripos.web.record.models import GymAttempt, Job, Learner


@own
@require_safe
def verdict(request: HttpRequest, learner: Learner, number: int, attempt: int) -> HttpResponse:
    """One submission, while it is judged and after."""
    found = _attempt(learner, number, attempt)
    case = case_of(found.case)
    job = _job_of(learner, found)
    context: dict[str, Any] = {
        "row": found.case, "attempt": found, "found": found.verdict, "job": job,
        "share": share_of(job) if job else None,
        "named": [case.causes.get(code, code) for code in codes_of(found.cause)],
        "changed": changes(case, found.files).items(),
        "late": found.case.closes is not None and found.created > found.case.closes,
    }  # fmt: skip
    return render(request, "gym/verdict.html", context)


def _attempt(learner: Learner, number: int, attempt: int) -> GymAttempt:
    found = attempt_of(learner, min(attempt, 2**62))
    if found.case_id != number:
        raise UnknownIdError("submission", str(attempt), ())
    return found


def _job_of(learner: Learner, attempt: GymAttempt) -> Job | None:
    """The newest job for this submission while there is no verdict."""
    return None if attempt.verdict else job_about(learner, [GYM], "attempt", attempt.pk)


@own
@require_POST
def judge_again(request: HttpRequest, learner: Learner, number: int, attempt: int) -> HttpResponse:
    """Queues a submission that waits because its judging was stopped."""
    found = _attempt(learner, number, attempt)
    if found.verdict is None:
        practice = bool(request.POST.get("practice"))
        may_judge(practice=practice)
        queue_gym(learner, GYM, {"case": number, "attempt": attempt}, practice=practice)
    return redirect(f"/gym/{number}/{attempt}/")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def solution(request: HttpRequest, learner: Learner, number: int) -> HttpResponse:
    """The debrief of a case that has ended; asking for it ends the case."""
    row = row_of(learner, min(number, 2**62))
    if row.project is None:
        return redirect(f"/gym/{row.pk}/")
    if request.method == "POST":
        give_up(row)
        return redirect(f"/gym/{row.pk}/solution")
    if row.ended is None:
        return redirect(f"/gym/{row.pk}/#solution")
    case, attempts = case_of(row), list(row.attempts.all())
    context = {
        "row": row, "told": debrief(case), "card": case.family.card,
        "mine": changes(case, row.project).items(), "solved": outcome_of(attempts)["solved"],
        "minutes": minutes_to_diagnose(row, attempts), "tries": len(attempts),
    }  # fmt: skip
    return render(request, "gym/debrief.html", context)

"""What is done with a case: begun, kept, run, hinted at, submitted."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tripos.decide.words import sentence
from tripos.errors import TriposError
from tripos.web.access import own
from tripos.web.gym.views import show_case, show_index
from tripos.web.jobs.judges import may_judge, queue_gym
from tripos.web.jobs.queue import GYM, GYM_CASE, GYM_RUN
from tripos.web.record.gym.attempts import send
from tripos.web.record.gym.cases import begin, keep, next_hint, row_of
from tripos.web.record.gym.choice import ON_CALL, choose_for
from tripos.web.record.models import GymCase, Learner
from tripos.web.sentences import status_of
from tripos.web.whole import whole_number

_FIELD = "file:"


@own
@require_POST
def start(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Begins a case; it is proved as a job."""
    practice = bool(request.POST.get("practice"))
    try:
        may_judge(practice=practice)
        level, seed = _asked(request, "level", 5), _asked(request, "seed", 2**31 - 1)
        week = request.POST.get("week") or None
        family, number = choose_for(learner, None, level, seed, week)
        minutes = ON_CALL if request.POST.get("on_call") else None
        row = begin(learner, family, number, minutes, week or "")
        if row.project is None:
            queue_gym(learner, GYM_CASE, {"case": row.pk}, practice=practice)
    except TriposError as error:
        told = sentence(str(error))
        return show_index(request, learner, error=told, status=status_of(error))
    return redirect(f"/gym/{row.pk}/")


def _asked(request: HttpRequest, field: str, most: int) -> int | None:
    """The whole number in a field that may be left empty."""
    text = request.POST.get(field, "").strip()
    if not text:
        return None
    number = whole_number(text)
    if number is None or not 0 <= number <= most:
        raise TriposError(f"{field}: must be a whole number from 0 to {most}")
    return number


@own
@require_POST
def prepare_again(request: HttpRequest, learner: Learner, number: int) -> HttpResponse:
    """Queues the proof of a case that was stopped."""
    row = row_of(learner, min(number, 2**62))
    if row.project is None:
        practice = bool(request.POST.get("practice"))
        may_judge(practice=practice)
        queue_gym(learner, GYM_CASE, {"case": row.pk}, practice=practice)
    return redirect(f"/gym/{row.pk}/")


@own
@require_POST
def work(request: HttpRequest, learner: Learner, number: int) -> HttpResponse:
    """Keeps what was written; then runs it, submits it, or shows a hint."""
    row = row_of(learner, min(number, 2**62))
    typed = {
        name.removeprefix(_FIELD): str(text).replace("\r\n", "\n")
        for name, text in request.POST.items() if name.startswith(_FIELD)
    }  # fmt: skip
    causes, evidence = request.POST.getlist("cause"), request.POST.get("evidence", "")
    try:
        row = keep(row, typed, whole_number(request.POST.get("number", "")))
        return _go_on(request, learner, row, causes, evidence)
    except (TriposError, UnicodeEncodeError) as error:
        told = error if isinstance(error, TriposError) else TriposError("holds broken characters")
        return show_case(
            request, learner, row, error=sentence(str(told)), typed=typed, causes=causes,
            evidence=evidence, status=status_of(told),
        )  # fmt: skip


def _go_on(
    request: HttpRequest, learner: Learner, row: GymCase, causes: Sequence[str], evidence: str
) -> HttpResponse:
    action, practice = request.POST.get("action", ""), bool(request.POST.get("practice"))
    assert row.project is not None
    if action == "run":
        may_judge(practice=practice)
        queue_gym(learner, GYM_RUN, {"case": row.pk, "number": row.number}, practice=practice)
        return redirect(f"/gym/{row.pk}/#run")
    if action == "hint":
        next_hint(row)
        return redirect(f"/gym/{row.pk}/#hints")
    if action == "submit":
        if not causes:
            raise TriposError("cause: choose what was wrong, or that nothing was")
        may_judge(practice=practice)
        attempt = send(row, row.project, "+".join(causes), evidence)
        params = {"case": row.pk, "attempt": attempt.pk}
        queue_gym(learner, GYM, params, practice=practice)
        return redirect(f"/gym/{row.pk}/{attempt.pk}/")
    messages.success(request, "Kept.")
    return redirect(f"/gym/{row.pk}/#work")

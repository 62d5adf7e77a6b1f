"""The welcome: five short steps, each of which may be skipped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tripos.errors import TriposError
from tripos.web.access import own
from tripos.web.record.models import Learner
from tripos.web.record.person import ConflictError, save_person
from tripos.web.sentences import status_of
from tripos.web.welcome.forms import merged, shown, wrong_field
from tripos.web.welcome.steps import STEPS, fields_of, rating_fields

LAST = 5


@own
def step(request: HttpRequest, learner: Learner, number: int) -> HttpResponse:
    """One step: shows what is known, and takes what is entered."""
    if number not in STEPS:
        raise Http404
    if number == LAST:
        _welcomed(learner)
        return redirect("/postings/?welcome=1")
    if request.method != "POST":
        return _page(request, learner, number)
    fields = fields_of(number)
    try:
        version = int(request.POST.get("version", "0") or 0)
        save_person(learner, merged(learner.person, fields, request.POST), version)
    except ConflictError as error:
        learner.refresh_from_db()
        return _page(request, learner, number, error)
    except (TriposError, ValueError) as error:
        return _page(request, learner, number, error)
    if "stay" in request.POST:
        messages.success(request, "Saved.")
        return redirect(f"/welcome/{number}/")
    return redirect(f"/welcome/{number + 1}/")


def _welcomed(learner: Learner) -> None:
    if not learner.welcomed:
        learner.welcomed = True
        learner.save(update_fields=["welcomed"])


def _page(
    request: HttpRequest, learner: Learner, number: int, error: Exception | None = None
) -> HttpResponse:  # fmt: skip
    fields = fields_of(number)
    sentence = str(error) if error else ""
    wrong = wrong_field(fields, sentence) if error else None
    rows = []
    for field in fields:
        value: Any = shown(field, learner.person)
        if error is not None:
            several = field.kind == "several"
            value = (request.POST.getlist(field.name) if several
                     else request.POST.get(field.name, ""))  # fmt: skip
        rows.append({"field": field, "value": value, "wrong": field.path == wrong})
    rated = len(rating_fields()) if number == 4 else 0
    cut = len(rows) - rated
    context = {
        "number": number, "step": STEPS[number], "steps": STEPS, "rows": rows[:cut],
        "ratings": rows[cut:], "error": sentence.removeprefix("your profile: "),
        "version": learner.version, "last": number == LAST - 1,
    }  # fmt: skip
    status = status_of(error) if isinstance(error, TriposError) else 400 if error else 200
    return render(request, "welcome/step.html", context, status=status)

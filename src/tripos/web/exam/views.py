"""The way in: what can be sat, what is due, and what was found."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tripos.atlas import STAGES, load_atlas
from tripos.errors import TriposError
from tripos.exam.paper import LEAST_MINUTES, MOST_MINUTES
from tripos.web.access import own
from tripos.web.exam.bars import day_bars
from tripos.web.record.day import today
from tripos.web.record.exams.memory import due_of, forecast_of
from tripos.web.record.exams.mock import hand_in
from tripos.web.record.exams.sittings import end, go_on, open_sitting, sitting_of
from tripos.web.record.exams.starting import REVIEW_MINUTES, begin_kind, practice_topics
from tripos.web.record.knowledge import belief_of
from tripos.web.record.models import Learner, Sitting
from tripos.web.record.own import catalog_of
from tripos.web.whole import whole_number

_LAST = 10
_TOPICS = 8


@own
@require_safe
def index(request: HttpRequest, learner: Learner) -> HttpResponse:
    """What can be sat now, and what was sat before."""
    return _index(request, learner)


def _index(request: HttpRequest, learner: Learner, error: str = "") -> HttpResponse:
    atlas, day = load_atlas(), today()
    topics = practice_topics(learner, day)
    due, load = due_of(learner, day), forecast_of(learner, day)
    belief = belief_of(learner)
    catalog = catalog_of(learner)
    context: dict[str, Any] = {
        "open": {kind: open_sitting(learner, kind) for kind, _ in Sitting.KINDS},
        "topics": [atlas[key] for key in topics[:_TOPICS]], "more": max(0, len(topics) - _TOPICS),
        "due": len(due), "due_minutes": sum(one.minutes for one in due),
        "review_minutes": round(REVIEW_MINUTES), "bars": day_bars(load, day),
        "load_minutes": sum(load), "stages": list(STAGES.items())[:4],
        "programs": sorted(
            ((one.id, f"{one.institution}: {one.name}") for one in catalog.programs.values()
             if one.admission_requires), key=lambda pair: pair[1]
        ),
        "least": LEAST_MINUTES, "most": MOST_MINUTES,
        "verified": sum(1 for one in belief.values() if one.verified),
        "known": len(belief.known), "all": len(belief),
        "last": learner.sittings.exclude(responses=None).exclude(ended=None)[:_LAST],
        "diagnosed": learner.sittings.filter(kind="diagnose").exclude(responses=None).first(),
        "error": error,
    }  # fmt: skip
    return render(request, "exam/index.html", context, status=400 if error else 200)


@own
@require_POST
def begin(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Begins a sitting of the kind asked for, or goes on with the one that is open."""
    kind = request.POST.get("kind", "")
    going = open_sitting(learner, kind)
    if going is not None and request.POST.get("anew"):
        _ended(going)
        going = None
    if going is not None and not request.POST.get("topic"):
        return redirect(f"/exam/{going.pk}/")
    try:
        sitting = _begun(request, learner, kind)
    except TriposError as error:
        sentence = str(error)
        return _index(request, learner, f"{sentence[:1].upper()}{sentence[1:]}.")
    return redirect(f"/exam/{sitting.pk}/")


def _begun(request: HttpRequest, learner: Learner, kind: str) -> Sitting:
    about = request.POST.get("about", "")
    stage = whole_number(about.removeprefix("stage-")) if about.startswith("stage-") else None
    return begin_kind(
        learner, kind, today(), goals=about == "goals",
        topics=[key for key in request.POST.getlist("topic") if key], stage=stage,
        program=about if stage is None else None, minutes=_minutes(request),
    )  # fmt: skip


def _ended(sitting: Sitting) -> Sitting:
    """A paper is handed in, everything else just ends."""
    if sitting.kind == Sitting.MOCK:
        return hand_in(sitting, dt.datetime.now(tz=dt.UTC))
    return end(sitting)


def _minutes(request: HttpRequest) -> float | None:
    words = request.POST.get("minutes", "").strip()
    if not words:
        return None
    try:
        found = float(words)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise TriposError(f"minutes: '{words[:20]}' is not a number of minutes")
    return found


@own
@require_POST
def end_sitting(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:  # noqa: ARG001
    """Ends a sitting before its time; what was answered counts."""
    sitting = _ended(sitting_of(learner, key))
    return redirect(f"/exam/{sitting.pk}/result" if sitting.responses.exists() else "/exam/")


@own
@require_POST
def another_set(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:  # noqa: ARG001
    """Opens a finished practice for another set of questions."""
    return redirect(f"/exam/{go_on(sitting_of(learner, key)).pk}/")

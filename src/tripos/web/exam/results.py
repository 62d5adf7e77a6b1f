"""How a sitting ended: the map after a diagnostic, progress after practice, marks of a paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tripos.atlas import Competency, load_atlas
from tripos.exam.practice import progress_of
from tripos.web.access import own
from tripos.web.exam.asking import NAMES
from tripos.web.exam.bars import WIDTH, share_bars
from tripos.web.look.maps import picture_of
from tripos.web.record.exams.choosing import SET
from tripos.web.record.exams.found import found_of
from tripos.web.record.exams.mock import report_of
from tripos.web.record.exams.past import past_of
from tripos.web.record.exams.sittings import outcome_of, sitting_of
from tripos.web.record.knowledge import belief_of
from tripos.web.record.models import Learner, Sitting
from tripos.web.record.plans import current_plan

_SHOWN = 12


@own
@require_safe
def result(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """What came of a sitting, ended or not."""
    sitting = sitting_of(learner, key)
    context: dict[str, Any] = {"sitting": sitting, "name": NAMES[sitting.kind]}
    if sitting.kind == Sitting.MOCK:
        if sitting.ended is None:
            return redirect(f"/exam/{key}/")
        return render(request, "exam/report.html", context | _paper(sitting))
    if sitting.kind == Sitting.DIAGNOSE:
        return render(request, "exam/found.html", context | _found(learner, sitting))
    return render(request, "exam/practised.html", context | _practised(learner, sitting))


def _found(learner: Learner, sitting: Sitting) -> dict[str, Any]:
    atlas, found, belief = load_atlas(), found_of(learner, sitting), belief_of(learner)
    held = found.findings

    def named(keys: tuple[str, ...]) -> list[tuple[Competency, float]]:
        return [(atlas[key], belief[key].p) for key in keys]

    return {
        "found": found, "stored": current_plan(learner), "width": WIDTH,
        "picture": picture_of(atlas.implied(belief.known), None, None),
        "areas": [(atlas.areas[one.area], one, share_bars(one.known, one.unsure, one.missing))
                  for one in held.areas],
        "frontier": [atlas[one] for one in held.frontier[:_SHOWN]],
        "more": max(0, len(held.frontier) - _SHOWN),
        "failed": named(held.failed), "gained": named(held.gained),
        "admissions": [
            (one, [(atlas[line.options[0]], line) for line in one.requirements
                   if line.options[0] in atlas])
            for one in found.admissions
        ],
        "titles": _titles(sitting),
    }  # fmt: skip


def _titles(sitting: Sitting) -> list[tuple[int, str, bool | None]]:
    """Number, title and mark of each question answered."""
    atlas = load_atlas()
    return [
        (row.number, atlas[row.competency].name if row.competency in atlas else row.competency,
         row.right)
        for row in sitting.responses.all()
    ]  # fmt: skip


def _practised(learner: Learner, sitting: Sitting) -> dict[str, Any]:
    atlas, belief = load_atlas(), belief_of(learner)
    past = past_of(learner.responses.all())
    rows = list(sitting.responses.all())
    topics = [key for key in dict.fromkeys(row.competency for row in rows) if key in atlas]
    return {
        "answered": len(rows), "right": sum(1 for row in rows if row.right), "set": SET,
        "topics": [(atlas[key], progress_of(past, key), belief[key].p) for key in topics],
        "titles": _titles(sitting),
    }  # fmt: skip


def _paper(sitting: Sitting) -> dict[str, Any]:
    atlas, report = load_atlas(), report_of(sitting)
    given = {row.number: row for row in sitting.responses.all()}
    return {
        "report": report, "areas": [(atlas.areas[one.area], one) for one in report.areas],
        "weak": [atlas[key] for key in report.weak],
        "marks": [(row["number"], given.get(row["number"]),
                   outcome_of(sitting, row["number"]) if row["number"] in given else None)
                  for row in sitting.state["paper"]],
    }  # fmt: skip

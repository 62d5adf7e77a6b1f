"""All labs by area, and one lab: its brief, the work on it, and what was submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tripos.atlas import load_atlas
from tripos.labs import Lab, all_labs, find_lab
from tripos.web.access import own
from tripos.web.jobs.judges import for_pages
from tripos.web.jobs.queue import CHECK
from tripos.web.jobs.views import job_about, share_of
from tripos.web.labs.code import feedback
from tripos.web.record.knowledge import belief_of
from tripos.web.record.labs.drafts import draft_of
from tripos.web.record.labs.submissions import best_of
from tripos.web.record.models import Draft, Job, Learner

_NEXT = 3
_SHOWN = 20
_KNOWN = 0.8  # a lab whose topics are all this well known teaches little
_READY = 0.5


@own
@require_safe
def index(request: HttpRequest, learner: Learner) -> HttpResponse:
    """All labs, by area, with the best of each; before them what fits now."""
    atlas, best = load_atlas(), best_of(learner)
    areas: dict[str, list[tuple[Lab, Any]]] = {}
    for lab in sorted(all_labs().values(), key=lambda one: one.card.title):
        areas.setdefault(lab.card.area, []).append((lab, best.get(lab.id)))
    context = {
        "areas": [(area, areas[key]) for key, area in atlas.areas.items() if key in areas],
        "fitting": _fitting(learner, best), "all": len(all_labs()),
        "passed": sum(1 for one in best.values() if one["passed"]),
        "last": learner.submissions.defer("files")[:_NEXT], "titles": _titles(),
    }  # fmt: skip
    return render(request, "labs/index.html", context)


def _titles() -> dict[str, str]:
    return {key: lab.card.title for key, lab in all_labs().items()}


def _fitting(learner: Learner, best: Mapping[str, Mapping[str, Any]]) -> list[Lab]:
    """The labs not passed yet whose topics are not known well, those first that could be begun now;
    among equals the earlier stage of the master's."""
    atlas, belief = load_atlas(), belief_of(learner)
    found: list[tuple[float, int, float, str]] = []
    for lab in all_labs().values():
        if best.get(lab.id, {}).get("passed"):
            continue
        keys = lab.card.competencies
        known = sum(belief[key].p * weight for key, weight in keys.items()) / sum(keys.values())
        needs = {need for key in keys for need in atlas[key].requires} - set(keys)
        ready = sum(belief[need].p for need in needs) / len(needs) if needs else 1.0
        if known < _KNOWN:
            stage = max(atlas[key].stage for key in keys)
            found.append((-round(min(ready, _READY), 1), stage, -known, lab.id))
    return [find_lab(key) for *_, key in sorted(found)[:_NEXT]]


@own
@require_safe
def lab_page(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:
    """One lab."""
    lab = find_lab(key)
    return show_lab(request, learner, lab, draft_of(learner, lab))


def show_lab(
    request: HttpRequest, learner: Learner, lab: Lab, draft: Draft, *, error: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a lab with a draft, which may be one that could not be kept."""
    atlas, belief = load_atlas(), belief_of(learner)
    job = _check_of(learner, lab.id)
    checked = draft.checked if error == "" else None
    context = {
        "lab": lab, "draft": draft, "error": error, "job": job,
        "share": share_of(job) if job else None, "area": atlas.areas[lab.card.area],
        "topics": [(atlas[one], belief[one].p) for one in lab.card.competencies],
        "functions": list(lab.card.functions.items()),
        "checked": checked, "notes": feedback(draft.files, checked, lab) if checked else (),
        "attempts": learner.submissions.filter(lab=lab.id).defer("files")[:_SHOWN],
        "best": best_of(learner).get(lab.id), **for_pages(),
    }  # fmt: skip
    return render(request, "labs/lab.html", context, status=status)


def _check_of(learner: Learner, lab: str) -> Job | None:
    """The newest check of this lab's draft, unless it went well."""
    job = job_about(learner, [CHECK], "lab", lab, among=_SHOWN)
    return None if job is None or job.state == Job.DONE else job

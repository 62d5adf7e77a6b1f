"""The map at three zooms, each with a list of the same links, and the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tripos.atlas import STAGES, TRACKS, Competency
from tripos.belief import Mastery
from tripos.content import nearest
from tripos.errors import UnknownIdError
from tripos.exam.bank import by_competency
from tripos.labs import all_labs
from tripos.show.briefs import brief_course, teachers
from tripos.web.access import own
from tripos.web.atlas.search import find_competencies
from tripos.web.look.maps import picture_of
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of
from tripos.web.record.plans import current_plan
from tripos.web.record.standing import Standing, next_up, standing_of, targets_of

_ROWS = 50
_NEXT = 8
_COURSES = 12
_SCALE = {"apply": "use it properly", "analyse": "derive it, compare it, find its faults",
          "create": "design and build with it"}  # fmt: skip
_KINDS = {
    "degree": "your degree", "course": "a course you took", "certificate": "a certificate",
    "rating": "your own rating", "work": "your work", "plan": "your plan",
    "question": "a question answered", "lab": "a lab", "project": "a project",
}  # fmt: skip


@own
def index(request: HttpRequest, learner: Learner) -> HttpResponse:
    """All areas and what is next; or what was searched for."""
    standing = standing_of(learner)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "track", "area")}
    context: dict[str, Any] = {
        "asked": asked, "tracks": TRACKS, "areas": standing.atlas.areas, "standing": standing,
    }  # fmt: skip
    if any(asked.values()):
        return _results(request, standing, context)
    targets, problem = targets_of(learner)
    following = next_up(standing, targets)
    context |= {
        "rows": [_area_row(standing, key) for key in standing.atlas.areas],
        "following": following[:_NEXT], "more": max(0, len(following) - _NEXT),
        "targets": len(targets), "reached": len(targets & standing.known), "problem": problem,
        "picture": picture_of(standing.known, None, None),
    }  # fmt: skip
    return render(request, "atlas/index.html", context)


def _results(request: HttpRequest, standing: Standing, context: dict[str, Any]) -> HttpResponse:
    asked = context["asked"]
    found = find_competencies(standing.atlas, asked["q"], asked["track"], asked["area"])
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    names = {item.name: item for item in standing.atlas.values()}
    context |= {
        "page": page, "rows": [(one, standing.state(one.item.id)) for one in page],
        "near": [] if found else [names[name] for name in nearest(asked["q"], names, 3)],
    }  # fmt: skip
    return render(request, "atlas/results.html", context)


def _area_row(standing: Standing, key: str) -> dict[str, Any]:
    members = standing.atlas.select(area=key)
    known = [item for item in members if item.id in standing.known]
    return {
        "area": standing.atlas.areas[key], "known": len(known), "all": len(members),
        "ready": sum(1 for item in members if item.id in standing.ready),
        "hours": sum(item.hours for item in members),
        "left": sum(item.hours for item in members) - sum(item.hours for item in known),
    }  # fmt: skip


@own
def area(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:
    """One area: its picture and its competencies."""
    standing = standing_of(learner)
    if key not in standing.atlas.areas:
        raise UnknownIdError("area", key, nearest(key, standing.atlas.areas))
    members = standing.atlas.select(area=key)
    context = {
        "row": _area_row(standing, key), "picture": picture_of(standing.known, key, None),
        "stages": _by_stage(standing, members),
    }  # fmt: skip
    return render(request, "atlas/area.html", context)


def _by_stage(standing: Standing, members: Sequence[Competency]) -> list[tuple[str, list[Any]]]:
    """The competencies with their states, stage by stage, in teaching order."""
    found: dict[int, list[Any]] = {}
    for item in members:
        found.setdefault(item.stage, []).append((item, standing.state(item.id)))
    return [(f"{stage}. {STAGES[stage]}", found[stage]) for stage in sorted(found)]


@own
def competency(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:
    """One competency: what it is, where the learner stands, and the way to it."""
    standing = standing_of(learner)
    atlas = standing.atlas
    item = atlas.find(key)
    if item.id != key:
        return redirect(f"/atlas/{item.id}/")
    steps = atlas.path(item.id, standing.known)
    mastery = standing.belief[item.id]
    context = {
        "item": item, "state": standing.state(item.id), "mastery": mastery,
        "area": atlas.areas[item.area], "stage": f"{item.stage}, {STAGES[item.stage].lower()}",
        "level": _SCALE[item.level], "who": _who(item), "scratch": atlas.hours([item.id]),
        "left": sum(step.hours for step in steps), "reasons": _reasons(mastery),
        "lifted_by": atlas[mastery.implied_by] if mastery.implied_by else None,
        "below": atlas.descendants[item.id], "links": _links(standing, item),
        "steps": [(step, standing.state(step.competency.id)) for step in steps],
        "picture": picture_of(standing.known, None, item.id) if steps[1:] else None,
        "questions": len(by_competency().get(item.id, ())),
        "labs": [lab for lab in all_labs().values() if item.id in lab.card.competencies],
        **_taught(learner, item), "lines": _planned(learner, item),
    }  # fmt: skip
    return render(request, "atlas/competency.html", context)


def _who(item: Competency) -> str:
    if item.core:
        return "part of every master's"
    return "an elective of " + ", ".join(name.replace("-", " ") for name in sorted(item.tracks))


def _reasons(mastery: Mastery) -> list[tuple[str, str, float]]:
    """The evidence: its kind, what it is, and the mastery it speaks for."""
    return [(_KINDS[one.kind], one.source, one.says) for one in mastery.evidence]


def _links(standing: Standing, item: Competency) -> list[tuple[str, list[Any]]]:
    groups = (
        ("Requires", item.requires), ("Helped by", item.helpful),
        ("Unlocks", standing.atlas.unlocks[item.id]), ("Practises again", tuple(item.encompasses)),
    )  # fmt: skip
    return [(label, standing.marked(keys)) for label, keys in groups if keys]


def _taught(learner: Learner, item: Competency) -> dict[str, Any]:
    """Courses that cover it, those that take it farthest first."""
    catalog = catalog_of(learner)
    found = teachers(catalog).get(item.id, ())
    shown = [(depth.label, brief_course(catalog, course)) for depth, course in found[:_COURSES]]
    return {"courses": shown, "all_courses": len(found)}


def _planned(learner: Learner, item: Competency) -> list[dict[str, Any]]:
    """The lines of the plan in force that teach it."""
    plan = current_plan(learner)
    return [line for line in plan.data["items"] if item.id in line["covers"]] if plan else []

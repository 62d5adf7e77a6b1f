"""Plans again from today with as little change as possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tripos.atlas import Atlas
from tripos.belief import Evidence, believe, claims, course_evidence
from tripos.catalog import Catalog, Depth
from tripos.content import Document, nearest
from tripos.errors import TriposError, UnknownIdError
from tripos.person import Person, check_person, parse_person
from tripos.plan.build import MILESTONE, PROJECT, STUDY, TOP_UP, build_problem
from tripos.plan.choose import Progress
from tripos.plan.make import Setting, solve
from tripos.plan.problem import Item, Problem
from tripos.plan.result import PastPlan, Plan

_NEW_COURSE_HOURS = 8.0  # what a course not in the old plan must save before it comes in
_NEW_TOPIC_HOURS = 1.0
_DONE_SAYS = 0.95


def replan(
    past: PastPlan,
    atlas: Atlas,
    catalog: Catalog,
    today: dt.date,
    *,
    done: Collection[str] = (),
    under_way: Mapping[str, float] | None = None,
    retired: Collection[str] = (),
    person: Person | None = None,
    evidence: Sequence[Evidence] = (),
    seconds: float = 10.0,
    progress: Progress | None = None,
) -> Plan:
    """The rest of `past` from `today`, changed only where it must or saves much.

    `done` are finished lines or parts of lines, `under_way` maps lines to the share done (0 to
    1), `retired` are courses that are gone. `person` replaces the one stored in the plan,
    `evidence` counts beside their claims and what the finished lines show (once, where it holds
    both). Raises UnknownIdError
    for a line the plan does not have.
    """
    who = person or parse_person(Document("the plan's person", dict(past.person), None))
    check_person(who, atlas, catalog)
    parts = _parts(past)
    finished = set(past.done) | {part for key in done for part in _find(key, parts, past)}
    shares = dict(past.under_way) | {
        part: share for key, share in (under_way or {}).items() for part in _find(key, parts, past)
    }
    gone = [*past.retired, *(catalog.course(key).id for key in retired)]
    had = {(one.competency, one.kind, one.source) for one in evidence}
    shown = [
        one for one in done_evidence(finished, atlas, catalog)
        if (one.competency, one.kind, one.source) not in had
    ]  # fmt: skip
    known = [*claims(who, atlas, catalog), *evidence, *shown]
    setting = Setting(
        who, atlas, catalog, believe(atlas, known, today), today, past.objective, seconds, past.seed
    )
    problem = build_problem(who, atlas, catalog, setting.belief, today, retired=gone)
    problem = _without(problem, finished)
    kept = [part for _, line, _, _ in past.lines for part in line if part not in finished]
    problem = _with_habits(problem, frozenset(kept), shares)
    earlier = {part: rank for rank, part in enumerate(kept)}
    plan = solve(setting, problem, earlier=earlier, done=sorted(finished), progress=progress)
    return replace(
        plan,
        changes=_changes(past, plan, finished),
        under_way={key: share for key, share in shares.items() if key not in finished},
        retired=tuple(dict.fromkeys(gone)),
    )


def _parts(past: PastPlan) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, parts, _, _ in past.lines:
        found[key] = parts
        found.update({part: (part,) for part in parts})
    return found


def _find(key: str, parts: Mapping[str, tuple[str, ...]], past: PastPlan) -> tuple[str, ...]:
    if key in past.done:
        return (key,)
    if key not in parts:
        raise UnknownIdError("line in the plan", key, nearest(key, parts))
    return parts[key]


def done_evidence(finished: Collection[str], atlas: Atlas, catalog: Catalog) -> list[Evidence]:
    """What finished lines show: courses as courses, own study as a plan kept."""
    found: list[Evidence] = []
    for key in sorted(finished):
        if key in catalog.courses:
            found += course_evidence(catalog.courses[key])
        for prefix in (STUDY, TOP_UP, PROJECT):
            if key.startswith(prefix) and key.removeprefix(prefix) in atlas:
                target = key.removeprefix(prefix)
                found.append(Evidence(target, "plan", _DONE_SAYS, 1.0, "finished in the plan"))
    return found


def _without(problem: Problem, finished: Collection[str]) -> Problem:
    """The problem without what is finished, which counts as having met what it met."""
    known = dict(problem.known)
    for key in set(finished) & problem.items.keys():
        for competency, depth in problem.items[key].covers.items():
            known[competency] = max(depth, Depth(known.get(competency, depth)))
    items = {}
    for key, item in problem.items.items():
        if key not in finished:
            needs = tuple(need for need in item.needs if not set(need.items) & set(finished))
            items[key] = replace(item, needs=needs)
    milestones = tuple(key for key in problem.milestones if key in items)
    shown = sum(1 for key in finished if key.startswith((PROJECT, MILESTONE)))
    return replace(
        problem,
        items=items,
        known=known,
        pins=problem.pins - set(finished),
        conflicts=tuple(pair for pair in problem.conflicts if set(pair) <= items.keys()),
        milestones=milestones,
        min_milestones=max(0, min(len(milestones), problem.min_milestones - shown)),
    )


def _with_habits(problem: Problem, kept: frozenset[str], shares: Mapping[str, float]) -> Problem:
    """Items under way cost only their rest; items not in the old plan must earn their place."""

    def adapted(item: Item) -> Item:
        share = shares.get(item.id, 0.0)
        if not 0 <= share < 1:
            raise TriposError(f"{item.id}: the share done must be from 0 to under 1 (or 100 %)")
        left = 1 - share
        hours = replace(
            item.hours, low=item.hours.low * left, mode=item.hours.mode * left,
            high=item.hours.high * left,
        )  # fmt: skip
        penalty = 0.0
        if item.id not in kept:
            penalty = _NEW_COURSE_HOURS if item.kind == "course" else _NEW_TOPIC_HOURS
        price = 0.0 if share else item.price
        return replace(item, hours=hours, reluctance=penalty, price=price)

    return replace(problem, items={key: adapted(item) for key, item in problem.items.items()})


def _changes(past: PastPlan, plan: Plan, finished: Collection[str]) -> dict[str, tuple[str, ...]]:
    before = {part for _, parts, _, _ in past.lines for part in parts} - set(finished)
    after = {part for item in plan.items for part in item.parts}
    return {
        "kept": tuple(sorted(before & after)),
        "added": tuple(sorted(after - before)),
        "dropped": tuple(sorted(before - after)),
        "done": tuple(sorted(finished)),
    }

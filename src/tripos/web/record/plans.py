"""Plans of a learner: made, edited and replanned without losing what another tab did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.db import transaction

from tripos.atlas import load_atlas
from tripos.errors import TriposError
from tripos.plan import (
    ObjectiveName,
    PastPlan,
    Plan,
    Setting,
    done_evidence,
    frontier,
    make_plan,
    read_past_plan,
    replan,
)
from tripos.web.record.decisions import keep_result
from tripos.web.record.knowledge import (
    PLAN,
    add_evidence,
    belief_from,
    digest,
    evidence_of,
    evidence_rows,
    take_back,
)
from tripos.web.record.models import Learner, Progress, Result, StoredPlan
from tripos.web.record.own import catalog_of
from tripos.web.record.person import (
    ConflictError,
    checked_person,
    held,
    person_of,
    save_person,
)

SECONDS = 5.0  # of search, unless the caller allows more
FRONTIER = "frontier"
_KEPT = 50

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the plan `base` (None: there is none yet).

    `person` is the whole changed profile. `move` names a line that is to come `by` places later
    (earlier, if negative). `afresh` plans anew instead of changing as little as can be.
    """

    reason: str
    base: int | None = None
    objective: ObjectiveName = "balanced"
    person: Mapping[str, Any] | None = None
    move: str | None = None
    by: int = 0
    retired: tuple[str, ...] = field(default_factory=tuple)
    afresh: bool = False


def current_plan(learner: Learner) -> StoredPlan | None:
    """The plan in force."""
    return learner.plans.first()


def shares_of(learner: Learner) -> dict[str, float]:
    """How much of each part of a line is done, by the newest word on it."""
    return dict(learner.progress.order_by("id").values_list("line", "share"))


def carry_out(
    learner: Learner, edit: Edit, today: dt.date, tell: Tell, *, seconds: float = SECONDS
) -> StoredPlan:  # fmt: skip
    """Makes the plan that `edit` asks for and puts it in force.

    Raises ConflictError if another plan is in force than the one edited, and TriposError, leaving
    everything as it is, if there is no such plan.
    """
    check_in_force(learner, edit.base)
    base = current_plan(learner)
    data = dict(edit.person) if edit.person is not None else learner.person
    person = checked_person(learner, data)
    if base is None or edit.afresh:
        catalog = catalog_of(learner)
        belief = belief_from(person, catalog, evidence_of(learner), today)
        found = make_plan(
            Setting(person, load_atlas(), catalog, belief, today, edit.objective, seconds),
            progress=tell,
        )
    else:
        past = _moved(read_past_plan(base.data, "the plan"), edit)
        shares = shares_of(learner)
        lines = {part for _, parts, _, _ in past.lines for part in parts} | set(past.done)
        found = replan(
            past, load_atlas(), catalog_of(learner), today,
            done=[key for key, share in shares.items() if share >= 1 and key in lines],
            under_way={key: share for key, share in shares.items()
                       if 0 < share < 1 and key in lines},
            retired=edit.retired, person=person,
            evidence=evidence_of(learner), seconds=seconds, progress=tell,
        )  # fmt: skip
    if found.status == "infeasible":
        helping = "; ".join(item.change for item in found.relaxations[:3])
        raise TriposError(
            f"there is no such plan: {'; '.join(found.reasons)}"
            + (f". What would help, each alone: {helping}" if helping else "")
        )
    return _put_in_force(learner, edit, found, base)


def check_in_force(learner: Learner, base: int | None) -> None:
    """Raises ConflictError unless the plan numbered `base` is in force (None: there is none)."""
    now = current_plan(learner)
    if (now.pk if now else None) != base:
        raise ConflictError(
            "the plan was changed in another window meanwhile; nothing was overwritten: look at it"
            " as it is now, and try again"
        )


def _moved(past: PastPlan, edit: Edit) -> PastPlan:
    """The past plan with one line moved by `edit.by` places among the lines not yet done."""
    if edit.move is None:
        return past
    lines = list(past.lines)
    at = next((n for n, line in enumerate(lines) if line[0] == edit.move), None)
    if at is None:
        raise TriposError(f"there is no line '{edit.move[:60]}' in the plan")
    to = min(max(at + edit.by, 0), len(lines) - 1)
    lines.insert(to, lines.pop(at))
    return replace(past, lines=tuple(lines))


@transaction.atomic
def _put_in_force(
    learner: Learner, edit: Edit, found: Plan, base: StoredPlan | None
) -> StoredPlan:  # fmt: skip
    held(learner)
    check_in_force(learner, edit.base)
    if edit.person is not None:
        save_person(learner, edit.person)
    data = cast("dict[str, Any]", found.to_json())
    data["finished"] = _finished(base.data, shares_of(learner)) if base else []
    data["note"] = _move_note(edit, base.data, data) if base and edit.move else ""
    plan = StoredPlan.objects.create(learner=learner, data=data, reason=edit.reason[:200])
    old = list(learner.plans.values_list("pk", flat=True)[_KEPT:])
    StoredPlan.objects.filter(pk__in=old).delete()
    return plan


def _move_note(edit: Edit, base: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Says that the line to be moved did not come earlier or later than it was."""

    moved = next(item for item in base["items"] if item["id"] == edit.move)
    # Self-study is grouped anew by every plan: what was moved is known by its first part.
    again = next((one for one in now["items"] if moved["parts"][0] in one["parts"]), moved)
    was, comes = moved["start"], again["start"]
    if comes > was if edit.by > 0 else comes < was:
        return ""
    way = "earlier" if edit.by < 0 else "later"
    return f"It cannot come {way}: what it needs, or what needs it, stands beside it."


def _finished(data: Mapping[str, Any], shares: Mapping[str, float]) -> list[dict[str, Any]]:
    """The lines that are done, those of earlier plans included."""
    known = list(data.get("finished", []))
    ids = {line["id"] for line in known}
    return known + [
        {name: item[name] for name in ("id", "kind", "title", "start", "end", "hours", "parts")}
        for item in data["items"]
        if item["id"] not in ids and all(shares.get(part, 0) >= 1 for part in item["parts"])
    ]


@transaction.atomic
def set_progress(learner: Learner, line: str, share: float) -> None:
    """Notes how much of a line of the plan is done (0 to 1); a finished line becomes evidence.

    Raises TriposError for a line that the plan does not have.
    """
    plan = current_plan(learner)
    items = plan.data["items"] + plan.data.get("finished", []) if plan else []
    parts = next((item["parts"] for item in items if item["id"] == line), None)
    if parts is None:
        raise TriposError(f"there is no line '{line[:60]}' in your plan")
    if not 0 <= share <= 1:
        raise TriposError("the share done must lie between 0 and 1")
    before = shares_of(learner)
    for part in parts:
        if before.get(part, 0.0) == share:
            continue
        Progress.objects.create(learner=learner, line=part, share=share)
        if share >= 1:
            found = done_evidence([part], load_atlas(), catalog_of(learner))
            add_evidence(learner, found, f"{PLAN}{part}")
        elif before.get(part, 0.0) >= 1:
            _not_done_after_all(learner, part)


def _not_done_after_all(learner: Learner, part: str) -> None:
    for row in evidence_rows(learner):
        if row.origin == f"{PLAN}{part}":
            take_back(learner, row.pk)


def undo_plan(learner: Learner, base: int) -> StoredPlan:
    """Puts the plan before `base` in force again, and its profile. Raises TriposError."""
    with transaction.atomic():
        held(learner)
        check_in_force(learner, base)
        former = learner.plans.filter(pk__lt=base).first()
        if former is None:
            raise TriposError("there is no earlier plan to go back to")
        person = {key: value for key, value in former.data["person"].items() if value is not None}
        save_person(learner, person)
        return StoredPlan.objects.create(
            learner=learner, data=former.data, reason=f"back to: {former.reason}"[:200]
        )


def make_frontier(
    learner: Learner, today: dt.date, tell: Tell, *, seconds: float = SECONDS
) -> Result:  # fmt: skip
    """What more money would buy in time, stored for the page."""
    person, catalog = person_of(learner), catalog_of(learner)
    belief = belief_from(person, catalog, evidence_of(learner), today)
    setting = Setting(person, load_atlas(), catalog, belief, today, seconds=seconds)
    points = frontier(setting, progress=tell)
    value = {
        "points": [
            {"cost": point.cost, "finish": str(point.finish), "hours": round(point.hours, 1),
             "courses": point.courses, "objective": point.plan.objective}
            for point in points
        ],
        "today": str(today),
    }  # fmt: skip
    return keep_result(learner, FRONTIER, digest([learner.person, str(today)]), value)


def lines_of(plan: StoredPlan) -> Sequence[Mapping[str, Any]]:
    """The lines of a stored plan, in order of time."""
    items: Sequence[Mapping[str, Any]] = plan.data["items"]
    return items

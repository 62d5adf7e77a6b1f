"""What a plan is once made: plain values, and their public JSON form in both directions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from tripos.catalog import Depth
from tripos.content import Json
from tripos.errors import ContentError
from tripos.plan.problem import Span

ObjectiveName = Literal["balanced", "cheapest", "fastest"]
PlanStatus = Literal["optimal", "feasible", "infeasible"]


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One dated line of the plan. `days` are the first and last day of study.

    `parts` are the ids it is made of (one, or several topics of a self-study block); `alone` is
    what nothing else in the plan teaches; `unlocks` are later lines that need it.
    """

    id: str
    kind: str
    title: str
    start: dt.date
    end: dt.date
    hours: Span
    cost: float
    covers: Mapping[str, Depth]
    why: str
    parts: tuple[str, ...]
    provider: str = ""
    url: str | None = None
    product: str | None = None
    price_assumed: bool = False
    alone: tuple[str, ...] = ()
    unlocks: tuple[str, ...] = ()
    if_gone: str = ""
    reading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of the plan, USD."""

    date: dt.date
    amount: float
    what: str
    item: str


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A target that no course on offer teaches deep enough, and what the plan does instead."""

    id: str
    name: str
    fill: str


@dataclass(frozen=True, slots=True)
class Coherence:
    """How well the parts of the plan fit together.

    overlap: share of taught competency hours that are taught once more elsewhere. orphans: lines
    that alone teach nothing and unlock nothing. unverified: share of the targets that no graded
    work in the plan checks. longest_gap: days between learning a competency and its first use.
    """

    overlap: float
    orphans: tuple[str, ...]
    unverified: float
    longest_gap_days: int
    longest_gap: str
    mean_gap_days: float


@dataclass(frozen=True, slots=True)
class Finish:
    """When the plan ends, as dates that 10, 50 and 90 of 100 such learners would keep."""

    p10: dt.date
    p50: dt.date
    p90: dt.date
    meets_deadline: float | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One way to make an impossible plan possible; `value` is what to write in the file."""

    kind: str
    change: str
    value: float | str | tuple[str, ...] | None = None


@dataclass(frozen=True)
class Plan:
    """A plan, or the reasons why there is none. Money is USD, hours are study hours.

    `load` maps the Monday of each week with study to its hours.
    """

    status: PlanStatus
    objective: ObjectiveName
    gap: float | None
    seconds: float
    first_seconds: float | None
    today: dt.date
    start: dt.date
    person: Mapping[str, Any]
    targets: int
    known: int
    items: tuple[PlanItem, ...] = ()
    payments: tuple[Paid, ...] = ()
    hours: Span = field(default_factory=lambda: Span(0, 0, 0))
    planned_finish: dt.date | None = None
    load: Mapping[dt.date, float] = field(default_factory=dict)
    finish: Finish | None = None
    uncovered: tuple[Uncovered, ...] = ()
    coherence: Coherence | None = None
    reasons: tuple[str, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    warnings: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    under_way: Mapping[str, float] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seed: int = 0

    @property
    def cost(self) -> float:
        """All payments together."""
        return sum(payment.amount for payment in self.payments)

    def to_json(self) -> dict[str, Json]:
        """The public form (docs/plan.md); keys may be added, never renamed."""
        found: dict[str, Any] = {
            "status": self.status,
            "objective": self.objective,
            "gap": None if self.gap is None else round(self.gap, 5),
            "seconds": round(self.seconds, 3),
            "first_seconds": None if self.first_seconds is None else round(self.first_seconds, 3),
            "today": str(self.today),
            "start": str(self.start),
            "planned_finish": _text(self.planned_finish),
            "finish": _finish_json(self.finish),
            "cost": {"amount": round(self.cost, 2), "currency": "USD"},
            "hours": _span_json(self.hours),
            "load": {str(monday): round(hours, 1) for monday, hours in self.load.items()},
            "items": [_item_json(item) for item in self.items],
            "payments": [
                {
                    "date": str(paid.date), "amount": round(paid.amount, 2), "what": paid.what,
                    "item": paid.item,
                }
                for paid in self.payments
            ],
            "uncovered": [
                {"id": item.id, "name": item.name, "fill": item.fill} for item in self.uncovered
            ],
            "coherence": _coherence_json(self.coherence),
            "targets": {"total": self.targets, "known": self.known},
            "warnings": list(self.warnings),
            "done": list(self.done),
            "under_way": dict(self.under_way),
            "retired": list(self.retired),
            "changes": {key: list(value) for key, value in self.changes.items()},
            "seed": self.seed,
            "person": dict(self.person),
        }  # fmt: skip
        if self.status == "infeasible":
            found["reasons"] = list(self.reasons)
            found["relaxations"] = [
                {
                    "kind": item.kind,
                    "change": item.change,
                    "value": list(item.value) if isinstance(item.value, tuple) else item.value,
                }
                for item in self.relaxations
            ]
        return cast("dict[str, Json]", found)


def _text(day: dt.date | None) -> str | None:
    return None if day is None else str(day)


def _finish_json(finish: Finish | None) -> dict[str, Any] | None:
    if finish is None:
        return None
    return {
        "p10": str(finish.p10), "p50": str(finish.p50), "p90": str(finish.p90),
        "meets_deadline": finish.meets_deadline,
    }  # fmt: skip


def _span_json(span: Span) -> dict[str, float]:
    return {"low": round(span.low, 1), "mode": round(span.mode, 1), "high": round(span.high, 1)}


def _item_json(item: PlanItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "start": str(item.start),
        "end": str(item.end),
        "hours": round(item.hours.mode, 1),
        "hours_range": _span_json(item.hours),
        "cost": round(item.cost, 2),
        "covers": list(item.covers),
        "depths": {key: depth.label for key, depth in item.covers.items()},
        "why": item.why,
        "parts": list(item.parts),
        "provider": item.provider,
        "url": item.url,
        "product": item.product,
        "price_assumed": item.price_assumed,
        "alone": list(item.alone),
        "unlocks": list(item.unlocks),
        "if_gone": item.if_gone,
        "reading": list(item.reading),
    }


def _coherence_json(coherence: Coherence | None) -> dict[str, Any]:
    if coherence is None:
        return {}
    return {
        "overlap": round(coherence.overlap, 3),
        "orphans": list(coherence.orphans),
        "unverified": round(coherence.unverified, 3),
        "longest_gap_days": coherence.longest_gap_days,
        "longest_gap": coherence.longest_gap,
        "mean_gap_days": round(coherence.mean_gap_days, 1),
    }


@dataclass(frozen=True, slots=True)
class PastPlan:
    """What replanning needs of an earlier plan: the person, and the lines with their parts."""

    person: Mapping[str, Any]
    objective: ObjectiveName
    lines: tuple[tuple[str, tuple[str, ...], dt.date, str], ...]
    done: tuple[str, ...]
    under_way: Mapping[str, float]
    retired: tuple[str, ...]
    seed: int


def read_past_plan(data: object, where: str) -> PastPlan:
    """The plan in JSON that `to_json` wrote. Raises ContentError if it is something else."""
    try:
        plan = cast("Mapping[str, Any]", data)
        if plan["status"] == "infeasible":
            raise ContentError(where, "holds no plan, only the reasons why there is none")
        lines = tuple(
            (
                str(item["id"]),
                tuple(str(part) for part in item["parts"]),
                dt.date.fromisoformat(item["start"]),
                str(item["title"]),
            )
            for item in plan["items"]
        )
        return PastPlan(
            dict(plan["person"]), plan["objective"], lines, tuple(plan.get("done", ())),
            {str(key): float(share) for key, share in plan.get("under_way", {}).items()},
            tuple(plan.get("retired", ())), int(plan.get("seed", 0)),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        remedy = "write one with `tripos plan PERSON --json`"
        raise ContentError(where, "is not a plan in JSON", remedy) from error

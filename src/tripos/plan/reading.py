"""Reads a plan back from its public JSON form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from tripos.catalog import Depth
from tripos.errors import ContentError
from tripos.plan.problem import Span
from tripos.plan.result import (
    Coherence,
    Finish,
    Paid,
    Plan,
    PlanItem,
    Relaxation,
    Uncovered,
)


def read_plan(data: object, where: str) -> Plan:
    """The plan that `Plan.to_json` wrote. Raises ContentError if it is something else."""
    try:
        return _plan(cast("Mapping[str, Any]", data))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        remedy = "write one with `tripos plan PERSON --json`"
        raise ContentError(where, "is not a plan in JSON", remedy) from error


def _plan(data: Mapping[str, Any]) -> Plan:
    return Plan(
        status=data["status"],
        objective=data["objective"],
        gap=data["gap"],
        seconds=data["seconds"],
        first_seconds=data["first_seconds"],
        today=_day(data["today"]),
        start=_day(data["start"]),
        person=dict(data["person"]),
        targets=data["targets"]["total"],
        known=data["targets"]["known"],
        items=tuple(_item(row) for row in data["items"]),
        payments=tuple(
            Paid(_day(row["date"]), row["amount"], row["what"], row["item"])
            for row in data["payments"]
        ),
        hours=Span(**data["hours"]),
        planned_finish=_day(data["planned_finish"]) if data["planned_finish"] else None,
        load={_day(monday): hours for monday, hours in data.get("load", {}).items()},
        finish=_finish(data["finish"]),
        uncovered=tuple(Uncovered(**row) for row in data["uncovered"]),
        coherence=_coherence(data["coherence"]),
        reasons=tuple(data.get("reasons", ())),
        relaxations=tuple(
            Relaxation(row["kind"], row["change"], _value(row["value"]))
            for row in data.get("relaxations", ())
        ),
        warnings=tuple(data["warnings"]),
        done=tuple(data["done"]),
        under_way=dict(data["under_way"]),
        retired=tuple(data["retired"]),
        changes={key: tuple(value) for key, value in data["changes"].items()},
        seed=data["seed"],
    )


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _finish(row: Mapping[str, Any] | None) -> Finish | None:
    if row is None:
        return None
    return Finish(_day(row["p10"]), _day(row["p50"]), _day(row["p90"]), row["meets_deadline"])


def _coherence(row: Mapping[str, Any]) -> Coherence | None:
    return Coherence(**{**row, "orphans": tuple(row["orphans"])}) if row else None


def _item(row: Mapping[str, Any]) -> PlanItem:
    return PlanItem(
        id=row["id"],
        kind=row["kind"],
        title=row["title"],
        start=_day(row["start"]),
        end=_day(row["end"]),
        hours=Span(**row["hours_range"]),
        cost=row["cost"],
        covers={key: Depth.named(depth) for key, depth in row["depths"].items()},
        why=row["why"],
        parts=tuple(row["parts"]),
        provider=row["provider"],
        url=row["url"],
        product=row["product"],
        price_assumed=row["price_assumed"],
        alone=tuple(row["alone"]),
        unlocks=tuple(row["unlocks"]),
        if_gone=row["if_gone"],
        reading=tuple(row["reading"]),
    )

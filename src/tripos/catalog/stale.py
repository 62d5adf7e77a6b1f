"""Which facts to verify first: old, weakly sourced or unknown ones, by consequence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tripos.catalog.catalog import Catalog, FactRef
from tripos.catalog.model import Course, Program
from tripos.errors import TriposError

# How much a wrong value of this field can mislead a plan or a verdict, by judgement, from 0 to 1.
_WEIGHT: Mapping[str, float] = {
    "monthly": 1.0, "annual": 0.8, "value": 0.9,
    "total_cost": 1.0, "cost_per_credit": 0.8, "modality": 0.9,
    "admission.bachelor_required": 0.8, "admission.prerequisites": 0.7,
    "admission.applications_and_rate": 0.7, "admission.intakes_deadlines": 0.7,
    "completion_retention": 0.7, "duration_months": 0.6, "weekly_hours_per_course": 0.6,
    "cost.price": 0.6, "hours": 0.5, "status": 0.4, "cost.certificate": 0.2,
}  # fmt: skip
_DOUBT = {"published": 0.3, "secondary": 0.6, "estimate": 0.8, "recalled": 0.9, "unknown": 1.0}
_AGE = re.compile(r"^(\d{1,3})\s*(m|y|months?|years?)?$")


@dataclass(frozen=True, slots=True)
class StaleFact:
    """A fact to verify. `months` is its age (None when undated), `score` its urgency (0 to 1)."""

    ref: FactRef
    months: float | None
    score: float


def parse_age(text: str) -> int:
    """Months in `12m`, `18 months` or `2y`. Raises TriposError."""
    match = _AGE.match(text.strip().lower())
    if not match:
        raise TriposError(f"'{text}' is not an age; write months or years, such as 12m or 2y")
    return int(match[1]) * (12 if (match[2] or "m").startswith("y") else 1)


def stale_facts(
    catalog: Catalog, today: dt.date, older_than: int = 12, *, unknown: bool = False
) -> list[StaleFact]:
    """Facts older than `older_than` months or without a date, most consequential first.

    With `unknown`, facts that have no value yet are listed too. Facts the person verified
    themselves count as stale only by age.
    """
    found = []
    reach = _reach(catalog)
    for ref in catalog.facts():
        weight = _WEIGHT.get(ref.field, 0.1)
        months = ref.fact.age_months(today)
        if ref.fact.known:
            if months is not None and months <= older_than:
                continue
        elif not unknown:
            continue
        doubt = _DOUBT.get(ref.fact.confidence, 0.1)
        age = 1.0 if months is None else min(1.0, months / 60)
        importance = weight * reach.get(ref.entry, 0.5)
        found.append(StaleFact(ref, months, importance * (0.5 * doubt + 0.5 * age)))
    return sorted(found, key=lambda item: (-item.score, item.ref.path))


def _reach(catalog: Catalog) -> dict[str, float]:
    """How many choices an entry touches, from 0 to 1."""
    reach = dict.fromkeys(catalog.entries, 0.5)
    for key, entry in catalog.entries.items():
        if isinstance(entry, Course):
            reach[key] = min(1.0, 0.3 + len(entry.covers) / 60)
        elif isinstance(entry, Program):
            reach[key] = 0.8
    for key in (*catalog.products, *catalog.assumptions):
        reach[key] = 1.0
    return reach

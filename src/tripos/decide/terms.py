"""The terms of a program as the decision needs them: typed readings of its catalogue facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from tripos.catalog import Fact, Program
from tripos.errors import ContentError

Award = Literal["master", "certificate", "credential"]
Delivery = Literal["online", "campus", "online-with-visits"]
Admission = Literal["open", "performance", "skills-test", "selective"]
Evidence = Literal["graded", "any", "test", "none"]
Access = Literal["none", "optional", "core"]
Network = Literal["none", "forum", "cohort"]

WORDS: dict[str, tuple[str, ...]] = {
    "award": ("master", "certificate", "credential"),
    "delivery": ("online", "campus", "online-with-visits"),
    "admission": ("open", "performance", "skills-test", "selective"),
    "degree_needed": ("none", "bachelor", "master"),
    "evidence": ("graded", "any", "test", "none"),
    "research": ("none", "optional", "core"),
    "network": ("none", "forum", "cohort"),
}


@dataclass(frozen=True, slots=True)
class Stacking:
    """Credit that counts in another program; `share` of that program's whole, None if unknown."""

    program: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a program asks and gives; None is unknown. Figures stay facts and are read elsewhere.

    `missing` names the terms that are not known.
    """

    award: Award
    delivery: Delivery | None
    full_time_only: bool | None
    admission: Admission | None
    degree_needed: Literal["none", "bachelor", "master"] | None
    related_degree: bool | None
    evidence: Evidence | None
    research: Access | None
    network: Network | None
    intake_months: tuple[int, ...] | None
    courses: float | None
    barred: str | None
    employment_needed: bool
    visa_closed: bool
    stacks_into: tuple[Stacking, ...]
    missing: tuple[str, ...]


def read_terms(program: Program) -> Terms:
    """The typed terms of a program. Raises ContentError for a value that has no meaning."""
    facts = program.facts
    missing = []

    def value(name: str) -> Any:
        fact = facts.get(f"terms.{name}")
        if fact is None or not fact.known:
            missing.append(name)
            return None
        _check(program.id, name, fact)
        return fact.value

    def optional(name: str) -> Any:
        fact = facts.get(f"terms.{name}")
        return fact.value if fact else None

    months = value("intake_months")
    return Terms(
        award=cast("Award", value("award") or "certificate"),
        delivery=value("delivery"),
        full_time_only=value("full_time_only"),
        admission=value("admission"),
        degree_needed=value("degree_needed"),
        related_degree=value("related_degree"),
        evidence=value("evidence"),
        research=value("research"),
        network=value("network"),
        intake_months=tuple(sorted(int(month) for month in months)) if months else None,
        courses=value("courses"),
        barred=optional("barred"),
        employment_needed=bool(optional("employment_needed")),
        visa_closed=bool(optional("visa_closed")),
        stacks_into=_stacking(optional("stacks_into")),
        missing=tuple(missing),
    )


def _check(program: str, name: str, fact: Fact) -> None:
    allowed = WORDS.get(name)
    where = f"{program}.terms.{name}"
    if allowed and fact.value not in allowed:
        raise ContentError(where, f"'{fact.value}' is none of {', '.join(allowed)}")
    if name == "intake_months":
        months = fact.value if isinstance(fact.value, list) else []
        if not months or not all(isinstance(m, int) and 1 <= m <= 12 for m in months):
            raise ContentError(where, "must be a list of months from 1 to 12")


def _stacking(rows: Any) -> tuple[Stacking, ...]:
    return tuple(
        Stacking(str(row["program"]), _middle(row.get("low"), row.get("high")))
        for row in rows or ()
    )


def _middle(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else (float(low) + float(high)) / 2

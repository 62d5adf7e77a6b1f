"""The person as the simulation needs them: a few numbers, and what is not known of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from tripos.content import mentions, read_package_folder
from tripos.decide.inputs import Input, Register, beta_input, beta_of
from tripos.person import Person

RANKS = {"none": 0, "secondary": 0, "associate": 1, "bachelor": 2, "master": 3, "phd": 4}
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Learner:
    """One person in numbers.

    rank: 0 none, 1 associate, 2 bachelor, 3 master, 4 doctorate. `related`: whether the degree is
    in computing or a quantitative field. years: of technical work. `hours`, `finish_course`,
    `yearly_pay` name inputs. budget, monthly and aid are USD; None means no limit given. `start`
    is the number of months from today to the first day of study; `open_share[m]` is the share of
    month m that is free of breaks.
    """

    person: Person
    today: dt.date
    rank: int
    related: bool
    years: float
    technical: bool
    working: bool
    hours: str
    finish_course: str
    yearly_pay: str
    unspoken: str
    budget: float | None
    monthly: float | None
    aid: float
    start: int
    open_share: tuple[float, ...]
    unknown: tuple[str, ...]


def describe(person: Person, register: Register, today: dt.date, months: int) -> Learner:
    """The learner behind a person's file; registers the inputs that are theirs."""
    background, means = person.background, person.means
    rate = means.budget.rate
    unknown = [
        f"{name}: {why}"
        for name, value, why in (
            ("background.degree", background.degree, "taken as none"),
            ("background.field", background.field or not background.degree or None,
             "taken as unrelated to computing"),
            ("means.hours_per_week", means.hours_per_week, "taken as 3 to 15"),
            ("means.budget.total", means.budget.total, "no limit on money"),
            ("preferences.in_person", person.preferences.in_person,
             "programs that meet in person are left out"),
        )
        if value is None
    ]  # fmt: skip
    technical = _technical(person)
    return Learner(
        person=person,
        today=today,
        rank=RANKS[background.degree or "none"],
        related=is_related(background.field or ""),
        years=(background.years_experience or 0.0) if technical else 0.0,
        technical=technical,
        working=bool(background.role) if means.yearly_pay is None else means.yearly_pay > 0,
        hours=_hours(person, register),
        finish_course=_finish_course(person, register),
        yearly_pay=_pay(person, register),
        unspoken=register.assume(f"unspoken-{person.goals.employers or 'any'}"),
        budget=None if means.budget.total is None else means.budget.total * rate,
        monthly=None if means.budget.monthly is None else means.budget.monthly * rate,
        aid=(means.employer_aid_per_year or 0.0) * rate,
        start=_months_between(today, means.start) if means.start else 0,
        open_share=_open_shares(person, today, months),
        unknown=tuple(unknown),
    )


def _technical(person: Person) -> bool:
    background = person.background
    if background.technical_role is not None:
        return background.technical_role
    return mentions(background.role or "", _words()["technical_roles"])


def is_related(field: str) -> bool:
    """Whether a degree in `field` counts as computing or quantitative."""
    rows = _words()
    return mentions(field, rows["related"]) and not mentions(field, rows["unrelated"])


@cache
def _words() -> dict[str, list[str]]:
    folder = cast("dict[str, Any]", read_package_folder(DATA))
    return cast("dict[str, list[str]]", folder["fields.yaml"])


def _hours(person: Person, register: Register) -> str:
    week = person.means.hours_per_week
    if week is None:
        return register.assume("unknown-hours")
    return register.add(
        Input("your.hours", "Your study hours a week", week.low, week.typical, week.high,
              "h/week", "yours", ("means.hours_per_week",))
    )  # fmt: skip


def _finish_course(person: Person, register: Register) -> str:
    """How likely this person is to finish a self-paced course: the general rate, taught by theirs.

    A Beta prior with the mean and variance of the assumption, updated with the person's own
    courses as Bernoulli trials (conjugate updating).
    """
    started, finished = person.background.courses_started, person.background.courses_finished
    if not started:
        return register.assume("finish-course")
    a, b = beta_of(*register.catalog.assumption("finish-course"))
    done = finished or 0
    return register.add(
        beta_input("your.finish-course", "Your chance to finish a self-paced course",
                   a + done, b + started - done, unit="share", role="yours",
                   facts=("finish-course.value", "background.courses_started",
                          "background.courses_finished"))
    )  # fmt: skip


def _pay(person: Person, register: Register) -> str:
    pay = person.means.yearly_pay
    if pay is None:
        return register.assume("yearly-pay")
    usd = pay * person.means.budget.rate
    return register.add(
        Input("your.pay", "Your yearly pay", usd, usd, usd, "USD", "yours", ("means.yearly_pay",))
    )


def _months_between(today: dt.date, start: dt.date) -> int:
    return max(0, (start.year - today.year) * 12 + start.month - today.month)


def _open_shares(person: Person, today: dt.date, months: int) -> tuple[float, ...]:
    """For each month from today on, the share of its days outside the person's breaks."""
    shares = []
    for month in range(months):
        first = month_start(today, month)
        days = (month_start(today, month + 1) - first).days
        off = sum(
            max(0, (min(pause.last, first + dt.timedelta(days=days - 1))
                    - max(pause.first, first)).days + 1)
            for pause in person.means.breaks
        )  # fmt: skip
        shares.append(max(0.0, 1 - off / days))
    return tuple(shares)


def month_start(today: dt.date, month: int) -> dt.date:
    """The first day of the month that lies `month` months after today's."""
    index = today.year * 12 + today.month - 1 + month
    return dt.date(index // 12, index % 12 + 1, 1)

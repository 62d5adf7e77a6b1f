"""Who is asking: background, goals, means and preferences, as a person writes them in a file.

Every field may be left out or null, which means unknown. docs/person.md describes each field.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

Degree = Literal["none", "secondary", "associate", "bachelor", "master", "phd"]
Rating = Literal["none", "basics", "solid", "expert"]
RoleFamily = Literal[
    "ml-engineer", "data-scientist", "data-analyst", "data-engineer", "applied-scientist",
    "research-scientist", "software-engineer", "ai-engineer",
]  # fmt: skip
Seniority = Literal["intern", "junior", "mid", "senior", "lead"]
TrackName = Literal["ml-engineer", "data-scientist", "applied-scientist", "research"]
Scope = Literal["masters", "core", "focused"]
Format = Literal["video", "text", "hands-on"]
EmployerKind = Literal["large", "small", "any"]
Weight = Literal["soon", "reach", "money", "hours", "coverage", "finish", "research", "network"]


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError as error:
            raise ValueError(f"'{value[:30]}' is not a date; write YYYY-MM-DD") from error
    if not isinstance(value, dt.date):
        raise ValueError(f"'{str(value)[:30]}' is not a date; write YYYY-MM-DD")
    return value


Date = Annotated[dt.date, BeforeValidator(_date)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True, str_max_length=500)

    @model_validator(mode="before")
    @classmethod
    def _null_is_unknown(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data


class Background(_Part):
    """What the person brings."""

    degree: Degree | None = None
    field: str | None = None
    degree_year: int | None = Field(default=None, ge=1940, le=2100)
    role: str | None = None
    years_experience: float | None = Field(default=None, ge=0, le=70)
    technical_role: bool | None = None
    courses: tuple[str, ...] = Field(default=(), max_length=300)
    certificates: tuple[str, ...] = Field(default=(), max_length=300)
    courses_started: int | None = Field(default=None, ge=0, le=1000)
    courses_finished: int | None = Field(default=None, ge=0, le=1000)
    ratings: dict[str, Rating] = Field(default_factory=dict, max_length=400)

    @model_validator(mode="after")
    def _finished_were_started(self) -> Background:
        if (self.courses_finished or 0) > (self.courses_started or 0):
            raise ValueError("courses_finished is more than courses_started")
        return self


class Goals(_Part):
    """What the person wants to be able to do, and by when."""

    role_families: tuple[RoleFamily, ...] = ()
    seniority: Seniority | None = None
    track: TrackName | None = None
    scope: Scope = "masters"
    phd: bool | None = None
    employers: EmployerKind | None = None
    study_visa: str | None = Field(default=None, max_length=60)
    deadline: Date | None = None
    must_have: tuple[str, ...] = Field(default=(), max_length=400)
    leave_out: tuple[str, ...] = Field(default=(), max_length=400)


class WeeklyHours(_Part):
    """Study hours in a bad, a usual and a good week."""

    low: float = Field(ge=0, le=112)
    typical: float = Field(gt=0, le=112)
    high: float = Field(gt=0, le=112)

    @model_validator(mode="after")
    def _in_order(self) -> WeeklyHours:
        if not self.low <= self.typical <= self.high:
            raise ValueError("must have low <= typical <= high")
        return self


class Budget(_Part):
    """Money the person can spend in all and in a month."""

    total: float | None = Field(default=None, ge=0, le=1e9)
    monthly: float | None = Field(default=None, ge=0, le=1e9)
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    usd_per_unit: float | None = Field(default=None, gt=0, le=1e4)

    @model_validator(mode="after")
    def _convertible(self) -> Budget:
        if self.currency != "USD" and self.usd_per_unit is None:
            raise ValueError(
                f"prices are in USD: add usd_per_unit (how many USD one {self.currency} buys)"
            )
        return self

    @property
    def rate(self) -> float:
        """USD per unit of the person's currency."""
        return 1.0 if self.currency == "USD" else float(self.usd_per_unit or 1.0)


class Break(_Part):
    """A time without study, both days included."""

    first: Date
    last: Date

    @model_validator(mode="after")
    def _in_order(self) -> Break:
        if self.last < self.first:
            raise ValueError("ends before it starts")
        return self


class Means(_Part):
    """Time and money."""

    hours_per_week: WeeklyHours | None = None
    budget: Budget = Budget()
    employer_aid_per_year: float | None = Field(default=None, ge=0, le=1e7)
    yearly_pay: float | None = Field(default=None, ge=0, le=1e9)
    start: Date | None = None
    breaks: tuple[Break, ...] = Field(default=(), max_length=100)
    at_once: int = Field(default=2, ge=1, le=6)

    @field_validator("hours_per_week", mode="before")
    @classmethod
    def _plain_number(cls, value: object) -> object:
        if isinstance(value, int | float) and not isinstance(value, bool):
            if value <= 0:
                raise ValueError("must be more than 0 hours a week")
            return {"low": 0.6 * value, "typical": value, "high": min(112.0, 1.3 * value)}
        return value


class Preferences(_Part):
    """How the person likes to learn and to trade money for time."""

    formats: tuple[Format, ...] = ()
    languages: tuple[str, ...] = ("en",)
    avoid_providers: tuple[str, ...] = Field(default=(), max_length=100)
    avoid_courses: tuple[str, ...] = Field(default=(), max_length=300)
    must_courses: tuple[str, ...] = Field(default=(), max_length=50)
    certificates: bool = False
    usd_per_hour: float | None = Field(default=None, ge=0, le=1000)
    in_person: bool | None = None
    weights: dict[Weight, Annotated[float, Field(ge=0, le=100)]] = Field(default_factory=dict)


class Person(_Part):
    """One person's file."""

    name: str | None = None
    country: str | None = Field(default=None, max_length=60)
    story: str | None = Field(default=None, max_length=5000)
    background: Background = Background()
    goals: Goals = Goals()
    means: Means = Means()
    preferences: Preferences = Preferences()

    @property
    def track(self) -> TrackName:
        """The track the person names, or the one that their first role family needs."""
        if self.goals.track:
            return self.goals.track
        by_role: dict[str, TrackName] = {
            "ml-engineer": "ml-engineer", "ai-engineer": "ml-engineer",
            "software-engineer": "ml-engineer", "data-engineer": "ml-engineer",
            "data-scientist": "data-scientist", "data-analyst": "data-scientist",
            "applied-scientist": "applied-scientist", "research-scientist": "research",
        }  # fmt: skip
        families = self.goals.role_families
        return by_role[families[0]] if families else "ml-engineer"

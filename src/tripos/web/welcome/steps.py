"""The five steps of the welcome: which fields each asks, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tripos.atlas import load_atlas
from tripos.person.schema import (
    Degree,
    EmployerKind,
    Format,
    Rating,
    RoleFamily,
    Scope,
    Seniority,
)

Kind = Literal["text", "number", "date", "choice", "several", "yes-no", "words"]


@dataclass(frozen=True, slots=True)
class Field:
    """One question: the field of the person's file that it fills, and how it is asked.

    `path` names the field (`means.budget.total`); `choices` are (value, label).
    """

    path: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    wide: bool = False

    @property
    def name(self) -> str:
        """The name of its input."""
        return self.path


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the welcome."""

    title: str
    why: str
    fields: tuple[Field, ...]


def _named(literal: Any, **labels: str) -> tuple[tuple[str, str], ...]:
    """Choices of a literal type; labels replace the plain words."""
    return tuple(
        (value, labels.get(value.replace("-", "_"), value.replace("-", " ")))
        for value in get_args(literal)
    )


_DEGREES = _named(
    Degree, none="none", secondary="secondary school", associate="associate's degree",
    bachelor="bachelor's degree", master="master's degree", phd="doctorate",
)  # fmt: skip
_ROLES = _named(RoleFamily, ml_engineer="ML engineer", ai_engineer="AI engineer")
_SCOPES = _named(
    Scope, masters="a whole master's: every core competency and my track",
    core="the core alone", focused="only what I name as a must",
)  # fmt: skip

YOU = Step(
    "Who you are",
    "Postings screen for degrees and years. What you hold already decides which doors are open"
    " today, and which a degree or courses could open.",
    (
        Field("name", "Your name", hint="Only shown to you."),
        Field("country", "Where you live", hint="Tuition and visas depend on it."),
        Field("background.degree", "Highest degree", "choice", choices=_DEGREES),
        Field("background.field", "Its field", hint="For example computer science, economics."),
        Field("background.role", "What you do now", hint="Your job in a few words."),
        Field("background.years_experience", "Years of work", "number", unit="years"),
        Field("background.technical_role", "Do you program or analyse data in it?", "yes-no"),
    ),
)
GOAL = Step(
    "Where you want to get",
    "The goal decides which competencies count, and whether research or a doctorate is part of it:"
    " for those a degree may be the only way.",
    (
        Field("goals.role_families", "Jobs you aim at", "several", choices=_ROLES, wide=True),
        Field("goals.seniority", "At which level", "choice", choices=_named(Seniority)),
        Field("goals.scope", "How much you want to learn", "choice", choices=_SCOPES),
        Field("goals.phd", "Do you plan a doctorate?", "yes-no"),
        Field("goals.employers", "Employers", "choice", choices=_named(EmployerKind)),
        Field("goals.study_visa", "Country you would need a study visa for",
              hint="Leave empty if none."),
        Field("goals.deadline", "To be done by", "date", hint="Leave empty if there is no date."),
    ),
)  # fmt: skip
MEANS = Step(
    "Time and money",
    "Hours a week decide more than anything else whether a path is finished at all, and money"
    " decides which paths are open. Whatever you leave out stays unknown; nothing is guessed.",
    (
        Field("means.hours_per_week.typical", "Hours in a usual week", "number", unit="h"),
        Field("means.hours_per_week.low", "in a bad week", "number", unit="h"),
        Field("means.hours_per_week.high", "in a good week", "number", unit="h"),
        Field("means.budget.total", "Money in all", "number"),
        Field("means.budget.monthly", "Money a month at most", "number"),
        Field("means.budget.currency", "Currency", hint="Three letters, such as USD or EUR."),
        Field("means.budget.usd_per_unit", "USD that one unit buys", "number",
              hint="Prices are in USD; only needed for other currencies."),
        Field("means.employer_aid_per_year", "Employer pays a year", "number", unit="USD"),
        Field("means.yearly_pay", "Your yearly pay", "number", unit="USD",
              hint="Only to reckon what full-time study would cost."),
        Field("means.start", "Start", "date"),
        Field("means.at_once", "Courses at the same time at most", "number"),
    ),
)  # fmt: skip
KNOWN = Step(
    "What you know",
    "What you know already need not be studied again. Claims count as weak evidence: later answers"
    " to questions weigh more. Be honest rather than modest.",
    (
        Field("background.courses_started", "Online courses you began", "number"),
        Field("background.courses_finished", "and finished", "number",
              hint="How often you finish says more about you than any average."),
        Field("preferences.formats", "How you like to learn", "several",
              choices=_named(Format), wide=True),
        Field("preferences.certificates", "Do you want certificates?", "yes-no"),
        Field("preferences.in_person", "Could you study in person?", "yes-no"),
    ),
)  # fmt: skip
POSTINGS = Step(
    "Postings you aim at",
    "Three to ten postings that you would really apply to say what your market screens for, in its"
    " own words. Without them, typical postings stand in.",
    (),
)
STEPS: Mapping[int, Step] = {1: YOU, 2: GOAL, 3: MEANS, 4: KNOWN, 5: POSTINGS}
RATINGS = _named(Rating, none="nothing", basics="basics", solid="solid", expert="expert")


def rating_fields() -> tuple[Field, ...]:
    """One question for each area of the atlas."""
    return tuple(
        Field(f"background.ratings.{area.id}", area.name, "choice", choices=RATINGS)
        for area in load_atlas().areas.values()
    )


def fields_of(number: int) -> tuple[Field, ...]:
    """All questions of a step."""
    return STEPS[number].fields + (rating_fields() if number == 4 else ())

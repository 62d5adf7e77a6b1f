"""Who may take which program: every obstacle as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from tripos.atlas import Atlas
from tripos.catalog import Catalog, Program
from tripos.decide.learner import Learner
from tripos.decide.terms import Terms

_NEEDED = {"none": 0, "bachelor": 2, "master": 3}
_NAMES = {2: "a bachelor's degree", 3: "a master's degree"}
_COUNTRIES = {"US": {"us", "usa", "united states"}, "GB": {"gb", "uk", "united kingdom"}}


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Why a program is closed: `firm` reasons, and prerequisites that could still be made up."""

    firm: tuple[str, ...]
    lacks: tuple[str, ...]
    notes: tuple[str, ...]


def obstacles(
    program: Program,
    terms: Terms,
    learner: Learner,
    shown: Set[str],
    atlas: Atlas,
    catalog: Catalog,
) -> Obstacles:
    """What keeps the learner from `program`; `shown` are the competencies they can point to."""
    firm = [*_degree(terms, learner), *_place(program, terms, learner, catalog)]
    if terms.employment_needed and not learner.working:
        firm.append("admits only people in full-time employment")
    lacks = () if terms.admission == "open" else _lacks(program, shown)
    notes = []
    if lacks and terms.evidence == "graded":
        notes.append("asks for graded credit for: " + _names(lacks, atlas))
    elif lacks and atlas.hours(lacks, shown) <= catalog.assumption("prepare-least")[1]:
        notes.append("learn before you apply: " + _names(lacks, atlas))
        lacks = ()
    elif lacks and terms.evidence is None:
        notes.append("does not say which proof of prerequisites it accepts")
    if terms.evidence == "none":
        lacks = ()
    return Obstacles(tuple(firm), lacks, tuple(notes))


def _degree(terms: Terms, learner: Learner) -> list[str]:
    found = []
    needed = _NEEDED[terms.degree_needed or "none"]
    if learner.rank < needed:
        found.append(f"needs {_NAMES[needed]}")
    elif needed and terms.related_degree and not learner.related:
        field = learner.person.background.field or "your field"
        found.append(f"needs a degree in computing or a quantitative field, not {field}")
    held = (learner.person.background.field or "").casefold()
    if terms.barred == "cs-graduate-degree" and learner.rank >= 3 and "comput" in held:
        found.append("is closed to holders of a graduate degree in computer science")
    return found


def _place(program: Program, terms: Terms, learner: Learner, catalog: Catalog) -> list[str]:
    found = []
    visa = learner.person.goals.study_visa
    if visa and (terms.delivery != "campus" or not _is_country(visa, program.country)):
        found.append(f"gives no student visa for {visa.upper()}")
    full_time = catalog.assumption("full-time-hours")[0]
    week = learner.person.means.hours_per_week
    if terms.delivery == "campus" and not learner.person.preferences.in_person:
        found.append(f"is not online: it meets in person at {program.institution}")
    if terms.delivery == "campus" and terms.visa_closed and _abroad(program, learner):
        found.append("is closed at present to applicants who need a student visa")
    if terms.full_time_only and week is not None and week.high < full_time:
        found.append(
            f"is full-time only (about {full_time:.0f} h a week or more; you have {week.typical:g})"
        )
    return found


def _abroad(program: Program, learner: Learner) -> bool:
    home = (learner.person.country or "").strip()
    return bool(home) and not _is_country(home, program.country)


def _is_country(name: str, code: str) -> bool:
    """Whether `name` is the country `code`, by its code or its usual names."""
    names = {code.casefold(), *_COUNTRIES.get(code.upper(), set())}
    return name.strip().casefold() in names


def _lacks(program: Program, shown: Set[str]) -> tuple[str, ...]:
    """One competency for each group of prerequisites of which the person can show none."""
    missing = [group[0] for group in program.admission_requires if not set(group) & set(shown)]
    return tuple(dict.fromkeys(missing))


def _names(keys: tuple[str, ...], atlas: Atlas) -> str:
    return ", ".join(atlas[key].name for key in keys if key in atlas)


def budget_obstacle(
    learner: Learner, cost: Mapping[str, float], monthly: float
) -> tuple[str, ...]:  # fmt: skip
    """Why a path does not fit the person's money; `cost` has p10, p50, p90 in USD.

    A path is over budget when more than half of the draws cost more than the person has, or when
    the median spending per month of study exceeds what they can spend in a month.
    """
    found = []
    if learner.budget is not None and cost["p50"] > learner.budget + 0.5:
        found.append(
            f"would cost about {cost['p50']:,.0f} USD; your budget is {learner.budget:,.0f} USD"
        )
    elif learner.monthly is not None and monthly > learner.monthly + 0.5:
        found.append(
            f"would take about {monthly:,.0f} USD a month; your limit is {learner.monthly:,.0f} USD"
        )
    return tuple(found)

"""What the simulation takes a person's file to say."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.decide.conftest import TODAY, changed, example
from tripos.decide.inputs import Register, beta_of
from tripos.decide.learner import describe, is_related, month_start
from tripos.person import Person
from tripos.person.schema import Break


@pytest.fixture
def learner(catalog):
    """Describes a person; returns the learner and the inputs that were registered."""

    def describe_it(person, months=72):
        register = Register(catalog)
        return describe(person, register, TODAY, months), register.inputs

    return describe_it


def test_it_works(learner):
    """Ada's file in numbers."""
    found, inputs = learner(example("ada"))

    assert (2, True, 6.0, True, True) == (
        found.rank, found.related, found.years, found.technical, found.working
    )  # fmt: skip
    assert (3000.0, 150.0, 2000.0) == (found.budget, found.monthly, found.aid)
    assert 2 == found.start
    hours = inputs[found.hours]
    assert (5.0, 10.0, 14.0, "yours") == (hours.low, hours.mode, hours.high, hours.role)


@pytest.mark.parametrize(
    ("degree", "rank"),
    [("none", 0), ("secondary", 0), ("associate", 1), ("bachelor", 2), ("master", 3), ("phd", 4)],
)
def test_degrees_have_ranks(learner, degree, rank):
    """From none to a doctorate."""
    assert rank == learner(changed(example("ada"), background={"degree": degree}))[0].rank


@pytest.mark.parametrize(
    "field",
    ["computer science", "Statistics", "applied mathematics", "Electrical Engineering", "physics",
     "Bachelor of Informatics", "information systems and data science", "Econometrics"],
)  # fmt: skip
def test_fields_that_count_as_quantitative(field):
    """By the beginnings of their words."""
    assert is_related(field)


@pytest.mark.parametrize(
    "field",
    ["history", "nursing", "physical education", "physiotherapy", "music", "home economics"],
)
def test_fields_that_do_not(field):
    """Nor do fields that only sound alike."""
    assert not is_related(field)


def test_who_says_nothing_is_told_what_was_taken(learner):
    """Every gap of the file is listed, and assumed widely."""
    found, inputs = learner(Person())

    assert 0 == found.rank
    assert "unknown-hours" == found.hours
    assert (None, None, 0.0, 0) == (found.budget, found.monthly, found.aid, found.start)
    gaps = {line.partition(":")[0] for line in found.unknown}
    assert {"background.degree", "means.hours_per_week", "preferences.in_person"} <= gaps
    assert "means.budget.total" in gaps
    assert "judgement" == inputs["unknown-hours"].role


def test_years_count_only_in_technical_work(learner):
    """Ten years as a nurse are no years for a data role; the person's own word decides."""
    nurse = changed(example("ada"), background={"role": "nurse", "technical_role": None})

    assert 0.0 == learner(nurse)[0].years
    assert not learner(nurse)[0].technical
    asserted = changed(nurse, background={"technical_role": True})
    assert 6.0 == learner(asserted)[0].years


def test_without_pay_nothing_is_given_up(learner):
    """Who writes a pay of 0 does not work."""
    found, _ = learner(changed(example("ada"), means={"yearly_pay": 0.0}))

    assert not found.working


def test_money_is_converted(learner):
    """Budget, aid and pay are in the person's currency."""
    person = example("ada")
    budget = person.means.budget.model_copy(update={"currency": "EUR", "usd_per_unit": 1.1})
    found, inputs = learner(changed(person, means={"budget": budget, "yearly_pay": 50_000.0}))

    assert (3300.0, 165.0, 2200.0) == pytest.approx((found.budget, found.monthly, found.aid))
    assert 55_000.0 == pytest.approx(inputs[found.yearly_pay].mode)


def test_breaks_take_their_days_from_their_months(learner):
    """Half of February off leaves half of February; a year off leaves nothing of it."""
    breaks = (
        Break(first=dt.date(2027, 2, 1), last=dt.date(2027, 2, 14)),
        Break(first=dt.date(2028, 1, 1), last=dt.date(2028, 12, 31)),
    )
    found, _ = learner(changed(example("ada"), means={"breaks": breaks}))

    assert 0.5 == found.open_share[3]
    assert {0.0} == set(found.open_share[14:26])
    assert {1.0} == set(found.open_share[:3] + found.open_share[4:14])


def test_the_own_record_counts_as_trials(learner, catalog):
    """The prior has the mean of the assumption; each course begun is one trial."""
    low, mode, high = catalog.assumption("finish-course")
    a, b = beta_of(low, mode, high)
    person = changed(example("ada"), background={"courses_started": 14, "courses_finished": 1})
    found, inputs = learner(person)

    assert a / (a + b) == pytest.approx((low + mode + high) / 3)
    assert (a + 1, b + 13) == pytest.approx(inputs[found.finish_course].beta)
    assert "finish-course" == learner(example("ada"))[0].finish_course


@pytest.mark.parametrize("kind", ["large", "small", None])
def test_the_unwritten_look_depends_on_the_employers(learner, kind):
    """Which of the three weights holds."""
    found, _ = learner(changed(example("ada"), goals={"employers": kind}))

    assert f"unspoken-{kind or 'any'}" == found.unspoken


def test_months_are_calendar_months():
    """Month 0 is today's."""
    assert dt.date(2026, 11, 1) == month_start(TODAY, 0)
    assert dt.date(2027, 1, 1) == month_start(TODAY, 2)

"""Who may take which program: each rule by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.decide.conftest import TODAY, changed, example, question_for
from tripos.catalog.fact import Fact
from tripos.decide import decide
from tripos.decide.eligibility import budget_obstacle, obstacles
from tripos.decide.inputs import Register
from tripos.decide.learner import describe
from tripos.decide.terms import read_terms

PROGRAM = "gatech-omscs-ml"


@pytest.fixture(scope="module")
def ada():
    return example("ada")


@pytest.fixture
def found(catalog, atlas):
    """The obstacles of a person at one program whose terms are changed; nothing is asked for."""

    def look(person, shown=(), requires=(), **terms):
        program = replace(catalog.programs[PROGRAM], admission_requires=requires)
        plain = replace(
            read_terms(program), degree_needed="none", related_degree=False, delivery="online",
            full_time_only=False, admission="selective", evidence=None, barred=None,
            employment_needed=False, visa_closed=False,
        )  # fmt: skip
        learner = describe(person, Register(catalog), TODAY, 72)
        return obstacles(program, replace(plain, **terms), learner, set(shown), atlas, catalog)

    return look


def test_nothing_stands_in_the_way_of_who_meets_all(found, ada):
    """No obstacle, nothing lacking, no notes."""
    assert ((), (), ()) == tuple(vars_of(found(ada)))


def vars_of(it):
    return it.firm, it.lacks, it.notes


@pytest.mark.parametrize(
    ("held", "needed", "closed"),
    [
        ("secondary", "bachelor", True), ("associate", "bachelor", True),
        ("bachelor", "bachelor", False), ("bachelor", "master", True),
        ("master", "master", False), ("secondary", "none", False), ("secondary", None, False),
    ],
)  # fmt: skip
def test_a_degree_may_be_needed(found, ada, held, needed, closed):
    """The rank decides; what is not known to be asked is not asked."""
    firm = found(changed(ada, background={"degree": held}), degree_needed=needed).firm

    assert closed == bool(firm)
    assert all(f"needs a {needed}'s degree" == reason for reason in firm)


def test_the_field_may_matter(found, ada):
    """A historian is told which field is asked for."""
    historian = changed(ada, background={"field": "history"})
    asks = {"degree_needed": "bachelor", "related_degree": True}

    assert ("needs a degree in computing or a quantitative field, not history",) == found(
        historian, **asks
    ).firm
    assert () == found(ada, **asks).firm
    assert () == found(historian, degree_needed="bachelor", related_degree=None).firm


def test_a_degree_may_bar(found, ada):
    """Some programs are closed to holders of a graduate degree in computer science."""
    master = changed(ada, background={"degree": "master"})

    assert found(master, barred="cs-graduate-degree").firm
    assert () == found(ada, barred="cs-graduate-degree").firm
    physicist = changed(master, background={"field": "physics"})
    assert () == found(physicist, barred="cs-graduate-degree").firm


@pytest.mark.parametrize("wish", [None, False])
def test_a_campus_needs_consent(found, ada, wish):
    """Who does not say that they would attend is not sent to a campus."""
    person = changed(ada, preferences={"in_person": wish})

    assert "is not online: it meets in person" in found(person, delivery="campus").firm[0]
    willing = changed(ada, preferences={"in_person": True})
    assert () == found(willing, delivery="campus").firm
    assert () == found(person, delivery="online-with-visits").firm


def test_a_student_visa_needs_a_campus_in_the_country(found, ada):
    """Online programs give no visa, nor do campuses elsewhere."""
    mover = changed(ada, goals={"study_visa": "US"}, preferences={"in_person": True})

    assert ("gives no student visa for US",) == found(mover).firm
    assert () == found(mover, delivery="campus").firm
    elsewhere = changed(mover, goals={"study_visa": "gb"})
    assert ("gives no student visa for GB",) == found(elsewhere, delivery="campus").firm


def test_a_closed_visa_route_keeps_foreigners_out(found, ada):
    """Who lives in the program's country needs no visa; who does not say is let through."""
    there = changed(ada, preferences={"in_person": True})
    closed = {"delivery": "campus", "visa_closed": True}

    assert () == found(there, **closed).firm
    assert () == found(there.model_copy(update={"country": None}), **closed).firm
    abroad = there.model_copy(update={"country": "IN"})
    assert ("is closed at present to applicants who need a student visa",) == found(
        abroad, **closed
    ).firm


def test_full_time_needs_the_hours(found, ada):
    """Best weeks of 14 hours do not carry a full-time program; 35 do."""
    busy = found(ada, full_time_only=True).firm
    week = ada.means.hours_per_week.model_copy(update={"high": 35.0})

    assert busy and busy[0].startswith("is full-time only")
    assert () == found(changed(ada, means={"hours_per_week": week}), full_time_only=True).firm


def test_some_programs_admit_only_the_employed(found, ada):
    """Who does not work is told so."""
    idle = changed(ada, means={"yearly_pay": 0.0})

    assert ("admits only people in full-time employment",) == found(
        idle, employment_needed=True
    ).firm
    assert () == found(ada, employment_needed=True).firm


def test_prerequisites_are_lacking_until_shown(found, ada, atlas):
    """Of each group one member is enough; the first is named."""
    requires = (("backpropagation", "multilayer-perceptron"), ("python-fundamentals",))

    it = found(ada, requires=requires, shown=("python-fundamentals",))
    assert ("backpropagation",) == it.lacks
    assert ("does not say which proof of prerequisites it accepts",) == it.notes
    assert (
        ()
        == found(
            ada, requires=requires, shown=("python-fundamentals", "multilayer-perceptron")
        ).lacks
    )
    assert atlas.hours(("backpropagation",), {"python-fundamentals"}) > 60


def test_open_admission_asks_for_nothing(found, ada):
    """Nor does a program that wants no proof."""
    requires = (("backpropagation",),)

    assert () == found(ada, requires=requires, admission="open").lacks
    assert () == found(ada, requires=requires, evidence="none").lacks


def test_graded_proof_is_named(found, ada):
    """Where graded credit is asked for, even little is lacking."""
    requires = (("python-fundamentals",),)

    it = found(ada, requires=requires, evidence="graded")
    assert ("python-fundamentals",) == it.lacks
    assert it.notes[0].startswith("asks for graded credit for: ")


def test_little_is_learned_on_the_way(found, ada, atlas, catalog):
    """Up to prepare-least hours are a note, no obstacle."""
    requires = (("python-fundamentals",),)
    assert atlas.hours(("python-fundamentals",), set()) <= catalog.assumption("prepare-least")[1]

    it = found(ada, requires=requires, evidence="any")
    assert () == it.lacks
    assert it.notes[0].startswith("learn before you apply: ")


def test_the_budget_is_held_against_the_median(catalog, ada):
    """A path is too dear when more than half of those who finish pay more than there is."""
    learner = describe(ada, Register(catalog), TODAY, 72)
    cost = {"p10": 100.0, "p50": 3000.0, "p90": 9000.0}

    assert () == budget_obstacle(learner, cost, 140.0)
    assert (
        "3,100 USD; your budget is 3,000 USD"
        in budget_obstacle(learner, cost | {"p50": 3100.0}, 10.0)[0]
    )
    assert "a month; your limit is 150 USD" in budget_obstacle(learner, cost, 160.0)[0]
    free = replace(learner, budget=None, monthly=None)
    assert () == budget_obstacle(free, cost | {"p50": 1e6}, 1e5)


def test_what_hardly_anybody_finishes_is_no_answer(ada):
    """A path that less than least-completion of the draws finish is closed, with the share."""
    week = ada.means.hours_per_week.model_copy(update={"low": 0.5, "typical": 1.0, "high": 1.5})
    decision = decide(question_for(changed(ada, means={"hours_per_week": week}), draws=400))
    why = decision.closed["plan-balanced"]

    assert len(why) == 1 and why[0].startswith("only ") and "within 6 years" in why[0]
    assert decision.closed["stay"] == ()


def test_a_price_of_ones_own_opens_a_program(ada, catalog):
    """What one verified oneself decides: a dear program becomes payable."""
    program = "uiuc-mcs-online"
    lower = Fact(2000.0, "USD", (), "2026-11-22", "personal")
    cheap = catalog.with_fact(f"{program}.terms.price", lower)

    before = decide(question_for(ada, draws=400))
    after = decide(question_for(ada, draws=400, catalog=cheap))
    assert before.closed[program][0].startswith("would cost")
    assert after.closed[program] == ()

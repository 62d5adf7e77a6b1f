"""What practitioners know must come out of the model for the people it describes."""

from __future__ import annotations

from tests.decide.conftest import changed, example, question_for
from tests.decide.posting_maker import made_up
from tripos.decide import decide


def wealthy(person, **sections):
    """The person with money and time for a degree, so that only the rule under test decides."""
    budget = person.means.budget.model_copy(
        update={"total": 40_000.0, "monthly": None, "currency": "USD"}
    )
    week = {"low": 15, "typical": 20, "high": 25}
    hours = type(example("ada").means.hours_per_week).model_validate(week)
    means = {"budget": budget, "hours_per_week": hours, "employer_aid_per_year": None}
    return changed(person, **{**sections, "means": means})


def advantage(person, postings=()):
    """Mean worth of the large online degree beyond the course plan's."""
    decision = decide(question_for(person, postings=postings, draws=1500))
    degree, plan = decision.outcomes["gatech-omscs-ml"], decision.outcomes["plan-balanced"]
    return float((degree.worth - plan.worth).mean())


def test_a_degree_wins_where_the_credential_is_a_hard_filter():
    person = wealthy(example("ada"))
    insisting = [made_up("masters", 2, at) for at in range(5)]
    relaxed = [made_up("none", 2, at) for at in range(5)]
    assert advantage(person, insisting) > 0.05
    assert advantage(person, insisting) > advantage(person, relaxed) + 0.1


def test_courses_win_where_money_is_short():
    person = changed(wealthy(example("ada")), preferences={"weights": {"money": 3.0}})
    assert advantage(person) < advantage(wealthy(example("ada")))


def test_courses_win_where_what_counts_is_how_soon():
    """With postings that anybody with the skills passes, a degree only comes later."""
    relaxed = [made_up("none", 0, at) for at in range(4)]
    person = changed(wealthy(example("ada")), preferences={"weights": {"soon": 5.0}})
    assert advantage(person, relaxed) < 0.05 + advantage(wealthy(example("ada")), relaxed)


def test_a_degree_is_worth_more_to_whoever_needs_outside_structure():
    person = wealthy(example("ada"))
    adrift = changed(person, background={"courses_started": 14, "courses_finished": 1})
    steady = changed(person, background={"courses_started": 14, "courses_finished": 13})
    assert advantage(adrift) > advantage(steady) + 0.02


def test_large_employers_weigh_the_degree_more_at_entry_level():
    """Without years of technical work the unwritten look at credentials has little else to see."""

    def gap(employers, years):
        person = wealthy(
            example("ada"),
            background={"years_experience": years},
            goals={"employers": employers, "seniority": "junior"},
        )
        relaxed = [made_up("none", 0, at) for at in range(6)]
        decision = decide(question_for(person, draws=3000, postings=relaxed))
        degree, plan = decision.outcomes["gatech-omscs-ml"], decision.outcomes["plan-balanced"]
        done = degree.finished.astype(bool) & plan.finished.astype(bool)
        return float((degree.reach - plan.reach)[done].mean())

    entry = gap("large", 0.0) - gap("small", 0.0)
    later = gap("large", 8.0) - gap("small", 8.0)
    assert entry > 0 and entry > later


def test_a_planned_doctorate_needs_a_degree_with_research():
    person = changed(
        wealthy(example("future-researcher")), goals={"phd": True}, preferences={"in_person": True}
    )
    decision = decide(question_for(person, draws=1500))
    place = [door.id for door in decision.doors].index("doctorate")
    chance = {key: outcome.doors[place] for key, outcome in decision.outcomes.items()}
    done = {key: max(float(o.finished.mean()), 0.01) for key, o in decision.outcomes.items()}
    assert chance["cmu-mlt"] / done["cmu-mlt"] > 2 * chance["plan-balanced"]
    assert chance["plan-balanced"] == chance["stay"]


def test_somebody_who_holds_the_degree_gains_no_door_by_another():
    person = wealthy(example("senior-engineer"))
    insisting = [made_up("masters", 2, at) for at in range(4)]
    decision = decide(question_for(person, postings=insisting, draws=1500))
    assert decision.outcomes["stay"].reach.mean() > 0
    assert not [door for door in decision.doors if door.screen.insists > decision.learner.rank]

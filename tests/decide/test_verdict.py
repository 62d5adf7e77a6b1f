"""Which verdict is given when, and whether its sentences say what was found."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from tests.decide.conftest import changed, example, offer_for, question_for
from tests.decide.posting_maker import made_up
from tripos.decide import decide, to_json
from tripos.decide.breakeven import best_of_courses, best_with_degree, break_evens, suppose
from tripos.decide.compare import compare
from tripos.decide.doors import Door, Route, Screen
from tripos.decide.verdict import SMALL_GAIN, describe_outcome, hard_filters, judge

PLAN, DEGREE = "plan-balanced", "gatech-omscs-ml"


@pytest.fixture(scope="module")
def rich():
    """Ada with 60,000 USD, so that degrees are open to her."""
    budget = example("ada").means.budget.model_copy(update={"total": 60_000.0, "monthly": None})
    return changed(example("ada"), means={"budget": budget})


@pytest.fixture(scope="module")
def plain(rich):
    """A decision to be bent into shape."""
    return decide(question_for(rich, draws=400))


def bent(decision, keep=("stay", PLAN, DEGREE), **fields):
    """The decision with the paths `keep` only; `fields` maps PATH to changed arrays of it.

    Names of paths are written with underscores: gatech_omscs_ml={"worth": 0.5}.
    """
    n = decision.question.draws
    outcomes = dict(decision.outcomes)
    for name, new in fields.items():
        key = name.replace("_", "-")
        arrays = {field: np.full(n, float(value)) for field, value in new.items()}
        outcomes[key] = dataclasses.replace(outcomes[key], **arrays)
    closed = {key: () if key in keep else ("is set aside",) for key in outcomes}
    compared = compare([outcomes[key] for key in keep])
    return dataclasses.replace(decision, outcomes=outcomes, closed=closed, comparison=compared)


STAYS = {"worth": 0.10, "reach": 0.40, "coverage": 0.0}


def test_the_clear_winner_names_the_verdict(plain):
    """A degree, courses or a mixed path, with how surely it beats the other camp."""
    degree = bent(plain, stay=STAYS, plan_balanced={"worth": 0.2, "reach": 0.5},
                  gatech_omscs_ml={"worth": 0.4, "reach": 0.8})  # fmt: skip
    courses = bent(plain, stay=STAYS, plan_balanced={"worth": 0.4, "reach": 0.8},
                   gatech_omscs_ml={"worth": 0.2, "reach": 0.5})  # fmt: skip

    one, other = judge(degree, {}), judge(courses, {})
    assert ("degree", DEGREE) == (one.kind, one.path)
    assert ("courses", PLAN) == (other.kind, other.path)
    assert one.sentence.startswith("A degree serves you best: ")
    assert "in 100% of the futures" in one.sentence
    assert "80% of the target postings open after six years" in other.sentence


def test_a_mixed_path_is_called_so(plain):
    """Courses first, then a degree."""
    key = f"courses+{DEGREE}"
    keep = ("stay", PLAN, DEGREE, key)
    mixed = bent(plain, keep, stay=STAYS, plan_balanced={"worth": 0.1},
                 gatech_omscs_ml={"worth": 0.2})  # fmt: skip
    outcomes = dict(mixed.outcomes)
    n = plain.question.draws
    outcomes[key] = dataclasses.replace(outcomes[key], worth=np.full(n, 0.5), reach=np.ones(n))
    mixed = dataclasses.replace(
        mixed, outcomes=outcomes, comparison=compare([outcomes[name] for name in keep])
    )

    verdict = judge(mixed, {})
    assert ("hybrid", key) == (verdict.kind, verdict.path)
    assert verdict.sentence.startswith("A mixed path serves you best: ")


def test_too_small_a_lead_is_undecided(plain, catalog):
    """Closer than close-call nobody is sent anywhere, and what would settle it is named."""
    close = catalog.assumption("close-call")[1]
    near = bent(plain, stay=STAYS, plan_balanced={"worth": 0.4, "reach": 0.8},
                gatech_omscs_ml={"worth": 0.4 - close / 2, "reach": 0.8})  # fmt: skip

    verdict = judge(near, {"skill-threshold": 0.01, "years-slack": 0.002})
    assert ("undecided", PLAN) == (verdict.kind, verdict.path)
    assert verdict.sentence.startswith("Too close to call between ")
    assert "share of the asked competencies" in verdict.sentence
    assert "settle" not in judge(near, {"skill-threshold": 0.0}).sentence


def test_a_lead_within_chance_is_undecided(plain):
    """A larger lead that is less than two standard errors is none."""
    n = plain.question.draws
    noise = np.where(np.arange(n) % 2, 2.0, -2.0)
    decision = bent(plain, stay=STAYS, plan_balanced={"worth": 0.4})
    outcomes = dict(decision.outcomes)
    outcomes[DEGREE] = dataclasses.replace(outcomes[DEGREE], worth=0.35 + noise)
    decision = dataclasses.replace(
        decision, outcomes=outcomes,
        comparison=compare([outcomes[key] for key in ("stay", PLAN, DEGREE)]),
    )  # fmt: skip

    assert decision.comparison.margin == pytest.approx(0.05)
    assert "undecided" == judge(decision, {}).kind


def test_paths_of_one_camp_do_not_make_it_undecided(plain):
    """Which of two degrees is best is no question of degree or courses."""
    two = bent(plain, ("stay", PLAN, DEGREE, "uiuc-mcs-online"), stay=STAYS,
               plan_balanced={"worth": 0.1}, gatech_omscs_ml={"worth": 0.4, "reach": 0.8},
               uiuc_mcs_online={"worth": 0.4})  # fmt: skip

    assert "degree" == judge(two, {}).kind
    assert two.comparison.rival in (PLAN, "stay")


def test_who_gains_too_little_stays(plain, catalog):
    """Postings are open anyway, and nothing adds as much as close-call."""
    close = catalog.assumption("close-call")[1]
    content = bent(plain, stay=STAYS, plan_balanced={"worth": 0.1 + close / 2},
                   gatech_omscs_ml={"worth": -0.2})  # fmt: skip

    verdict = judge(content, {})
    assert ("stay", "stay") == (verdict.kind, verdict.path)
    assert "40% of the target postings are open to you anyway" in verdict.sentence


def test_where_nothing_opens_anything_none_fits(plain):
    """Nothing is open now, and no path gains anything that counts."""
    shut = {"worth": -0.05, "reach": 0.0, "coverage": 0.0}
    decision = bent(plain, stay=STAYS | {"reach": 0.0, "worth": 0.0}, plan_balanced=shut,
                    gatech_omscs_ml=shut)  # fmt: skip

    verdict = judge(decision, {})
    assert ("none-fits", None) == (verdict.kind, verdict.path)
    assert verdict.sentence.startswith("No path within your limits serves what you aim at")


def test_where_no_path_is_open_none_fits(rich):
    """No hours and no money: even the course plan would be finished by hardly anybody."""
    week = rich.means.hours_per_week.model_copy(update={"low": 0.2, "typical": 0.4, "high": 0.6})
    budget = rich.means.budget.model_copy(update={"total": 0.0})
    person = changed(rich, means={"hours_per_week": week, "budget": budget})
    report = to_json(decide(question_for(person, draws=400)))

    assert ["stay"] == [path["id"] for path in report["paths"] if path["eligible"]]
    assert "none-fits" == report["verdict"]["kind"]
    assert report["verdict"]["path"] is None
    assert "; the nearest is " in report["verdict"]["sentence"]
    assert [] == report["break_even"]


def test_who_passes_everything_stays():
    """A senior engineer whose postings ask for what she has, and a plan that would cost much."""
    person = changed(
        example("senior-engineer"),
        preferences={"weights": {"coverage": 0.0, "finish": 0.0, "hours": 1.0}},
    )
    doors = [made_up("none", 1, at) for at in range(3)]
    report = to_json(decide(question_for(person, postings=doors, draws=400)))

    stay = next(path for path in report["paths"] if path["id"] == "stay")
    assert stay["screens_passed"]["72"] > 0.9
    assert "stay" == report["verdict"]["kind"]


def test_hard_filters_quote_the_posting(rich):
    """Each posting that insists on more than is held, with its own words and no others."""
    kinds = ("bachelors", "masters", "phd", "none", "equivalent")
    postings = [made_up(kind, 2, at) for at, kind in enumerate(kinds)]
    found = hard_filters(decide(question_for(rich, postings=postings, draws=200)))

    assert ["a master's degree", "a doctorate"] == [item.needs for item in found]
    assert "Master's degree" in found[0].quote and "PhD" in found[1].quote
    assert all((item.share, item.weight) == (1.0, 0.2) for item in found)
    pairs = zip(found, postings[1:3], strict=True)
    assert all(item.quote in posting.text for item, posting in pairs)


def test_a_held_masters_is_no_hard_filter(rich):
    """What the person holds is not asked of them again."""
    master = changed(rich, background={"degree": "master"})
    postings = [made_up("masters", 2, 1), made_up("phd", 2, 2)]
    found = hard_filters(decide(question_for(master, postings=postings, draws=200)))

    assert ["a doctorate"] == [item.needs for item in found]


def test_typical_postings_are_one_entry_for_each_role(plain):
    """Their weights add up; the share is that of the role, between 0 and 1."""
    found = hard_filters(plain)

    assert ["typical"] == [item.posting for item in found]
    assert 1.0 == pytest.approx(sum(item.weight for item in found))
    assert 0 < found[0].share < 1 and "" == found[0].quote


def test_the_share_that_insists_follows_the_uncertain_share(plain):
    """Beyond a bachelor's it is the drawn graduate share; below, what is left is scaled."""
    mix = ((0.2, Screen((Route(3, 0.0),))), (0.3, Screen((Route(2, 0.0),))),
           (0.5, Screen((Route(0, 0.0),))))  # fmt: skip
    door = Door("d", "d", 1.0, mix, (), graduate="share")
    draws = {"share": np.array([0.5, 0.7])}

    assert 0.6 == pytest.approx(door.share_insisting(2, draws))
    assert 0.6 + 0.3 * 0.4 / 0.8 == pytest.approx(door.share_insisting(0, draws))
    assert 0.0 == door.share_insisting(3, draws)


def test_break_even_counts_the_postings_that_insist(rich):
    """The stated number is where the best degree overtakes the best courses, and not before."""
    postings = [made_up(kind, 2, at) for at, kind in enumerate(["none"] * 5 + ["masters"])]
    decision = decide(question_for(rich, postings=postings, draws=800))
    item = next(item for item in break_evens(decision) if item.id == "insisting")
    weights = decision.scales.weights
    degree = suppose(decision, best_with_degree(decision))
    courses = suppose(decision, best_of_courses(decision))
    wins = [degree.worth(k / 6, weights) > courses.worth(k / 6, weights) for k in range(7)]

    assert wins == sorted(wins)
    assert 1.0 == item.now
    if not any(wins):
        assert item.value is None and item.statement.startswith("even if all of your 6 postings")
    elif all(wins):
        assert 0.0 == item.value and "even if none of your 6 postings" in item.statement
    else:
        level = wins.index(True)
        assert float(level) == item.value
        more = f"more than {level - 1}" if level > 1 else "at least one"
        assert f"courses win unless {more} of your 6 postings insist" in item.statement
    assert item.statement.endswith("(now about 1)")


@pytest.mark.parametrize(
    ("degree", "courses", "said"),
    [
        (0.30, 0.10, "the degree wins even if none of ten typical postings"),
        (0.178, 0.18, "courses win unless at least one of ten typical postings"),
        (0.16, 0.20, "courses win unless more than"),
        (-1.0, 0.20, "even if all of ten typical postings"),
    ],
)
def test_break_even_is_worded_by_where_it_lies(plain, degree, courses, said):
    """Never, always, or from a number on: with made-up worths around the simulated reach."""
    decision = bent(plain)
    shifted = {}
    for key, middle in ((DEGREE, degree), (PLAN, courses)):
        supposed = suppose(decision, decision.outcomes[key])
        open_worth = supposed.worth(0.0, decision.scales.weights)
        outcome = decision.outcomes[key]
        shifted[key] = dataclasses.replace(outcome, worth=outcome.worth + middle - open_worth)
    outcomes = {**decision.outcomes, **shifted}
    decision = dataclasses.replace(decision, outcomes=outcomes)

    statement = next(item.statement for item in break_evens(decision) if item.id == "insisting")
    assert statement.startswith(said), statement


def test_insisting_takes_reach_from_courses_only(plain):
    """If all insist on a master's, courses open next to nothing and the degree what it did."""
    degree, courses = (suppose(plain, plain.outcomes[key]) for key in (DEGREE, PLAN))

    assert courses.insisting[1] < 0.1 < courses.open_minded[1]
    assert courses.insisting[1] < degree.insisting[1] <= degree.open_minded[1] + 1e-9


def test_the_price_break_even_closes_the_gap(plain):
    """At the stated mean cost the two are worth the same."""
    decision = bent(plain)
    item = next(item for item in break_evens(decision) if item.id == "price")
    degree, courses = decision.outcomes[DEGREE], decision.outcomes[PLAN]
    gap = float((degree.worth - courses.worth).mean())

    if item.value is None:
        assert float(degree.cost.mean()) + gap * decision.scales.usd < 0
    else:
        extra = (item.value - item.now) / decision.scales.usd
        assert gap == pytest.approx(extra)


def test_the_clause_has_the_numbers_of_the_report(plain):
    """Cost and months are those of the finishers; the share that finishes is said with them."""
    report = {path["id"]: path for path in to_json(plain)["paths"]}
    path = report[DEGREE]
    clause = describe_outcome(plain.outcomes[DEGREE])

    assert f"about {path['cost']['p50']:,.0f} USD" in clause
    assert f"{path['months']['p50']:.0f} months" in clause
    assert f"the {path['p_complete']:.0%} who finish" in clause


def test_a_path_that_opens_nothing_says_so(plain):
    """Worth that comes from learning alone is called that."""
    decision = bent(plain, stay=STAYS,
                    plan_balanced={"worth": 0.4, "reach": 0.4 + SMALL_GAIN / 2, "coverage": 0.5},
                    gatech_omscs_ml={"worth": 0.0})  # fmt: skip

    assert "opens hardly any more of the target postings" in judge(decision, {}).sentence


def test_a_free_good_plan_beats_staying(rich):
    """A plan that costs nothing and teaches all is worth more than staying."""
    offers = (offer_for(question_for(rich, offers=()).targets, hours=200.0, once=0.0),)
    decision = decide(question_for(rich, draws=400, offers=offers))

    assert decision.comparison.mean[PLAN] > decision.comparison.mean["stay"]
    assert judge(decision, {}).kind not in ("stay", "none-fits")

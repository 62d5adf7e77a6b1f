"""What must hold of every decision, whoever asks."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.decide.conftest import changed, example, question_for
from tests.decide.posting_maker import made_up
from tripos.chance import triangular
from tripos.decide import decide, to_json
from tripos.decide.compare import compare
from tripos.decide.inputs import Input, beta_input, beta_of, draw
from tripos.decide.outcomes import Outcome

_FEW = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def best_worth(decision):
    return decision.comparison.mean[decision.comparison.order[0]]


@_FEW
@given(st.sampled_from(["ada", "ben", "nurse"]), st.integers(0, 30_000), st.integers(0, 60_000))
def test_more_budget_never_hurts_the_best_path(name, total, more):
    poor = changed(example(name), means={})
    budget = poor.means.budget.model_copy(update={"total": float(total), "monthly": None})
    rich_budget = budget.model_copy(update={"total": float(total + more)})
    poor = changed(poor, means={"budget": budget})
    rich = changed(poor, means={"budget": rich_budget})
    offers = question_for(poor).offers
    one = decide(question_for(poor, draws=400, offers=offers))
    other = decide(question_for(rich, draws=400, offers=offers))
    assert best_worth(other) >= best_worth(one) - 1e-9


@pytest.mark.parametrize("name", ["ada", "career-changer"])
def test_removing_a_hard_filter_never_makes_the_degree_more_needed(name):
    """With fewer postings that insist, the degree's advantage over courses only shrinks."""
    person = changed(example(name), means={"budget": example(name).means.budget.model_copy(
        update={"total": 60_000.0, "monthly": None})})  # fmt: skip
    gaps = []
    for insisting in range(5):
        kinds = ["masters"] * insisting + ["none"] * (4 - insisting)
        postings = [made_up(kind, 0, at) for at, kind in enumerate(kinds)]
        decision = decide(question_for(person, postings=postings, draws=400))
        degree, plan = decision.outcomes["gatech-omscs-ml"], decision.outcomes["plan-balanced"]
        gaps.append(float((degree.worth - plan.worth).mean()))
    assert all(later >= earlier - 1e-3 for earlier, later in zip(gaps, gaps[1:], strict=False))


def test_permuting_paths_and_offers_changes_nothing():
    person = example("ada")
    question = question_for(person)
    two = (*question.offers, dataclasses.replace(question.offers[0], id="cheapest", once=0.0))
    one = to_json(decide(dataclasses.replace(question, offers=two)))
    other = to_json(decide(dataclasses.replace(question, offers=two[::-1])))
    assert one["verdict"] == other["verdict"]
    assert sorted(one["paths"], key=lambda path: path["id"]) == sorted(
        other["paths"], key=lambda path: path["id"]
    )


def test_comparing_in_any_order_gives_the_same(ada):
    outcomes = ada.open_outcomes()
    assert compare(outcomes) == compare(outcomes[::-1])


def test_the_same_seed_repeats_and_another_differs():
    person = example("ben")
    one, again = (to_json(decide(question_for(person, seed=3))) for _ in range(2))
    assert one == again
    other = to_json(decide(question_for(person, seed=4)))
    assert other["paths"] != one["paths"]


def test_an_added_path_leaves_the_others_as_they_were():
    """Common random numbers: each path sees the same draws whatever else is compared."""
    person = example("ada")
    question = question_for(person)
    more = dataclasses.replace(
        question, offers=(*question.offers, dataclasses.replace(question.offers[0], id="extra"))
    )
    one, other = decide(question), decide(more)
    for key in ("plan-balanced", "gatech-omscs-ml", "uw-msds", "stay"):
        assert np.array_equal(one.outcomes[key].worth, other.outcomes[key].worth)


def test_probabilities_and_regret_are_what_they_say(ada):
    compared = ada.comparison
    assert sum(compared.p_best.values()) == pytest.approx(1.0)
    worth = np.array([outcome.worth for outcome in ada.open_outcomes()])
    for outcome in ada.open_outcomes():
        expected = (worth.max(axis=0) - outcome.worth).mean()
        assert compared.regret[outcome.path.id] == pytest.approx(expected)
    least = min(compared.regret, key=lambda key: compared.regret[key])
    assert least == compared.order[0]


def test_doors_only_open_and_reach_stays_a_share(ada):
    for outcome in ada.outcomes.values():
        assert (np.diff(outcome.by_month) >= -1e-12).all()
        assert 0 <= outcome.by_month[0] <= outcome.by_month[-1] <= 1 + 1e-9
        assert isinstance(outcome, Outcome) and (outcome.cost >= 0).all()


@given(
    st.floats(0, 100), st.floats(0, 100), st.floats(0, 100),
    st.lists(st.floats(0, 1), min_size=2, max_size=20),
)  # fmt: skip
def test_triangular_quantiles_rise_within_their_bounds(a, b, c, shares):
    low, mode, high = sorted((a, b, c))
    found = triangular(np.array(sorted(shares)), low, mode, high)
    assert (np.diff(found) >= -1e-9).all()
    assert found.min() >= low - 1e-9 and found.max() <= high + 1e-9


@given(st.floats(0.02, 0.4), st.floats(0.41, 0.6), st.floats(0.61, 0.98))
def test_the_beta_of_a_range_keeps_its_mean(low, mode, high):
    a, b = beta_of(low, mode, high)
    assert a >= 1 - 1e-9 and b >= 1 - 1e-9
    assert a / (a + b) == pytest.approx((low + mode + high) / 3, abs=1e-6)


def test_draws_have_the_mean_and_the_ends_of_their_distribution():
    items = [Input("x", "x", 2.0, 3.0, 10.0), beta_input("y", "y", 6.0, 5.0)]
    values = draw(items, 10_000, 0)
    assert values["x"].mean() == pytest.approx(5.0, abs=0.01)
    assert np.quantile(values["x"], 0.5) == pytest.approx(
        float(triangular(np.array([0.5]), 2, 3, 10)[0]), abs=0.01
    )
    assert values["y"].mean() == pytest.approx(6 / 11, abs=0.002)
    assert values["y"].std() == pytest.approx(np.sqrt(30 / (121 * 12)), abs=0.002)


def test_your_own_record_moves_the_chance_to_finish():
    person = example("ada")
    usual = decide(question_for(person))
    bad = changed(person, background={"courses_started": 14, "courses_finished": 1})
    good = changed(person, background={"courses_started": 14, "courses_finished": 13})
    shares = [
        decide(question_for(who)).outcomes["plan-balanced"].finished.mean()
        for who in (bad, person, good)
    ]
    assert shares[0] < shares[1] < shares[2]
    assert usual.learner.finish_course == "finish-course"

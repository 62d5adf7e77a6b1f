"""The vectorised simulation against the slow one, and against what can be worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.decide.conftest import changed, example, question_for
from tests.decide.reference import Reference
from tripos.decide import decide
from tripos.decide.coverage import Grasp
from tripos.decide.decision import _aid_free
from tripos.decide.paths import Leaving
from tripos.decide.simulate import World, lasting, run_path

_SAMPLE = 12


def world_of(decision):
    question = decision.question
    return World(
        decision.draws, question.draws, question.months, decision.learner,
        _aid_free(question.catalog),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["ada", "mathematics-teacher", "senior-engineer"])
def test_it_matches_the_slow_simulation_on_every_path(name):
    person = changed(example(name), preferences={"in_person": True})
    decision = decide(question_for(person, draws=200, seed=5))
    world = world_of(decision)
    slow = Reference(world, decision.question.belief)
    for outcome in decision.outcomes.values():
        run = run_path(outcome.path, world)
        for i in range(0, 200, 200 // _SAMPLE):
            life = slow.live(outcome.path, i)
            where = (outcome.path.id, i)
            assert life.cost == pytest.approx(run.cost[i], abs=1e-4), where
            assert life.aid == pytest.approx(run.aid[i], abs=1e-4), where
            assert life.finish == run.finish[i], where
            assert life.hours == pytest.approx(run.hours[i], abs=1e-6), where
            assert life.full_time == run.full_time[i], where
            assert life.progress[-1] == pytest.approx(run.progress[-1, i], abs=1e-5), where
            assert life.begun == run.begun[i], where


def test_the_grasp_curve_matches_a_plain_reckoning(ada):
    slow = Reference(world_of(ada), ada.question.belief)
    for key in ("plan-balanced", "gatech-omscs-ml", "courses+gatech-omscs-ml"):
        path = ada.outcomes[key].path if key in ada.outcomes else None
        if path is None:
            continue
        for door in ada.doors[:3]:
            curve = Grasp([door.asks], ada.question.belief).curves(path, [0.8] * len(path.parts))[
                :, 0
            ]
            for step in range(0, len(curve), 5):
                expected = slow.grasp(path, door.asks, step / 20, 0.8)
                assert curve[step] == pytest.approx(expected, abs=1e-9)


def test_survival_passes_through_the_given_chance():
    leaving = Leaving("x", 24.0, 8.0)
    u = (np.arange(200_000) + 0.5) / 200_000
    months = lasting(u, np.full(u.shape, 0.66), leaving)
    assert np.mean(months > 24) == pytest.approx(0.66, abs=1e-3)


def test_the_shape_of_leaving_fits_the_completion_study():
    """10, 17 and 23 percent are gone after 6, 12 and 24 months (STEM master students)."""
    leaving = Leaving("x", 24.0, 8.0)
    u = (np.arange(100_000) + 0.5) / 100_000
    months = lasting(u, np.full(u.shape, 0.77), leaving)
    gone = [float(np.mean(months <= limit)) for limit in (6, 12, 24)]
    assert gone == pytest.approx([0.10, 0.17, 0.23], abs=0.015)


def test_without_chance_the_course_plan_takes_hours_over_pace(ada):
    """Closed form: hours / (hours a week x weeks a month), rounded up to whole months."""
    draws = dict(ada.draws)
    n = ada.question.draws
    draws[ada.learner.hours] = np.full(n, 10.0)
    draws["plan.balanced.hours"] = np.full(n, 600.0)
    draws[ada.learner.finish_course] = np.full(n, 1 - 1e-7)
    world = World(draws, n, 72, ada.learner, 0.0)
    run = run_path(ada.outcomes["plan-balanced"].path, world)
    expected = ada.learner.start + math.ceil(600 / (10 * 365.25 / 12 / 7))
    stayed = run.finish[draws["luck.perseverance-1"] < 0.99]
    assert set(stayed) == {float(expected)}
    assert (run.cost + run.aid)[run.finish == expected] == pytest.approx(
        ada.draws["plan.balanced.price"][run.finish == expected]
    )

"""Each rule at the doors by itself, and all of them together against a plain reckoning."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.decide.conftest import TODAY, changed, example, question_for
from tests.decide.posting_maker import made_up
from tests.decide.reference import Reference
from tripos.belief import believe_claims
from tripos.decide import decide
from tripos.decide.coverage import Grasp
from tripos.decide.doors import Door, Route, Screen, posting_screen
from tripos.decide.inputs import Register
from tripos.decide.learner import describe
from tripos.decide.opening import Doorway
from tripos.decide.paths import STAY, Leaving, Part, Path
from tripos.decide.simulate import Run, World, run_path

N, MONTHS, NEVER = 4, 72, math.inf
PLAIN = {
    "skill-threshold": 0.0, "degree-exception": 0.0, "years-slack": 0.0, "years-for-degree": 4.0,
    "unrelated-degree": 0.0, "preferred-loss": 0.0, "search-months": 6.0, "signal-master": 0.6,
    "signal-bachelor": 0.35, "signal-unrelated": 0.1, "signal-certificate": 0.15,
    "signal-work": 0.35, "signal-half-years": 2.0, "credit-courses": 1.0, "phd-plain": 0.1,
    "phd-project": 0.2, "phd-research": 0.4,
}  # fmt: skip
LUCK = ("screen", "exception", "field", "look", "preferred")
DEGREE = Path("degree", "degree", "A master's", (Part("d", "h", "p", Leaving("f", 24, 8)),),
              award=3, signal="signal-master")  # fmt: skip
COURSES = Path("plan", "courses", "A plan", DEGREE.parts)


def door(*routes, preferred=0, **rest):
    return Door("d", "door", 1.0, ((1.0, Screen(routes, preferred)),), (), **rest)


def run_of(finish, full_time=0.0):
    """A path that is done in month `finish` of every draw."""
    zeros = np.zeros(N)
    progress = np.zeros((MONTHS, N), dtype=np.float32)
    if finish < NEVER:
        progress[int(finish) :] = 1.0
    return Run(zeros, zeros, zeros, np.full(N, finish), progress, zeros, zeros + full_time)


def opens(catalog, atlas, person, one, path=STAY, finish=NEVER, full_time=0.0, **given):
    """The month in which door `one` opens in the first draw; skills and looks ask for nothing."""
    register = Register(catalog)
    learner = describe(person, register, TODAY, MONTHS)
    values = PLAIN | {learner.unspoken: 0.0} | {f"luck.{one.id}.{name}": 0.5 for name in LUCK}
    values |= {"luck.doctorate.look": 0.5}
    values |= {name.replace("__", "."): value for name, value in given.items()}
    values |= {key.replace("_", "-"): value for key, value in given.items()}
    draws = {name: np.full(N, float(value)) for name, value in values.items()}
    world = World(draws, N, MONTHS, learner, 0.0)
    doorway = Doorway(
        [one], world, believe_claims(person, atlas, catalog), ("python-fundamentals",)
    )
    return float(doorway.open(path, run_of(finish, full_time))[0, 0])


@pytest.fixture
def month(catalog, atlas):
    """`opens` with the shipped catalogue and atlas."""
    return lambda *given, **named: opens(catalog, atlas, *given, **named)


@pytest.fixture(scope="module")
def engineer():
    """A bachelor of computer science with 3 years of technical work, still working."""
    return changed(example("ada"), background={"years_experience": 3.0})


@pytest.fixture(scope="module")
def newcomer(engineer):
    """The same without work of any kind."""
    return changed(engineer, background={"role": None, "technical_role": False})


def test_who_meets_everything_is_in_at_once(month, engineer):
    """A degree that is held and years that are there open a door today."""
    assert 0.0 == month(engineer, door(Route(2, 3.0)))


def test_missing_years_are_worked_off(month, engineer):
    """A year and a half short takes 18 months of going on working."""
    assert 18.0 == month(engineer, door(Route(2, 4.5)))


def test_the_slack_forgives_years(month, engineer):
    """What screeners forgive need not be worked off."""
    assert 6.0 == month(engineer, door(Route(2, 4.5)), years_slack=1.0)


def test_full_time_study_delays_years(month, engineer):
    """Months of full-time study are no months of work."""
    assert 30.0 == month(engineer, door(Route(2, 4.5)), DEGREE, 60.0, 12.0)


def test_work_that_is_not_technical_counts_for_nothing(month, newcomer):
    """Nobody who is not hired ever gets the years."""
    assert NEVER == month(newcomer, door(Route(2, 1.0)))


def test_a_masters_is_needed_where_it_is_demanded(month, engineer):
    """The door opens with the award, never without, and not for a certificate."""
    one = door(Route(3, 0.0))

    assert NEVER == month(engineer, one)
    assert NEVER == month(engineer, one, COURSES, 10.0)
    assert 30.0 == month(engineer, one, DEGREE, 30.0)
    assert NEVER == month(engineer, one, DEGREE, NEVER)


def test_no_masters_opens_what_demands_a_doctorate(month, engineer):
    """The award must reach the rank."""
    assert NEVER == month(engineer, door(Route(4, 0.0)), DEGREE, 30.0)


def test_exceptions_are_made_by_luck(month, engineer):
    """A posting that insists passes whoever is lucky enough, but not without the years."""
    lucky = {"degree_exception": 0.05, "luck__d__exception": 0.04}

    assert 0.0 == month(engineer, door(Route(3, 0.0)), **lucky)
    assert 24.0 == month(engineer, door(Route(3, 5.0)), **lucky)
    assert NEVER == month(engineer, door(Route(3, 0.0)), degree_exception=0.05)


def test_the_better_of_two_routes_counts(month, engineer):
    """A bachelor's with five years, or a master's with three."""
    one = door(Route(2, 5.0), Route(3, 3.0))

    assert 24.0 == month(engineer, one)
    assert 10.0 == month(engineer, one, DEGREE, 10.0)
    assert 24.0 == month(engineer, one, DEGREE, 40.0)


def test_experience_may_stand_for_the_degree(month, engineer):
    """Without a degree the years that stand for one are needed, or those asked for if more."""
    nobody = changed(engineer, background={"degree": "secondary", "field": None})

    assert 12.0 == month(nobody, door(Route(2, 2.0), Route(0, 2.0, instead=True)))
    assert 36.0 == month(nobody, door(Route(2, 2.0), Route(0, 6.0, instead=True)))
    assert NEVER == month(nobody, door(Route(2, 2.0)))
    assert 0.0 == month(engineer, door(Route(2, 2.0), Route(0, 2.0, instead=True)))


def test_an_unrelated_field_needs_luck_or_a_related_award(month, engineer):
    """A degree of the right level in another field passes by chance; a master's mends it."""
    historian = changed(engineer, background={"field": "history"})
    one = door(Route(2, 0.0))

    assert NEVER == month(historian, one)
    assert 0.0 == month(historian, one, unrelated_degree=0.6)
    assert 20.0 == month(historian, one, DEGREE, 20.0)
    assert NEVER == month(historian, one, COURSES, 20.0)


def test_a_preferred_degree_may_be_missed(month, engineer):
    """Who is passed over gets in with the award only; who is not, at once."""
    one = door(Route(0, 0.0), preferred=3)

    assert 0.0 == month(engineer, one)
    assert NEVER == month(engineer, one, preferred_loss=0.6)
    assert 20.0 == month(engineer, one, DEGREE, 20.0, preferred_loss=0.6)
    assert 0.0 == month(engineer, door(Route(0, 0.0), preferred=2), preferred_loss=0.6)


def test_a_first_job_opens_doors_that_ask_for_years(catalog, atlas, newcomer):
    """Passed in month 0, hired six months later, a year of work after that."""
    register = Register(catalog)
    learner = describe(newcomer, register, TODAY, MONTHS)
    doors = [
        Door("a", "a", 0.5, ((1.0, Screen((Route(2, 0.0),))),), ()),
        Door("b", "b", 0.5, ((1.0, Screen((Route(2, 1.0),))),), ()),
    ]
    values = PLAIN | {learner.unspoken: 0.0}
    values |= {f"luck.{one.id}.{name}": 0.5 for one in doors for name in LUCK}
    draws = {name: np.full(N, value) for name, value in values.items()}
    world, belief = World(draws, N, MONTHS, learner, 0.0), believe_claims(newcomer, atlas, catalog)
    doorway = Doorway(doors, world, belief, ("python-fundamentals",))

    found = doorway.open(STAY, run_of(NEVER))[:, 0]

    assert [0.0, 18.0] == found.tolist()


def test_an_unwritten_look_is_satisfied_by_years_degree_and_award(month, newcomer, engineer):
    """Left open: half-years / (years + half-years) x (1 - signal), against the luck of the door."""
    look = {"unspoken_any": 1.0}

    assert NEVER == month(newcomer, door(Route(0, 0.0)), **look, luck__d__look=0.64)
    assert 0.0 == month(newcomer, door(Route(0, 0.0)), **look, luck__d__look=0.66)
    assert 30.0 == month(newcomer, door(Route(0, 0.0)), DEGREE, 30.0, **look, luck__d__look=0.5)
    years = 2.0 * (0.65 / 0.2) - 2.0 - 3.0
    waited = month(engineer, door(Route(0, 0.0)), **look, luck__d__look=0.2)
    assert math.ceil(12 * years) == waited


def test_a_doctoral_place_comes_a_year_after_the_path(month, engineer):
    """With luck at once, with a research degree a year after it, else never."""
    place = Door("doctorate", "a place", 1.0, ((1.0, Screen((Route(2, 0.0),))),), (),
                 kind="doctorate")  # fmt: skip
    research = Path("r", "degree", "r", DEGREE.parts, award=3, signal="signal-master",
                    doctorate="phd-research")  # fmt: skip

    assert NEVER == month(engineer, place, DEGREE, 30.0, luck__doctorate__look=0.3)
    assert 42.0 == month(engineer, place, research, 30.0, luck__doctorate__look=0.3)
    assert 12.0 == month(engineer, place, research, 30.0, luck__doctorate__look=0.05)
    nobody = changed(engineer, background={"degree": None})
    assert NEVER == month(nobody, place, luck__doctorate__look=0.05)


@pytest.mark.parametrize(
    ("kind", "routes"),
    [
        ("none", (Route(0, 2.0),)),
        ("bachelors", (Route(2, 2.0),)),
        ("equivalent", (Route(2, 2.0), Route(0, 2.0, instead=True))),
        ("masters", (Route(3, 2.0),)),
        ("phd", (Route(4, 2.0),)),
    ],
)
def test_postings_become_routes(kind, routes):
    """What was read of a posting is what its door asks for."""
    assert routes == posting_screen(made_up(kind, 2)).routes


def plain_month(decision, doorway, path, run, one, i):
    """The month in which a door opens in draw `i`, told month by month."""
    formal = plain_formal(decision, doorway, path, run, one, i, hired=None)
    learner = decision.learner
    if not (learner.technical and learner.working):
        first = min(
            max(plain_formal(decision, doorway, path, run, other, i, None),
                plain_informal(decision, doorway, path, run, other, i))
            for other in doorway.doors
        )  # fmt: skip
        hired = first + round(float(decision.draws["search-months"][i]))
        formal = plain_formal(decision, doorway, path, run, one, i, hired)
    found = max(formal, plain_informal(decision, doorway, path, run, one, i))
    return found if found < MONTHS else NEVER


def plain_formal(decision, doorway, path, run, one, i, hired):
    learner, luck = decision.learner, doorway.world.luck
    x = {name: float(values[i]) for name, values in decision.draws.items()}
    award = run.finish[i] if path.award is not None else NEVER
    ways = []
    for route in one.screen.routes:
        held = award if (path.award or 0) >= route.rank else NEVER
        fits = learner.related or learner.rank == 4
        fits = fits or luck(f"{one.id}.field")[i] < x["unrelated-degree"]
        excepted = luck(f"{one.id}.exception")[i] < x["degree-exception"]
        if route.rank == 0 or excepted or (learner.rank >= route.rank and fits):
            held = 0.0
        years = max(route.years, x["years-for-degree"] if route.instead else 0.0)
        short = max(0.0, years - x["years-slack"] - learner.years)
        if short == 0:
            worked = 0.0
        elif learner.technical and learner.working:
            worked = math.ceil(12 * short) + run.full_time[i]
        else:
            worked = NEVER if hired is None else hired + math.ceil(12 * short)
        ways.append(max(held, worked))
    best = min(ways)
    preferred = one.screen.preferred
    if preferred > learner.rank and luck(f"{one.id}.preferred")[i] < x["preferred-loss"]:
        best = max(best, award if (path.award or 0) >= preferred else NEVER)
    return best


def plain_informal(decision, doorway, path, run, one, i):
    """Skills and the unwritten look: the later of the two."""
    x = {name: float(values[i]) for name, values in decision.draws.items()}
    learner, belief = decision.learner, decision.question.belief
    slow = Reference(doorway.world, belief)
    credit = path.parts[-1].credit if path.parts else "credit-courses"
    mean = float(decision.draws[credit].mean())
    means = [float(decision.draws[part.credit].mean()) for part in path.parts]
    at = [0, *(int(level) for level in run.level[:, i])]
    grasp = {step: slow.grasp(path, one.asks, step / 20, means) for step in set(at)}
    skill = next(
        (month for month, step in enumerate(at)
         if grasp[0] + (grasp[step] - grasp[0]) * x[credit] / mean >= x["skill-threshold"] - 1e-9),
        NEVER,
    )  # fmt: skip
    target = (decision.question.targets,)
    base = slow.grasp(path, target, 0, 1.0)
    degree = 0.0
    if learner.rank >= 2:
        degree = x["signal-master" if learner.rank > 2 else
                   "signal-bachelor" if learner.related else "signal-unrelated"]  # fmt: skip
    luck = doorway.world.luck(f"{one.id}.look")[i]
    for month in range(MONTHS):
        years = learner.years + (month / 12 if learner.technical and learner.working else 0)
        left = x["signal-half-years"] / (years + x["signal-half-years"]) * (1 - degree)
        if path.parts:
            gain = slow.grasp(path, target, int(run.level[month, i]) / 20, 1.0) - base
            left *= 1 - x["signal-work"] * x[credit] * gain
            new = path.award is None or path.award > learner.rank
            if path.signal and new and month >= run.finish[i]:
                left *= 1 - x[path.signal]
        if luck >= x[learner.unspoken] * left - 1e-6:
            return max(skill, float(month))
    return NEVER


@pytest.mark.parametrize("name", ["ada", "data-engineer", "mathematics-teacher"])
def test_all_rules_together_match_a_plain_reckoning(name):
    """Doors of every kind, on several paths, in some of the draws."""
    kinds = ["none", "bachelors", "equivalent", "masters", "phd"]
    postings = [made_up(kind, at, at) for at, kind in enumerate(kinds)]
    budget = example(name).means.budget.model_copy(update={"total": 60_000.0, "monthly": None})
    person = changed(example(name), means={"budget": budget})
    decision = decide(question_for(person, postings=postings, draws=200, seed=2))
    world = World(decision.draws, 200, MONTHS, decision.learner, 0.0)
    doorway = Doorway(decision.doors, world, decision.question.belief, decision.question.targets)
    for key in ("stay", "plan-balanced", "gatech-omscs-ml"):
        path = decision.outcomes[key].path
        run = run_path(path, world)
        found = doorway.open(path, run)
        for i in range(0, 200, 40):
            for at, one in enumerate(decision.doors):
                expected = plain_month(decision, doorway, path, run, one, i)
                assert expected == found[at, i], (key, one.label, i)


def test_what_is_shown_grows_with_the_path(ada):
    """Grasp of every door's demand only ever grows, and stays a share."""
    for outcome in ada.open_outcomes():
        curves = Grasp([one.asks for one in ada.doors], ada.question.belief).curves(
            outcome.path, [0.8] * len(outcome.path.parts)
        )
        assert (np.diff(curves, axis=0) >= -1e-12).all()
        assert curves.min() >= 0 and curves.max() <= 1

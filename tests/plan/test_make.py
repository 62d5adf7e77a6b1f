"""Whole plans on the real catalogue."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tripos.atlas import Atlas
from tripos.belief import believe_claims
from tripos.catalog import Catalog, Depth
from tripos.content import Document
from tripos.errors import TriposError
from tripos.person import Person, parse_person, read_person
from tripos.plan import Plan, Setting, frontier, make_plan, target_profile
from tripos.plan.build import build_problem
from tripos.plan.verify import violations

TODAY = dt.date(2026, 11, 22)
EVERYONE = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


def person(name: str) -> Person:
    """One of the example persons."""
    return read_person(EXAMPLES / f"{name}.yaml")


def changed(name: str, **parts: dict[str, object]) -> Person:
    """An example person with some fields of some parts replaced."""
    data = person(name).model_dump(mode="json")
    for part, fields in parts.items():
        data[part] = data[part] | fields
    return parse_person(Document("changed", data, None))


def setting(who: Person, atlas: Atlas, catalog: Catalog, objective: str = "balanced") -> Setting:
    """The setting in which `who` plans today."""
    belief = believe_claims(who, atlas, catalog)
    return Setting(who, atlas, catalog, belief, TODAY, objective)  # type: ignore[arg-type]


def checked(who: Person, atlas: Atlas, catalog: Catalog, objective: str = "balanced") -> Plan:
    """A plan for `who` that the independent checker accepts."""
    where = setting(who, atlas, catalog, objective)
    plan = make_plan(where)
    problem = build_problem(who, atlas, catalog, where.belief, TODAY)
    if plan.items:
        assert [] == violations(problem, plan)
    return plan


@pytest.mark.parametrize("name", EVERYONE)
def test_every_example_gets_a_sound_plan(name: str, atlas: Atlas, catalog: Catalog) -> None:
    """Each example person gets a plan that breaks no constraint and is near the optimum."""
    plan = checked(person(name), atlas, catalog)

    assert plan.status in ("optimal", "feasible")
    assert plan.gap is not None
    # The benchmark holds the budget of one per cent in ten seconds; a loaded machine gets slack.
    assert plan.gap < 0.05
    assert sum(item.kind == "project" for item in plan.items) >= 2
    assert all(item.why for item in plan.items)


def test_the_same_inputs_give_the_same_plan(atlas: Atlas, catalog: Catalog) -> None:
    """Planning repeats exactly."""
    one = checked(person("nurse"), atlas, catalog).to_json()
    two = checked(person("nurse"), atlas, catalog).to_json()

    drop = {"seconds", "first_seconds"}
    assert {k: v for k, v in one.items() if k not in drop} == {
        k: v for k, v in two.items() if k not in drop
    }


def test_objectives_mean_what_they_say(atlas: Atlas, catalog: Catalog) -> None:
    """The cheapest plan costs no more than the fastest, which takes no more hours."""
    cheap = checked(person("nurse"), atlas, catalog, "cheapest")
    fast = checked(person("nurse"), atlas, catalog, "fastest")

    assert cheap.cost <= fast.cost
    assert fast.hours.mode <= cheap.hours.mode + 1e-6


def test_frontier_trades_money_for_time(atlas: Atlas, catalog: Catalog) -> None:
    """Along the frontier cost rises and hours fall, and no point beats another."""
    points = frontier(setting(person("nurse"), atlas, catalog), 4)

    assert len(points) >= 2
    for one, two in zip(points, points[1:], strict=False):
        assert one.cost < two.cost
        assert one.finish > two.finish


def test_pins_and_bans_hold(atlas: Atlas, catalog: Catalog) -> None:
    """What one insists on is in the plan; what one refuses is not."""
    pinned = changed("nurse", preferences={"must_courses": ["ng-structuring-ml-projects"]})
    plan = checked(pinned, atlas, catalog)
    assert "ng-structuring-ml-projects" in {item.id for item in plan.items}

    free = checked(person("nurse"), atlas, catalog)
    course = next(item.id for item in free.items if item.kind == "course")
    banned = checked(changed("nurse", preferences={"avoid_courses": [course]}), atlas, catalog)
    assert course not in {part for item in banned.items for part in item.parts}


def test_finished_courses_are_not_planned_again(atlas: Atlas, catalog: Catalog) -> None:
    """A finished course shortens the plan and does not come back."""
    before = checked(person("nurse"), atlas, catalog)
    course = next(item.id for item in before.items if item.kind == "course")

    after = checked(changed("nurse", background={"courses": [course]}), atlas, catalog)

    assert course not in {item.id for item in after.items}
    assert after.hours.mode < before.hours.mode


def test_no_money_means_free(atlas: Atlas, catalog: Catalog) -> None:
    """A budget of nothing gives a plan that costs nothing."""
    plan = checked(changed("nurse", means={"budget": {"total": 0}}), atlas, catalog)

    assert 0 == plan.cost
    assert () == plan.payments


def test_must_haves_are_mastered(atlas: Atlas, catalog: Catalog) -> None:
    """What one must have is reached at mastery, the rest at coverage."""
    profile = target_profile(person("nurse"), atlas)

    assert Depth.MASTERS == profile["survival-analysis"]
    assert Depth.COVERS == profile["maximum-likelihood"]


def test_too_little_time_names_reason_and_remedy(atlas: Atlas, catalog: Catalog) -> None:
    """An impossible deadline is explained, and following the advice makes a plan."""
    hurried = changed("nurse", goals={"deadline": "2027-03-31"})
    plan = make_plan(setting(hurried, atlas, catalog))

    assert "infeasible" == plan.status
    assert "h of study" in plan.reasons[0]
    kinds = {item.kind: item for item in plan.relaxations}
    assert {"hours_per_week", "deadline", "target"} <= set(kinds)
    later = changed("nurse", goals={"deadline": kinds["deadline"].value})
    assert checked(later, atlas, catalog).items
    weekly = kinds["hours_per_week"].value
    more = changed("nurse", goals={"deadline": "2027-03-31"}, means={"hours_per_week": weekly})
    assert checked(more, atlas, catalog).items


def test_impossible_pin_is_refused(atlas: Atlas, catalog: Catalog) -> None:
    """Insisting on a course that needs admission is one clear sentence."""
    pinned = changed("nurse", preferences={"must_courses": ["gatech-cs7641"]})

    with pytest.raises(TriposError, match=r"must_courses: 'gatech-cs7641' .* admission"):
        make_plan(setting(pinned, atlas, catalog))


@pytest.mark.parametrize(
    ("part", "fields", "words"),
    [
        ("goals", {"deadline": "2020-01-01"}, "goals.deadline"),
        ("goals", {"must_have": []}, "goals.must_have"),
        ("means", {"hours_per_week": None}, "means.hours_per_week"),
    ],
)
def test_goals_that_make_no_sense(
    part: str, fields: dict[str, object], words: str, atlas: Atlas, catalog: Catalog
) -> None:
    """A goal that cannot be planned for names its field."""
    with pytest.raises(TriposError, match=words):
        make_plan(setting(changed("nurse", **{part: fields}), atlas, catalog))


def test_unknown_prices_are_flagged(atlas: Atlas, catalog: Catalog) -> None:
    """A course of unknown price is planned at the high end of an assumption, and says so."""
    pinned = changed("nurse", preferences={"must_courses": ["lazyprogrammer-cluster-analysis"]},
                     means={"budget": {"total": 500}})  # fmt: skip
    plan = checked(pinned, atlas, catalog)
    line = next(item for item in plan.items if item.id == "lazyprogrammer-cluster-analysis")

    assert line.price_assumed
    assert catalog.assumption("udemy-price")[2] == line.cost
    assert any("Cluster Analysis" in warning for warning in plan.warnings)


def test_what_nothing_teaches_is_filled(atlas: Atlas, catalog: Catalog) -> None:
    """Targets that no course covers are named with what to read."""
    plan = checked(person("ben"), atlas, catalog)

    assert "floating-point-arithmetic" in {item.id for item in plan.uncovered}
    assert all("read" in item.fill for item in plan.uncovered)


def test_files_of_people_are_found() -> None:
    """At least eight examples ship."""
    assert len(EVERYONE) >= 8
    assert Path(EXAMPLES, "ben.yaml").exists()


def test_fastest_is_never_slower_than_cheapest(atlas: Atlas, catalog: Catalog) -> None:
    """Of plans without a limit on money, the fastest takes the fewest hours."""
    who = changed("nurse", goals={"must_have": ["gradient-boosting"]},
                  means={"budget": {"total": None}})  # fmt: skip
    fast = checked(who, atlas, catalog, "fastest")

    for objective in ("cheapest", "balanced"):
        other = checked(who, atlas, catalog, objective)
        assert fast.hours.mode <= 1.01 * other.hours.mode


def test_a_pin_that_costs_too_much_is_named(atlas: Atlas, catalog: Catalog) -> None:
    """When only what one insists on breaks the budget, the advice says so."""
    who = changed("nurse", preferences={"must_courses": ["uw-ml-regression"]},
                  means={"budget": {"total": 0}})  # fmt: skip
    plan = make_plan(setting(who, atlas, catalog))

    assert "infeasible" == plan.status
    ways = {way.kind: way for way in plan.relaxations}
    assert ("uw-ml-regression",) == ways["must_courses"].value
    assert float(str(ways["budget"].value)) > 0

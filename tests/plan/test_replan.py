"""Planning the rest again."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.plan.test_make import TODAY, person, setting
from tripos.atlas import Atlas
from tripos.catalog import Catalog
from tripos.errors import ContentError, TriposError, UnknownIdError
from tripos.plan import PastPlan, Plan, make_plan, read_past_plan, replan


@pytest.fixture(scope="module")
def old(atlas: Atlas, catalog: Catalog) -> Plan:
    """The nurse's plan."""
    return make_plan(setting(person("nurse"), atlas, catalog))


@pytest.fixture
def past(old: Plan) -> PastPlan:
    """The nurse's plan as read back from its JSON."""
    return read_past_plan(json.loads(json.dumps(old.to_json())), "plan.json")


def _parts(plan: Plan) -> set[str]:
    return {part for item in plan.items for part in item.parts}


def test_same_day_changes_nothing(
    old: Plan, past: PastPlan, atlas: Atlas, catalog: Catalog
) -> None:
    """Replanning at once keeps every line."""
    again = replan(past, atlas, catalog, TODAY)

    assert _parts(old) == _parts(again)
    assert () == again.changes["added"]


def test_a_missed_month_only_moves_dates(
    old: Plan, past: PastPlan, atlas: Atlas, catalog: Catalog
) -> None:
    """Later, the same lines start later."""
    later = replan(past, atlas, catalog, dt.date(2027, 2, 15))

    assert _parts(old) == _parts(later)
    assert dt.date(2027, 2, 15) == min(item.start for item in later.items)


def test_done_lines_leave_the_plan(
    old: Plan, past: PastPlan, atlas: Atlas, catalog: Catalog
) -> None:
    """What is finished is gone, the rest stays, and the next replan remembers."""
    first = old.items[0]
    later = replan(past, atlas, catalog, dt.date(2027, 4, 1), done=[first.id])

    assert set(first.parts) <= set(later.done)
    assert not set(first.parts) & _parts(later)
    assert _parts(later) <= _parts(old)
    once_more = read_past_plan(json.loads(json.dumps(later.to_json())), "plan.json")
    again = replan(once_more, atlas, catalog, dt.date(2027, 4, 1))
    assert set(first.parts) <= set(again.done)
    assert _parts(later) == _parts(again)


def test_a_retired_course_is_replaced(
    old: Plan, past: PastPlan, atlas: Atlas, catalog: Catalog
) -> None:
    """When a course disappears the plan does without it and keeps most of the rest."""
    course = next(item.id for item in old.items if item.kind == "course")

    after = replan(past, atlas, catalog, TODAY, retired=[course])

    assert course not in _parts(after)
    assert len(_parts(old) & _parts(after)) > 0.6 * len(_parts(old))


def test_half_done_counts_half(old: Plan, past: PastPlan, atlas: Atlas, catalog: Catalog) -> None:
    """A line under way needs only the rest of its hours."""
    course = next(item for item in old.items if item.kind == "course")

    after = replan(past, atlas, catalog, TODAY, under_way={course.id: 0.5})

    line = next(item for item in after.items if item.id == course.id)
    assert line.hours.mode == pytest.approx(course.hours.mode / 2)


def test_unknown_lines_suggest_the_nearest(
    old: Plan, past: PastPlan, atlas: Atlas, catalog: Catalog
) -> None:
    """A misspelt line is answered with the one that exists."""
    course = next(item.id for item in old.items if item.kind == "course")

    with pytest.raises(UnknownIdError, match=f"did you mean {course}"):
        replan(past, atlas, catalog, TODAY, done=[course[:-1]])


def test_nonsense_shares_are_refused(
    old: Plan, past: PastPlan, atlas: Atlas, catalog: Catalog
) -> None:
    """More than all of a line cannot be done."""
    with pytest.raises(TriposError, match="share"):
        replan(past, atlas, catalog, TODAY, under_way={old.items[0].id: 1.5})


@pytest.mark.parametrize("data", [None, [], {}, {"status": "optimal"}, {"status": "infeasible"}])
def test_other_files_are_refused(data: object) -> None:
    """A file that is not a plan gets one sentence."""
    with pytest.raises(ContentError, match=r"plan\.json"):
        read_past_plan(data, "plan.json")

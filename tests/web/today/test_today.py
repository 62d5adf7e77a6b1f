"""The landing page, and how a plan stands on a day."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.made import _plan, planned
from tripos.plan import read_plan
from tripos.web.record.plans import current_plan
from tripos.web.today.week import week_of


@pytest.fixture(scope="module")
def nurse():
    """The nurse's plan."""
    import json

    return read_plan(json.loads(_plan("nurse")), "nurse")


@pytest.mark.django_db
def test_it_works(client, learner, with_person) -> None:
    """A returning learner lands on today, with work, standing and milestone."""
    with_person(learner, "nurse")
    planned(learner)

    assert "/today/" == client.get("/").url
    page = html.unescape(client.get("/today/").content.decode())
    assert "How it stands" in page
    assert "Next milestone" in page


@pytest.mark.django_db
def test_a_newcomer_is_welcomed(client) -> None:
    """Who has said nothing yet is led to the first step."""
    assert "/welcome/1/" == client.get("/").url


@pytest.mark.django_db
def test_who_was_welcomed_sees_where_to_begin(client, learner) -> None:
    """After the welcome, without a plan, today shows the ways on."""
    client.get("/welcome/5/")

    assert "/today/" == client.get("/").url
    assert "Degree or courses?" in client.get("/today/").content.decode()


@pytest.mark.django_db
def test_done_from_today_comes_back_to_today(client, learner, with_person) -> None:
    """Marking a line done keeps one where one was."""
    with_person(learner, "nurse")
    planned(learner)
    line = current_plan(learner).data["items"][0]["id"]

    answer = client.post("/plan/progress", {"line": line, "share": "1", "from": "today"})

    assert "/today/" == answer.url


@given(st.integers(0, 1500))
def test_planned_hours_never_fall(nurse, days: int) -> None:
    """As days pass the plan asks for more hours, from none to all of them."""
    day = nurse.start + dt.timedelta(days=days)
    now, next_day = (week_of(nurse, {}, d) for d in (day, day + dt.timedelta(days=1)))

    assert 0 <= now.hours_planned <= next_day.hours_planned <= now.hours_total + 1
    assert 0 == now.hours_done


def test_all_done_leaves_nothing_to_do(nurse) -> None:
    """With every part done there is no task, nothing late, and all hours count."""
    shares = {part: 1.0 for item in nurse.items for part in item.parts}

    week = week_of(nurse, shares, nurse.planned_finish + dt.timedelta(days=30))

    assert ((), ()) == (week.tasks, week.late)
    assert week.hours_done == pytest.approx(week.hours_total, rel=0.01)


def test_what_should_be_over_is_late(nurse) -> None:
    """A line whose last day has passed undone is late, and the learner is behind."""
    week = week_of(nurse, {}, nurse.items[0].end + dt.timedelta(days=14))

    assert nurse.items[0] in [task.item for task in week.late]
    assert week.behind > 0


def test_a_week_holds_what_overlaps_it(nurse) -> None:
    """The hours of a week's tasks add up to about what the plan puts into that week."""
    monday = sorted(nurse.load)[3]

    week = week_of(nurse, {}, monday + dt.timedelta(days=2))

    sunday = monday + dt.timedelta(days=6)
    overlapping = [i for i in nurse.items if i.start <= sunday and i.end >= monday]
    assert {item.id for item in overlapping} == {task.item.id for task in week.tasks}
    assert week.hours_this_week == pytest.approx(nurse.load[monday])

"""The plan page and what it exports."""

from __future__ import annotations

import html
import json

import icalendar
import pytest

from tests.web.made import planned, worked_off
from tripos.plan import read_past_plan
from tripos.web.record.models import Job
from tripos.web.record.person import change_person
from tripos.web.record.plans import current_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(learner, with_person):
    """The nurse's plan, in force."""
    with_person(learner, "nurse")
    return planned(learner)


def test_it_works(client, plan) -> None:
    """Every line stands on the page with its dates and reason, beside pictures with texts."""
    page = html.unescape(client.get("/plan/").content.decode())

    for item in plan.data["items"]:
        assert item["title"] in page
        assert item["why"] in page
    assert page.count("<svg") >= 4
    assert page.count("<desc") == page.count("<svg")


def test_without_a_plan_one_can_be_made(client, learner, with_person) -> None:
    """The first plan is made by a job and put in force."""
    with_person(learner, "nurse")
    answer = client.post("/plan/edit", {"action": "new", "base": "", "objective": "cheapest"})
    assert "/jobs/" in answer.url

    (job,) = worked_off()

    assert (Job.DONE, "") == (job.state, job.error)
    stored = current_plan(learner)
    assert stored is not None
    assert "cheapest" == stored.data["objective"]
    assert read_past_plan(stored.data, "stored").lines


def test_an_impossible_wish_is_answered_with_what_would_help(client, learner, with_person) -> None:
    """A deadline next week cannot be met: the page says so and what would help."""
    with_person(learner, "nurse")
    change_person(learner, {"goals.deadline": "2027-02-01"})
    client.post("/plan/edit", {"action": "new", "base": ""})

    (job,) = worked_off()

    assert Job.FAILED == job.state
    page = html.unescape(client.get("/plan/").content.decode())
    assert "There is no such plan" in page
    assert "What would help" in page
    assert current_plan(learner) is None


def test_a_changed_profile_is_noticed(client, learner, plan) -> None:
    """After a change of profile the page offers to plan the rest again."""
    said = "Your profile says something else"
    assert said not in client.get("/plan/").content.decode()

    change_person(learner, {"means.hours_per_week": 30})

    assert said in client.get("/plan/").content.decode()


def test_the_calendar_feed_needs_no_session(anonymous, learner, plan) -> None:
    """The secret address gives a calendar with each line; any other gives nothing."""
    answer = anonymous.get(f"/calendar/{learner.feed}.ics")

    calendar = icalendar.Calendar.from_ical(answer.content)
    titles = {str(event["summary"]) for event in calendar.walk("VEVENT")}
    assert {item["title"] for item in plan.data["items"]} <= titles
    assert 404 == anonymous.get("/calendar/wrong.ics").status_code


def test_a_feed_without_a_plan_is_an_empty_calendar(anonymous, learner) -> None:
    """Calendars may subscribe before there is a plan."""
    answer = anonymous.get(f"/calendar/{learner.feed}.ics")

    assert [] == icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.mark.parametrize(
    ("form", "holds"), [("ics", "VEVENT"), ("csv", "cost_usd"), ("md", "| from |"), ("json", "{")]
)
def test_the_plan_can_be_taken_along(client, plan, form: str, holds: str) -> None:
    """The plan downloads in four forms."""
    answer = client.get(f"/plan/tripos-plan.{form}")

    assert holds in answer.content.decode()
    assert f"tripos-plan.{form}" in answer["Content-Disposition"]


def test_the_downloaded_plan_can_be_replanned_by_the_command_line(client, plan) -> None:
    """The JSON is what `tripos replan` reads."""
    data = json.loads(client.get("/plan/tripos-plan.json").content)

    assert len(plan.data["items"]) == len(read_past_plan(data, "file").lines)


def test_other_forms_do_not_exist(client, plan) -> None:
    """An unknown form is not found."""
    assert 404 == client.get("/plan/tripos-plan.exe").status_code


def test_a_stranger_has_another_plan(stranger, plan) -> None:
    """Another account does not see the lines."""
    assert plan.data["items"][0]["title"] not in stranger.get("/plan/").content.decode()


def test_the_frontier_is_computed_on_demand(client, learner, plan) -> None:
    """Asking makes a job; its points stand on the page afterwards."""
    client.post("/plan/frontier")

    (job,) = worked_off()

    assert (Job.DONE, "") == (job.state, job.error)
    page = client.get("/plan/frontier").content.decode()
    assert "Planned end" in page

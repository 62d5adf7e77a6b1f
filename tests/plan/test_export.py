"""Plans for other programs."""

from __future__ import annotations

import csv
import datetime as dt
import io

import icalendar
import pytest

from tests.plan.test_make import changed, person, setting
from tripos.atlas import Atlas
from tripos.catalog import Catalog
from tripos.plan import Plan, make_plan, to_csv, to_ics, to_markdown

STAMP = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def plan(atlas: Atlas, catalog: Catalog) -> Plan:
    """The nurse's plan."""
    return make_plan(setting(person("nurse"), atlas, catalog))


def test_calendar_holds_every_line_and_payment(plan: Plan) -> None:
    """A calendar program reads one event a line and one a payment, ends exclusive."""
    events = icalendar.Calendar.from_ical(to_ics(plan, STAMP)).walk("VEVENT")

    assert len(plan.items) + len(plan.payments) == len(events)
    first, line = events[0], plan.items[0]
    assert line.title == first["SUMMARY"]
    assert line.start == first.decoded("DTSTART")
    assert line.end + dt.timedelta(days=1) == first.decoded("DTEND")
    assert len(events) == len({str(event["UID"]) for event in events})


def test_table_holds_every_line(plan: Plan) -> None:
    """The comma-separated form has a row a line with dates and hours."""
    rows = list(csv.DictReader(io.StringIO(to_csv(plan))))

    assert [str(item.start) for item in plan.items] == [row["start"] for row in rows]
    total = sum(float(row["hours"]) for row in rows)
    assert total == pytest.approx(plan.hours.mode, abs=0.1 * len(rows))


def test_markdown_reads_as_a_page(plan: Plan) -> None:
    """The page names the person, every line and every payment."""
    page = to_markdown(plan)

    assert page.startswith("# A plan for Nadia")
    assert all(item.title in page for item in plan.items)
    assert all(f"{paid.date}: " in page for paid in plan.payments)


def test_markdown_of_no_plan(atlas: Atlas, catalog: Catalog) -> None:
    """Without a plan the page says why and what would help."""
    hurried = changed("nurse", goals={"deadline": "2027-02-28"})
    page = to_markdown(make_plan(setting(hurried, atlas, catalog)))

    assert "# No plan for Nadia yet" in page
    assert "h a week instead of" in page

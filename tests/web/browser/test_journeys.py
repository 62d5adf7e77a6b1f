"""What people do, from the first click to a plan in the calendar, in a real browser."""

from __future__ import annotations

import json
import os
import re
import signal
import urllib.request
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.app import App, wait_for_work

FOLDER = Path(__file__).parents[3] / "examples" / "postings"
CLAIMS = (FOLDER / "senior-ml-engineer-insurance.txt").read_text(encoding="utf-8")


def test_a_new_person_gets_a_verdict(page: Page, app: App) -> None:
    """Five steps, one posting pasted and one dropped, then the verdict with its reasons."""
    page.goto(app.address)
    expect(page).to_have_url(re.compile("/welcome/1/"))
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Where you live").fill("US")
    page.get_by_label("Highest degree").select_option("bachelor")
    page.get_by_label("Its field").fill("computer science")
    page.get_by_label("What you do now").fill("software engineer")
    page.get_by_label("Years of work").fill("6")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("ML engineer", exact=True).click()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Hours in a usual week").fill("10")
    page.get_by_label("Money in all").fill("3000")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Skip this step").click()
    page.get_by_label("Paste the text of a posting").fill(CLAIMS)
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_role("cell", name="masters required")).to_be_visible()
    page.get_by_label("Or drop files here").set_input_files(FOLDER / "ml-platform-engineer.txt")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_role("heading", name="2 read")).to_be_visible()
    page.get_by_role("link", name="To the decision").click()
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.locator(".doing")).to_be_visible()
    expect(page.locator(".word")).to_be_visible(timeout=90_000)
    expect(page.get_by_role("heading", name="What insists on a degree")).to_be_visible()


def test_a_correction_by_a_click(page: Page, app: App) -> None:
    """Choosing another value corrects the reading at once; undoing brings it back."""
    page.goto(f"{app.address}/postings/")
    page.get_by_role("link", name=re.compile("Claims")).click()
    expect(page.locator("mark.screen").first).to_be_visible()
    with page.expect_navigation():
        page.get_by_label("Degree screen").select_option("none-stated")
    expect(page.locator(".chip.yours").first).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(page.get_by_label("Degree screen")).to_have_value("masters-required")


def test_a_figure_opens_its_source_and_an_override_moves_the_verdict(page: Page, app: App) -> None:
    """The sheet shows formula and sources; with one's own figure one decides again."""
    page.goto(f"{app.address}/decide/")
    figure = page.locator(".paths a.num").nth(2)
    figure.click()
    sheet = page.locator("#sheet")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_text("What goes in")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(figure).to_be_focused()
    page.goto(f"{app.address}/catalog/fact/finish-course.value")
    page.get_by_label(re.compile("value|figure", re.IGNORECASE)).first.fill("0.2")
    page.get_by_label(re.compile("source|where", re.IGNORECASE)).first.fill("my own log")
    page.get_by_role("button", name=re.compile("Save|Use", re.IGNORECASE)).first.click()
    page.goto(f"{app.address}/decide/")
    expect(page.get_by_text("has changed since it was decided")).to_be_visible()
    page.get_by_role("button", name="Decide again").click()
    expect(page.get_by_text("Against the decision before")).to_be_visible(timeout=90_000)


def test_from_the_verdict_to_a_plan_in_the_calendar(page: Page, app: App) -> None:
    """The plan is made, and the calendar address that it shows holds its lines."""
    page.goto(f"{app.address}/decide/")
    page.locator("a.button.primary").first.click()
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_role("heading", name="Line by line")).to_be_visible(timeout=90_000)
    feed = page.locator("#feed").input_value()
    with urllib.request.urlopen(feed, timeout=10) as answer:
        calendar = icalendar.Calendar.from_ical(answer.read())
    assert page.locator(".lines > li").count() <= len(calendar.walk("VEVENT"))


def test_editing_replans_in_place(page: Page, app: App) -> None:
    """Banning a course, pausing a month and undoing it, without leaving the page."""
    page.goto(f"{app.address}/plan/")
    line = page.locator(".lines > li", has=page.locator("h3 a")).first
    title = line.locator("h3 a").inner_text()
    line.locator("summary", has_text=re.compile("^Change")).click()
    line.get_by_role("button", name="Never this one").click()
    expect(page.get_by_text(f"Never: {title}")).to_be_visible(timeout=60_000)
    wait_for_work(page)
    page.get_by_role("button", name="Pause it").click()
    expect(page.get_by_text("No study from")).to_be_visible(timeout=60_000)
    wait_for_work(page)
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_text("No study from")).to_have_count(0)


def test_two_windows_do_not_overwrite_each_other(page: Page, app: App) -> None:
    """The second of two edits from the same page is told what happened."""
    page.expected_errors = ["409"]  # type: ignore[attr-defined]
    page.goto(f"{app.address}/plan/")
    other = page.context.new_page()
    other.goto(f"{app.address}/plan/")
    other.get_by_role("button", name="Plan the rest from today").click()
    wait_for_work(other)
    page.get_by_role("button", name="Plan the rest from today").click()
    expect(page.get_by_text("another window")).to_be_visible()


def test_done_today(page: Page, app: App) -> None:
    """Today's page leads on; what is marked done is remembered, also by the atlas."""
    page.goto(f"{app.address}/plan/")
    line = page.locator(".lines > li").first
    line.locator("summary", has_text=re.compile("^Change")).click()
    line.get_by_role("button", name="Done").first.click()
    expect(page.locator(".lines > li.done").first).to_be_visible()
    page.goto(f"{app.address}/today/")
    expect(page.get_by_role("heading", name="How it stands")).to_be_visible()


def test_a_job_can_be_interrupted(page: Page, app: App) -> None:
    """Cancelling leaves everything as it was."""
    page.goto(f"{app.address}/plan/frontier")
    page.get_by_role("button", name=re.compile("Reckon")).click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled; nothing was changed")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Put this note away").click()
    expect(page.get_by_text("Cancelled")).to_have_count(0)


def test_the_back_button_shows_the_record_as_it_is(page: Page, app: App) -> None:
    """Going back after a change never shows what no longer holds."""
    page.goto(f"{app.address}/welcome/1/")
    page.get_by_label("Your name").fill("Ada Two")
    page.get_by_role("button", name="Save and go on").click()
    expect(page).to_have_url(re.compile("/welcome/2/"))
    page.go_back()
    expect(page.get_by_label("Your name")).to_have_value("Ada Two")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def test_export_delete_import(page: Page, app: App, tmp_path: Path) -> None:
    """The exported file brings the whole record back after it was deleted."""
    page.goto(f"{app.address}/settings/")
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("Export|Download", re.IGNORECASE)).first.click()
    file = tmp_path / "record.json"
    started.value.save_as(file)
    assert "Ada Two" == json.loads(file.read_text(encoding="utf-8"))["person"]["name"]
    page.get_by_label(re.compile("DELETE")).fill("DELETE")
    page.get_by_role("button", name=re.compile("Delete", re.IGNORECASE)).last.click()
    page.goto(f"{app.address}/plan/")
    expect(page.get_by_role("button", name="Make my plan")).to_be_visible()
    page.goto(f"{app.address}/settings/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=re.compile("Import", re.IGNORECASE)).first.click()
    confirm = page.get_by_role("button", name=re.compile("Import|Replace", re.IGNORECASE))
    confirm.last.click()
    page.goto(f"{app.address}/plan/")
    expect(page.get_by_role("heading", name="Line by line")).to_be_visible()


def test_the_one_time_address_works_once(app: App, chromium) -> None:
    """A second window that opens the same link is kept out."""
    context = chromium.new_context()
    page = context.new_page()
    answer = page.goto(app.link)
    assert answer is not None
    assert 403 == answer.status
    assert 403 == page.goto(f"{app.address}/today/").status  # type: ignore[union-attr]
    context.close()


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds the worker by /proc")
def test_a_killed_worker_loses_no_work(page: Page, app: App) -> None:
    """After kill -9 of whoever does the work, the job is still finished or queued again."""
    page.goto(f"{app.address}/plan/")
    page.get_by_role("button", name="Plan the rest from today").click()
    expect(page.locator(".job")).to_be_visible()
    for child in _children(app.process.pid):
        for grandchild in _children(child):
            os.kill(grandchild, signal.SIGKILL)
    wait_for_work(page)
    expect(page.get_by_role("heading", name="Line by line")).to_be_visible()
    expect(page.locator("p.error")).to_have_count(0)


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    return [
        int(child)
        for task in tasks.iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]

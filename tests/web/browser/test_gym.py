"""A whole case of the gym in a real browser: begun, run, mistaken, hinted at, solved, debriefed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.app import App, wait_for_work
from tests.web.browser.played import solved
from tripos.labs.gym.case import Case
from tripos.labs.gym.choosing import choose
from tripos.labs.judge import Level, offered

pytest.importorskip("sklearn")
pytestmark = pytest.mark.skipif(offered()[0] is Level.NONE, reason="needs confinement")


def _case() -> Case:
    """The first case by seed that needs nothing but the base libraries and has a single fault."""
    for seed in range(1, 200):
        family, number = choose(None, None, seed, None, 0)
        case = Case(family, number)
        if family.card.stack == "base" and case.given == "faulty":
            return case
    raise AssertionError("no such case")


def test_a_whole_case(page: Page, app: App) -> None:
    """With nothing but the pages."""
    case = _case()
    page.goto(f"{app.address}/today/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Gym").click()
    page.get_by_label("Seed").fill(str(case.seed))
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/gym/\d+/"))
    wait_for_work(page)
    expect(page.get_by_role("heading", name="The last run")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(case.family.id)

    page.get_by_label("guard.py", exact=True).fill("def guard(table):\n    assert False\n")
    page.get_by_role("button", name="Run it").click()
    wait_for_work(page)
    expect(page.locator("main")).to_contain_text("1 run of your own so far")
    page.get_by_role("button", name="Show a hint").click()
    expect(page.locator("main")).to_contain_text(case.family.card.hints[0])
    page.get_by_label("Nothing is wrong").check()
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(r"/gym/\d+/\d+/"))
    wait_for_work(page)
    expect(page.get_by_role("heading", name="Not solved yet")).to_be_visible()

    page.get_by_role("link", name="Back to the case").click()
    for name, code in solved(case).items():
        page.get_by_label(name, exact=True).fill(code)
    page.get_by_label(case.causes[case.cause].capitalize()[:30]).check()
    page.get_by_label("What showed it").fill("Rows alone and together differ.")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(r"/gym/\d+/\d+/"))
    wait_for_work(page)
    expect(page.get_by_role("heading", name="Solved")).to_be_visible()
    page.get_by_role("link", name="The debrief").click()
    expect(page.get_by_role("heading", name="The story")).to_be_visible()
    expect(page.locator("main")).to_contain_text(case.family.card.title)


def test_broken_code_gets_a_sentence(page: Page, app: App) -> None:
    """An endless import, a syntax error, a project without its entry; the page says what failed."""
    page.goto(f"{app.address}/gym/")
    page.get_by_label("Seed").fill(str(_case().seed))
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/gym/\d+/"))
    wait_for_work(page)
    page.get_by_label("pipeline.py", exact=True).fill("def train(:\n")
    page.get_by_role("button", name="Run it").click()
    wait_for_work(page)
    expect(page.get_by_role("region", name="Log of the last run")).to_contain_text("SyntaxError")
    page.get_by_label("Nothing is wrong").check()
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(r"/gym/\d+/\d+/"))
    wait_for_work(page)

    expect(page.get_by_role("alert")).to_contain_text("A hidden run failed")
    expect(page.get_by_role("alert")).to_contain_text("SyntaxError")

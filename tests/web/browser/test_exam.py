"""A whole diagnostic in a real browser: every kind of answer, interrupted, in two windows, typed
badly; then the plan that it shortens, practice, review and a paper."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import app as running
from tests.web.browser.filled import fill
from tests.web.browser.sat import right_answer
from tripos.exam import find_generator

_LETTERS = "ABCDEFGHIJ"
_BAD = {
    "1,5": "holds a comma", "sqrt(2": "parenthesis", "": "empty", "9" * 10_000: "longer than",
    "__import__('os')": "is not a function here",
}  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.App]:
    """`tripos up` for somebody with a plan under way."""
    home: Path = tmp_path_factory.mktemp("exam") / "home"
    fill(home, sit=False)
    found = running.start(home, "up", "--no-browser")
    yield found
    assert 0 == found.stop()


@pytest.fixture(scope="module")
def page(app: running.App, chromium: Browser) -> Iterator[Page]:
    """The first window, logged in."""
    context = running.window(chromium)
    found = context.new_page()
    found.goto(app.link)
    yield found
    context.close()


def _waiting(app: running.App, kind: str) -> dict[str, Any]:
    """The question that waits, from the record itself."""
    with sqlite3.connect(f"file:{next(app.home.glob('*.sqlite3'))}?mode=ro", uri=True) as rows:
        (state,) = rows.execute(
            "select state from record_sitting where kind = ? and ended is null order by id desc",
            (kind,),
        ).fetchone()
    return dict(json.loads(state)["pending"])


def _answer(page: Page, waiting: dict[str, Any]) -> str:
    """Enters the right answer in the form's own way; returns its kind."""
    answer: Any = find_generator(waiting["question"]).variant(waiting["seed"]).answer
    if answer.kind in ("choice", "choices"):
        for at in sorted(answer.rights):
            page.locator(f"input[name=option][value={_LETTERS[at]}]").check()
    elif answer.kind == "ordering":
        for place, at in enumerate(answer.order, 1):
            page.locator(f"[name=place-{_LETTERS[at]}]").select_option(str(place))
    elif answer.kind == "matching":
        for at, partner in enumerate(answer.pairs):
            page.locator(f"[name=match-{at}]").select_option(_LETTERS[partner])
    else:
        page.locator("#answer").fill(right_answer(answer))
    page.get_by_role("button", name="Answer", exact=True).click()
    return str(answer.kind)


def test_a_diagnostic_begins(page: Page, app: running.App) -> None:
    """One click away; the question shows mathematics as MathML and takes the keyboard at once."""
    page.goto(f"{app.address}/exam/")
    page.get_by_role("button", name="Begin the diagnostic").click()
    expect(page.get_by_role("heading", name=re.compile("Question 1"))).to_be_visible()
    assert "$" not in page.locator(".prompt").inner_text()


def test_what_cannot_be_read_costs_nothing(page: Page, app: running.App) -> None:
    """One clear sentence each, the same question again, and nothing in the record."""
    _until(page, app, {"number"})
    number = _waiting(app, "diagnose")["number"]
    for typed, sentence in _BAD.items():
        page.locator("#answer").evaluate("(field, text) => { field.maxLength = 20000; "
                                         "field.value = text; }", typed)  # fmt: skip
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator("[role=alert]")).to_contain_text("It cost nothing")
        expect(page.locator("[role=alert]")).to_contain_text(sentence)
        assert "Traceback" not in page.content()
    assert number == _waiting(app, "diagnose")["number"]


def _until(page: Page, app: running.App, kinds: set[str]) -> None:
    """Goes on by not knowing until a question of one of these kinds waits."""
    for _ in range(12):
        waiting = _waiting(app, "diagnose")
        kind = find_generator(waiting["question"]).variant(waiting["seed"]).answer.kind
        if kind in kinds:
            return
        page.get_by_role("button", name="I don't know").click()
        page.get_by_role("button", name="Next question").click()
    raise AssertionError("no such question came")


def test_the_preview_shows_how_an_answer_is_read(page: Page, app: running.App) -> None:
    """While typing, as a formula."""
    _until(page, app, {"number", "expression"})
    page.locator("#answer").fill("")
    page.locator("#answer").press_sequentially("3/4")
    expect(page.locator("#read math")).to_be_visible()


def test_two_windows(page: Page, app: running.App) -> None:
    """The second window shows the same question; once answered, it says so and loses nothing."""
    other = page.context.new_page()
    other.goto(page.url)
    assert other.locator(".prompt").inner_text() == page.locator(".prompt").inner_text()
    waiting = _waiting(app, "diagnose")
    _answer(page, waiting)
    expect(page.get_by_role("heading", name=re.compile("^Right"))).to_be_visible()
    other.get_by_role("button", name="I don't know").click()
    expect(other.locator("#said")).to_contain_text("answered already")
    expect(other.get_by_role("heading", name=re.compile("Question"))).to_be_visible()
    other.close()


def test_interrupted_and_taken_up_again(page: Page, app: running.App) -> None:
    """Leaving and coming back another way shows the question that waited."""
    page.goto(f"{app.address}/exam/")
    page.get_by_role("button", name=re.compile("Go on: ")).click()
    before = page.locator(".prompt").inner_text()
    waiting = _waiting(app, "diagnose")
    page.goto(f"{app.address}/today/")
    page.goto(f"{app.address}/exam/")
    page.get_by_role("button", name=re.compile("Go on: ")).click()
    assert before == page.locator(".prompt").inner_text()
    assert waiting == _waiting(app, "diagnose")


def test_a_whole_diagnostic_ends_by_itself(page: Page, app: running.App) -> None:
    """With the keyboard's help to its calm end; the map, the frontier and admission lists show."""
    for _ in range(61):
        if page.url.endswith("/result"):
            break
        _answer(page, _waiting(app, "diagnose"))
        expect(page.get_by_role("button", name="Next question")).to_be_focused()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="That is enough for today")).to_be_visible()
    expect(page.get_by_role("heading", name="Ready to learn")).to_be_visible()
    expect(page.get_by_role("heading", name="Admission lists")).to_be_visible()
    expect(page.get_by_text(re.compile("· ready|ready$")).first).to_be_visible()


def test_the_plan_becomes_shorter(page: Page, app: running.App) -> None:
    """The plan says what was shown, and planning again with it takes hours away."""
    page.goto(f"{app.address}/plan/")
    hours = _hours(page)
    expect(page.get_by_text("You have shown that you know")).to_be_visible()
    page.get_by_role("button", name="Plan the rest with this").click()
    running.wait_for_work(page)
    page.goto(f"{app.address}/plan/")
    expect(page.get_by_text("Verified by your own answers")).to_be_visible()
    assert _hours(page) < hours


def _hours(page: Page) -> float:
    box = page.locator(".facts > div", has_text="hours of study").locator("dd")
    return float(re.sub(r"[^0-9.]", "", box.inner_text()))


def test_each_kind_of_answer(page: Page, app: running.App) -> None:
    """Whatever the kind, the form takes the right answer, and it counts as right."""
    from tripos.exam import all_generators

    by_kind: dict[str, str] = {}
    for one in all_generators().values():
        by_kind.setdefault(one.variant(0).answer.kind, one.main)
    assert {"choice", "choices", "number", "expression", "matrix", "interval", "ordering",
            "matching"} == set(by_kind)  # fmt: skip
    seen: set[str] = set()
    for kind, topic in by_kind.items():
        for _ in range(14):
            if kind in seen:
                break
            page.goto(f"{app.address}/atlas/{topic}/")
            page.get_by_role("button", name="Practise it").click()
            seen.add(_answer(page, _waiting(app, "practise")))
            expect(page.get_by_role("heading", name=re.compile("^Right"))).to_be_visible()
    assert set(by_kind) == seen


def test_a_paper_is_handed_in(page: Page, app: running.App) -> None:
    """Drafts stay, questions can be left and come back to, and the report says what to practise."""
    page.goto(f"{app.address}/exam/")
    page.get_by_label("Minutes (10 to 240)").fill("20")
    page.get_by_role("button", name="Begin the paper").click()
    expect(page.get_by_role("heading", name=re.compile("Question 1 of"))).to_be_visible()
    page.get_by_role("button", name="Hand the paper in").click()
    expect(page.get_by_role("heading", name=re.compile("^0 of .*not passed"))).to_be_visible()
    expect(page.get_by_role("button", name="Practise these")).to_be_visible()


def test_a_flag_reaches_the_authors(page: Page, app: running.App) -> None:
    """With seed and reason, by a command."""
    page.goto(f"{app.address}/atlas/bayes-rule/")
    page.get_by_role("button", name="Practise it").click()
    page.get_by_text("Something is wrong with this question").click()
    page.get_by_label("What is wrong?").fill("two options are right")
    page.get_by_role("button", name="Tell the authors").click()
    expect(page.locator("#said")).to_contain_text("Noted")
    (flag,) = json.loads(running.run(app.home, "bank", "flags", "--json"))["flags"]
    assert "two options are right" == flag["reason"]
    assert dt.datetime.fromisoformat(flag["at"])

"""The whole way through a lab in a real browser: begun, wrong, told why, right, belief moved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.app import App, wait_for_work
from tests.web.browser.worked import LAB
from tripos.labs.judge import Level, offered

pytest.importorskip("sklearn")
pytestmark = pytest.mark.skipif(offered()[0] is Level.NONE, reason="needs confinement")

_CODE = "textarea[data-code]"


def _write(page: Page, code: bytes) -> None:
    page.locator(_CODE).fill(code.decode())


def _judged(page: Page, app: App) -> None:
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(rf"/labs/{LAB.id}/\d+/"))
    wait_for_work(page)


def test_the_starter_is_there(page: Page, app: App) -> None:
    """From the menu to the lab: its brief with mathematics, its data, the starter."""
    page.goto(f"{app.address}/today/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Labs").click()
    page.get_by_role("link", name=LAB.card.title).first.click()

    expect(page.get_by_role("heading", name=LAB.card.title)).to_be_visible()
    expect(page.locator(".brief-text math").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("442 diabetes patients")
    expect(page.locator(_CODE)).to_have_value(re.compile("raise NotImplementedError"))


def test_code_is_written_with_the_keyboard(page: Page, app: App) -> None:
    """Tab and Enter indent; Escape and Tab lead out."""
    page.goto(f"{app.address}/labs/{LAB.id}/")
    field = page.locator(_CODE)
    field.fill("")
    field.press_sequentially("def f(x):")
    page.keyboard.press("Enter")
    field.press_sequentially("return x")
    expect(field).to_have_value("def f(x):\n    return x")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(field).to_have_value("def f(x):\n    return x\n        ")

    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Submit")).to_be_focused()


def test_wrong_then_right(page: Page, app: App) -> None:
    """A wrong submission is told why beside the line; the right one passes and moves the belief."""
    page.goto(f"{app.address}/labs/{LAB.id}/")
    _write(page, LAB.mutants()["fixed_step"]["submission.py"])
    page.get_by_role("button", name="Run the visible checks").click()
    wait_for_work(page)
    expect(page.get_by_role("heading", name="Visible checks: 3 of 3")).to_be_visible()

    _judged(page, app)
    expect(page.get_by_role("heading", name="Not passed yet: 10 of 12 points")).to_be_visible()
    expect(page.locator("#L20 .margin")).to_contain_text("the step is too long")

    page.get_by_role("button", name="Go on from this version").click()
    _write(page, LAB.solution()["submission.py"])
    _judged(page, app)
    expect(page.get_by_role("heading", name="Passed: 12 of 12 points")).to_be_visible()
    before, after = (
        float(cell.strip(" %<>")) for cell in
        page.locator(".moved tbody tr").first.locator("td").all_inner_texts()
    )  # fmt: skip
    assert after > before

    page.goto(f"{app.address}/labs/{LAB.id}/")
    expect(page.locator("main")).to_contain_text("your best of 2: 12 of 12")
    expect(page.get_by_role("link", name=re.compile("Attempt"))).to_have_count(2)


def test_an_archive_with_a_link_is_refused(page: Page, app: App, tmp_path) -> None:
    """One sentence, and the work is as it was."""
    import stat
    import zipfile

    path = tmp_path / "work.zip"
    with zipfile.ZipFile(path, "w") as archive:
        entry = zipfile.ZipInfo("submission.py")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    page.expected_errors.append("400")  # type: ignore[attr-defined]
    page.goto(f"{app.address}/labs/{LAB.id}/")
    page.get_by_text("Work elsewhere").click()
    page.locator("#files").set_input_files(path)
    page.get_by_role("button", name="Take it in").click()

    expect(page.locator("[role=alert]")).to_contain_text("is a link or a device")
    expect(page.locator(_CODE)).to_have_value(re.compile("def by_gradient"))


def test_an_endless_loop_ends(page: Page, app: App) -> None:
    """It is stopped at its limit, and the next submission is judged as ever."""
    page.goto(f"{app.address}/labs/{LAB.id}/")
    _write(page, b"while True:\n    pass\n")
    _judged(page, app)
    expect(page.locator("main")).to_contain_text(re.compile("processor time|longer than it may"))

    page.goto(f"{app.address}/labs/{LAB.id}/")
    _write(page, LAB.solution()["submission.py"])
    _judged(page, app)
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()

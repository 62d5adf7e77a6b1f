"""Every page: accessible, readable at any width and zoom, without script, in both themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from tests.web.browser import app as running
from tests.web.browser.filled import fill
from tests.web.browser.pages import PAGES

_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.App]:
    """`tripos up` on a home that has been used for some weeks."""
    home: Path = tmp_path_factory.mktemp("every") / "home"
    fill(home)
    found = running.start(home, "up", "--no-browser")
    yield found
    assert 0 == found.stop()


@pytest.fixture(scope="module")
def light(app, chromium: Browser, session: object) -> Iterator[BrowserContext]:
    """A wide window."""
    context = running.window(chromium, state=session)
    yield context
    context.close()


@pytest.fixture(scope="module")
def dark(app, chromium: Browser, session: object) -> Iterator[BrowserContext]:
    """A phone in the dark."""
    context = running.window(chromium, width=360, dark=True, state=session)
    yield context
    context.close()


@pytest.fixture(scope="module")
def scriptless(app, chromium: Browser, session: object) -> Iterator[BrowserContext]:
    """A window without script."""
    context = running.window(chromium, script=False, state=session)
    yield context
    context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_barrier(request, app, name: str, theme: str) -> None:
    """Axe finds nothing serious or critical, with all details open, in either theme."""
    page = request.getfixturevalue(theme).new_page()
    page.goto(app.address + PAGES[name])
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")

    found = Axe().run(page).response["violations"]

    serious = [
        (one["id"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    page.close()
    assert [] == serious


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_a_phone(dark: BrowserContext, app, name: str) -> None:
    """At 360 px nothing sticks out sideways."""
    page = dark.new_page()
    page.goto(app.address + PAGES[name])

    over = page.evaluate(_OVERFLOW)

    page.close()
    assert 0 == over


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_at_double_zoom(chromium: Browser, session: object, app, name: str) -> None:
    """At 200 % of a 1280 px window, which is 640 px of room, nothing sticks out."""
    context = chromium.new_context(
        viewport={"width": 640, "height": 450}, device_scale_factor=2, storage_state=session  # type: ignore[arg-type]
    )  # fmt: skip
    page = context.new_page()
    page.goto(app.address + PAGES[name])

    over = page.evaluate(_OVERFLOW)

    context.close()
    assert 0 == over


@pytest.mark.parametrize("name", PAGES)
def test_it_reads_without_script(scriptless: BrowserContext, app, name: str) -> None:
    """Without script each page has its heading and its content."""
    page = scriptless.new_page()
    page.goto(app.address + PAGES[name])

    heading, text = page.locator("h1").first.inner_text(), page.locator("main").inner_text()

    page.close()
    assert heading.strip()
    assert len(text) > 60


@pytest.mark.parametrize("name", ["welcome-1", "decide", "plan", "atlas", "catalog", "settings"])
def test_the_keyboard_reaches_everything(light: BrowserContext, app, name: str) -> None:
    """Tab goes to the content first, then visits every link and field, always visibly."""
    page = light.new_page()
    page.goto(app.address + PAGES[name])
    page.keyboard.press("Tab")
    assert "To the content" == page.evaluate("document.activeElement.innerText")
    seen = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "(() => { const e = document.activeElement; if (e === document.body) return null;"
            " const r = e.getBoundingClientRect();"
            " return [[...document.querySelectorAll('*')].indexOf(e), r.width > 0]; })()"
        )
        if where is None or where[0] in seen:
            break
        seen.add(where[0])
        assert where[1], "focus on something that cannot be seen"
    wanted = page.locator("main a:visible, main button:visible, main select:visible").count()
    page.close()
    assert len(seen) >= min(wanted, 150)


def test_a_form_works_without_script(scriptless: BrowserContext, app) -> None:
    """Saving the profile and planning again need no script."""
    page = scriptless.new_page()
    page.goto(f"{app.address}/welcome/1/")
    page.get_by_label("Your name").fill("Scriptless")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Saved." in page.locator("#said").inner_text()
    page.goto(f"{app.address}/decide/number/stay.worth")
    assert "What goes in" in page.locator("main").inner_text()
    page.close()


def test_the_theme_can_be_chosen(light: BrowserContext, app) -> None:
    """Dark holds on a light system."""
    page = light.new_page()
    page.goto(f"{app.address}/settings/")
    page.get_by_label("Dark", exact=True).check()
    if page.get_by_role("button", name="Save theme").count():
        page.get_by_role("button", name="Save theme").click()
    page.goto(f"{app.address}/today/")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()
    assert colour == "rgb(20, 23, 26)"

"""A shared server: two people by invitation, who do not see each other."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import app as running

_PASSWORD = "a-long-sentence-of-words-7"


@pytest.fixture(scope="module")
def port() -> int:
    """A free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def settings_of(port: int) -> dict[str, str]:
    """The environment of a small shared server without HTTPS."""
    return {"TRIPOS_MODE": "shared", "TRIPOS_HOSTS": "127.0.0.1", "TRIPOS_HTTPS": "0",
            "TRIPOS_ADDRESS": f"http://127.0.0.1:{port}"}  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory, port: int, settings_of) -> Iterator[running.App]:
    """`tripos serve`."""
    home = tmp_path_factory.mktemp("shared") / "home"
    found = running.start(home, "serve", "--port", str(port), **settings_of)
    yield found
    assert 0 == found.stop()


def _invitation(app: running.App, settings_of, role: str = "learner") -> str:
    said = running.run(app.home, "accounts", "invite", "--role", role, **settings_of)
    link = re.search(r"http://\S+", said)
    assert link is not None
    return link[0]


def _join(
    app: running.App, chromium: Browser, settings_of, name: str, role: str = "learner"
) -> Page:  # fmt: skip
    """Somebody with a new account, logged in."""
    page = running.window(chromium).new_page()
    page.goto(_invitation(app, settings_of, role))
    page.get_by_label(re.compile("name", re.IGNORECASE)).first.fill(name)
    page.get_by_label(re.compile("mail", re.IGNORECASE)).first.fill(f"{name}@example.org")
    for field in page.locator("input[type=password]").all():
        field.fill(_PASSWORD)
    page.locator("main button").first.click()
    return page


def test_two_accounts_cannot_see_each_other(app, chromium: Browser, settings_of) -> None:
    """Each has a profile of their own; nothing of the other's is on any page."""
    ada = _join(app, chromium, settings_of, "ada")
    ben = _join(app, chromium, settings_of, "ben")
    ada.goto(f"{app.address}/welcome/1/")
    ada.get_by_label("What you do now").fill("keeper of secrets")
    ada.get_by_role("button", name="Save", exact=True).click()
    expect(ada.get_by_text("Saved.")).to_be_visible()

    ben.goto(f"{app.address}/welcome/1/")
    expect(ben.get_by_label("What you do now")).to_have_value("")
    ben.goto(f"{app.address}/settings/")
    assert "keeper of secrets" not in ben.content()

    ben.get_by_role("button", name="Log out").click()
    ben.goto(f"{app.address}/today/")
    expect(ben).to_have_url(re.compile("login"))
    ben.get_by_label(re.compile("mail|name", re.IGNORECASE)).first.fill("ben@example.org")
    ben.locator("input[type=password]").fill(_PASSWORD)
    ben.locator("main button").first.click()
    expect(ben.get_by_role("navigation", name="Main")).to_be_visible()


def test_the_pages_of_accounts_are_for_everybody(app, chromium: Browser, settings_of) -> None:
    """Axe finds nothing, and at 360 px nothing sticks out, in either theme."""
    inside = _join(app, chromium, settings_of, "chidi", "admin").context.storage_state()
    invitation = _invitation(app, settings_of).removeprefix(app.address)
    pages = {
        "/accounts/people": inside, "/accounts/password": inside, "/settings/": inside,
        "/accounts/login": None, "/accounts/password-reset": None, invitation: None,
    }  # fmt: skip
    for path, state in pages.items():
        for dark in (False, True):
            context = running.window(chromium, width=360, dark=dark, state=state)
            page = context.new_page()
            page.goto(app.address + path)
            found = Axe().run(page).response["violations"]
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            context.close()
            assert ([], 0) == ([one["id"] for one in found], over), path

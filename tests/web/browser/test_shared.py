"""A shared server: two people by invitation, who do not see each other."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest
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


def _join(app: running.App, chromium: Browser, settings_of, name: str) -> Page:
    """Somebody with a new account, logged in."""
    said = running.run(app.home, "accounts", "invite", **settings_of)
    link = re.search(r"http://\S+", said)
    assert link is not None
    page = running.window(chromium).new_page()
    page.goto(link[0])
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

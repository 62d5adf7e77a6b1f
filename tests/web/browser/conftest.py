"""One running application for all journeys of a module, and windows before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browser import app as running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of this folder, and skips them where there is no Chromium."""
    for item in items:
        if "tests/web/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            if running.CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with running.browser() as found:
        yield found


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.App]:
    """`tripos up` on a fresh home."""
    home: Path = tmp_path_factory.mktemp("browser") / "home"
    found = running.start(home, "up", "--no-browser")
    yield found
    assert 0 == found.stop()
    log = (home.parent / f"{home.name}.log").read_text(encoding="utf-8")
    assert "Traceback" not in log, log


@pytest.fixture(scope="module")
def session(app: running.App, chromium: Browser) -> object:
    """The state of a window that opened the one-time address."""
    context = running.window(chromium)
    context.new_page().goto(app.link)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def page(app: running.App, chromium: Browser, session: object) -> Iterator[Page]:
    """A window of the learner; fails on errors in its console and on strange requests."""
    context = running.window(chromium, state=session)
    found = context.new_page()
    wrong: list[str] = []
    found.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("request", lambda r: None if r.url.startswith((app.address, "data:", "about:"))
             else wrong.append(f"asked {r.url}"))  # fmt: skip
    found.expected_errors = []  # type: ignore[attr-defined]
    yield found
    context.close()
    expected = tuple(found.expected_errors)  # type: ignore[attr-defined]
    assert [] == [text for text in wrong if not (expected and any(e in text for e in expected))]

"""Pictures of every page in both themes and at phone width: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.web.browser import app as running
from tests.web.browser.filled import fill
from tests.web.browser.pages import PAGES

LOOKS = {"light": (1280, False), "dark": (1280, True), "phone": (360, False),
         "phone-dark": (360, True)}  # fmt: skip


def main(folder: Path, names: list[str]) -> None:
    """Takes the pictures into `folder`; `names` limits them to some pages."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, running.browser() as browser:
        home = Path(place) / "home"
        fill(home, draws=10_000, seconds=5)
        app = running.start(home, "up", "--no-browser")
        first = running.window(browser)
        first.new_page().goto(app.link)
        for look, (width, dark) in LOOKS.items():
            context = running.window(browser, width=width, dark=dark, state=first.storage_state())
            page = context.new_page()
            for name in names or PAGES:
                page.goto(app.address + PAGES[name])
                page.screenshot(path=folder / f"{name}-{look}.png", full_page=True)
            context.close()
        app.stop()
    print(f"{len(names or PAGES) * len(LOOKS)} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

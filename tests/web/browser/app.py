"""Starts the real application in a process of its own, and a real browser before it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
          "--disable-component-update", "--disable-sync"]  # fmt: skip
_ADDRESS = re.compile(r"http://\S+")
QUICK = {"TRIPOS_PLAN_SECONDS": "0.5", "TRIPOS_DRAWS": "400"}


@dataclass
class App:
    """A running server. `link` is the one-time address, `address` the plain one."""

    process: subprocess.Popen[str]
    link: str
    address: str
    home: Path

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Ends the server; returns its exit code."""
        self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


def start(home: Path, *arguments: str, **environment: str) -> App:
    """`tripos --home HOME ARGUMENTS`, as soon as it has printed its address."""
    command = [sys.executable, "-m", "tripos", "--home", str(home), *arguments]
    with (home.parent / f"{home.name}.log").open("w") as log:
        process = subprocess.Popen(
            command, env={**os.environ, **QUICK, **environment}, text=True,
            stdout=subprocess.PIPE, stderr=log,
        )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    found = _ADDRESS.search(line)
    if not found:
        process.kill()
        raise RuntimeError(f"no address: {line!r}")
    link = found[0]
    return App(process, link, re.sub(r"(http://[^/]+).*", r"\1", link), home)


def run(home: Path, *arguments: str, **environment: str) -> str:
    """What a command prints; fails if it fails."""
    command = [sys.executable, "-m", "tripos", "--home", str(home), *arguments]
    return subprocess.run(
        command, env={**os.environ, **QUICK, **environment}, text=True, check=True,
        capture_output=True, timeout=120,
    ).stdout  # fmt: skip


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield found
        found.close()


def window(browser: Browser, *, width: int = 1280, dark: bool = False, script: bool = True,
           state: object = None) -> BrowserContext:  # fmt: skip
    """A window of its own, without what others have stored; `state` brings a session along."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
        java_script_enabled=script, storage_state=state,  # type: ignore[arg-type]
    )  # fmt: skip
    context.set_default_timeout(15_000)
    return context


def wait_for_work(page: Page, seconds: float = 90) -> None:
    """Until no job is shown as going on."""
    page.wait_for_timeout(700)  # the answer to a click may be on its way still
    expect(page.locator(".job")).to_have_count(0, timeout=1000 * seconds)
    page.wait_for_load_state()

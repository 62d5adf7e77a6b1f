"""What the tests of labs share."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest

from tripos.labs.judge import Judge, Level, offered


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is slow unless it is asked for."""
    if "slow" not in config.getoption("-m"):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="slow: run with -m slow"))


STACK = "base" if importlib.util.find_spec("sklearn") else "numpy"


@pytest.fixture(scope="session")
def best() -> Level:
    """The highest level of this machine."""
    return offered()[0]


@pytest.fixture(scope="session")
def judge(best: Level) -> Iterator[Judge]:
    """A judge at the machine's best level, with numpy alone: it starts in a moment."""
    if best is Level.NONE:
        pytest.skip("this machine confines nothing")
    with Judge("numpy", best) as judge:
        yield judge

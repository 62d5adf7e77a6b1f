"""Small pictures of the examination; each page says the same in words or a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 200.0  # of a bar that shows all competencies of an area


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart, in units of its drawing."""

    x: float
    y: float
    width: float
    height: float
    said: str


def day_bars(load: Sequence[float], first: dt.date, height: float = 60.0) -> list[Bar]:
    """The minutes of each day as bars on a floor at `height`."""
    top = max([*load, 1.0])
    return [
        Bar(10.0 * at, round(height * (1 - one / top), 1), 8.0, round(height * one / top, 1),
            f"{first + dt.timedelta(days=at):%d %b}: {one:.0f} min")
        for at, one in enumerate(load)
    ]  # fmt: skip


def share_bars(known: int, unsure: int, missing: int) -> list[Bar]:
    """Known, unsure and not known as parts of one bar."""
    total = max(1, known + unsure + missing)
    found, x = [], 0.0
    for count, said in ((known, "known"), (unsure, "unsure"), (missing, "not known")):
        width = round(WIDTH * count / total, 1)
        found.append(Bar(round(x, 1), 0.0, width, 12.0, said))
        x += width
    return found

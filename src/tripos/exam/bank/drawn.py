"""Small charts as plain SVG: bars, curves and points, on marked axes."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence

_WIDE, _HIGH = 420, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 404, 28, 216

Points = Sequence[tuple[float, float]]


class Axes:
    """Where values stand in the picture; `log` spaces the upright axis by factors."""

    def __init__(
        self, across: tuple[float, float], up: tuple[float, float], *, log: bool = False
    ) -> None:
        self.across, self.up, self.log = across, up, log
        self.parts: list[str] = []

    def x(self, value: float) -> float:
        """The place of a value across."""
        low, high = self.across
        return round(_LEFT + (value - low) / (high - low) * (_RIGHT - _LEFT), 1)

    def y(self, value: float) -> float:
        """The place of a value up."""
        low, high, at = *self.up, value
        if self.log:
            low, high, at = math.log(low), math.log(high), math.log(at)
        return round(_BOTTOM - (at - low) / (high - low) * (_BOTTOM - _TOP), 1)

    def text(self, x: float, y: float, words: str, anchor: str = "middle") -> None:
        """Words at a place of the picture."""
        self.parts.append(f'<text x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "ink") -> None:
        """A straight line."""
        self.parts.append(f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')

    def frame(self, ticks: Sequence[float], across: str, up: str) -> None:
        """Both axes with their names, and marks at `ticks` of the upright one."""
        self.line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM)
        self.line(_LEFT, _BOTTOM, _LEFT, _TOP)
        for tick in ticks:
            self.line(_LEFT - 5, self.y(tick), _LEFT, self.y(tick))
            self.text(_LEFT - 8, self.y(tick) + 4, f"{tick:g}", "end")
        self.text((_LEFT + _RIGHT) / 2, _HIGH - 6, across)
        self.text(_LEFT - 8, _TOP - 12, up, "start")

    def svg(self) -> str:
        """The picture."""
        start = f'<svg viewBox="0 0 {_WIDE} {_HIGH}" role="img" font-size="12">'
        return f"{start}{''.join(self.parts)}</svg>"


def bars(
    values: Mapping[str, float], ticks: Sequence[float], across: str, up: str, *, log: bool = False
) -> str:
    """A bar for each name; the axis goes from the first tick to the last."""
    axes = Axes((0, len(values)), (ticks[0], ticks[-1]), log=log)
    for at, (name, value) in enumerate(values.items()):
        left, top = axes.x(at + 0.2), axes.y(value)
        wide, high = round(axes.x(at + 0.8) - left, 1), round(_BOTTOM - top, 1)
        axes.parts.append(
            f'<rect class="one" x="{left}" y="{top}" width="{wide}" height="{high}"/>'
        )
        axes.text(axes.x(at + 0.5), _BOTTOM + 16, name)
    axes.frame(ticks, across, up)
    return axes.svg()


def paired_bars(
    groups: Mapping[str, Sequence[float]], names: Sequence[str], ticks: Sequence[float],
    across: str, up: str,
) -> str:  # fmt: skip
    """Two bars for each name, one of each group; both groups are named at the top."""
    axes = Axes((0, len(names)), (ticks[0], ticks[-1]))
    for group, (kind, values) in enumerate(zip(("one", "two"), groups.values(), strict=True)):
        for at, value in enumerate(values):
            left, top = axes.x(at + 0.12 + 0.38 * group), axes.y(value)
            wide, high = round(axes.x(0.38) - axes.x(0), 1), round(_BOTTOM - top, 1)
            axes.parts.append(
                f'<rect class="{kind}" x="{left}" y="{top}" width="{wide}" height="{high}"/>'
            )
    for at, name in enumerate(names):
        axes.text(axes.x(at + 0.5), _BOTTOM + 16, name)
    _key(axes, list(groups))
    axes.frame(ticks, across, up)
    return axes.svg()


def _key(axes: Axes, names: Sequence[str]) -> None:
    """Two names at the top right, each beside a square of its colour."""
    for at, (kind, name) in enumerate(zip(("one", "two"), names, strict=False)):
        x = _RIGHT - 95 * (len(names) - at) + 10
        axes.parts.append(f'<rect class="{kind}" x="{x}" y="8" width="8" height="8"/>')
        axes.text(x + 13, 16, name, "start")


def curves(
    lines: Mapping[str, Points], ticks: Sequence[float], marks: Sequence[float], across: str,
    up: str, *, log: bool = False, key: bool = False, guide: Points = (),
    notes: Mapping[str, tuple[float, float]] | None = None,
) -> str:  # fmt: skip
    """Curves through points, each named at its first point, or in a `key` at the top.

    `guide` is a plain line behind them; `notes` are words just right of and below a place.
    """
    axes = Axes((marks[0], marks[-1]), (ticks[0], ticks[-1]), log=log)
    for a, b in itertools.pairwise(guide):
        axes.line(axes.x(a[0]), axes.y(a[1]), axes.x(b[0]), axes.y(b[1]))
    for kind, (name, points) in zip(itertools.cycle(("one", "two")), lines.items(), strict=False):
        placed = [(axes.x(x), axes.y(y)) for x, y in points]
        for start, end in itertools.pairwise(placed):
            axes.line(*start, *end, kind)
        for x, y in placed:
            axes.parts.append(f'<circle class="{kind}" cx="{x}" cy="{y}" r="3"/>')
        if not key:
            axes.text(placed[0][0] + 8, placed[0][1] - 6, name, "start")
    for words, (x, y) in (notes or {}).items():
        axes.text(axes.x(x) + 6, axes.y(y) + 13, words, "start")
    for mark in marks:
        axes.line(axes.x(mark), _BOTTOM, axes.x(mark), _BOTTOM + 5)
        axes.text(axes.x(mark), _BOTTOM + 18, f"{mark:g}")
    if key:
        _key(axes, list(lines))
    axes.frame(ticks, across, up)
    return axes.svg()


def scatter(
    groups: Mapping[str, Points], ticks: Sequence[float], marks: Sequence[float], across: str,
    up: str, *, level: float | None = None,
) -> str:  # fmt: skip
    """The points of one or two groups; the second is drawn as squares; a line lies at `level`."""
    axes = Axes((marks[0], marks[-1]), (ticks[0], ticks[-1]))
    if level is not None:
        axes.line(_LEFT, axes.y(level), _RIGHT, axes.y(level))
    for at, (name, points) in enumerate(groups.items()):
        for x, y in points:
            px, py = axes.x(x), axes.y(y)
            axes.parts.append(
                f'<circle class="one" cx="{px}" cy="{py}" r="4"/>' if at == 0 else
                f'<rect class="two" x="{px - 4:g}" y="{py - 4:g}" width="8" height="8"/>'
            )  # fmt: skip
        if name:
            axes.text(_RIGHT - 90 * (1 - at), _TOP - 12, f"{'●■'[at]} {name}", "end")
    for mark in marks:
        axes.line(axes.x(mark), _BOTTOM, axes.x(mark), _BOTTOM + 5)
        axes.text(axes.x(mark), _BOTTOM + 18, f"{mark:g}")
    axes.frame(ticks, across, up)
    return axes.svg()


def read_back(figure: str, kind: str, ticks: Sequence[float]) -> list[float]:
    """What a picture shows: the values of its points or bars of a `kind`, measured in it."""
    found = [
        float(cy or y)
        for cy, y in re.findall(
            f'<circle class="{kind}" cx="[^"]*" cy="([^"]*)"'
            f'|<rect class="{kind}" x="[^"]*" y="([^"]*)" width="(?!8")',
            figure,
        )
    ]
    high = _BOTTOM - _TOP
    return [ticks[0] + (_BOTTOM - y) / high * (ticks[-1] - ticks[0]) for y in found]

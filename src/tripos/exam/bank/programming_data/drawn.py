"""Small charts as plain SVG: bars, curves and points, on marked axes."""

from __future__ import annotations

import itertools
import math
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


def curves(
    lines: Mapping[str, Points], ticks: Sequence[float], marks: Sequence[float], across: str,
    up: str, *, log: bool = False,
) -> str:  # fmt: skip
    """One or two curves through points, each named at its first point."""
    axes = Axes((marks[0], marks[-1]), (ticks[0], ticks[-1]), log=log)
    for kind, (name, points) in zip(("one", "two"), lines.items(), strict=False):
        placed = [(axes.x(x), axes.y(y)) for x, y in points]
        for start, end in itertools.pairwise(placed):
            axes.line(*start, *end, kind)
        for x, y in placed:
            axes.parts.append(f'<circle class="{kind}" cx="{x}" cy="{y}" r="3"/>')
        axes.text(placed[0][0] + 8, placed[0][1] - 6, name, "start")
    for mark in marks:
        axes.line(axes.x(mark), _BOTTOM, axes.x(mark), _BOTTOM + 5)
        axes.text(axes.x(mark), _BOTTOM + 18, f"{mark:g}")
    axes.frame(ticks, across, up)
    return axes.svg()


def scatter(
    groups: Mapping[str, Points], ticks: Sequence[float], marks: Sequence[float], across: str,
    up: str,
) -> str:  # fmt: skip
    """The points of one or two groups; the second is drawn as squares."""
    axes = Axes((marks[0], marks[-1]), (ticks[0], ticks[-1]))
    for at, (name, points) in enumerate(groups.items()):
        for x, y in points:
            px, py = axes.x(x), axes.y(y)
            axes.parts.append(
                f'<circle class="one" cx="{px}" cy="{py}" r="4"/>' if at == 0 else
                f'<rect class="two" x="{px - 4:g}" y="{py - 4:g}" width="8" height="8"/>'
            )  # fmt: skip
        axes.text(_RIGHT - 90 * (1 - at), _TOP - 12, f"{'●■'[at]} {name}", "end")
    for mark in marks:
        axes.line(axes.x(mark), _BOTTOM, axes.x(mark), _BOTTOM + 5)
        axes.text(axes.x(mark), _BOTTOM + 18, f"{mark:g}")
    axes.frame(ticks, across, up)
    return axes.svg()

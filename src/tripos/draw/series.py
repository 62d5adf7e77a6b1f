"""Draws numbers step by step, as a training run logs them, each curve named below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tripos.draw.chart import LOOKS, Scale, chart, label, lines_of, note, round_step
from tripos.draw.svg import tag

_TOP, _PLOT, _AXIS, _LEFT = 12.0, 200.0, 40.0, 62.0
_MOST_POINTS = 400  # of one curve; more are thinned out


def draw_series(
    series: Mapping[str, Sequence[float]], title: str, *, key: str = "series", width: float = 700
) -> str:
    """At most four curves over their steps as an SVG document; what is not finite is left out.

    Raises ValueError for no curve with a finite value, or more than four.
    """
    told = {name: _spots(values) for name, values in series.items()}
    told = {name: spots for name, spots in told.items() if spots}
    if not 1 <= len(told) <= len(LOOKS):
        raise ValueError("draw one to four curves")
    values = [value for spots in told.values() for _, value in spots]
    last = max(len(own) for own in series.values()) - 1
    across, up = Scale(0, max(1, last), _LEFT, width - 12, ()), _upwards(min(values), max(values))
    body = [*_grid(across, up, last)]
    for look, spots in zip(LOOKS, told.values(), strict=False):
        points = " ".join(f"{across.at(at):.1f},{up.at(value):.1f}" for at, value in spots)
        body.append(tag("polyline", points=points, class_=look))
        if len(spots) == 1:
            at, value = spots[0]
            body.append(tag("circle", cx=across.at(at), cy=up.at(value), r=3, class_=look))
    y = _TOP + _PLOT + _AXIS + 4
    for look, name in zip(LOOKS, told, strict=False):
        body.append(tag("line", x1=_LEFT, x2=_LEFT + 34, y1=y + 9, y2=y + 9, class_=look))
        body.append(label(lines_of(name, width - _LEFT - 44, 1)[0], _LEFT + 44, y + 13))
        y += 21
    return chart(key, width, y + 4, title, _in_words(series), body)


def _spots(values: Sequence[float]) -> list[tuple[int, float]]:
    every = max(1, math.ceil(len(values) / _MOST_POINTS))
    return [
        (at, value) for at, value in enumerate(values)
        if math.isfinite(value) and (at % every == 0 or at == len(values) - 1)
    ]  # fmt: skip


def _upwards(low: float, high: float) -> Scale:
    """Round ticks around what was seen."""
    span = (high - low) or abs(high) or 1.0
    step = round_step(span, 5)
    first, last = math.floor(low / step), math.ceil(high / step)
    last = max(last, first + 1)
    ticks = tuple(at * step for at in range(first, last + 1))
    return Scale(first * step, last * step, _TOP + _PLOT, _TOP, ticks)


def _grid(across: Scale, up: Scale, last: int) -> list[str]:
    parts = []
    for value in up.ticks:
        y = up.at(value)
        parts.append(tag("line", x1=across.start, x2=across.end, y1=y, y2=y, class_="rule"))
        parts.append(note(f"{value:.4g}", across.start - 8, y + 4, text_anchor="end"))
    for step in sorted({0, last // 2, last}):
        parts.append(note(str(step), across.at(step), up.start + 18, text_anchor="middle"))
    parts.append(note("step", across.end, up.start + 34, text_anchor="end"))
    return parts


def _in_words(series: Mapping[str, Sequence[float]]) -> str:
    """Start, lowest, highest and end of each curve, for those who do not see it."""
    said = []
    for name, values in series.items():
        known = [value for value in values if math.isfinite(value)]
        broken = len(values) - len(known)
        if not known:
            said.append(f"{name}: no finite value.")
            continue
        lost = f", {broken} values are not finite" if broken else ""
        said.append(
            f"{name}: {len(values)} steps from {known[0]:.4g} to {known[-1]:.4g}, lowest"
            f" {min(known):.4g}, highest {max(known):.4g}{lost}."
        )
    return " ".join(said)

"""Draws shares over months as lines, each named where it ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tripos.draw.chart import (
    LOOKS,
    WIDE,
    Scale,
    chart,
    label,
    lines_of,
    note,
    round_step,
    spread,
    width_of,
)
from tripos.draw.svg import tag

_TOP, _PLOT, _AXIS, _LINE = 26.0, 210.0, 40.0, 15.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, a short mark for narrow pictures, and a share (0 to 1) a month."""

    label: str
    mark: str
    shares: tuple[float, ...]


def draw_curves(
    lines: Sequence[Line], title: str, axis: str, *, key: str = "curves", width: float = 700
) -> str:
    """At most four lines as an SVG document; `axis` says what the shares are shares of.

    From 560 px on each line is named in full at its end; in a narrower picture its mark stands
    there, and the names stand below. Raises ValueError for no line or more than four.
    """
    if not 1 <= len(lines) <= len(LOOKS):
        raise ValueError("draw one to four lines")
    wide = width >= WIDE
    months = max(len(line.shares) for line in lines) - 1
    across = Scale(0, max(1, months), 42, width - (270 if wide else 84), ())
    up = _upwards(max(max(line.shares) for line in lines))
    body = [note(axis, 0, 13), *_grid(across, up, months)]
    for look, line in zip(LOOKS, lines, strict=False):
        body += _line(line, look, across, up)
    body += _ends(lines, across, up, wide=wide, width=width)
    below, height = ([], _TOP + _PLOT + _AXIS) if wide else _names(lines, width)
    return chart(key, width, height, title, _in_words(lines), [*body, *below])


def _upwards(most: float) -> Scale:
    """Shares from 0 at the foot of the plot up to a round share above the largest."""
    step = round_step(max(most, 0.1), 5, (0.02, 0.05, 0.1, 0.2))
    count = math.ceil(max(most, 0.1) / step - 1e-9)
    top = min(1.0, count * step)
    ticks = tuple(at * step for at in range(count + 1) if at * step <= top + 1e-9)
    return Scale(0, top, _TOP + _PLOT, _TOP, ticks)


def _grid(across: Scale, up: Scale, months: int) -> list[str]:
    parts = []
    for share in up.ticks:
        y = up.at(share)
        parts.append(tag("line", x1=across.start, x2=across.end, y1=y, y2=y, class_="rule"))
        parts.append(note(f"{share:.0%}", across.start - 8, y + 4, text_anchor="end"))
    step = 12 if months >= 24 else 6
    for month in range(0, months + 1, step):
        word = "now" if month == 0 else str(month)
        parts.append(note(word, across.at(month), up.start + 18, text_anchor="middle"))
    parts.append(note("months from now", across.end, up.start + 34, text_anchor="end"))
    return parts


def _line(line: Line, look: str, across: Scale, up: Scale) -> list[str]:
    spots = [f"{across.at(at):.1f},{up.at(share):.1f}" for at, share in enumerate(line.shares)]
    end = {"cx": across.at(len(line.shares) - 1), "cy": up.at(line.shares[-1])}
    return [
        tag("polyline", points=" ".join(spots), class_=look),
        tag("circle", r=4, class_=f"{look} dot", **end),
    ]


def _ends(
    lines: Sequence[Line], across: Scale, up: Scale, *, wide: bool, width: float
) -> list[str]:
    """The names at the ends of the lines, moved apart where the lines end close together."""
    x = across.end + 26
    said = [f"{line.shares[-1]:.0%}" for line in lines]
    indent = max(map(width_of, said)) + 10
    names = [lines_of(_name(line), width - x - indent, 3) if wide else [line.mark]
             for line in lines]  # fmt: skip
    heights = [_LINE * len(rows) + 7 for rows in names]
    wanted = [up.at(line.shares[-1]) for line in lines]
    parts = []
    for at, top in enumerate(spread(wanted, heights, up.start + (_AXIS if wide else 16))):
        middle, first = top + heights[at] / 2, top + 15
        parts += [
            tag("line", x1=across.end + 6, y1=wanted[at], x2=x - 5, y2=middle, class_="rule"),
            label(said[at], x, first, font_weight=600),
        ]
        parts += [label(row, x + indent, first + _LINE * number)
                  for number, row in enumerate(names[at])]  # fmt: skip
    return parts


def _name(line: Line) -> str:
    return f"{line.mark}. {line.label}" if line.mark else line.label


def _names(lines: Sequence[Line], width: float) -> tuple[list[str], float]:
    """The list of names below a narrow picture, each with a piece of its line, and its end."""
    y, parts = _TOP + _PLOT + _AXIS + 8, []
    for look, line in zip(LOOKS, lines, strict=False):
        parts.append(tag("line", x1=0, x2=34, y1=y + 9, y2=y + 9, class_=look))
        rows = lines_of(_name(line), width - 44, 3)
        parts += [label(row, 44, y + 13 + _LINE * at)
                  for at, row in enumerate(rows)]  # fmt: skip
        y += _LINE * len(rows) + 6
    return parts, y


def _in_words(lines: Sequence[Line]) -> str:
    """What each line does, for those who do not see it."""
    said = []
    for line in lines:
        marks = [f"{line.shares[at]:.0%} in month {at}"
                 for at in range(0, len(line.shares), 24)]  # fmt: skip
        said.append(f"{line.label}: {', '.join(marks)}.")
    return " ".join(said)

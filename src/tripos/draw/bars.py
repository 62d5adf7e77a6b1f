"""Draws amounts as bars, and what moves a lead as bars to both sides of where it now stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tripos.draw.chart import WIDE, Scale, chart, label, lines_of, note, row_head, signed, width_of
from tripos.draw.svg import tag

_BAR, _LABELS, _HEAD = 20.0, 280.0, 42.0


@dataclass(frozen=True, slots=True)
class Amount:
    """One bar: its name, its size in any unit, and the size in words."""

    label: str
    size: float
    said: str


def draw_bars(
    amounts: Sequence[Amount], title: str, *, key: str = "bars", width: float = 700
) -> str:
    """The amounts as an SVG document, each with its words. Raises ValueError if there is none."""
    if not amounts:
        raise ValueError("there is no amount to draw")
    most = max([amount.size for amount in amounts] + [1e-12])
    body: list[str] = []
    y = 0.0
    for amount in amounts:
        head, y = row_head(amount.label, amount.said, y, width)
        long = max(2.0, max(0.0, amount.size) / most * width)
        body += [
            *head,
            tag("rect", x=0, y=y + 6, width=width, height=2, class_="track"),
            tag("rect", x=0, y=y + 3, width=long, height=8, rx=2, class_="bar"),
        ]
        y += _BAR
    said = " ".join(f"{amount.label}: {amount.said}." for amount in amounts)
    return chart(key, width, y + 2, title, said, body)


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one figure moves a lead: the lead where the figure is low and where it is high.

    `said_low` and `said_high` are those two values of the figure in words.
    """

    label: str
    low: float
    high: float
    said_low: str
    said_high: str


def draw_tornado(
    swings: Sequence[Swing], title: str, now: float, sides: tuple[str, str], *,
    key: str = "tornado", width: float = 700,
) -> str:  # fmt: skip
    """The swings around zero as an SVG document; `sides` names who leads left and right of it.

    The part of a bar towards the low value is hollow, the part towards the high one filled; `now`
    is the present lead. Raises ValueError if there is no swing.
    """
    if not swings:
        raise ValueError("there is no swing to draw")
    wide = width >= WIDE
    scale = _around_zero(swings, now, sides, _LABELS if wide else 0.0, width)
    body, y = _heading(scale, sides), _HEAD
    for swing in swings:
        lines = lines_of(swing.label, _LABELS - 14 if wide else width)
        middle = y + 15 * len(lines) / 2 + 3 if wide else y + 15 * len(lines) + 16
        below = max(middle + 13, y + 15 * len(lines) + 12)
        body += [label(line, 0, y + 14 + 15 * at) for at, line in enumerate(lines)]
        # In a narrow picture the lines would run through the labels: they stop short of them.
        body += _levels(scale, now, y if wide else middle - 10, below if wide else middle + 10)
        body += _swing(swing, scale, now, middle)
        y = below
    body += _foot(scale, now, y, width)
    return chart(key, width, y + 40, title, _in_words(swings), body)


def _around_zero(
    swings: Sequence[Swing], now: float, sides: tuple[str, str], left: float, width: float
) -> Scale:
    """A scale that holds zero and all ends, with room at both sides for what is written there."""
    ends = [0.0, now, *[value for swing in swings for value in (swing.low, swing.high)]]
    low, high = min(ends), max(ends)
    if high - low < 1e-9:
        low, high = low - 1e-3, high + 1e-3
    written = [f"← {side}" for side in sides]
    written += [said for swing in swings for said in (swing.said_low, swing.said_high)]
    room = min(max(map(width_of, written)) + 12, (width - left) / 3)
    return Scale(low, high, left + room, width - room, ())


def _levels(scale: Scale, now: float, top: float, foot: float) -> list[str]:
    """A piece of the lines at zero and at the present lead."""
    return [
        tag("line", x1=x, x2=x, y1=top, y2=foot, class_=look)
        for x, look in ((scale.at(0), "zero"), (scale.at(now), "wire strong"))
    ]


def _swing(swing: Swing, scale: Scale, now: float, middle: float) -> list[str]:
    """The bar of one swing with the values of its figure at both ends."""
    first, last = sorted((swing.low, swing.high))
    turn = min(max(now, first), last)
    parts = []
    for end, look in ((swing.low, "hollow"), (swing.high, "bar")):
        left, right = sorted((scale.at(end), scale.at(turn)))
        parts.append(
            tag("rect", x=left, y=middle - 6, width=max(1.0, right - left), height=12, class_=look)
        )
    said = swing.said_low, swing.said_high
    at_left, at_right = said if swing.low <= swing.high else said[::-1]
    return [
        *parts,
        label(at_left, scale.at(first) - 6, middle + 4, text_anchor="end"),
        label(at_right, scale.at(last) + 6, middle + 4),
    ]


def _heading(scale: Scale, sides: tuple[str, str]) -> list[str]:
    x = scale.at(0)
    return [
        label("draw level", x, 13, text_anchor="middle", font_weight=600),
        note(f"← {sides[0]}", x - 8, 31, text_anchor="end"),
        note(f"{sides[1]} →", x + 8, 31),
    ]


def _foot(scale: Scale, now: float, y: float, width: float) -> list[str]:
    """The present lead below its line, and what the two kinds of bar mean."""
    said = f"now {signed(now)}"
    half = width_of(said) / 2
    x = min(max(scale.at(now), half), width - half)
    return [
        label(said, x, y + 13, text_anchor="middle", font_weight=600),
        tag("rect", x=1, y=y + 25, width=16, height=10, class_="hollow"),
        note("when it is low", 23, y + 34),
        tag("rect", x=126, y=y + 25, width=16, height=10, class_="bar"),
        note("when it is high", 148, y + 34),
    ]


def _in_words(swings: Sequence[Swing]) -> str:
    return " ".join(
        f"{swing.label}: {signed(swing.low)} at {swing.said_low}, {signed(swing.high)} at"
        f" {swing.said_high}."
        for swing in swings
    )

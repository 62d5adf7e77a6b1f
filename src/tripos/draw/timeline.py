"""Draws dated lines as bars over months, with the load of each week below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tripos.draw.chart import WIDE
from tripos.draw.svg import picture, tag, text, wrapped


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: first and last day, what is written beside it, and how it is paid for."""

    title: str
    start: dt.date
    end: dt.date
    hours: float
    kind: Literal["free", "paid", "project"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: left edge of the bars, top of the first row, height of a row, px a day.

    `above` says that titles stand above their bars instead of to the left.
    """

    first: dt.date
    left: float
    top: float
    row: float
    scale: float
    width: float
    above: bool

    def x(self, day: dt.date) -> float:
        """The place of a day in px."""
        return self.left + (day - self.first).days * self.scale


def draw_timeline(
    bars: Sequence[Bar],
    title: str,
    *,
    subtitle: str = "",
    expected: tuple[dt.date, dt.date, dt.date] | None = None,
    breaks: Sequence[tuple[dt.date, dt.date]] = (),
    key: str = "",
    width: float | None = None,
) -> str:
    """The bars as an SVG document. `expected` marks three dates of the likely finish.

    With `width` (px) the picture fits a page: it has no heading, and below 560 px titles stand
    above their bars. Without, it is as wide as its months need.
    """
    first = min(bar.start for bar in bars)
    last = max([bar.end for bar in bars] + ([expected[2]] if expected else []))
    days = max(1, (last - first).days + 1)
    frame = _frame(first, days, width)
    height = frame.top + frame.row * len(bars) + (64 if expected else 34)
    body = _heading(title, subtitle, frame) if width is None else []
    body += _months(last, frame, height, days)
    body += _breaks(breaks, last, frame, len(bars))
    for at, bar in enumerate(bars):
        body += _row(bar, frame, frame.top + at * frame.row)
    foot = frame.top + frame.row * len(bars)
    if expected:
        body += _expected(expected, frame, foot + 10)
    said = " ".join(f"{b.title}: {b.start} to {b.end}, {b.hours:.0f} hours." for b in bars)
    return picture(frame.width, height, title, said, body, key=key)


def _frame(first: dt.date, days: int, width: float | None) -> _Frame:
    if width is None:
        scale = max(780.0 / days, min(3.0, 2200.0 / days))
        return _Frame(first, 420.0, 96.0, 26.0, scale, 420.0 + days * scale + 40, above=False)
    above = width < WIDE
    left = 0.0 if above else 300.0
    return _Frame(first, left, 34.0, 40.0 if above else 24.0, (width - left - 44) / days, width,
                  above=above)  # fmt: skip


def _heading(title: str, subtitle: str, frame: _Frame) -> list[str]:
    legend = "$ subscription or price     ◆ project     plain: free"
    return [
        text(title, 28, 38, font_size=22, font_weight=650),
        text(subtitle, 28, 62, font_size=13, class_="small"),
        text(legend, frame.width - 40, 34, font_size=12, text_anchor="end", class_="small"),
    ]


def _breaks(
    breaks: Sequence[tuple[dt.date, dt.date]], last: dt.date, frame: _Frame, rows: int
) -> list[str]:
    parts = []
    for begin, end in breaks:
        if end >= frame.first and begin <= last:
            left = frame.x(max(begin, frame.first))
            right = frame.x(min(end, last)) + frame.scale
            parts.append(tag("rect", tag("title", "break"), x=left, y=frame.top - 8,
                             width=right - left, height=frame.row * rows + 12, class_="track",
                             opacity=0.4))  # fmt: skip
    return parts


def _row(bar: Bar, frame: _Frame, y: float) -> list[str]:
    """One line: its title, its bar, and its hours in the bar or beside it."""
    wide = max(5.0, (bar.end - bar.start).days * frame.scale + frame.scale)
    x = frame.x(bar.start)
    if frame.above:
        room = int(frame.width / 6.2)
        title = text(wrapped(bar.title, room, 1)[0], 0, y + 13, font_size=12)
        y += 16
    else:
        room = int((frame.left - 16) / 6.6)
        title = text(wrapped(bar.title, room, 1)[0], frame.left - 12, y + 15, font_size=12,
                     text_anchor="end")  # fmt: skip
    spoken = f"{bar.title}: {bar.start} to {bar.end}, {bar.hours:.0f} hours. {bar.note}"
    shape = tag("rect", tag("title", spoken.replace("&", "&amp;").replace("<", "&lt;")),
                x=x, y=y + 2, width=wide, height=18, rx=4, class_=bar.kind)  # fmt: skip
    sign = {"free": "", "paid": "$ ", "project": "◆ "}[bar.kind]
    at = x + 7 if wide > 74 else x + wide + 5
    if wide <= 74 and at > frame.width - 50:
        at = x - 46
    return [title, shape, text(f"{sign}{bar.hours:.0f} h", at, y + 15, font_size=11,
                               class_="small")]  # fmt: skip


def _months(last: dt.date, frame: _Frame, height: float, days: int) -> list[str]:
    parts, month, free = [], frame.first.replace(day=1), 0.0
    every = 1 if days < 500 else 3 if days < 1600 else 6
    number = 0
    while month <= last:
        if month >= frame.first and number % every == 0:
            at = frame.x(month)
            name = (
                month.strftime("%b %Y") if every > 1 or month.month == 1 else month.strftime("%b")
            )
            if free <= at <= frame.width - 6.5 * len(name):
                parts.append(tag("line", x1=at, x2=at, y1=frame.top - 8, y2=height - 16,
                                 class_="rule"))  # fmt: skip
                parts.append(text(name, at + 4, frame.top - 14, font_size=11, class_="small"))
                free = at + 8 + 6.5 * len(name)
        month = (month + dt.timedelta(days=32)).replace(day=1)
        number += 1
    return parts


def _expected(dates: tuple[dt.date, dt.date, dt.date], frame: _Frame, y: float) -> list[str]:
    early, middle, late = (frame.x(day) for day in dates)
    label = f"likely finish: {dates[0]}, {dates[1]} or {dates[2]} (10, 50, 90 of 100)"
    end, below = early - 8, 0.0
    if frame.above:
        label = f"finish: {dates[0]}, {dates[1]} or {dates[2]}"
        end, below = frame.width - 4, 16.0
    return [
        tag("rect", x=early, y=y + 4, width=max(4.0, late - early), height=6, rx=3, class_="track"),
        tag("circle", cx=middle, cy=y + 7, r=6, class_="bar"),
        text(label, end, y + 12 + below, font_size=11, text_anchor="end", class_="small"),
    ]

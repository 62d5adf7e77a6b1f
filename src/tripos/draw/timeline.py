"""Draws dated lines as bars over months, with the load of each week below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tripos.draw.svg import picture, tag, text, wrapped

_LEFT, _TOP, _ROW = 420.0, 96.0, 26.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: first and last day, what is written beside it, and how it is paid for."""

    title: str
    start: dt.date
    end: dt.date
    hours: float
    kind: Literal["free", "paid", "project"]
    note: str = ""


def draw_timeline(
    bars: Sequence[Bar],
    title: str,
    *,
    subtitle: str = "",
    expected: tuple[dt.date, dt.date, dt.date] | None = None,
    breaks: Sequence[tuple[dt.date, dt.date]] = (),
) -> str:
    """The bars as an SVG document. `expected` marks three dates of the likely finish."""
    first = min(bar.start for bar in bars)
    last = max([bar.end for bar in bars] + ([expected[2]] if expected else []))
    days = max(1, (last - first).days + 1)
    scale = max(780.0 / days, min(3.0, 2200.0 / days))
    width = _LEFT + days * scale + 40
    height = _TOP + _ROW * len(bars) + (64 if expected else 34)

    def x(day: dt.date) -> float:
        return _LEFT + (day - first).days * scale

    body = [text(title, 28, 38, font_size=22, font_weight=650)]
    if subtitle:
        body.append(text(subtitle, 28, 62, font_size=13, class_="small"))
    body += _months(first, last, x, height, days)
    for begin, end in breaks:
        if end >= first and begin <= last:
            left, right = x(max(begin, first)), x(min(end, last)) + scale
            body.append(tag("rect", tag("title", "break"), x=left, y=_TOP - 8, width=right - left,
                            height=_ROW * len(bars) + 12, class_="track", opacity=0.4))  # fmt: skip
    for at, bar in enumerate(bars):
        y = _TOP + at * _ROW
        label = wrapped(bar.title, 58, 1)[0]
        body.append(text(label, _LEFT - 12, y + 15, font_size=12, text_anchor="end"))
        wide = max(5.0, (bar.end - bar.start).days * scale + scale)
        spoken = f"{bar.title}: {bar.start} to {bar.end}, {bar.hours:.0f} hours. {bar.note}"
        body.append(tag("rect", tag("title", spoken.replace("&", "&amp;").replace("<", "&lt;")),
                        x=x(bar.start), y=y + 2, width=wide, height=18, rx=4,
                        class_=bar.kind))  # fmt: skip
        sign = {"free": "", "paid": "$ ", "project": "◆ "}[bar.kind]
        inside = wide > 74
        at_x = x(bar.start) + 7 if inside else x(bar.start) + wide + 5
        if not inside and at_x > width - 70:
            at_x = x(bar.start) - 46
        body.append(text(f"{sign}{bar.hours:.0f} h", at_x, y + 15, font_size=11, class_="small"))
    if expected:
        body += _expected(expected, x, _TOP + _ROW * len(bars) + 10)
    body.append(
        text(
            "$ subscription or price     ◆ project     plain: free",
            width - 40,
            34,
            font_size=12,
            text_anchor="end",
            class_="small",
        )
    )
    said = " ".join(f"{b.title}: {b.start} to {b.end}, {b.hours:.0f} hours." for b in bars)
    return picture(width, height, title, said, body)


def _months(
    first: dt.date, last: dt.date, x: Callable[[dt.date], float], height: float, days: int
) -> list[str]:
    parts, month = [], first.replace(day=1)
    every = 1 if days < 500 else 3 if days < 1600 else 6
    number = 0
    while month <= last:
        if month >= first and number % every == 0:
            at = x(month)
            parts.append(tag("line", x1=at, x2=at, y1=_TOP - 8, y2=height - 16, class_="rule"))
            name = (
                month.strftime("%b %Y") if every > 1 or month.month == 1 else month.strftime("%b")
            )
            parts.append(text(name, at + 4, _TOP - 14, font_size=11, class_="small"))
        month = (month + dt.timedelta(days=32)).replace(day=1)
        number += 1
    return parts


def _expected(
    dates: tuple[dt.date, dt.date, dt.date], x: Callable[[dt.date], float], y: float
) -> list[str]:
    early, middle, late = (x(day) for day in dates)
    label = f"likely finish: {dates[0]}, {dates[1]} or {dates[2]} (10, 50, 90 of 100)"
    return [
        tag("rect", x=early, y=y + 4, width=max(4.0, late - early), height=6, rx=3, class_="track"),
        tag("circle", cx=middle, cy=y + 7, r=6, class_="bar"),
        text(label, early - 8, y + 12, font_size=11, text_anchor="end", class_="small"),
    ]

"""Draws amounts over time as upright bars, such as hours a week or money a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tripos.draw.chart import Scale, chart, note, printable, round_step, width_of
from tripos.draw.svg import tag

_TOP, _PLOT, _FOOT, _LEFT = 24.0, 120.0, 22.0, 38.0


@dataclass(frozen=True, slots=True)
class Column:
    """One bar: its size, what is spoken of it, and a tick below it ('' for none)."""

    size: float
    said: str
    tick: str = ""


def draw_columns(
    columns: Sequence[Column], title: str, unit: str, *, limit: float | None = None,
    limit_said: str = "", key: str = "columns", width: float = 700,
) -> str:  # fmt: skip
    """The columns as an SVG document; `limit` draws a line across, named by `limit_said`.

    Raises ValueError if there is no column.
    """
    if not columns:
        raise ValueError("there is no column to draw")
    most = max([column.size for column in columns] + [limit or 0.0, 1e-9])
    step = round_step(most, 3)
    top = step * max(1, -(-most // step))
    up = Scale(0.0, top, _TOP + _PLOT, _TOP, ())
    pitch = (width - _LEFT - 4) / len(columns)
    body = [note(unit, 0, 12), *_grid(up, step, top, width)]
    free = _LEFT
    for at, column in enumerate(columns):
        x = _LEFT + at * pitch
        y = up.at(column.size)
        if column.size > 0:
            spoken = tag("title", _escaped(column.said))
            body.append(tag("rect", spoken, x=x + 0.1 * pitch, y=y, width=max(1.0, 0.8 * pitch),
                            height=max(1.0, _TOP + _PLOT - y), class_="bar"))  # fmt: skip
        if column.tick and free <= x <= width - width_of(column.tick):
            body.append(note(column.tick, x, _TOP + _PLOT + 16))
            free = x + width_of(column.tick) + 10
    if limit is not None:
        level = up.at(limit)
        body.append(tag("line", x1=_LEFT, x2=width - 4, y1=level, y2=level, class_="zero"))
        body.append(note(limit_said, width - 4, level - 5, text_anchor="end"))
    said = " ".join(f"{column.said}." for column in columns if column.size > 0)
    return chart(key, width, _TOP + _PLOT + _FOOT, title, said, body)


def _grid(up: Scale, step: float, top: float, width: float) -> list[str]:
    parts = []
    for number in range(round(top / step) + 1):
        value = number * step
        y = up.at(value)
        parts.append(tag("line", x1=_LEFT, x2=width - 4, y1=y, y2=y, class_="rule"))
        parts.append(note(f"{value:,.0f}" if step >= 1 else f"{value:.1f}", _LEFT - 6, y + 4,
                          text_anchor="end"))  # fmt: skip
    return parts


def _escaped(words: str) -> str:
    return printable(words).replace("&", "&amp;").replace("<", "&lt;")

"""Draws ranges as bars with a dot: the middle of the cases, and eight of ten around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tripos.draw.chart import Scale, chart, note, row_head, scale_from_zero
from tripos.draw.svg import tag

_BAR = 24.0


@dataclass(frozen=True, slots=True)
class Span:
    """One range: the points that 10, 50 and 90 of 100 cases do not exceed."""

    label: str
    p10: float
    p50: float
    p90: float


def draw_intervals(
    spans: Sequence[Span], title: str, unit: str, *, say: Callable[[float], str] = "{:,.0f}".format,
    steps: Sequence[float] = (), key: str = "intervals", width: float = 340,
) -> str:  # fmt: skip
    """The ranges as an SVG document; `say` writes a value, `steps` are the ticks to choose from.

    The scale is logarithmic, and says so, where the values differ more than thirtyfold. Raises
    ValueError if there is no range.
    """
    if not spans:
        raise ValueError("there is no range to draw")
    values = [value for span in spans for value in (span.p10, span.p50, span.p90)]
    scale = scale_from_zero(values, 8, width - 16, steps)
    rows: list[str] = []
    y = 0.0
    for span in spans:
        head, y = row_head(span.label, _range(span, say), y, width)
        rows += [*head, *_bar(span, scale, y)]
        y += _BAR
    words = f"{unit}; each step is ten times the one before" if scale.log else unit
    body = [*_ticks(scale, y, say), *rows, note(words, 0, y + 36)]
    said = " ".join(f"{span.label}: {_range(span, say)} {unit}." for span in spans)
    return chart(key, width, y + 44, title, said, body)


def _range(span: Span, say: Callable[[float], str]) -> str:
    """The middle, and the two ends where they differ from it."""
    low, middle, high = say(span.p10), say(span.p50), say(span.p90)
    return middle if low == middle == high else f"{middle} ({low}–{high})"


def _bar(span: Span, scale: Scale, y: float) -> list[str]:
    left, right = scale.at(span.p10), scale.at(span.p90)
    return [
        tag("rect", x=left, y=y + 6, width=max(2.0, right - left), height=6, rx=3, class_="track"),
        tag("circle", cx=scale.at(span.p50), cy=y + 9, r=5.5, class_="bar"),
    ]


def _ticks(scale: Scale, foot: float, say: Callable[[float], str]) -> list[str]:
    parts = []
    for tick in scale.ticks:
        x = scale.at(tick)
        parts.append(tag("line", x1=x, x2=x, y1=foot - 4, y2=foot + 2, class_="rule"))
        anchor = "start" if x <= scale.start + 1 else "end" if x >= scale.end - 1 else "middle"
        shift = -8 if anchor == "start" else 16 if anchor == "end" else 0
        parts.append(note(say(tick), x + shift, foot + 17, text_anchor=anchor))
    parts.append(tag("line", x1=scale.start, x2=scale.end, y1=foot, y2=foot, class_="rule"))
    return parts

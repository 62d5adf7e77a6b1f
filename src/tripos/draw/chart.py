"""What all charts share: a frame, scales with round ticks, and labels that keep apart."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tripos.draw.svg import STYLE, picture, text

WIDE = 560.0  # px; from this width on, labels stand beside the marks instead of above or below
SMALL = 12.0  # px; the size of all writing in a chart
LOOKS = ("a", "b", "c", "d")  # of lines: solid, dashed, dotted, dash-dotted
_PER_CHARACTER = 0.56  # mean width of a letter as a share of its size, in common sans-serif fonts
_LOG_FROM = 30.0  # ratio of largest to smallest value from which a linear scale hides the small
_NOTHING = 1e-4  # share of the largest value that is drawn as zero, to keep the scale short
_INK = """.a{{stroke:{accent}}}.b{{stroke:{ink}}}.c{{stroke:{ink}}}.d{{stroke:{soft}}}
.dot{{fill:{paper};stroke-width:2.5}}.hollow{{fill:{paper};stroke:{accent}}}.zero{{stroke:{ink}}}
.halo{{stroke:{paper}}}"""
_STYLE = (
    STYLE
    + ".a,.b,.c,.d{fill:none;stroke-width:2;stroke-linejoin:round}.a{stroke-width:3}"
    + ".b{stroke-dasharray:9 4}.c{stroke-dasharray:2.5 3.5}.d{stroke-dasharray:10 3 2.5 3}"
    + ".dot{stroke-dasharray:none}.hollow{stroke-width:1.6}.zero{stroke-width:1.4}"
    + ".halo{stroke-width:4;paint-order:stroke;stroke-linejoin:round}"
    + _INK.format(ink="#1c2733", soft="#55626f", accent="#0b6e69", paper="#ffffff")
    + "@media (prefers-color-scheme:dark){"
    + _INK.format(ink="#e8edf2", soft="#a7b4c1", accent="#5fc9bd", paper="#12181f")
    + "}"
)


def chart(
    key: str, width: float, height: float, title: str, description: str, body: Iterable[str]
) -> str:
    """An SVG document whose ids begin with `key`, so that a page can hold several."""
    return picture(
        width, height, printable(title), printable(description), body, key=key, style=_STYLE
    )


def printable(words: str) -> str:
    """`words` on one line, without characters that XML does not allow."""
    kept = "".join(c if c >= " " and not "\ud800" <= c <= "\udfff" else " " for c in words)
    return " ".join(kept.replace("\ufffe", " ").replace("\uffff", " ").split())


def lines_of(words: str, room: float, most: int = 2) -> list[str]:
    """`words` in at most `most` lines that fit into `room` px, shortened after a whole word."""
    return textwrap.wrap(
        printable(words), max(6, int(room / (SMALL * _PER_CHARACTER))), max_lines=most,
        placeholder=" …", break_on_hyphens=False,
    ) or [""]  # fmt: skip


def signed(value: float) -> str:
    """A lead with its sign."""
    return f"{value:+.4f}".replace("-", "−")


def width_of(words: str) -> float:
    """About how wide `words` are, in px."""
    return len(words) * SMALL * _PER_CHARACTER


def note(words: str, x: float, y: float, **attributes: object) -> str:
    """A line of muted writing: ticks, units, legends."""
    return text(words, x, y, font_size=SMALL, class_="small", **attributes)


def label(words: str, x: float, y: float, **attributes: object) -> str:
    """A line of writing that stays legible where it crosses a line."""
    return text(words, x, y, font_size=SMALL, class_="halo", **attributes)


def row_head(words: str, said: str, y: float, width: float) -> tuple[list[str], float]:
    """A label at the left and its value at the right of a row, and where the row goes on."""
    lines = lines_of(words, width - width_of(said) - 22, 3)
    parts = [label(line, 0, y + 13 + 15 * at) for at, line in enumerate(lines)]
    parts.append(label(said, width, y + 13, text_anchor="end", font_weight=600))
    return parts, y + 3 + 15.0 * len(lines)


def spread(wanted: Sequence[float], heights: Sequence[float], bottom: float) -> list[float]:
    """Tops of labels of the given heights, near the wanted middles and apart, above `bottom`."""
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    tops = {at: max(0.0, wanted[at] - heights[at] / 2) for at in order}
    for above, below in pairwise(order):
        tops[below] = max(tops[below], tops[above] + heights[above])
    limit = bottom
    for at in reversed(order):
        tops[at] = min(tops[at], limit - heights[at])
        limit = tops[at]
    return [tops[at] for at in range(len(wanted))]


def round_step(span: float, most: int, steps: Sequence[float] = ()) -> float:
    """The smallest round step that makes at most `most` steps of `span`."""
    least = span / most
    fitting = [step for step in steps if step >= least]
    if fitting:
        return fitting[0]
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= least * (1 - 1e-9))


@dataclass(frozen=True, slots=True)
class Scale:
    """Places values from `low` to `high` on px from `start` to `end`.

    On a logarithmic scale, zero has a place of its own at the start.
    """

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]
    log: bool = False

    def at(self, value: float) -> float:
        """The place of `value` in px."""
        if not self.log:
            return self.start + (value - self.low) / (self.high - self.low) * self.length
        if value < self.low:
            return self.start
        first = self.start + (34.0 if 0.0 in self.ticks else 0.0)
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return first + share * (self.end - first)

    @property
    def length(self) -> float:
        """Px from start to end."""
        return self.end - self.start


def scale_from_zero(
    values: Sequence[float], start: float, end: float, steps: Sequence[float] = ()
) -> Scale:
    """A scale for amounts: from 0, or logarithmic where they differ more than thirtyfold."""
    most = max(values)
    if most < 1e-9:
        return Scale(0.0, 1.0, start, end, (0.0,))
    positive = [value for value in values if value > most * _NOTHING]
    if most / min(positive) > _LOG_FROM:
        return _log_scale(positive, len(positive) < len(values), start, end)
    step = round_step(most, max(2, int((end - start) / 70)), steps)
    count = math.ceil(most / step - 1e-9)
    return Scale(0.0, count * step, start, end, tuple(at * step for at in range(count + 1)))


def _log_scale(positive: Sequence[float], zero: bool, start: float, end: float) -> Scale:
    first = math.floor(math.log10(min(positive)) + 1e-9)
    last = math.ceil(math.log10(max(positive)) - 1e-9)
    every = max(1, math.ceil((last - first) / 5))
    ticks = [10.0**power for power in range(first, last + 1, every)]
    return Scale(10.0**first, 10.0**last, start, end, (*((0.0,) if zero else ()), *ticks), True)

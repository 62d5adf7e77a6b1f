"""Small SVG pictures of plain values; this package knows no capability."""

from tripos.draw.bars import Amount, Swing, draw_bars, draw_tornado
from tripos.draw.columns import Column, draw_columns
from tripos.draw.curves import Line, draw_curves
from tripos.draw.graph import Card, Shape, State, draw_graph
from tripos.draw.intervals import Span, draw_intervals
from tripos.draw.series import draw_series
from tripos.draw.svg import bare
from tripos.draw.timeline import Bar, draw_timeline

__all__ = [
    "Amount",
    "Bar",
    "Card",
    "Column",
    "Line",
    "Shape",
    "Span",
    "State",
    "Swing",
    "bare",
    "draw_bars",
    "draw_columns",
    "draw_curves",
    "draw_graph",
    "draw_intervals",
    "draw_series",
    "draw_timeline",
    "draw_tornado",
]

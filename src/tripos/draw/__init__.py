"""Small SVG pictures of plain values; this package knows no capability."""

from tripos.draw.graph import Card, Shape, State, draw_graph
from tripos.draw.timeline import Bar, draw_timeline

__all__ = ["Bar", "Card", "Shape", "State", "draw_graph", "draw_timeline"]

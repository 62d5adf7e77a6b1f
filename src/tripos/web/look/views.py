"""The style page: every component of the look, once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tripos.draw import Amount, Line, Span, draw_bars, draw_curves, draw_intervals


def style(request: HttpRequest) -> HttpResponse:
    """All components, with their names."""
    figures = {
        "bars": draw_bars(
            [Amount("Hours that you log", 5, "5 h"), Amount("Hours planned", 8, "8 h")],
            "Bars", key="style-bars", width=340,
        ),
        "curves": draw_curves(
            [Line("A path", "1", (0.1, 0.2, 0.4, 0.5)), Line("Another", "2", (0.1, 0.1, 0.2, 0.3))],
            "Curves", "share", key="style-curves", width=340,
        ),
        "ranges": draw_intervals([Span("A range", 5, 8, 14)], "Ranges", "months",
                                 key="style-ranges", width=340),
    }  # fmt: skip
    return render(request, "look/style.html", {"figures": figures})

"""The figures of the decision page, each with a table of the same numbers."""

from __future__ import annotations

from collections.abc import Callable

from tripos.decide.words import (
    SHOWN,
    Report,
    amount,
    find_out,
    open_paths,
    percent,
    plain,
    ranks,
    signed,
)
from tripos.draw import (
    Amount,
    Line,
    Span,
    Swing,
    draw_bars,
    draw_curves,
    draw_intervals,
    draw_tornado,
)
from tripos.show.html import code, element, folded, named, table, words

_WIDE, _NARROW = 720.0, 340.0
_LINES, _SWINGS, INQUIRIES = 4, 6, 5


def _both(draw: Callable[[str, float], str], key: str) -> str:
    """A picture for wide and one for narrow pages; the style of the page shows one of them."""
    return element("div", draw(f"{key}-wide", _WIDE), class_="wide") + element(
        "div", draw(f"{key}-narrow", _NARROW), class_="narrow"
    )


def _figure(title: str, said: str, picture: str, data: str, look: str | None = None) -> str:
    """A figure with its table folded away; `look` "screen" keeps it out of print."""
    caption = element("figcaption", element("b", words(title)), words(said))
    return element("figure", caption, picture, folded("The same in numbers", data, data=True),
                   class_=look)  # fmt: skip


def reach_figure(report: Report) -> str:
    """The share of postings open over the months, for the best path of each kind."""
    shown, numbers = _one_of_each_kind(report), ranks(report)
    title = "When postings open"
    lines = [
        Line(plain(path["title"]), str(numbers[path["id"]]), tuple(path["reach_by_month"]))
        for path in shown
    ]

    def draw(key: str, width: float) -> str:
        return draw_curves(lines, title, "share of the postings you aim at", key=key, width=width)

    months = range(0, report["months"] + 1, 6)
    rows = [
        [str(month), *(percent(path["reach_by_month"][month]) for path in shown)]
        for month in months
    ]  # fmt: skip
    ids = ", ".join(code(f"{path['id']}.screens_passed.72") for path in shown)
    data = table(
        f"{title}: share open after so many months",
        ["Month", *(f">{numbers[path['id']]}. {plain(path['title'])}" for path in shown)],
        [[cell if at == 0 else words(cell) for at, cell in enumerate(row)] for row in rows],
    ) + element("p", f"Ids: {ids}; also with .0, .6, .12, .24, .36, .48 and .60.", class_="note")
    said = "The best path of each kind. Chances, not promises: those who stop early are counted."
    return _figure(title, said, _both(draw, "reach"), data)


def _one_of_each_kind(report: Report) -> list[Report]:
    """The best open path of each kind, at most four, always with staying as you are."""
    first: dict[str, Report] = {}
    for path in open_paths(report):
        first.setdefault(path["kind"], path)
    stay = first.pop("stay", None)
    rest = list(first.values())[: _LINES - 1]
    return [*rest, stay] if stay else rest


def range_figures(report: Report) -> str:
    """Cost and months of the paths in the table, side by side where there is room."""
    shown = [
        path for path in open_paths(report)[:SHOWN]
        if path["kind"] != "stay" and path["months"]["p50"] is not None
    ]  # fmt: skip
    if not shown:
        return ""
    costs = _range_figure(report, shown, "cost", "Your own money", "USD")
    months = _range_figure(report, shown, "months", "Time until you finish", "months")
    return element("div", costs, months, class_="pair screen")


def _range_figure(report: Report, shown: list[Report], name: str, title: str, unit: str) -> str:
    """One figure of ranges; a sentence where every range is zero."""
    numbers = ranks(report)
    spans = [
        Span(f"{numbers[path['id']]}. {plain(path['title'])}", path[name]["p10"],
             path[name]["p50"], path[name]["p90"])
        for path in shown
    ]  # fmt: skip
    if not any(span.p90 for span in spans):
        return element("p", words(f"{title}: none on any of the paths shown, if you finish."))
    steps = (6, 12, 24) if unit == "months" else ()
    picture = draw_intervals(spans, title, unit, steps=steps, key=name, width=_NARROW)
    data = table(
        f"{title}, {unit}, if you finish",
        ["Path and id (also .p10, .p90)", ">10 of 100", ">50 of 100", ">90 of 100"],
        [
            [named(span.label, f"{path['id']}.{name}.p50"),
             *(f"{value:,}" for value in (span.p10, span.p50, span.p90))]
            for span, path in zip(spans, shown, strict=True)
        ],
    )  # fmt: skip
    said = "If you finish: the dot is the middle, the bar holds eight futures in ten."
    return _figure(title, said, element("div", picture, class_="narrow"), data)


def tornado_figure(report: Report) -> str:
    """What moves the lead of the best path; nothing where there is no rival."""
    found, verdict, numbers = report["sensitivity"], report["verdict"], ranks(report)
    if not found or verdict["rival"] not in numbers:
        return ""
    rival = numbers[verdict["rival"]]
    swings = [
        Swing(plain(item["label"]), item["low"], item["high"],
              amount(item["at_low"], item["unit"]), amount(item["at_high"], item["unit"]))
        for item in found
    ]  # fmt: skip
    title = f"What moves the lead of path 1 over path {rival}"
    sides = f"path {rival} ahead", "path 1 ahead"

    def draw(key: str, width: float) -> str:
        return draw_tornado(swings[:_SWINGS], title, verdict["margin"], sides, key=key, width=width)

    rows = [
        [named(item["label"], item["input"]), words(swing.said_low), signed(item["low"]),
         words(swing.said_high), signed(item["high"]), words(_tips(item))]
        for item, swing in zip(found, swings, strict=True)
    ]  # fmt: skip
    data = table(
        f"{title}, in worth",
        ["Figure and id", ">Low", ">Lead", ">High", ">Lead", ">Level at"],
        rows,
    )
    said = "The lead, in worth, if one figure turns out low or high and the rest stay as they are."
    return _figure(title, said, _both(draw, "tornado"), data)


def _tips(item: Report) -> str:
    return "–" if item["tips_at"] is None else amount(item["tips_at"], item["unit"])


def information_figure(report: Report) -> str:
    """What knowing each figure is worth at most; nothing where nothing is worth knowing."""
    found = report["value_of_information"]
    if not found:
        return ""
    title = "What an answer is worth before you commit, at most"
    amounts = [
        Amount(plain(item["label"]), item["worth"], find_out(item, report["weights"]))
        for item in found
    ]

    def draw(key: str, width: float) -> str:
        return draw_bars(amounts[:INQUIRIES], title, key=key, width=width)

    data = table(
        title,
        ["Figure and id", ">USD", ">Months", ">Worth", "Now"],
        [
            [named(item["label"], item["fact"]), f"{item['money'] or 0:,.0f}",
             f"{item['months'] or 0:.2f}", f"{item['worth']:.5f}", words(item["now"])]
            for item in found
        ],
    )  # fmt: skip
    said = "In your own money, or in months that all postings would open sooner."
    return _figure(title, said, _both(draw, "information"), data, "screen")

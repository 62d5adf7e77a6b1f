"""Pictures are well formed, say in words what they show, and stay inside their frame."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripos.draw import Bar, Card, draw_graph, draw_timeline
from tripos.draw.svg import tag, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def _cards() -> list[Card]:
    return [
        Card("a", "A < B & C", "4 h", 0, 0, "known"),
        Card("b", "Ready one", "3 h", 1, 0, "ready"),
        Card("c", "Open one", "2 h", 1, 1, focus=True, share=0.4, tags=("Statistics",)),
    ]


def _routes() -> dict[tuple[str, str], tuple[tuple[float, float], ...]]:
    return {("a", "b"): ((0, 0), (1, 0)), ("a", "c"): ((0, 0), (1, 1))}


def test_it_works() -> None:
    """A graph is well-formed SVG with title, description and one card a node."""
    root = ET.fromstring(draw_graph(_cards(), _routes(), "Map"))

    assert "Map" == root.findtext(f"{SVG}title")
    assert 3 == len(list(root.iter(f"{SVG}g")))
    assert {"title desc"} == {root.attrib["aria-labelledby"]}


def test_states_are_told_without_colour() -> None:
    """Known and ready cards differ from open ones by sign and by line, not only by fill."""
    drawn = draw_graph(_cards(), _routes(), "Map", legend=True)
    said = ET.fromstring(drawn).findtext(f"{SVG}desc") or ""

    assert "✓" in drawn
    assert "stroke-dasharray" in drawn
    assert "A < B & C (known" in said
    assert "Ready one (ready to learn" in said
    assert "Open one (not yet; 2 h), after A < B & C" in said


def test_both_themes_are_in_the_picture() -> None:
    """Dark mode needs no second file, and every class has a colour in both."""
    drawn = draw_graph(_cards(), _routes(), "Map")
    light, dark = drawn.split("@media (prefers-color-scheme:dark)")

    names = set(re.findall(r"\.([a-z]+)\{fill", light.split("<style>")[1]))
    assert names
    assert all(f".{name}" in dark for name in names - {"wire"})


def test_wires_stay_inside() -> None:
    """A route that runs below the last card makes the picture taller."""
    low = {("a", "c"): ((0.0, 0.0), (0.5, 6.0), (1.0, 1.0))}
    one = ET.fromstring(draw_graph(_cards(), _routes(), "Map"))
    two = ET.fromstring(draw_graph(_cards(), low, "Map"))

    assert float(two.attrib["height"]) > float(one.attrib["height"])


def test_timeline_marks_the_likely_finish() -> None:
    """Bars, breaks and the likely finish are drawn and said."""
    start = dt.date(2026, 1, 5)
    bars = [
        Bar("Course & co", start, start + dt.timedelta(days=40), 30, "free"),
        Bar("Paid", start + dt.timedelta(days=41), start + dt.timedelta(days=80), 30, "paid"),
        Bar("Project", start + dt.timedelta(days=81), start + dt.timedelta(days=90), 9, "project"),
    ]
    dates = tuple(start + dt.timedelta(days=n) for n in (95, 110, 150))
    pause = (start + dt.timedelta(days=10), start + dt.timedelta(days=12))

    root = ET.fromstring(draw_timeline(bars, "Plan", expected=dates, breaks=[pause]))

    words = " ".join(root.itertext())
    assert "Course & co: 2026-01-05 to 2026-02-14, 30 hours." in words
    assert "likely finish" in words
    assert "◆" in words


@pytest.mark.parametrize("years", [0, 1, 9])
def test_long_plans_stay_a_sensible_size(years: int) -> None:
    """Ten years are no wider than a wall."""
    start = dt.date(2026, 1, 5)
    bar = Bar("Long", start, start + dt.timedelta(days=30 + 365 * years), 100, "free")

    root = ET.fromstring(draw_timeline([bar], "Plan"))

    assert 700 < float(root.attrib["width"]) < 3000


@given(st.text(max_size=300), st.integers(5, 40), st.integers(1, 3))
def test_wrapping_keeps_its_limits(words: str, width: int, most: int) -> None:
    """Any text ends in at most so many lines of at most so many characters."""
    lines = wrapped(words, width, most)

    assert 1 <= len(lines) <= most
    assert all(len(line) <= width for line in lines)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=80))
def test_attributes_are_escaped(value: str) -> None:
    """Whatever an attribute holds, the element stays well formed and keeps it."""
    element = ET.fromstring(tag("rect", note=value))

    assert " ".join(value.split()) == " ".join(element.attrib["note"].split())

"""Charts are well formed, stay inside their frame, and keep their labels apart."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from tripos.draw.chart import lines_of, scale_from_zero, spread

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Master of Very Many Words and Even More Letters, Academy of the Far North (online) " * 3
HOSTILE = '</svg><script>alert(1)</script> & "x" \x07\ufffe'


def _curves(title: str, width: float) -> str:
    ends = (0.3, 0.3, 0.29, 0.0)
    lines = [Line(f"{title} {at}", str(at), tuple(end * m / 72 for m in range(73)))
             for at, end in enumerate(ends)]  # fmt: skip
    return draw_curves(lines, title, "share of postings", width=width)


def _intervals(title: str, width: float) -> str:
    spans = [Span(f"{title} {at}", 10.0 * at, 20.0 * at, 900.0 * at) for at in range(4)]
    return draw_intervals(spans, title, "USD", width=width)


def _bars(title: str, width: float) -> str:
    amounts = [Amount(f"{title} {at}", at / 100, f"{at} USD or {at}.0 months") for at in range(4)]
    return draw_bars(amounts, title, width=width)


def _tornado(title: str, width: float) -> str:
    swings = [Swing(f"{title} {at}", -0.05 + at / 50, 0.1, "34%", "10,753 USD") for at in range(4)]
    return draw_tornado(swings, title, 0.02, ("path 4 ahead", "path 1 ahead"), width=width)


DRAWN = pytest.mark.parametrize("draw", [_curves, _intervals, _bars, _tornado])
WIDTHS = pytest.mark.parametrize("width", [340.0, 720.0])
Draw = Callable[[str, float], str]


@DRAWN
@WIDTHS
def test_it_works(draw: Draw, width: float) -> None:
    """Each chart is an SVG picture with a title and a description that names every row."""
    root = ET.fromstring(draw("Title", width))

    assert "img" == root.attrib["role"]
    assert "Title" == root.findtext(f"{SVG}title")
    assert all(f"Title {at}" in (root.findtext(f"{SVG}desc") or "") for at in range(4))


@DRAWN
@WIDTHS
def test_hostile_titles_stay_text(draw: Draw, width: float) -> None:
    """Markup in a label is shown, not obeyed; control characters are left out."""
    root = ET.fromstring(draw(HOSTILE, width))

    assert not list(root.iter(f"{SVG}script"))
    assert "<script>alert(1)</script>" in (root.findtext(f"{SVG}desc") or "")


@DRAWN
@WIDTHS
def test_long_labels_stay_inside(draw: Draw, width: float) -> None:
    """Long labels are wrapped and shortened: no text leaves the frame or meets another."""
    root = ET.fromstring(draw(LONG, width))
    height = float(root.attrib["height"])
    boxes = [_box(item) for item in root.iter(f"{SVG}text")]

    assert all(-1 <= x0 and x1 <= width + 1 and 0 < y <= height for x0, x1, y, _ in boxes)
    for at, (x0, x1, y, _) in enumerate(boxes):
        for a0, a1, b, _ in boxes[at + 1 :]:
            assert abs(y - b) >= 11 or x1 <= a0 + 1 or a1 <= x0 + 1


def _box(item: ET.Element) -> tuple[float, float, float, str]:
    """Left, right, baseline and words of a line of text, by its mean width of letters."""
    words = item.text or ""
    x, y, wide = float(item.attrib["x"]), float(item.attrib["y"]), len(words) * 12 * 0.53
    shift = {"end": wide, "middle": wide / 2}.get(item.attrib.get("text-anchor", ""), 0.0)
    return x - shift, x - shift + wide, y, words


def test_keys_make_ids_differ() -> None:
    """Two charts on one page do not share an id."""
    one = draw_bars([Amount("a", 1, "1")], "A", key="one")
    two = draw_bars([Amount("a", 1, "1")], "A", key="two")

    assert not set(re.findall(r' id="([^"]*)"', one)) & set(re.findall(r' id="([^"]*)"', two))


def test_lines_differ_without_colour() -> None:
    """Only the first line is solid, and each has its own pattern of dashes."""
    drawn = _curves("Title", 720)
    looks = re.findall(r'<polyline [^>]*class="(\w)"', drawn)
    dashes = re.findall(r"\.([bcd])\{stroke-dasharray:([^}]*)\}", drawn)

    assert ["a", "b", "c", "d"] == looks
    assert 3 == len({pattern for _, pattern in dashes})


def test_a_narrow_picture_names_lines_below() -> None:
    """The ends of lines carry marks, and every name stands in the list below."""
    drawn = _curves("Title", 340)

    assert 4 == len(re.findall(r">\d\. Title \d<", drawn))


def test_scale_is_logarithmic_only_where_needed() -> None:
    """Thirtyfold is the border; the picture says when its steps multiply, and keeps zero."""
    near = draw_intervals([Span("a", 10, 20, 300)], "T", "USD")
    far = draw_intervals([Span("a", 0, 20, 3000), Span("b", 9, 9, 9)], "T", "USD")

    assert "ten times the one before" not in near
    assert "ten times the one before" in far
    assert ">0<" in far
    assert ">10,000<" in far


def test_all_zero_can_be_drawn() -> None:
    """Paths that cost nothing have a picture too."""
    ET.fromstring(draw_intervals([Span("a", 0, 0, 0)], "T", "USD"))
    ET.fromstring(draw_bars([Amount("a", 0, "nothing")], "T"))
    ET.fromstring(draw_curves([Line("a", "", (0.0, 0.0))], "T", "share"))
    ET.fromstring(draw_tornado([Swing("a", 0, 0, "1", "1")], "T", 0, ("x", "y")))


def test_tornado_ends_carry_the_values_of_the_figure() -> None:
    """A figure that helps when it is low has its low value at the right."""
    drawn = ET.fromstring(
        draw_tornado([Swing("a", 0.2, -0.1, "LOW", "HIGH")], "T", 0.0, ("x", "y"))
    )
    x = {item.text: float(item.attrib["x"]) for item in drawn.iter(f"{SVG}text")}

    assert x["HIGH"] < x["draw level"] < x["LOW"]


def test_nothing_to_draw_is_an_error() -> None:
    """An empty chart has no meaning; four lines are the most that can be told apart."""
    for draw in (
        lambda: draw_curves([], "T", "share"),
        lambda: draw_curves([Line("a", "", (0.0,))] * 5, "T", "share"),
        lambda: draw_intervals([], "T", "USD"),
        lambda: draw_bars([], "T"),
        lambda: draw_tornado([], "T", 0.0, ("x", "y")),
    ):
        with pytest.raises(ValueError, match="draw"):
            draw()


@given(st.lists(st.floats(0, 200), min_size=1, max_size=4))
def test_spread_labels_never_overlap(wanted: list[float]) -> None:
    """Whatever the ends of lines, labels are apart and above the foot."""
    heights = [37.0] * len(wanted)
    tops = sorted(spread(wanted, heights, 250))

    assert all(after - before >= 37 - 1e-6 for before, after in zip(tops, tops[1:], strict=False))
    assert tops[-1] + 37 <= 250 + 1e-6


@given(st.lists(st.floats(0, 1e7), min_size=1, max_size=9))
def test_scale_places_all_values_inside(values: list[float]) -> None:
    """No value falls off its scale, and larger values are never further left."""
    scale = scale_from_zero(values, 8, 320)
    places = [scale.at(value) for value in sorted(values)]

    assert all(8 - 1e-6 <= place <= 320 + 1e-6 for place in places)
    assert places == sorted(places)
    assert 1 <= len(scale.ticks) <= 8


def test_lines_end_after_whole_words() -> None:
    """A label that is too long ends with dots, not in the middle of a word."""
    lines = lines_of(LONG, 170, 2)

    assert 2 == len(lines)
    assert lines[-1].endswith(" …")
    assert lines[-1].removesuffix(" …").split()[-1] in LONG.split()

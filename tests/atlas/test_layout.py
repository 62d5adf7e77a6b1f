"""The placement of a graph in layers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from tests.atlas.strategies import UNHURRIED, atlases
from tripos.atlas import Atlas, Layout, layered

_EPSILON = 1e-6


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    """Pairs of cards in one column that stand closer than a card is high."""
    return [
        (one, two)
        for (one, (x1, y1)), (two, (x2, y2)) in itertools.combinations(layout.positions.items(), 2)
        if x1 == x2 and abs(y1 - y2) < 1 - _EPSILON
    ]


def backward(layout: Layout) -> list[tuple[str, str]]:
    """Edges that do not run strictly to the right all the way."""
    return [
        edge
        for edge, points in layout.routes.items()
        if any(two[0] <= one[0] for one, two in itertools.pairwise(points))
    ]


def test_it_works() -> None:
    """What is required stands left of what requires it."""
    layout = layered(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")])

    assert [0, 1, 2] == [layout.positions[key][0] for key in "abc"]
    assert 3 == layout.layers
    assert 3 == len(layout.routes[("a", "c")])


def test_nothing_to_place() -> None:
    """An empty graph has no extent."""
    layout = layered([], [])

    assert (0, 0.0) == (layout.layers, layout.height)


def test_unconnected_cards() -> None:
    """Cards without edges stand below one another in one column."""
    layout = layered(["a", "b", "c"], [])

    assert 1 == layout.layers
    assert 3 == pytest.approx(layout.height)
    assert [] == overlaps(layout)


@UNHURRIED
@given(atlases())
def test_edges_and_cards(atlas: Atlas) -> None:
    """Every card is placed, every edge runs to the right from card to card, no cards overlap."""
    layout = layered(list(atlas), atlas.edges())

    assert set(atlas) == set(layout.positions)
    assert set(atlas.edges()) == set(layout.routes)
    assert [] == backward(layout)
    assert [] == overlaps(layout)
    for (start, end), points in layout.routes.items():
        assert layout.positions[start] == points[0]
        assert layout.positions[end] == points[-1]


@UNHURRIED
@given(atlases())
def test_corner(atlas: Atlas) -> None:
    """The picture starts at its corner: no place is negative."""
    layout = layered(list(atlas), atlas.edges())

    assert 0 == min(x for x, _ in layout.positions.values())
    assert all(y >= -_EPSILON for _, y in layout.positions.values())


@UNHURRIED
@given(atlases())
def test_same_graph_same_picture(atlas: Atlas) -> None:
    """The placement depends on the graph alone."""
    assert layered(list(atlas), atlas.edges()) == layered(list(atlas), atlas.edges())


def test_shipped_areas(atlas: Atlas) -> None:
    """The rules hold for each area that ships, and for the whole atlas at once."""
    rooms = [[item.id for item in atlas.select(area=area)] for area in atlas.areas]
    for room in [*rooms, list(atlas)]:
        layout = layered(room, atlas.edges(room))

        assert [] == backward(layout)
        assert [] == overlaps(layout)


def test_few_crossings() -> None:
    """Two independent chains are drawn without a crossing, however they are given."""
    layout = layered(["a", "b", "x", "y"], [("a", "y"), ("b", "x")])
    y = {key: place[1] for key, place in layout.positions.items()}

    assert (y["a"] < y["b"]) == (y["y"] < y["x"])

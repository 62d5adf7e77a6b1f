"""The map as pages and files use it."""

from __future__ import annotations

import re

import pytest

from tripos.atlas import Atlas
from tripos.errors import UnknownIdError
from tripos.show.atlas_map import draw_map


def page_of(key: str) -> str:
    """The address of a card."""
    return f"/x/{key}/"


def test_it_works(atlas: Atlas) -> None:
    """Each area is a card that links to its page, and says how much of it is known."""
    picture = draw_map(atlas, frozenset(atlas), None, None, shown=True, href=page_of)

    assert [page_of(key) for key in atlas.areas] == re.findall(r'<a href="([^"]+)"', picture)
    assert "21 of 21 known" in picture
    assert 'role="group"' in picture


@pytest.mark.parametrize(("area", "focus"), [("regression", None), (None, "ridge-regression")])
def test_cards_link_at_every_zoom(atlas: Atlas, area: str | None, focus: str | None) -> None:
    """Every card of an area, and of a way, leads to the page of its competency."""
    picture = draw_map(atlas, frozenset(), area, focus, shown=True, href=page_of)
    keys = atlas.closure([focus]) if focus else [i.id for i in atlas.select(area=area)]

    assert {page_of(key) for key in keys} == set(re.findall(r'<a href="([^"]+)"', picture))


def test_a_page_has_the_heading_itself(atlas: Atlas) -> None:
    """Without a heading the title is only spoken, and the picture is lower by its height."""
    with_heading = draw_map(atlas, frozenset(), "regression", None, shown=True)
    without = draw_map(atlas, frozenset(), "regression", None, shown=True, heading=False)

    assert ">Regression</text>" in with_heading
    assert ">Regression</text>" not in without
    assert ">Regression</title>" in without


def test_without_addresses_there_are_no_links(atlas: Atlas) -> None:
    """A file on its own has no links, and is one image."""
    picture = draw_map(atlas, frozenset(), None, None, shown=False)

    assert "<a " not in picture
    assert 'role="img"' in picture


def test_unknown_areas_are_said(atlas: Atlas) -> None:
    """A misspelt area is answered with the nearest one."""
    with pytest.raises(UnknownIdError, match="did you mean regression"):
        draw_map(atlas, frozenset(), "regresion", None, shown=True)

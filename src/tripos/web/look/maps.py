"""The map at its zooms, with links to the pages of its cards."""

from __future__ import annotations

from functools import lru_cache

from tripos.atlas import load_atlas
from tripos.show.atlas_map import draw_map


@lru_cache(maxsize=128)
def picture_of(known: frozenset[str], area: str | None, focus: str | None) -> str:
    """The map at one of its zooms, with links to the pages of its cards."""
    return draw_map(
        load_atlas(), known, area, focus, shown=True, href=_page if area or focus else _area_page,
        heading=False,
    )  # fmt: skip


def _page(key: str) -> str:
    return f"/atlas/{key}/"


def _area_page(key: str) -> str:
    return f"/atlas/area/{key}/"

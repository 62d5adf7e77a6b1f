"""Random small atlases."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from tripos.atlas import Area, Atlas, Competency

UNHURRIED = settings(deadline=None)


def competency(key: str, requires: tuple[str, ...] = (), **fields: object) -> Competency:
    """A competency of which only the id and a few fields matter."""
    plain = {
        "name": key.title(), "area": "area", "stage": 1, "level": "apply", "hours": 1.0,
        "can": "does it", "tracks": frozenset(), "core": True,
    }  # fmt: skip
    return Competency(id=key, requires=requires, **(plain | fields))  # type: ignore[arg-type]


def atlas_of(**requires: str) -> Atlas:
    """An atlas from `key="what it requires, in words"`."""
    items = [competency(key, tuple(value.split())) for key, value in requires.items()]
    return Atlas(items, [Area("area", "Area", 1)])


@st.composite
def atlases(draw: st.DrawFn, most: int = 12) -> Atlas:
    """An atlas with random hard and helpful edges, its competencies given in any order."""
    count = draw(st.integers(1, most))
    items = []
    for index in range(count):
        before = [f"c{n}" for n in range(index)]
        chosen = draw(st.lists(st.sampled_from(before), unique=True, max_size=4)) if before else []
        cut = draw(st.integers(0, len(chosen)))
        items.append(
            competency(
                f"c{index}",
                tuple(chosen[:cut]),
                helpful=tuple(chosen[cut:]),
                hours=float(draw(st.integers(1, 20))),
            )
        )
    return Atlas(draw(st.permutations(items)), [Area("area", "Area", 1)])


@st.composite
def atlases_with_some(draw: st.DrawFn) -> tuple[Atlas, frozenset[str], str]:
    """An atlas, some of its competencies, and one as a target."""
    atlas = draw(atlases())
    keys = sorted(atlas)
    return atlas, draw(st.frozensets(st.sampled_from(keys))), draw(st.sampled_from(keys))

"""The atlas that ships, and what its files may not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tripos.atlas import LEVELS, STAGES, Atlas, read_atlas
from tripos.errors import ContentError

ROW = {
    "id": "lasso", "name": "The lasso", "stage": 2, "level": "apply", "hours": 4,
    "can": "fits it", "core": True,
}  # fmt: skip


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Reads an atlas with one area that holds the given rows."""
    monkeypatch.setenv("TRIPOS_CACHE", str(tmp_path / "cache"))

    def go(*rows: dict[str, object]) -> Atlas:
        folder = tmp_path / "atlas"
        folder.mkdir()
        area = {"area": "regression", "name": "Regression", "order": 1, "competencies": list(rows)}
        (folder / "01-regression.yaml").write_text(yaml.safe_dump(area), encoding="utf-8")
        return read_atlas(folder)

    return go


def test_it_works(atlas: Atlas) -> None:
    """About 300 competencies in 18 areas ship."""
    assert 18 == len(atlas.areas)
    assert 280 <= len(atlas) <= 420


def test_ids(atlas: Atlas) -> None:
    """Ids are lower-case words joined by hyphens."""
    assert [] == [key for key in atlas if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)]


def test_core_requires_only_core(atlas: Atlas) -> None:
    """Nobody needs an elective of a track for what all tracks share."""
    wrong = [
        (item.id, key)
        for item in atlas.values()
        if item.core
        for key in item.requires
        if not atlas[key].core
    ]

    assert [] == wrong


def test_electives_stay_within_their_tracks(atlas: Atlas) -> None:
    """What an elective requires belongs to each of the tracks that offer it."""
    wrong = [
        (item.id, key, track)
        for item in atlas.values()
        for track in item.tracks
        for key in item.requires
        if not atlas[key].belongs_to(track)
    ]

    assert [] == wrong


def test_stage_order(atlas: Atlas) -> None:
    """Nothing requires what belongs to a later stage."""
    assert [] == [(a, b) for a, b in atlas.edges() if atlas[a].stage > atlas[b].stage]


def test_every_edge_ends(atlas: Atlas) -> None:
    """Requirements, helps and practised competencies all exist."""
    ends = {end for item in atlas.values() for end in (*item.prerequisites, *item.encompasses)}

    assert ends
    assert ends <= set(atlas)


def test_every_stage_level_and_area_is_used(atlas: Atlas) -> None:
    """No part of the vocabulary is empty."""
    assert set(STAGES) == {item.stage for item in atlas.values()}
    assert set(LEVELS) == {item.level for item in atlas.values()}
    assert set(atlas.areas) == {item.area for item in atlas.values()}


def test_retired_ids_are_not_reused(atlas: Atlas) -> None:
    """A retired id is gone and its successor is there."""
    assert not set(atlas.retired) & set(atlas)
    assert {one.successor for one in atlas.retired.values()} <= set(atlas)


def test_small_atlas(read) -> None:
    """A row becomes a competency of its file's area."""
    atlas = read(ROW)

    assert ("lasso", "regression", 4.0) == (
        atlas["lasso"].id, atlas["lasso"].area, atlas["lasso"].hours,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"hours": None}, "lasso: hours: must be between 0 and 80 hours"),
        ({"hours": 0}, "lasso: hours: must be between 0 and 80 hours"),
        ({"hours": 81}, "lasso: hours: must be between 0 and 80 hours"),
        ({"level": "appply"}, "lasso: level: 'appply' is none of apply, analyse, create"),
        ({"stage": 6}, "lasso: stage: '6' is none of 1 to 5"),
        ({"tracks": ["resarch"]}, "lasso: tracks: must be among ml-engineer"),
        ({"alias": []}, "lasso: unknown field 'alias'"),
        ({"encompasses": {"lasso": 1.5}}, "lasso: encompasses: shares must be above 0"),
        ({"requires": ["laso"]}, "names the unknown competency 'laso'; did you mean lasso?"),
    ],
)
def test_wrong_row(read, change: dict[str, object], what: str) -> None:
    """A row that breaks a rule is refused with its id, its field and the remedy."""
    with pytest.raises(ContentError) as caught:
        read(ROW | change)

    assert what in str(caught.value)


@pytest.mark.parametrize("field", ["name", "stage", "level", "hours", "can"])
def test_missing_field(read, field: str) -> None:
    """A row without a needed field is refused."""
    with pytest.raises(ContentError, match=f"lasso: the field '{field}' is missing"):
        read({key: value for key, value in ROW.items() if key != field})


def test_id_stands_twice(read) -> None:
    """An id belongs to one competency."""
    with pytest.raises(ContentError, match="'lasso' stands already in"):
        read(ROW, ROW)

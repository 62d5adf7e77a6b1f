"""Reads the atlas from the package's data files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from tripos.atlas.graph import Atlas
from tripos.atlas.model import LEVELS, STAGES, TRACKS, Area, Competency, Level, Retired, Track
from tripos.content import read_package_folder
from tripos.errors import ContentError

DATA = Path(__file__).parent / "data"

_FIELDS = {
    "id", "name", "stage", "level", "core", "tracks", "hours", "can",
    "aliases", "requires", "helpful", "encompasses", "refs",
}  # fmt: skip


@cache
def load_atlas() -> Atlas:
    """The atlas that ships with the package. Raises ContentError naming file and entry."""
    return read_atlas(DATA)


def read_atlas(folder: Path) -> Atlas:
    """The atlas in `folder`: one YAML file an area, and `retired.yaml`."""
    competencies: list[Competency] = []
    areas: list[Area] = []
    retired: list[Retired] = []
    seen: dict[str, str] = {}
    for name, data in read_package_folder(folder).items():
        where = str(folder / name)
        if not isinstance(data, Mapping):
            raise ContentError(where, "must be a mapping")
        if name == "retired.yaml":
            retired = [Retired(**cast("Any", row)) for row in _rows(data, "retired", where)]
            continue
        area = Area(str(data["area"]), str(data["name"]), int(cast("int", data["order"])))
        areas.append(area)
        for row in _rows(data, "competencies", where):
            item = _competency(row, area.id, where)
            if item.id in seen:
                raise ContentError(where, f"'{item.id}' stands already in {seen[item.id]}")
            seen[item.id] = where
            competencies.append(item)
    try:
        return Atlas(competencies, areas, retired)
    except ContentError as error:
        where = seen.get(error.where, str(folder))
        raise ContentError(f"{where}: {error.where}", error.what, error.remedy) from error


def _rows(data: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    rows = data.get(key)
    if not isinstance(rows, list):
        raise ContentError(f"{where}: {key}", "must be a list")
    return rows


def _competency(row: Mapping[str, Any], area: str, where: str) -> Competency:
    place = f"{where}: {row.get('id', '?')}"
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise ContentError(place, f"unknown field '{unknown[0]}'", "see docs/authors.md")
    missing = [key for key in ("id", "name", "stage", "level", "hours", "can") if key not in row]
    if missing:
        raise ContentError(place, f"the field '{missing[0]}' is missing")
    if row["level"] not in LEVELS:
        raise ContentError(f"{place}: level", f"'{row['level']}' is none of {', '.join(LEVELS)}")
    if row["stage"] not in STAGES:
        raise ContentError(f"{place}: stage", f"'{row['stage']}' is none of 1 to 5")
    hours = row["hours"]
    if not isinstance(hours, int | float) or not 0 < hours <= 80:
        raise ContentError(f"{place}: hours", "must be between 0 and 80 hours")
    tracks = frozenset(row.get("tracks", ()))
    if not tracks <= set(TRACKS):
        raise ContentError(f"{place}: tracks", f"must be among {', '.join(TRACKS)}")
    core = bool(row.get("core", not tracks))
    encompasses = {str(key): float(share) for key, share in row.get("encompasses", {}).items()}
    if any(not 0 < share <= 1 for share in encompasses.values()):
        raise ContentError(f"{place}: encompasses", "shares must be above 0 and at most 1")
    return Competency(
        id=str(row["id"]),
        name=str(row["name"]),
        area=area,
        stage=int(row["stage"]),
        level=cast("Level", row["level"]),
        hours=float(hours),
        can=str(row["can"]),
        tracks=cast("frozenset[Track]", tracks),
        core=core,
        requires=tuple(row.get("requires", ())),
        helpful=tuple(row.get("helpful", ())),
        encompasses=encompasses,
        aliases=tuple(row.get("aliases", ())),
        refs=tuple(str(ref) for ref in row.get("refs", ())),
    )

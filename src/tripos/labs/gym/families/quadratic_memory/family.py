"""Nearest places from a matrix of all pairs, and from a sample of them when that does not fit."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.labs.gym.contract import Drawn, Measured, Params, Rng, Table, Trial, as_array, call

Array = npt.NDArray[np.float64]

_LEARNERS, _SHORT, _LONG = 2500, 300, 3000
_SAME = 1e-9
_ROAD, _PARALLEL = 0.5, 40.0  # share of places that lie along one parallel, and which


def draw(rng: Rng) -> Params:
    """What columns are called, how many neighbours are wanted, and how much memory there is."""
    return {
        "latitude": str(rng.choice(["lat", "latitude", "north"])),
        "longitude": str(rng.choice(["lng", "lon", "longitude", "east"])),
        "neighbours": int(rng.choice([3, 4, 5])), "memory_mb": int(rng.choice([12, 14, 16])),
        "seed": int(rng.integers(1000)),
        "_west": float(rng.choice([-130.0, -20.0, 40.0])),
    }  # fmt: skip


@cache
def _towns() -> Array:
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("bokeh_sampledata")
    assert spec is not None
    assert spec.origin
    path = Path(spec.origin).parent / "_data" / "world_cities.csv.gz"
    found: Array = pd.read_csv(path)[["lat", "lng"]].to_numpy(dtype=np.float64)
    return found


def table(rng: Rng, params: Params, size: int = _LEARNERS) -> Table:
    """Some towns of a part of the world, each moved a little, many of them to one road."""
    towns = _towns()
    towns = towns[(towns[:, 1] > params["_west"]) & (towns[:, 1] < params["_west"] + 100)]
    moved = towns[rng.choice(len(towns), size, replace=False)] + rng.normal(
        scale=0.01, size=(size, 2)
    )
    road = rng.random(size) < _ROAD
    moved[road, 0] = _PARALLEL + 0.01 * (moved[road, 0] - _PARALLEL)
    return {
        params["latitude"]: np.round(moved[:, 0], 6), params["longitude"]: np.round(moved[:, 1], 6),
    }  # fmt: skip


def measure(rng: Rng, case: Drawn) -> Trial:
    """A short list and a long one, then the short one in another order."""
    params, wanted = case.params, case.params["neighbours"]
    short, long = table(rng, params, _SHORT), table(rng, params, _LONG)
    order = rng.permutation(_SHORT)
    mixed = {name: column[order] for name, column in short.items()}
    answers = yield [call("nearest", one, wanted) for one in (short, long, mixed)]
    found = [
        as_array(one, (size, wanted), "nearest").astype(int)
        for one, size in zip(answers, (_SHORT, _LONG, _SHORT), strict=True)
    ]
    inside = all(
        bool(((one >= 0) & (one < len(one))).all() and (one != np.arange(len(one))[:, None]).all())
        for one in found
    )
    if not inside:
        return Measured(0.0, {"neighbours are other rows of the list": False})
    looks = [_looked_at(one, answer, params) for one, answer in zip((short, long, mixed), found,
                                                                    strict=True)]  # fmt: skip
    shares = [float(np.mean(gaps <= right[:, -1:] + _SAME)) for gaps, right in looks]
    return Measured(shares[1], {
        "neighbours are other rows of the list": True,
        "each neighbour is named once": all(
            len(set(row)) == wanted for one in found for row in one.tolist()
        ),
        "in a short list the nearest are found": shares[0] == 1,
        "in a long list the nearest are found": shares[1] == 1,
        "in another order the nearest are found": shares[2] == 1,
        "they come in the order of their distance": all(
            bool((np.diff(gaps, axis=1) >= -_SAME).all()) for gaps, _ in looks
        ),
    })  # fmt: skip


def _looked_at(places: Table, found: npt.NDArray[Any], params: Params) -> tuple[Array, Array]:
    """The distances of the neighbours that were named, and of the true ones."""
    from scipy.spatial import cKDTree  # noqa: PLC0415 - heavy

    north, east = (np.radians(places[params[one]]) for one in ("latitude", "longitude"))
    points = np.column_stack(
        [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)]
    )
    right, _ = cKDTree(points).query(points, found.shape[1] + 1)
    gaps = np.linalg.norm(points[found] - points[:, None], axis=2)
    return gaps, right[:, 1:]

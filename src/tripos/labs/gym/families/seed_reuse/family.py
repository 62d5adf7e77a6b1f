"""Two arms of a trial resampled with one seed, so that they move together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tripos.labs.gym.contract import (
    Drawn,
    Measured,
    Params,
    Rng,
    Table,
    Trial,
    as_array,
    call,
)

Array = npt.NDArray[np.float64]

_TABLES = 45
_LEAST_COVER = 0.8  # of 45 intervals for 95 %; sound projects reach 0.95
_FAR = 0.2  # how far the mean logarithm of the width may be off


def draw(rng: Rng) -> Params:
    """What is measured, what columns and arms are called, and how large arms are."""
    first, second = rng.permutation(["blue", "green", "old", "new", "a", "b"])[:2]
    return {
        "arm": str(rng.choice(["arm", "branch", "version"])),
        "value": str(rng.choice(["value", "reading", "result"])),
        "first": str(first), "second": str(second),
        "resamples": int(rng.choice([800, 900, 1000])), "seed": int(rng.integers(1000)),
        "_column": int(rng.choice([2, 3, 4, 8, 9, 10])), "_size": int(rng.integers(40, 70)),
        "_unit": float(rng.choice([1.0, 10.0, 0.1])),
    }  # fmt: skip


def _population(params: Params) -> Array:
    """All values that arms are drawn from."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes(scaled=False)
    column = params["_column"]
    values = data.target if column == 10 else data.data[:, column]
    found: Array = params["_unit"] * np.asarray(values, dtype=np.float64)
    return found


def _arms(rng: Rng, params: Params) -> tuple[Array, Array, float]:
    """Both arms, and by how much the second one is really higher."""
    values, size = _population(params), params["_size"]
    higher = float(rng.normal(scale=0.3) * values.std())
    return rng.choice(values, size), rng.choice(values, size) + higher, higher


def _told(first: Array, second: Array, params: Params) -> Table:
    """As it is exported: sorted by value."""
    values = np.concatenate([first, second])
    arms = np.repeat([params["first"], params["second"]], [len(first), len(second)])
    order = np.argsort(values, kind="stable")
    return {
        params["arm"]: [str(arms[at]) for at in order], params["value"]: np.round(values[order], 4),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """One trial, sorted by value."""
    first, second, _ = _arms(rng, params)
    return _told(first, second, params)


def measure(rng: Rng, case: Drawn) -> Trial:
    """Many trials whose difference is known; one shifted, shuffled, and asked for twice."""
    params = case.params
    trials = [_arms(rng, params) for _ in range(_TABLES)]
    tables = [_told(first, second, params) for first, second, _ in trials]
    order = rng.permutation(2 * params["_size"])
    mixed = [
        {name: [column[at] for at in order] for name, column in one.items()} for one in tables[:12]
    ]
    same = [_told(first, first, params) for first, _, _ in trials[:12]]
    first, second, _ = trials[0]
    shift = 10 * float(_population(params).std())
    moved = _told(first + shift, second + shift, params)
    asked = [*tables, *mixed, *same, tables[0], moved]
    answers = yield [call("interval", one) for one in asked]
    ends = np.array([as_array(one, (2,), "interval") for one in answers])
    widths = np.log(np.maximum(ends[:, 1] - ends[:, 0], 1e-12))
    right = np.log([_width(one, two) for one, two, _ in trials])
    twins = np.log([_width(one, one) for one, _, _ in trials[:12]])
    covered = [
        low <= higher <= high for (low, high), (_, _, higher) in zip(ends, trials, strict=False)
    ]
    off = [
        float(np.mean(found - wanted))
        for found, wanted in (
            (widths[:_TABLES], right), (widths[_TABLES : _TABLES + 12], right[:12]),
            (widths[_TABLES + 12 : _TABLES + 24], twins),
        )
    ]  # fmt: skip
    return Measured(abs(off[0]), {
        "the interval holds the real difference nearly always":
            float(np.mean(covered)) > _LEAST_COVER,
        "widths are those of the textbook on average": abs(off[0]) < _FAR,
        "the order of the rows changes the width little": abs(off[1]) < _FAR,
        "two arms that are copies have the textbook's width": abs(off[2]) < _FAR,
        "the same table gives the same interval": bool(np.allclose(ends[-2], ends[0])),
        "what is added to both arms changes little":
            bool(np.all(np.abs(ends[-1] - ends[0]) < 0.2 * np.exp(right[0]))),
    })  # fmt: skip


def _width(first: Array, second: Array) -> float:
    """The width of the textbook's interval for the difference of the means."""
    return float(2 * 1.96 * np.sqrt(first.var() / len(first) + second.var() / len(second)))

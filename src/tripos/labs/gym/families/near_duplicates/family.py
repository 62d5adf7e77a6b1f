"""Scans of the same slip on both sides of the split, without a number that says so."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.gym.contract import (
    Drawn,
    Measured,
    Params,
    Rng,
    Table,
    Trial,
    as_array,
    as_number,
    call,
    expect,
)

_SLIPS, _NEW, _LOTS = 140, 200, 5
_NOISE, _NEAR = 1.2, 8.0  # of scans, in grey values up to 64; different slips are 10 apart
_HAND = 6.0  # by which slips of a sign differ further
_SAME = 1e-6


def draw(rng: Rng) -> Params:
    """Which digits occur, how often a slip is scanned, and the scanner's scale."""
    scale = float(rng.choice([0.25, 1.0, 4.0]))
    return {
        "target": str(rng.choice(["digit", "sign", "mark", "written"])),
        "near": _NEAR * scale, "validation_share": float(rng.choice([0.25, 0.3])),
        "neighbours": int(rng.integers(1, 4)), "seed": int(rng.integers(1000)),
        "_digits": sorted(int(one) for one in rng.choice(10, int(rng.integers(5, 8)), False)),
        "_scans": int(rng.integers(4, 6)), "_scale": scale,
        "_letter": str(rng.choice(list("cgpx"))),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Slips with a digit, many of them scanned several times."""
    return _scanned(rng, params, _slips(rng, params)[:_SLIPS])[0]


def _slips(rng: Rng, params: Params) -> np.ndarray:
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    return rng.permutation(np.flatnonzero(np.isin(load_digits().target, params["_digits"])))


def _scanned(rng: Rng, params: Params, slips: np.ndarray) -> tuple[Table, np.ndarray]:
    """Scans in no order, and which slip each is of."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    data, times = load_digits(), rng.integers(1, params["_scans"] + 1, len(slips))
    which = rng.permutation(np.repeat(np.arange(len(slips)), times))
    cells = data.data.reshape(-1, 4, 2, 4, 2).sum(axis=(2, 4)).reshape(-1, 16)[slips]
    cells = (cells + rng.normal(scale=_HAND, size=cells.shape))[which]
    cells = cells + rng.uniform(-_NOISE, _NOISE, cells.shape)
    found: Table = {
        f"{params['_letter']}{at:02d}": (params["_scale"] * column).round(3)
        for at, column in enumerate(cells.T)
    }
    found[params["target"]] = data.target[slips[which]]
    return found, which


def measure(rng: Rng, case: Drawn) -> Trial:
    """Slips whose digits were dealt out by lot; then true ones, and new slips to be read."""
    target, slips = case.params["target"], _slips(rng, case.params)
    rows, which = _scanned(rng, case.params, slips[:_SLIPS])
    new, _ = _scanned(rng, {**case.params, "_scans": 1}, slips[_SLIPS : _SLIPS + _NEW])
    truth, alone = new.pop(target), np.arange(12)
    _, first = np.unique(which, return_index=True)
    lots = [rng.permutation(rows[target][first])[which] for _ in range(_LOTS)]
    answers = yield [
        *(call("train", {**rows, target: lot}) for lot in lots), call("train", rows),
        call("serve", new),
        *(call("serve", {name: column[[at]] for name, column in new.items()}) for at in alone),
    ]  # fmt: skip
    reports = answers[: _LOTS + 1]
    null = float(np.mean([_reported(one) for one in reports[:_LOTS]]))
    kinds = len(case.params["_digits"])
    shares = [
        as_array(one, (rows_of, kinds), "serve")
        for one, rows_of in zip(answers[_LOTS + 1 :], [_NEW, *[1] * len(alone)], strict=True)
    ]
    digits = np.array(case.params["_digits"])[shares[0].argmax(axis=1)]
    right = float(np.mean(digits == truth))
    sides = [_sides(one, len(which)) for one in reports]
    once = np.flatnonzero(np.bincount(which)[which] == 1)
    return Measured(null - 1 / kinds, {
        "no slip is on both sides of the split": all(
            np.isin(which[check], which[train]).mean() <= 0.02 for train, check in sides
        ),
        "slips that were scanned once are all used": all(
            np.isin(once, np.concatenate(both)).mean() > 0.9 for both in sides
        ),
        "both sides have enough slips to say something": all(
            len(np.unique(which[side])) > 0.1 * _SLIPS for both in sides for side in both
        ),
        "new slips are read": right > 0.45,
        "the report is no more than new slips bear out": _reported(reports[-1]) - right < 0.2,
        "a slip is read alone as among others": bool(
            np.allclose(np.concatenate(shares[1:]), shares[0][alone], atol=_SAME)
        ),
    })  # fmt: skip


def _reported(report: Any) -> float:
    expect(isinstance(report, dict) and "accuracy" in report, "train must report 'accuracy'")
    return as_number(report["accuracy"], "train's accuracy")


def _sides(report: Any, count: int) -> tuple[np.ndarray, np.ndarray]:
    expect(isinstance(report, dict), "train must return a dictionary")
    train, check = (
        as_array(report.get(name), (None,), f"train's {name}").astype(int)
        for name in ("train_rows", "check_rows")
    )
    expect(np.isin([*train, *check], np.arange(count)).all(),
           "train_rows and check_rows must be numbers of rows")  # fmt: skip
    return train, check

"""Means of the outcome as a column, each computed with the row's own outcome."""

from __future__ import annotations

import numpy as np

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

_ROWS, _NEW, _CHANGED = 480, 600, 6
_VAIN = 2  # tables in one run whose places mean nothing
_MOVED = 0.3  # deviations by which a row's columns may move with its own outcome's tenfold one


def draw(rng: Rng) -> Params:
    """What is foretold, what the many places are called, and how much they matter."""
    return {
        "target": str(rng.choice(["hours", "minutes", "delay", "duration"])),
        "place": str(rng.choice(["depot", "courier", "street", "supplier", "branch"])),
        "smooth": float(rng.choice([0.5, 0.75, 1.0])),
        "validation_share": 0.25, "seed": int(rng.integers(1000)),
        "_places": int(rng.integers(160, 201)), "_effects": int(rng.integers(2**31)),
        "_mean": float(rng.uniform(30, 90)), "_letter": str(rng.choice(list("KMPRT"))),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Deliveries of many places, four or so of each."""
    return _deliveries(rng, params, _ROWS)


def _deliveries(
    rng: Rng, params: Params, count: int, new: float = 0.0, effect: float = 1.0
) -> Table:
    """`new` is the share of rows from places that no other table has; `effect` says how much
    places matter."""
    from bokeh_sampledata.sample_superstore import data  # noqa: PLC0415 - heavy

    some = data.iloc[rng.choice(len(data), count, replace=False)]
    places = params["_places"]
    effects = np.random.default_rng(params["_effects"]).normal(size=2 * places)
    which = rng.integers(0, places, count)
    which = np.where(rng.random(count) < new, which + places, which)
    value, pieces = some["Sales"].to_numpy(), some["Quantity"].to_numpy()
    rush = (some["Ship Mode"] == "First Class").to_numpy(dtype=int)
    hours = 0.25 * (pieces - 3.8) - 0.5 * rush + 0.12 * np.log(value / 60)
    hours = hours + effect * effects[which] + rng.normal(size=count)
    return {
        params["place"]: np.array([f"{params['_letter']}{200 + one}" for one in which]),
        "value": value.round(2), "pieces": pieces, "rush": rush,
        params["target"]: (params["_mean"] + 8 * hours).round(1),
    }  # fmt: skip


def measure(rng: Rng, case: Drawn) -> Trial:
    """Places that mean nothing, and places that mean much; then one row's outcome is changed."""
    params, target = case.params, case.params["target"]
    idle = [_deliveries(rng, params, count, 0, 0) for count in (_ROWS, _NEW) * _VAIN]
    rows, new = _deliveries(rng, params, _ROWS, 0, 1.5), _deliveries(rng, params, _NEW, 0.15, 1.5)
    truth, of_nothing = new.pop(target), [one.pop(target) for one in idle[1::2]]
    seen, spread = np.isin(new[params["place"]], rows[params["place"]]), float(rows[target].std())
    changed = _rare_rows(rng, rows[params["place"]])
    tables = []
    for at in changed:
        outcomes = rows[target].copy()
        outcomes[at] += 10 * spread
        tables.append({**rows, target: outcomes})
    answers = yield [
        *(call(("train", "serve")[at % 2], one) for at, one in enumerate(idle)),
        call("train", rows), call("serve", new),
        call("inputs", rows), *(call("inputs", one) for one in tables),
    ]  # fmt: skip
    *vain, found = (as_array(one, (_NEW,), "serve") for one in answers[1 : 2 * _VAIN + 2 : 2])
    plain, *others = (as_array(one, (_ROWS, None), "inputs") for one in answers[2 * _VAIN + 2 :])
    size = plain.std(axis=0)
    limit = np.where(size > 1e-9 * spread, _MOVED * size, np.inf)
    own = [
        other.shape == plain.shape and bool((np.abs(other[at] - plain[at]) <= limit).all())
        for at, other in zip(changed, others, strict=True)
    ]
    lost = float(np.mean([_r2(*both) for both in zip(of_nothing, vain, strict=True)]))
    return Measured(lost, {
        "places that mean much are made use of": _r2(truth[seen], found[seen]) > 0.25,
        "a row's outcome is not in the columns that it is learnt from": all(own),
        "new places get answers like an average place": (
            abs(float(np.mean(found[~seen]) - np.mean(found[seen]))) < 0.5 * spread
        ),
        "rows that are learnt from differ": bool((np.ptp(plain, axis=0) > 0).any()),
    })  # fmt: skip


def _rare_rows(rng: Rng, places: np.ndarray) -> np.ndarray:
    """Rows of places that have two to six."""
    _, which, count = np.unique(places, return_inverse=True, return_counts=True)
    fits = np.flatnonzero((count[which] >= 2) & (count[which] <= 6))
    return rng.choice(fits, _CHANGED, replace=False)


def _r2(truth: np.ndarray, found: np.ndarray) -> float:
    return float(1 - np.mean((truth - found) ** 2) / np.var(truth))

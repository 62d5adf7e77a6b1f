"""A recurrent network that reads pieces of several recordings as one."""

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

_TRAIN, _HIDDEN = 240, 160


def draw(rng: Rng) -> Params:
    """Which kinds are told apart, what columns are called, and the size of the network."""
    kinds = sorted(int(one) for one in rng.choice(10, 4, replace=False))
    return {
        "target": str(rng.choice(["gesture", "event", "machine", "label"])),
        "prefix": str(rng.choice(["s", "t", "step"])), "steps": 8, "sensors": 8,
        "classes": 4, "state": int(rng.choice([24, 32])),
        "rate": float(rng.choice([0.008, 0.01, 0.012])), "epochs": int(rng.integers(8, 11)),
        "batch": int(rng.choice([20, 28])), "seed": int(rng.integers(1000)),
        "unit": float(rng.choice([1.0, 10.0, 1000.0])), "_kinds": kinds,
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Recordings with their outcome."""
    return _recordings(rng, _rows(rng, params)[:_TRAIN], params)


def _rows(rng: Rng, params: Params) -> np.ndarray:
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    found = np.flatnonzero(np.isin(load_digits().target, params["_kinds"]))
    return np.asarray(rng.permutation(found))


def _recordings(rng: Rng, rows: np.ndarray, params: Params) -> Table:
    """A column for each step and sensor: step first."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    data = load_digits()
    values = data.data[rows] / 16 + 0.05 * rng.normal(size=(len(rows), 64))
    found: Table = {
        f"{params['prefix']}{at // 8}_{at % 8}": np.round(params["unit"] * values[:, at], 3)
        for at in range(64)
    }
    found[params["target"]] = np.searchsorted(params["_kinds"], data.target[rows])
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other recordings: many at once, the same in another order, with another neighbour, alone."""
    target, rows = case.params["target"], _rows(rng, case.params)
    train = _recordings(rng, rows[:_TRAIN], case.params)
    rest = _recordings(rng, rows[_TRAIN : _TRAIN + _HIDDEN], case.params)
    asked = {name: column for name, column in rest.items() if name != target}
    count = len(rest[target])
    order = rng.permutation(count)
    turned = {name: column[order] for name, column in asked.items()}
    other = {name: np.concatenate([column[:9], 3 * column[9:10]]) for name, column in asked.items()}
    alone = {name: column[:1] for name, column in asked.items()}
    answers = yield [
        call("train", train), call("serve", asked), call("serve", turned), call("serve", other),
        call("serve", alone),
    ]  # fmt: skip
    shapes = (count, count, 10, 1)
    full, mixed, changed, single = (
        as_array(one, (size, 4), "serve") for one, size in zip(answers[1:], shapes, strict=True)
    )
    right = (full.argmax(axis=1) == rest[target]).mean()
    return Measured(float(right), {
        "answers are probabilities": bool(
            (full >= 0).all() and np.allclose(full.sum(axis=1), 1, atol=1e-4)
        ),
        "the order of a request changes nothing": bool(np.allclose(mixed, full[order], atol=1e-4)),
        "another neighbour changes nothing": bool(np.allclose(changed[:9], full[:9], atol=1e-4)),
        "a recording is answered the same alone": bool(np.allclose(single, full[:1], atol=1e-4)),
    })  # fmt: skip

"""A network of many layers that can only cut straight."""

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

_TRAIN, _HIDDEN, _STEPS = 360, 150, 9
_BEND = 0.02  # of log-odds; rounding in single precision lies far below


def draw(rng: Rng) -> Params:
    """Which measurements there are, what the outcome is called, and the size of the network."""
    kept = sorted(int(one) for one in rng.choice(30, 6, replace=False))
    letter, first = str(rng.choice(["m", "q", "v"])), int(rng.integers(10, 60))
    return {
        "target": str(rng.choice(["responds", "relapse", "positive", "case"])),
        "columns": [f"{letter}{first + at}" for at in range(6)],
        "width": int(rng.choice([24, 32, 40])), "depth": int(rng.choice([2, 3])),
        "rate": float(rng.choice([0.005, 0.008, 0.01])), "epochs": int(rng.integers(22, 30)),
        "batch": int(rng.choice([24, 32])), "seed": int(rng.integers(1000)),
        "_kept": kept, "_pair": [int(one) for one in rng.choice(6, 2, replace=False)],
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Samples with their outcome."""
    return _samples(rng, _TRAIN, params)


def _samples(rng: Rng, count: int, params: Params) -> Table:
    from scipy.stats import rankdata  # noqa: PLC0415 - heavy
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415

    data = load_breast_cancer().data[:, params["_kept"]]
    even = 2 * (rankdata(data, axis=0) / (len(data) + 1) - 0.5)
    # two of the measurements are taken apart, so that only their product tells
    a, b = params["_pair"]
    rows, other = (rng.choice(len(data), count) for _ in range(2))
    values, score = data[rows].copy(), even[rows].copy()
    values[:, b], score[:, b] = data[other, b], even[other, b]
    values = values * (1 + 0.01 * rng.normal(size=values.shape))
    product = score[:, a] * score[:, b] + 0.03 * rng.normal(size=count)
    found: Table = {name: np.round(values[:, at], 5) for at, name in enumerate(params["columns"])}
    found[params["target"]] = (product > 0).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """New samples; then the way from one to another, in small steps."""
    target = case.params["target"]
    train, rest = table(rng, case.params), _samples(rng, _HIDDEN, case.params)
    asked = {name: column for name, column in rest.items() if name != target}
    part = np.linspace(0, 1, _STEPS)
    ways = [
        {name: column[at] + part * (column[at + 1] - column[at]) for name, column in asked.items()}
        for at in range(0, 40, 2)
    ]
    alone = [{name: column[[at]] for name, column in asked.items()} for at in range(4)]
    answers = yield [
        call("train", train), call("serve", asked), *(call("serve", way) for way in ways),
        *(call("serve", one) for one in alone),
    ]  # fmt: skip
    p = as_array(answers[1], (_HIDDEN,), "serve")
    along = [as_array(one, (_STEPS,), "serve") for one in answers[2 : 2 + len(ways)]]
    single = np.concatenate([as_array(one, (1,), "serve") for one in answers[2 + len(ways) :]])
    bends = [float(np.abs(np.diff(_log_odds(one), n=2)).max()) for one in along]
    return Measured(float(((p > 0.5) == rest[target]).mean()), {
        "answers are probabilities": bool(((p >= 0) & (p <= 1)).all()),
        "the log-odds bend on the way from one sample to another": bool(np.median(bends) > _BEND),
        "a sample is answered the same alone as among others": bool(
            np.allclose(single, p[:4], atol=1e-4)
        ),
    })  # fmt: skip


def _log_odds(p: np.ndarray) -> np.ndarray:
    held = np.clip(p, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(held / (1 - held)))

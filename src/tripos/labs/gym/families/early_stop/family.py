"""Early stopping that remembers a reference instead of a copy."""

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
    as_number,
    call,
)

_TRAIN = 230


def draw(rng: Rng) -> Params:
    """What is measured and in which unit, and the size of the network."""
    letter, first = str(rng.choice(["f", "lab", "x"])), int(rng.integers(3, 50))
    return {
        "target": str(rng.choice(["progression", "score", "index", "change"])),
        "columns": [f"{letter}{first + at}" for at in range(10)],
        "hidden": int(rng.choice([48, 64])), "rate": float(rng.choice([0.008, 0.01])),
        "epochs": int(rng.integers(50, 65)), "batch": int(rng.choice([32, 40])),
        "check_share": float(rng.choice([0.25, 0.3])), "seed": int(rng.integers(1000)),
        "_unit": float(rng.choice([1.0, 0.1, 12.0])),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Patients with their outcome."""
    return _patients(rng, rng.permutation(442)[:_TRAIN], params)


def _patients(rng: Rng, rows: np.ndarray, params: Params) -> Table:
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes()
    values = data.data[rows] / data.data.std(axis=0)
    values = values + 0.05 * rng.normal(size=values.shape)
    found: Table = {
        name: np.round(10 * values[:, at] + 50, 3) for at, name in enumerate(params["columns"])
    }
    found[params["target"]] = np.round(params["_unit"] * data.target[rows], 2)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """New patients; the checked rows once more by the network that is kept; one patient alone."""
    target, order = case.params["target"], rng.permutation(442)
    train = _patients(rng, order[:_TRAIN], case.params)
    rest = _patients(rng, order[_TRAIN:], case.params)
    asked = {name: column for name, column in rest.items() if name != target}
    known = {name: column for name, column in train.items() if name != target}
    alone = [{name: column[[at]] for name, column in asked.items()} for at in range(4)]
    answers = yield [
        call("train", train), call("serve", asked), call("serve", known),
        *(call("serve", one) for one in alone),
    ]  # fmt: skip
    report = answers[0]
    told = as_number(report["error"], "train: error")
    checked = as_array(report["check_rows"], (None,), "train: check_rows").astype(int)
    curve = as_array(report["check_curve"], (None,), "train: check_curve")
    new = as_array(answers[1], (len(rest[target]),), "serve")
    again = as_array(answers[2], (_TRAIN,), "serve")
    single = np.concatenate([as_array(one, (1,), "serve") for one in answers[3:]])
    truth = train[target]
    enough = len(set(checked.tolist())) >= 0.1 * _TRAIN
    error = float(np.sqrt(np.mean((again[checked] - truth[checked]) ** 2))) if enough else np.inf
    spread = float(rest[target].std())
    made = float(np.sqrt(np.mean((new - rest[target]) ** 2)))
    return Measured(made / spread, {
        "at least a tenth of the rows is checked": enough,
        "the error told is that of the network that is kept": abs(error - told) < 0.002 * told,
        "the network of the best epoch is kept": told < 1.002 * float(curve.min()),
        "a patient is answered the same alone as among others": bool(
            np.allclose(single, new[:4], atol=1e-3 * spread)
        ),
    })  # fmt: skip

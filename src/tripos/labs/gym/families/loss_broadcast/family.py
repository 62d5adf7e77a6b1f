"""Predictions in a column against outcomes in a row: every one is compared with every other."""

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

_TRAIN, _HIDDEN = 250, 140
_UNITS = {"mpg": (1.0, 1), "km_per_litre": (0.425144, 1), "litres_per_100km": (235.215, -1)}
_ALWAYS = ("displ", "hp", "weight", "yr")
_SOMETIMES = ("cyl", "accel", "origin")
_WORDS = {
    "displ": ("displacement", "engine_size"), "hp": ("power", "hp"), "weight": ("weight", "mass"),
    "yr": ("year", "model_year"), "cyl": ("cylinders", "cyl"), "accel": ("sprint", "acceleration"),
    "origin": ("origin", "made_in"),
}  # fmt: skip


def draw(rng: Rng) -> Params:
    """In which unit the outcome is told, and what is known about a car."""
    kept = [*_ALWAYS, *map(str, rng.choice(_SOMETIMES, int(rng.integers(1, 4)), False))]
    kept = [str(one) for one in rng.permutation(kept)]
    words = {name: str(rng.choice(_WORDS[name])) for name in kept}
    return {
        "target": str(rng.choice(["consumption", "economy", "use", "measured"])),
        "unit": str(rng.choice(list(_UNITS))), "columns": list(words.values()),
        "hidden": int(rng.choice([24, 32, 48])), "batch": int(rng.choice([20, 24, 32])),
        "epochs": int(rng.integers(26, 35)), "rate": float(rng.choice([0.008, 0.01, 0.012])),
        "seed": int(rng.integers(1000)),
        "_kept": kept,
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Two hundred and fifty cars."""
    return _cars(rng, rng.permutation(_TRAIN + _HIDDEN)[:_TRAIN], params)


def _cars(rng: Rng, rows: np.ndarray, params: Params) -> Table:
    from bokeh_sampledata.autompg import autompg  # noqa: PLC0415 - heavy

    found: Table = {}
    for name, word in zip(params["_kept"], params["columns"], strict=True):
        values = autompg[name].to_numpy(dtype=float)
        rounded = name in {"yr", "cyl", "origin"}
        noise = 0.0 if rounded else 0.03 * values.std()
        found[word] = np.round(values[rows] + noise * rng.normal(size=len(rows)), 1)
    factor, power = _UNITS[params["unit"]]
    found[params["target"]] = np.round(factor * autompg["mpg"].to_numpy()[rows] ** power, 2)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other cars are predicted; the error told is compared with the errors made."""
    order, target = rng.permutation(_TRAIN + _HIDDEN), case.params["target"]
    train = _cars(rng, order[:_TRAIN], case.params)
    rest = _cars(rng, order[_TRAIN:], case.params)
    truth = rest[target]
    lot = {**rest, target: rng.permutation(truth)}
    asked = {name: column for name, column in rest.items() if name != target}
    backwards = dict(reversed(list(asked.items())))
    alone = [{name: column[[at]] for name, column in asked.items()} for at in range(5)]
    answers = yield [
        call("train", train), call("predict", asked), call("predict", backwards),
        call("error", rest), call("error", lot), *(call("predict", one) for one in alone),
    ]  # fmt: skip
    found, turned = (as_array(one, (_HIDDEN,), "predict") for one in answers[1:3])
    told, told_lot = (as_number(one, "error") for one in answers[3:5])
    single = np.concatenate([as_array(one, (1,), "predict") for one in answers[5:]])
    made = float(np.sqrt(np.mean((found - truth) ** 2)))
    made_lot = float(np.sqrt(np.mean((found - lot[target]) ** 2)))
    near = 1e-3 * float(truth.std())
    return Measured(1 - made**2 / float(truth.var()), {
        "the error told is that of the predictions": bool(
            np.allclose([told, told_lot], [made, made_lot], rtol=1e-3)
        ),
        "outcomes dealt out by lot have a larger error": told_lot > 1.2 * told,
        "predictions differ from car to car": bool(found.std() > 0.5 * truth.std()),
        "a row is predicted the same alone as among others": bool(
            np.allclose(single, found[:5], atol=near)
        ),
        "the order of the columns changes nothing": bool(np.allclose(turned, found, atol=near)),
    })  # fmt: skip

"""A nightly job that learns from all days alike, although the relation has changed."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

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

_DAYS, _A_DAY, _ASKED = 200, 4, 300
_AGES = (36, 48, 60)  # days since the change, in the histories of one run
_STABLE = 2  # histories without a change
_NEAR, _QUIET = 1.4, 0.48  # how far a prediction may be off, in units of the noise
_NAMES = ("flow", "inlet", "bypass", "valve", "shaft", "outlet", "core", "feed")


def draw(rng: Rng) -> Params:
    """Names, units, and when the relation changes in the learner's own rows."""
    return {
        "target": str(rng.choice(["load", "yield", "output", "demand"])), "day": "day",
        "seed": int(rng.integers(1000)),
        "_names": [str(one) for one in rng.permutation(_NAMES)[:7]],
        "_age": int(rng.integers(50, 80)), "_unit": float(rng.choice([1.0, 5.0, 20.0])),
        "_first_day": int(rng.integers(1, 400)),
    }  # fmt: skip


@cache
def _inputs() -> Array:
    """Sensors on one scale, with outliers cut off."""
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("river")
    assert spec is not None
    assert spec.origin
    data = pd.read_csv(Path(spec.origin).parent / "datasets" / "shuttle.csv.gz")
    values = data.drop(columns=["anomaly", "f4"]).to_numpy(dtype=np.float64)
    values = np.clip(values, *np.percentile(values, [2, 98], axis=0))
    found: Array = (values - values.mean(axis=0)) / (values.std(axis=0) + 1e-9)
    return found


def _relation(rng: Rng, columns: int) -> tuple[Array, Array]:
    """Weights before and after a change: more than half of them turn round."""
    weights = rng.uniform(0.5, 0.9, columns) * rng.choice([-1.0, 1.0], columns)
    turned = np.where(np.arange(columns) < columns - 2, -1.0, 1.0)
    return weights, weights * rng.permutation(turned)


def _drawn(rng: Rng, params: Params, days: Array) -> Array:
    """Inputs of rows of these days; a season moves them a little."""
    columns = len(params["_names"])
    base = _inputs()[rng.choice(len(_inputs()), len(days)), :columns]
    season = 0.5 * np.sin(days / 60)[:, None] * np.linspace(-1, 1, columns)
    found: Array = base + season + rng.normal(scale=0.5, size=base.shape)
    return found


def _named(values: Array, params: Params) -> Table:
    return {
        name: np.round(20 + 5 * column, 3)
        for name, column in zip(params["_names"], values.T, strict=True)
    }


def _history(rng: Rng, params: Params, age: int) -> tuple[Table, Table, Array]:
    """Rows of all days, changed `age` days ago (0: never); rows of today, what is right there."""
    days = np.repeat(np.arange(_DAYS), _A_DAY)
    before, after = _relation(rng, len(params["_names"]))
    values = _drawn(rng, params, days.astype(float))
    old = (days < _DAYS - age)[:, None]
    mean = np.sum(values * np.where(old, before if age else after, after), axis=1)
    unit = params["_unit"]
    found: Table = {"day": days + params["_first_day"], **_named(values, params)}
    found[params["target"]] = np.round(unit * (50 + mean + rng.normal(size=len(days))), 3)
    today = _drawn(rng, params, np.full(_ASKED, float(_DAYS)))
    asked: Table = {"day": np.full(_ASKED, _DAYS + params["_first_day"]), **_named(today, params)}
    return found, asked, unit * (50 + today @ after)


def table(rng: Rng, params: Params) -> Table:
    """Rows of two hundred days, the relation changed some weeks ago."""
    return _history(rng, params, params["_age"])[0]


def measure(rng: Rng, case: Drawn) -> Trial:
    """Histories with a change some weeks ago, and without; then one turned and one renumbered."""
    params, unit = case.params, case.params["_unit"]
    stories = [_history(rng, params, age) for age in (*_AGES, *[0] * _STABLE)]
    first, asked, _ = stories[0]
    order = rng.permutation(len(first["day"]))
    mixed = {name: column[order] for name, column in first.items()}
    later = {**first, "day": first["day"] + 700}
    alone = [{name: column[[at]] for name, column in asked.items()} for at in range(6)]
    answers = yield [
        *(one for rows, wanted, _ in stories
          for one in (call("retrain", rows), call("predict", wanted))),
        call("retrain", mixed), call("predict", asked),
        call("retrain", later), call("predict", {**asked, "day": asked["day"] + 700}),
        call("retrain", first), *(call("predict", one) for one in alone),
    ]  # fmt: skip
    count = 2 * len(stories)
    found = [as_array(one, (_ASKED,), "predict") for one in answers[1:count:2]]
    turned, renumbered = (as_array(answers[count + at], (_ASKED,), "predict") for at in (1, 3))
    single = [as_array(one, (1,), "predict")[0] for one in answers[count + 5 :]]
    off = [
        float(np.sqrt(np.mean((one - right) ** 2))) / unit
        for one, (_, _, right) in zip(found, stories, strict=True)
    ]
    same = 0.01 * unit
    return Measured(float(np.mean(off[: len(_AGES)])), {
        "weeks after a change the present relation is followed": max(off[: len(_AGES)]) < _NEAR,
        "without a change the past is made use of": float(np.mean(off[len(_AGES) :])) < _QUIET,
        "the order of the rows changes nothing": bool(np.allclose(turned, found[0], atol=same)),
        "the number of the first day changes nothing":
            bool(np.allclose(renumbered, found[0], atol=same)),
        "a row has the same answer alone as among others":
            bool(np.allclose(single, found[0][:6], atol=same)),
    })  # fmt: skip

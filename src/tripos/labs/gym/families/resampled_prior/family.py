"""Classes balanced for training, and probabilities used as they come."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

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

_TRAIN, _HIDDEN = 2500, 3000
_SHARES = (0.04, 0.18)  # of positives, in the trainings of one run
_FAR = 0.4  # how far sums may be off, as a share
_NAMES = {
    "Discount": ("rebate", "markdown", "discount"), "Sales": ("log_amount", "log_value", "size"),
    "Quantity": ("pieces", "count", "units"),
}  # fmt: skip


def draw(rng: Rng) -> Params:
    """What columns are called, how rare losses are, how noisy what is known of an order is."""
    return {
        "target": str(rng.choice(["loss", "unprofitable", "write_off"])),
        "validation_share": float(rng.choice([0.2, 0.25])), "seed": int(rng.integers(1000)),
        "_names": {real: str(rng.choice(names)) for real, names in _NAMES.items()},
        "_order": [int(one) for one in rng.permutation(3)],
        "_share": float(rng.choice([0.05, 0.06, 0.08])),
        "_noise": float(rng.choice([0.1, 0.12, 0.15])),
    }  # fmt: skip


@cache
def _orders() -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("bokeh_sampledata")
    assert spec is not None
    assert spec.origin
    return pd.read_csv(Path(spec.origin).parent / "_data" / "SampleSuperstore.csv.gz")


def table(rng: Rng, params: Params, size: int = _TRAIN, share: float | None = None) -> Table:
    """Some orders, few of them losses."""
    data = _orders()
    loss = data["Profit"].to_numpy() < -15
    bad = rng.binomial(size, params["_share"] if share is None else share)
    rows = rng.permutation(np.concatenate([
        rng.choice(np.flatnonzero(loss), bad, replace=False),
        rng.choice(np.flatnonzero(~loss), size - bad, replace=False),
    ]))  # fmt: skip
    noise = params["_noise"] * rng.normal(size=(2, size))
    values = {
        "Discount": data["Discount"].to_numpy()[rows] + noise[0],
        "Sales": np.log(data["Sales"].to_numpy()[rows]) + 4 * noise[1],
        "Quantity": data["Quantity"].to_numpy()[rows].astype(float),
    }
    reals = [list(_NAMES)[at] for at in params["_order"]]
    found: Table = {params["_names"][real]: np.round(values[real], 3) for real in reals}
    found[params["target"]] = loss[rows].astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Trained where losses are rare, then where they are not so rare; asked for other orders."""
    target = case.params["target"]
    told = []
    for share in _SHARES:
        train = table(rng, case.params, share=share)
        rest = table(rng, case.params, _HIDDEN, share)
        told.append((train, rest.pop(target), rest))
    rows = told[0][2]
    turned = {name: rows[name] for name in reversed(list(rows))}
    alone = [{name: column[[at]] for name, column in rows.items()} for at in range(10)]
    first = yield [
        call("train", told[0][0]), call("serve", rows), call("serve", turned),
        *(call("serve", one) for one in alone),
    ]  # fmt: skip
    then = yield [call("train", told[1][0]), call("serve", told[1][2])]
    scores = [as_array(one, (_HIDDEN,), "serve") for one in (first[1], then[1])]
    again = as_array(first[2], (_HIDDEN,), "serve")
    single = [as_array(one, (1,), "serve")[0] for one in first[3:]]
    pairs = [(one[1], found) for one, found in zip(told, scores, strict=True)]
    return Measured(float(np.mean([_saved(truth, found) for truth, found in pairs])), {
        "scores add up to about the number of losses": all(
            _near(found.sum(), truth.sum()) for truth, found in pairs
        ),
        "so they do among the tenth with the highest scores": all(
            _near(found[top].sum(), truth[top].sum())
            for truth, found in pairs for top in [np.argsort(-found)[: _HIDDEN // 10]]
        ),
        "a row scores the same alone as among others":
            bool(np.allclose(single, scores[0][:10], atol=1e-6)),
        "the order of the columns changes no score": bool(np.allclose(again, scores[0], atol=1e-6)),
    })  # fmt: skip


def _near(found: float, wanted: float) -> bool:
    """Whether a sum is near enough to a count."""
    return bool(1 - _FAR < found / max(1.0, wanted) < 1 / (1 - _FAR))


def _saved(truth: npt.NDArray[np.int64], scores: npt.NDArray[np.float64]) -> float:
    """The share of the logarithmic loss that scores save against the constant share."""
    held = np.clip(scores, 1e-4, 1 - 1e-4)
    loss = -np.mean(np.where(truth == 1, np.log(held), np.log(1 - held)))
    base = truth.mean()
    return float(1 + loss / (base * np.log(base) + (1 - base) * np.log(1 - base)))

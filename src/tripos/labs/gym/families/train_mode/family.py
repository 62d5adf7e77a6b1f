"""A network that is still in training mode when it answers."""

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
    expect,
)

_TRAIN, _HIDDEN = 300, 180
_SAME = 1e-5
_LEAST, _MOST = 2, 9  # rows of a request
_FEW = 3  # rows that are asked in several companies


def draw(rng: Rng) -> Params:
    """Which measurements are used, what the outcome is called, and how the network is built."""
    return {
        "target": str(rng.choice(["malignant", "urgent", "recall", "finding"])),
        "hidden": int(rng.choice([24, 32, 40])), "drop": float(rng.choice([0.2, 0.3])),
        "batch": int(rng.choice([20, 30])), "epochs": int(rng.integers(9, 13)),
        "seed": int(rng.integers(1000)),
        "_columns": sorted(int(one) for one in rng.choice(30, int(rng.integers(13, 19)), False)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Three hundred tumours."""
    return _tumours(rng.permutation(569)[:_TRAIN], params)


def _tumours(rows: np.ndarray, params: Params) -> Table:
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    data = load_breast_cancer()
    found: Table = {
        str(data.feature_names[at]).replace(" ", "_"): data.data[rows, at]
        for at in params["_columns"]
    }
    found[params["target"]] = (data.target[rows] == 0).astype(int)
    return found


def _requests(rng: Rng, truth: np.ndarray) -> list[np.ndarray]:
    """Rows of one outcome come together, a few at a time."""
    order = np.argsort(truth, kind="stable")
    starts = np.cumsum(rng.integers(_LEAST, _MOST + 1, len(order)))
    return [one for one in np.split(order, starts[starts < len(order)]) if len(one) >= _LEAST]


def measure(rng: Rng, case: Drawn) -> Trial:
    """Wards ask for their own tumours; a few are asked again, alone and in other company."""
    order, target = rng.permutation(569), case.params["target"]
    train = _tumours(order[:_TRAIN], case.params)
    rest = _tumours(order[_TRAIN : _TRAIN + _HIDDEN], case.params)
    truth = rest.pop(target)
    wards = _requests(rng, truth)
    few, some = np.arange(_FEW), rng.permutation(np.arange(_FEW, _HIDDEN))
    company = [few, few, np.append(few, some[:1]), np.append(few, some[1:20]), np.arange(_HIDDEN)]
    asked = [{name: column[at] for name, column in rest.items()} for at in [*wards, *company]]
    parts, *answers = yield [
        call("split", _TRAIN), call("train", train), *(call("serve", one) for one in asked)
    ]  # fmt: skip
    scores = [
        as_array(one, (len(at),), "serve")
        for one, at in zip(answers[1:], [*wards, *company], strict=True)
    ]
    served, again = np.concatenate(scores[: len(wards)]), scores[len(wards) :]
    places = np.concatenate(wards)
    learnt, checked = (set(as_array(one, (None,), "split").tolist()) for one in _pair(parts))
    return Measured(float(((served > 0.5) == (truth[places] == 1)).mean()), {
        "a row scores the same in any company": bool(
            all(np.allclose(one[:_FEW], again[0], atol=_SAME) for one in again[2:])
            and np.allclose(served, again[-1][places], atol=_SAME)
        ),
        "the same request gets the same answer twice": bool(
            np.allclose(again[0], again[1], atol=_SAME)
        ),
        "scores differ from row to row": bool(np.ptp(served) > 0.5),
        "a row is either learnt or checked": not learnt & checked,
        "every row is used": learnt | checked == set(range(_TRAIN)),
    })  # fmt: skip


def _pair(parts: object) -> list[object]:
    expect(isinstance(parts, list) and len(parts) == 2, "split must return two lists of rows")
    return list(parts) if isinstance(parts, list) else []

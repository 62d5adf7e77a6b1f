"""F1 and the area under the curve as means over batches."""

from __future__ import annotations

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
    as_number,
    call,
    expect,
)

_TRAIN, _HIDDEN = 500, 260
_SIZES = (3, 24, 70)
_SAME = 1e-6
_NAMES = ("f1", "auc", "loss")


def draw(rng: Rng) -> Params:
    """Which digit is looked for, which pixels there are, how noisy they are."""
    return {
        "target": str(rng.choice(["hit", "wanted", "match", "found"])),
        "batch_size": int(rng.choice([8, 12, 16])), "seed": int(rng.integers(1000)),
        "_digit": int(rng.integers(10)), "_noise": float(rng.choice([4.0, 4.5, 5.0])),
        "_pixels": sorted(int(one) for one in rng.choice(64, 36, replace=False)),
        "_letter": str(rng.choice(["p", "px", "cell"])),
    }  # fmt: skip


def table(rng: Rng, params: Params, size: int = _TRAIN) -> Table:
    """Some digits; one in ten is the wanted one."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    data = load_digits()
    rows = rng.choice(len(data.target), size, replace=False)
    values = data.data[rows] + rng.normal(scale=params["_noise"], size=(size, 64))
    found: Table = {
        f"{params['_letter']}{at}": np.round(values[:, at], 1) for at in params["_pixels"]
    }
    found[params["target"]] = (data.target[rows] == params["_digit"]).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other digits, evaluated in several batch sizes and orders, against the textbook."""
    train, rest = table(rng, case.params), table(rng, case.params, _HIDDEN)
    target = case.params["target"]
    truth, rows = rest[target], {name: rest[name] for name in rest if name != target}
    order = rng.permutation(_HIDDEN)
    mixed = {name: column[order] for name, column in rest.items()}
    by_class = np.argsort(truth, kind="stable")
    sorted_ = {name: column[by_class] for name, column in rest.items()}
    answers = yield [
        call("train", train), call("serve", rows),
        *(call("serve", {name: column[[at]] for name, column in rows.items()}) for at in range(9)),
        *(call("evaluate", rest, size) for size in _SIZES),
        call("evaluate", mixed, _SIZES[1]), call("evaluate", sorted_, _SIZES[1]),
    ]  # fmt: skip
    scores = as_array(answers[1], (_HIDDEN,), "serve")
    alone = [as_array(one, (1,), "serve")[0] for one in answers[2:11]]
    told = [_told(one) for one in answers[11:]]
    right = _textbook(truth, scores)
    gaps = np.array([[abs(one[name] - right[name]) for name in _NAMES] for one in told])
    by_size, by_order = gaps[: len(_SIZES)], gaps[len(_SIZES) :]
    return Measured(float(by_size[:, 0].mean()), {
        "F1 is that of all rows, in any batch size": bool(by_size[:, 0].max() < _SAME),
        "the area is that of all rows, in any batch size": bool(by_size[:, 1].max() < _SAME),
        "the loss is the mean over rows, in any batch size": bool(by_size[:, 2].max() < _SAME),
        "the order of the rows changes no measure": bool(by_order.max() < _SAME),
        "a row scores the same alone as among others": bool(np.allclose(alone, scores[:9])),
        "the scores tell the classes apart": right["auc"] > 0.75,
    })  # fmt: skip


def _told(value: Any) -> dict[str, float]:
    """The measures of a report."""
    expect(isinstance(value, dict), "evaluate must return a dictionary")
    return {name: as_number(value.get(name), f"evaluate: '{name}'") for name in _NAMES}


def _textbook(truth: npt.NDArray[np.int64], scores: npt.NDArray[np.float64]) -> dict[str, float]:
    """The measures of all rows at once."""
    from sklearn.metrics import f1_score, log_loss, roc_auc_score  # noqa: PLC0415 - heavy

    return {
        "f1": float(f1_score(truth, scores > 0.5, zero_division=0)),
        "auc": float(roc_auc_score(truth, scores)),
        "loss": float(log_loss(truth, np.clip(scores, 1e-12, 1 - 1e-12), labels=[0, 1])),
    }

"""A forest without a seed, over columns in the order of a set."""

from __future__ import annotations

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

_TRAIN = 110
_SAME = 1e-9
_LEAST = 0.75  # area under the curve; sound models reach 0.9
_TAGS = ("w7_", "lab2-", "new ", "B", "q_")


def draw(rng: Rng) -> Params:
    """Which cultivar is looked for, which measurements there are, how noisy they are."""
    return {
        "target": str(rng.choice(["barolo", "estate", "genuine", "own"])),
        "trees": int(rng.choice([15, 20, 25])), "seed": int(rng.integers(1000)),
        "_class": int(rng.integers(3)),
        "_columns": [int(one) for one in rng.choice(13, 10, replace=False)],
        "_noise": float(rng.choice([0.9, 1.1, 1.3])),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Some wines."""
    return _rows(rng, rng.permutation(178)[:_TRAIN], params)


def _rows(rng: Rng, rows: npt.NDArray[np.int64], params: Params) -> Table:
    from sklearn.datasets import load_wine  # noqa: PLC0415 - heavy

    data = load_wine()
    spread = data.data.std(axis=0)
    found: Table = {}
    for at in params["_columns"]:
        noise = rng.normal(scale=params["_noise"] * spread[at], size=len(rows))
        name = str(data.feature_names[at]).replace("/", "_")
        found[name] = np.round(data.data[rows, at] + noise, 3)
    found[params["target"]] = (data.target[rows] == params["_class"]).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """The same question twice in one process, in a second one, and with tagged names."""
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415 - heavy

    order, target = rng.permutation(178), case.params["target"]
    train, rest = (_rows(rng, rows, case.params) for rows in (order[:_TRAIN], order[_TRAIN:]))
    truth = rest.pop(target)
    tags = rng.permutation(_TAGS)[:2]
    tagged = [
        [{name if name == target else f"{tag}{name}": column for name, column in one.items()}
         for one in (train, rest)]
        for tag in tags
    ]  # fmt: skip
    first = yield [call("predict", train, rest), call("predict", train, rest)]
    then = yield [call("predict", train, rest), *(call("predict", *one) for one in tagged)]
    scores = [as_array(one, (len(truth),), "predict") for one in [*first, *then]]
    gaps = [float(np.mean(np.abs(one - scores[0]))) for one in scores]
    return Measured(float(np.mean([gaps[2], *gaps[3:]])), {
        "twice in one process gives the same scores": gaps[1] < _SAME,
        "two processes give the same scores": gaps[2] < _SAME,
        "a tag before all names changes no score": max(gaps[3:]) < _SAME,
        "the scores tell the two kinds apart": float(roc_auc_score(truth, scores[0])) > _LEAST,
        "scores are shares between 0 and 1": all((one >= 0).all() and (one <= 1).all()
                                                 for one in scores),
    })  # fmt: skip

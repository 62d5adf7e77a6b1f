"""A service that standardises each request by itself."""

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

_REQUESTS, _LARGEST = 60, 4
_SAME = 1e-6


def draw(rng: Rng) -> Params:
    """Which measurements are used, and what the outcome is called."""
    return {
        "target": str(rng.choice(["malignant", "outcome", "label", "positive"])),
        "validation_share": float(rng.choice([0.2, 0.25, 0.3])),
        "seed": int(rng.integers(1000)),
        "_columns": sorted(int(one) for one in rng.choice(30, int(rng.integers(12, 22)), False)),
    }


def table(rng: Rng, params: Params) -> Table:
    """Three hundred tumours."""
    return _rows(rng.permutation(569)[:300], params)


def _rows(rows: np.ndarray, params: Params) -> Table:
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    data = load_breast_cancer()
    names = [str(data.feature_names[at]).replace(" ", "_") for at in params["_columns"]]
    found: Table = {
        name: data.data[rows, at] for name, at in zip(names, params["_columns"], strict=True)
    }
    found[params["target"]] = (data.target[rows] == 0).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other tumours come in requests of one to four, alike ones together; then a few alone."""
    order = rng.permutation(569)
    train, rest = _rows(order[:300], case.params), _rows(order[300:], case.params)
    target = case.params["target"]
    truth = rest.pop(target)
    by_outcome = np.argsort(truth, kind="stable")
    sizes = rng.integers(1, _LARGEST + 1, _REQUESTS)
    starts = np.sort(rng.integers(0, len(truth) - _LARGEST, _REQUESTS))
    asked = [by_outcome[at : at + size] for at, size in zip(starts, sizes, strict=True)]
    alone, mixed = rng.permutation(len(truth))[:12], rng.permutation(len(truth))[:40]
    both = np.concatenate([alone, mixed])
    requests = [*asked, *(alone[[at]] for at in range(len(alone))), both, both[::-1]]
    answers = yield [
        call("train", train),
        *(call("serve", {name: rest[name][rows].tolist() for name in rest}) for rows in requests),
    ]
    scores = [
        as_array(answer, (len(rows),), "serve")
        for answer, rows in zip(answers[1:], requests, strict=True)
    ]
    right = np.concatenate([
        (score > 0.5) == (truth[rows] == 1)
        for score, rows in zip(scores[:_REQUESTS], asked, strict=True)
    ])  # fmt: skip
    single = np.concatenate(scores[_REQUESTS:-2])
    same = np.allclose(single, scores[-2][: len(alone)], atol=_SAME)
    turned = np.allclose(scores[-2], scores[-1][::-1], atol=_SAME)
    spread = bool(np.ptp(np.concatenate(scores)) > 0.2)
    return Measured(float(right.mean()), {
        "a row scores the same alone as among others": bool(same),
        "the order of the rows changes no score": bool(turned),
        "scores differ from row to row": spread,
    })  # fmt: skip

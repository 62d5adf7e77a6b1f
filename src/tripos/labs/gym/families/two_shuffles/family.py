"""Inputs and labels that are shuffled, but not together."""

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

_TRAIN, _HIDDEN = 420, 400
_SAME = 1e-4
_NEAR = 1e-3  # by how many deviations a row may differ from the table
_EPOCHS = (0, 1, 7)  # whose batches are looked at


def draw(rng: Rng) -> Params:
    """Which measurements are kept, and how the network learns."""
    kinds = int(rng.integers(5, 8))
    return {
        "target": str(rng.choice(["surface", "kind", "material", "zone"])), "classes": kinds,
        "hidden": int(rng.choice([32, 40, 48])), "batch": int(rng.choice([25, 32, 36])),
        "epochs": int(rng.integers(14, 19)), "rate": float(rng.choice([0.008, 0.01, 0.012])),
        "seed": int(rng.integers(1000)),
        "_kinds": [int(one) for one in rng.permutation(7)[:kinds]],
        "_left_out": [int(one) for one in rng.choice([0, 2, 3, 4, 5, 6, 7], 4, False)],
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Some four hundred tiles of an aerial picture."""
    return _tiles(rng, params)[0]


def _tiles(rng: Rng, params: Params) -> tuple[Table, Table]:
    """Rows to learn from, and others."""
    from river.datasets import ImageSegments  # noqa: PLC0415 - heavy

    data = list(ImageSegments())
    names = [name for at, name in enumerate(data[0][0]) if at not in params["_left_out"]]
    kinds = sorted({kind for _, kind in data})
    code = {kinds[kind]: at for at, kind in enumerate(params["_kinds"])}
    rows = [at for at in rng.permutation(len(data)) if data[at][1] in code][: _TRAIN + _HIDDEN]
    found: Table = {}
    for name in names:
        values = np.array([data[at][0][name] for at in rows], dtype=float)
        noise = 0.05 * values.std() * rng.normal(size=len(rows))
        found[name.replace("-", "_")] = np.round(values + noise, 4)
    found[params["target"]] = np.array([code[data[at][1]] for at in rows])
    first = {name: column[:_TRAIN] for name, column in found.items()}
    return first, {name: column[_TRAIN:] for name, column in found.items()}


def measure(rng: Rng, case: Drawn) -> Trial:
    """The batches of some epochs are put together again; then tiles are told apart."""
    train, rest = _tiles(rng, case.params)
    target = case.params["target"]
    truth = rest.pop(target)
    alone = [{name: column[[at]] for name, column in rest.items()} for at in range(5)]
    answers = yield [
        *(call("batches", train, epoch) for epoch in _EPOCHS),
        call("train", train), call("serve", rest), *(call("serve", one) for one in alone),
    ]  # fmt: skip
    inputs = np.column_stack([train[name] for name in sorted(train) if name != target])
    seen = [_places(one, inputs) for one in answers[: len(_EPOCHS)]]
    shape = (case.params["classes"],)
    scores = as_array(answers[4], (_HIDDEN, *shape), "serve")
    single = np.concatenate([as_array(one, (1, *shape), "serve") for one in answers[5:]])
    return Measured(float((scores.argmax(axis=1) == truth).mean()), {
        "every pair of a batch stands in the table": all(
            bool((rows >= 0).all() and (train[target][rows] == labels).all())
            for rows, labels in seen
        ),
        "every row comes once in an epoch": all(
            np.array_equal(np.sort(rows), np.arange(_TRAIN)) for rows, _ in seen
        ),
        "epochs differ in their order": not np.array_equal(seen[0][0], seen[1][0]),
        "a row scores the same alone as among others": bool(
            np.allclose(single, scores[:5], atol=_SAME)
        ),
    })  # fmt: skip


def _places(batches: object, inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the rows of some batches stand in the table (-1: nowhere), and their labels."""
    expect(isinstance(batches, list) and batches, "batches must return a list of pairs")
    places, labels = [], []
    size = inputs.std(axis=0)
    for pair in batches if isinstance(batches, list) else []:
        expect(isinstance(pair, list) and len(pair) == 2, "a batch must be a pair")
        rows = as_array(pair[0], (None, inputs.shape[1]), "the inputs of a batch")
        labels.append(as_array(pair[1], (len(rows),), "the labels of a batch"))
        far = np.abs((rows[:, None] - inputs[None]) / size).max(axis=2)
        places.append(np.where(far.min(axis=1) < _NEAR, far.argmin(axis=1), -1))
    return np.concatenate(places), np.concatenate(labels)

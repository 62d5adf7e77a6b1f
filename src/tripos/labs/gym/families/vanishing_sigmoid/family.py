"""Many layers of units that saturate: hardly any gradient reaches the first ones."""

from __future__ import annotations

from importlib import import_module

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

_TRAIN, _HIDDEN = 380, 400
_KINDS = 7
_RATIO = 2e-3  # least gradient of a layer, as a share of the largest
_LEAST = 1e-4  # of the gradient of any layer, on rows of about unit size
_SAME = 1e-4


def draw(rng: Rng) -> Params:
    """How deep the network is, which measurements are kept, and how it learns."""
    return {
        "target": str(rng.choice(["surface", "material", "stone", "kind"])),
        "depth": int(rng.integers(7, 10)), "hidden": int(rng.choice([32, 36, 40])),
        "batch": int(rng.choice([32, 36])), "epochs": int(rng.integers(12, 15)),
        "rate": float(rng.choice([0.003, 0.004])), "seed": int(rng.integers(1000)),
        "_codes": [int(one) for one in rng.permutation(_KINDS)],
        "_left_out": [int(one) for one in rng.choice([0, 2, 3, 4, 5, 6, 7], 4, False)],
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Some four hundred tiles of pictures."""
    return _tiles(rng, params)[0]


def _tiles(rng: Rng, params: Params) -> tuple[Table, Table]:
    """Rows to learn from, and others."""
    data = list(import_module("river.datasets").ImageSegments())
    names = [name for at, name in enumerate(data[0][0]) if at not in params["_left_out"]]
    kinds = sorted({kind for _, kind in data})
    rows = rng.permutation(len(data))[: _TRAIN + _HIDDEN]
    found: Table = {}
    for name in names:
        values = np.array([data[at][0][name] for at in rows], dtype=float)
        noise = 0.05 * values.std() * rng.normal(size=len(rows))
        found[name.replace("-", "_")] = np.round(values + noise, 4)
    found[params["target"]] = np.array([params["_codes"][kinds.index(data[at][1])] for at in rows])
    first = {name: column[:_TRAIN] for name, column in found.items()}
    return first, {name: column[_TRAIN:] for name, column in found.items()}


def measure(rng: Rng, case: Drawn) -> Trial:
    """Looks at the gradients of a network that has learnt nothing, then at what one learns."""
    train, rest = _tiles(rng, case.params)
    target = case.params["target"]
    truth = rest.pop(target)
    alone = [{name: column[[at]] for name, column in rest.items()} for at in range(5)]
    answers = yield [
        call("gradients", train), call("train", train), call("serve", rest),
        *(call("serve", one) for one in alone), call("gradients", train),
    ]  # fmt: skip
    sizes, again = (
        as_array(answers[at], (case.params["depth"] + 1,), "gradients") for at in (0, -1)
    )
    scores = as_array(answers[2], (_HIDDEN, _KINDS), "serve")
    single = np.concatenate([as_array(one, (1, _KINDS), "serve") for one in answers[3:-1]])
    return Measured(float((scores.argmax(axis=1) == truth).mean()), {
        "every layer of a new network gets a gradient": bool(
            sizes.min() > max(_LEAST, _RATIO * sizes.max())
        ),
        "gradients are those of a new network": bool(np.allclose(sizes, again, rtol=1e-3)),
        "a row scores the same alone as among others": bool(
            np.allclose(single, scores[:5], atol=_SAME)
        ),
        "scores differ from row to row": bool(np.ptp(scores[:, 0]) > 0.3),
    })  # fmt: skip

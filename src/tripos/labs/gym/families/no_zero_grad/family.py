"""Gradients of earlier batches that are still there when the next one is learnt."""

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
    expect,
)

_TRAIN, _HIDDEN, _BATCH = 420, 400, 24
_SAME = 1e-4
_NOISE = 1.0  # of the scanner, in units of grey


def draw(rng: Rng) -> Params:
    """Which digits are read into which bin, and how the network learns."""
    kinds = int(rng.integers(8, 11))
    return {
        "target": str(rng.choice(["bin", "tray", "chute", "lane"])),
        "prefix": str(rng.choice(["px", "cell", "v", "dot"])), "classes": kinds,
        "batch": int(rng.choice([28, 32, 40])), "parts": int(rng.choice([2, 4])),
        "epochs": int(rng.integers(10, 13)), "rate": float(rng.choice([0.08, 0.1, 0.12])),
        "hidden": int(rng.choice([48, 64])), "seed": int(rng.integers(1000)),
        "_digits": [int(one) for one in rng.permutation(10)[:kinds]],
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Some four hundred scanned digits, with the bin that each belongs to."""
    return _scans(rng, params)[0]


def _scans(rng: Rng, params: Params) -> tuple[Table, Table]:
    """Rows to learn from, and others."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    data = load_digits()
    code = {digit: at for at, digit in enumerate(params["_digits"])}
    known = np.flatnonzero(np.isin(data.target, params["_digits"]))
    rows = rng.permutation(known)[: _TRAIN + _HIDDEN]
    grey = data.data[rows] + rng.normal(scale=_NOISE, size=(len(rows), 64))
    values = np.clip(np.round(grey, 1), 0, 16)
    found = {f"{params['prefix']}{at}": column for at, column in enumerate(values.T)}
    found[params["target"]] = np.array([code[int(one)] for one in data.target[rows]])
    first = {name: column[:_TRAIN] for name, column in found.items()}
    return first, {name: column[_TRAIN:] for name, column in found.items()}


def _some(rows: Table, at: np.ndarray | slice) -> Table:
    return {name: column[at] for name, column in rows.items()}


def measure(rng: Rng, case: Drawn) -> Trial:
    """A network that stands still is shown batches; then one is trained and asked."""
    train, rest = _scans(rng, case.params)
    a, b = _some(train, slice(_BATCH)), _some(train, slice(_BATCH, 2 * _BATCH))
    turned = _some(a, rng.permutation(_BATCH))
    truth = rest.pop(case.params["target"])
    alone = [_some(rest, slice(at, at + 1)) for at in range(5)]
    answers = yield [
        call("begin", 0.0), *(call("step", one) for one in (a, b, a, turned, b, a)),
        call("train", train), call("serve", rest), *(call("serve", one) for one in alone),
    ]  # fmt: skip
    expect(all(isinstance(one, dict) for one in answers[1:7]), "step must return a dictionary")
    norms = [as_number(one.get("norm"), "step's norm") for one in answers[1:7]]
    losses = [as_number(one.get("loss"), "step's loss") for one in answers[1:7]]
    shape = (case.params["classes"],)
    scores = as_array(answers[8], (len(truth), *shape), "serve")
    single = np.concatenate([as_array(one, (1, *shape), "serve") for one in answers[9:]])
    still = np.allclose(losses[0], [losses[2], losses[3], losses[5]], rtol=_SAME)
    return Measured(float((scores.argmax(axis=1) == truth).mean()), {
        "a batch has the same gradient whatever was learnt before it": bool(
            np.allclose([*norms[2:4], norms[5]], norms[0], rtol=_SAME)
            and np.isclose(norms[1], norms[4], rtol=_SAME)
        ),
        "a gradient is not zero": min(norms) > _SAME,
        "at rate 0 a network stands still": bool(still),
        "a row scores the same alone as among others": bool(
            np.allclose(single, scores[:5], atol=_SAME)
        ),
        "scores are probabilities": bool(np.allclose(scores.sum(axis=1), 1, atol=1e-3)),
    })  # fmt: skip

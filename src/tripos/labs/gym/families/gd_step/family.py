"""Backpropagation that leaves out the slope of the activation."""

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
    as_number,
    call,
)

Array = npt.NDArray[np.float64]

_TRAIN, _POINTS, _STEP = 260, 5, 1e-5
_CLOSE = 1e-4
_LEAST = 0.15  # R squared on other patients; sound projects reach 0.4


def draw(rng: Rng) -> Params:
    """How wide the network is, how strong the penalty, which columns there are."""
    return {
        "target": str(rng.choice(["progression", "score", "outcome", "change"])),
        "hidden": int(rng.integers(4, 8)), "penalty": float(rng.choice([0.005, 0.01, 0.02])),
        "rate": float(rng.choice([0.2, 0.25])), "steps": int(rng.choice([300, 400])),
        "seed": int(rng.integers(1000)),
        "_columns": [2, 3, 8, *(int(one) for one in rng.choice([0, 1, 4, 5, 6, 7, 9], 4, False))],
        "_units": [float(one) for one in rng.choice([1.0, 10.0, 100.0], 7)],
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Some patients."""
    return _rows(rng.permutation(442)[:_TRAIN], params)


def _rows(rows: npt.NDArray[np.int64], params: Params) -> Table:
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes(scaled=False)
    found: Table = {
        str(data.feature_names[at]): np.round(data.data[rows, at] * unit, 3)
        for at, unit in zip(params["_columns"], params["_units"], strict=True)
    }
    found[params["target"]] = data.target[rows]
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """The gradient at some points of small problems; then a training and other patients."""
    params = case.params
    problems = [_problem(rng, params["hidden"]) for _ in range(_POINTS)]
    order = rng.permutation(442)
    train, rest = _rows(order[:_TRAIN], params), _rows(order[_TRAIN:], params)
    truth = rest.pop(params["target"])
    answers = yield [
        *(call("gradient", *one) for one in problems), *(call("loss", *one) for one in problems),
        call("train", train), call("serve", rest),
        *(call("serve", {name: column[[at]] for name, column in rest.items()}) for at in range(8)),
    ]  # fmt: skip
    slopes = [as_array(one, (len(problem[0]),), "gradient")
              for one, problem in zip(answers, problems, strict=False)]  # fmt: skip
    told = [as_number(one, "loss") for one in answers[_POINTS : 2 * _POINTS]]
    right = [_loss(*one, params["hidden"], params["penalty"]) for one in problems]
    gaps = [
        _distance(slope, _differences(problem, params["hidden"], params["penalty"]))
        for slope, problem in zip(slopes, problems, strict=True)
    ]
    scores = as_array(answers[2 * _POINTS + 1], (len(truth),), "serve")
    alone = [as_array(one, (1,), "serve")[0] for one in answers[2 * _POINTS + 2 :]]
    reached = 1 - float(np.mean((scores - truth) ** 2) / np.var(truth))
    return Measured(float(np.mean(gaps)), {
        "the loss is the one that the project is about": bool(np.allclose(told, right, rtol=1e-6)),
        "the gradient agrees with finite differences of the loss": max(gaps) < _CLOSE,
        "the trained network is better than the mean": reached > _LEAST,
        "a row has the same answer alone as among others": bool(np.allclose(alone, scores[:8])),
    })  # fmt: skip


def _problem(rng: Rng, hidden: int) -> tuple[Array, Array, Array]:
    """Weights, inputs and targets."""
    columns, rows = int(rng.integers(2, 7)), int(rng.integers(5, 40))
    weights = rng.normal(scale=0.8, size=hidden * (columns + 2) + 1)
    return weights, rng.normal(size=(rows, columns)), rng.normal(size=rows)


def _loss(weights: Array, inputs: Array, target: Array, hidden: int, penalty: float) -> float:
    """What README.md defines."""
    cut = inputs.shape[1] * hidden
    first = weights[:cut].reshape(-1, hidden)
    second = weights[cut + hidden : cut + 2 * hidden]
    out = np.tanh(inputs @ first + weights[cut : cut + hidden]) @ second + weights[-1]
    squares = float(np.sum(first**2) + np.sum(second**2))
    return float(np.mean((out - target) ** 2) / 2 + penalty / 2 * squares)


def _differences(problem: tuple[Array, Array, Array], hidden: int, penalty: float) -> Array:
    """The gradient of the loss by central differences."""
    weights, inputs, target = problem
    moves = _STEP * np.eye(len(weights))
    return np.array([
        _loss(weights + move, inputs, target, hidden, penalty)
        - _loss(weights - move, inputs, target, hidden, penalty)
        for move in moves
    ]) / (2 * _STEP)  # fmt: skip


def _distance(found: Array, wanted: Array) -> float:
    """How far two gradients are apart, as a share of their lengths."""
    length = float(np.linalg.norm(found) + np.linalg.norm(wanted))
    return float(np.linalg.norm(found - wanted)) / max(length, 1e-12)

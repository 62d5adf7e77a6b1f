"""Two settings that matter by powers of ten, drawn evenly between their bounds."""

from __future__ import annotations

from collections.abc import Callable
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
    as_number,
    call,
    expect,
)

Array = npt.NDArray[np.float64]
Loss = Callable[[float, float], float]

_ROUNDS, _COUNT = 4, 10
_KNOWN, _CHECKED = 80, 80
_UNITS = (-1.2, 0.0, 1.0)  # powers of ten by which inputs are scaled, in the searches of one run
_MOST_LEFT = 0.6  # of the gain, in the worst of the searches; sound ones leave 0.1


def draw(rng: Rng) -> Params:
    """What settings are called, their bounds, and the unit of the learner's own inputs."""
    return {
        "target": str(rng.choice(["progression", "score", "outcome"])),
        "penalty": str(rng.choice(["alpha", "penalty", "ridge"])),
        "sharpness": str(rng.choice(["gamma", "sharpness", "inverse_width"])),
        "low": float(rng.choice([1e-6, 1e-7])), "high": float(rng.choice([1e3, 1e4])),
        "fits": _ROUNDS * _COUNT, "seed": int(rng.integers(1000)),
        "_unit": float(rng.choice([0.3, 0.6, 0.9])),
    }  # fmt: skip


def _split(rng: Rng, power: float) -> tuple[Array, Array]:
    """Inputs and target of some patients, inputs in a unit."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes()
    rows = rng.permutation(442)[: _KNOWN + _CHECKED]
    values = data.data[rows] * np.sqrt(442) * 10.0**power
    target = data.target[rows]
    return values, (target - target.mean()) / target.std()


def table(rng: Rng, params: Params) -> Table:
    """Some patients."""
    values, target = _split(rng, params["_unit"])
    found: Table = {f"x{at}": np.round(column, 4) for at, column in enumerate(values.T)}
    found[params["target"]] = np.round(target, 4)
    return found


def _loss(rng: Rng, power: float) -> Loss:
    """The validation loss of kernel ridge regression as a function of its two settings."""
    values, target = _split(rng, power)
    known, wanted = target[:_KNOWN], target[_KNOWN:]
    far = np.sum((values[:, None] - values[None, :_KNOWN]) ** 2, axis=2)

    def loss(penalty: float, sharpness: float) -> float:
        near = np.exp(-sharpness * far)
        weights = np.linalg.solve(near[:_KNOWN] + penalty * np.eye(_KNOWN), known)
        return float(np.mean((near[_KNOWN:] @ weights - wanted) ** 2) / np.var(wanted))

    return loss


def measure(rng: Rng, case: Drawn) -> Trial:
    """Searches on data in several units, in rounds; the first round of one is asked for twice."""
    params = case.params
    low, high = params["low"], params["high"]
    losses = [_loss(rng, power) for power in _UNITS]
    tried: list[list[dict[str, float]]] = [[] for _ in losses]
    again: list[Any] = []
    for turn in range(_ROUNDS):
        answers = yield [
            *(call("propose", one, _COUNT) for one in tried),
            call("propose", tried[0], _COUNT),
        ]
        rounds = [_settings(one, params) for one in answers]
        again.append(rounds[0] == rounds[-1])
        for one, loss, settings in zip(tried, losses, rounds, strict=False):
            one += [
                {params["penalty"]: a, params["sharpness"]: b, "loss": loss(a, b)}
                for a, b in settings
            ]
        if turn == 0:
            first = rounds[0]
    left = [_left(loss, one) for loss, one in zip(losses, tried, strict=True)]
    pairs = [[(one[params["penalty"]], one[params["sharpness"]]) for one in own] for own in tried]
    return Measured(float(np.mean(left)), {
        "settings lie within their bounds": all(
            low * 0.999 <= value <= high * 1.001 for own in pairs for pair in own for value in pair
        ),
        "no setting is tried twice": all(len(set(own)) == len(own) for own in pairs),
        "both settings are varied from the start": min(
            len({pair[side] for pair in first}) for side in (0, 1)
        ) > 1,
        "in each unit a good setting is found": max(left) < _MOST_LEFT,
        "the same history gives the same proposals": all(again),
    })  # fmt: skip


def _settings(value: Any, params: Params) -> list[tuple[float, float]]:
    """The settings of one round."""
    names = (params["penalty"], params["sharpness"])
    right = isinstance(value, list) and len(value) == _COUNT
    expect(right, "propose must return as many settings as were asked for")
    expect(
        all(isinstance(one, dict) and set(names) <= set(one) for one in value),
        f"propose must return dictionaries with {' and '.join(names)}",
    )
    found = [tuple(as_number(one[name], f"propose: '{name}'") for name in names) for one in value]
    return [(max(a, 1e-12), min(max(b, 0.0), 1e12)) for a, b in found]


def _left(loss: Loss, tried: list[dict[str, float]]) -> float:
    """The share of the gain over the mean that the best setting tried leaves to a fine grid."""
    fine = min(loss(10.0**a, 10.0**b) for a in (-4, -2, -1, 0, 1) for b in np.arange(-6, 2, 0.75))
    best = min(one["loss"] for one in tried)
    return max(0.0, min(best, 1.0) - fine) / (1.0 - fine)

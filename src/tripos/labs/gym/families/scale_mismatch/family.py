"""Two paths to one network that bring pictures to its scale in two ways."""

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

_TRAIN, _HIDDEN = 420, 300
_TOP = 16  # of the grey values as they come with the data
_SAME = 1e-4
_GOOD = 0.8  # accuracy of the archive's path


def draw(rng: Rng) -> Params:
    """How the archive and the device write grey values, and how the network learns."""
    return {
        "target": str(rng.choice(["digit", "figure", "number", "value"])),
        "prefix": str(rng.choice(["g", "pixel", "cell", "p"])),
        "archive_top": int(rng.choice([240, 1024, 4096])),
        "device_top": int(rng.choice([16, 32, 64])),
        "hidden": int(rng.choice([40, 48, 64])), "epochs": int(rng.integers(9, 13)),
        "batch": int(rng.choice([24, 32])), "seed": int(rng.integers(1000)),
        "_wobble": float(rng.uniform(0.5, 0.9)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Pictures of the archive."""
    grey, kinds = _pictures(rng, params)
    return _archive(grey[:_TRAIN], kinds[:_TRAIN], params)


def _pictures(rng: Rng, params: Params) -> tuple[np.ndarray, np.ndarray]:
    """Whole grey values from 0 to 16, a row a picture, and what they show."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    data = load_digits()
    rows = rng.permutation(len(data.target))[: _TRAIN + _HIDDEN]
    light = rng.uniform(0.6, 1.0, (len(rows), 1))
    noise = rng.normal(scale=params["_wobble"], size=(len(rows), 64))
    return np.clip(np.round(light * data.data[rows] + noise), 0, _TOP), data.target[rows]


def _archive(grey: np.ndarray, kinds: np.ndarray, params: Params) -> Table:
    values = (grey * (params["archive_top"] / _TOP)).astype(int)
    found: Table = {f"{params['prefix']}{at}": column for at, column in enumerate(values.T)}
    return {**found, params["target"]: kinds}


def measure(rng: Rng, case: Drawn) -> Trial:
    """The same new pictures reach the network from the archive and from the device."""
    grey, kinds = _pictures(rng, case.params)
    truth = kinds[_TRAIN:]
    train = _archive(grey[:_TRAIN], kinds[:_TRAIN], case.params)
    rest = _archive(grey[_TRAIN:], truth, case.params)
    rest.pop(case.params["target"])
    sent = (grey[_TRAIN:] * (case.params["device_top"] / _TOP)).astype(int).reshape(-1, 8, 8)
    parts = np.split(np.arange(_HIDDEN), [*range(1, 20), *range(20, 80, 3)])
    answers = yield [
        call("train", train), call("offline", rest), call("serve", sent),
        *(call("serve", sent[part]) for part in parts),
    ]  # fmt: skip
    offline, together = (as_array(one, (_HIDDEN, 10), "the scores") for one in answers[1:3])
    scores = np.concatenate([
        as_array(one, (len(part), 10), "serve")
        for one, part in zip(answers[3:], parts, strict=True)
    ])  # fmt: skip
    return Measured(float((scores.argmax(axis=1) == truth).mean()), {
        "both paths give a picture the same scores": bool(
            np.allclose(offline, together, atol=_SAME)
        ),
        "a picture scores the same in any request": bool(np.allclose(scores, together, atol=_SAME)),
        "the archive's path is as good as it was": bool(
            (offline.argmax(axis=1) == truth).mean() > _GOOD
        ),
        "scores are probabilities": bool(np.allclose(scores.sum(axis=1), 1, atol=1e-3)),
    })  # fmt: skip

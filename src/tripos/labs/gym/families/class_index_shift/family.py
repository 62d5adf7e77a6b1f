"""Classes numbered by appearance in training, and looked up in a sorted list when serving."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tripos.labs.gym.contract import Drawn, Measured, Params, Rng, Table, Trial, call, expect

_TRAIN, _HIDDEN, _ALONE = 500, 300, 12
_AGREE = 0.87  # of the answers, where only names or the order of rows differ
_NAMES = (
    "alder", "birch", "cedar", "drift", "ember", "fjord", "grove", "heath", "inlet", "ledge",
    "marsh", "north", "ochre", "pebble", "quarry", "ridge", "slate", "tundra", "vale", "willow",
)  # fmt: skip


def draw(rng: Rng) -> Params:
    """Which kinds and columns there are, and what they are called."""
    kinds = int(rng.integers(5, 8))
    return {
        "target": str(rng.choice(["surface", "kind", "label", "ground"])),
        "validation_share": float(rng.choice([0.2, 0.25])), "seed": int(rng.integers(1000)),
        "_kinds": [int(one) for one in rng.choice(7, kinds, replace=False)],
        "_names": [str(one) for one in rng.choice(_NAMES, kinds, replace=False)],
        "_columns": [0, 1, *(int(one) for one in rng.choice(np.arange(3, 18), 9, replace=False))],
        "_noise": float(rng.choice([0.1, 0.15, 0.2])),
    }  # fmt: skip


@cache
def _segments() -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("river")
    assert spec is not None
    assert spec.origin
    return pd.read_csv(Path(spec.origin).parent / "datasets" / "segment.csv.zip")


def table(rng: Rng, params: Params, size: int = _TRAIN) -> Table:
    """Some segments of some kinds, in an order of its own."""
    data = _segments()
    kinds = [sorted(data["category"].unique())[at] for at in params["_kinds"]]
    rows = data[data["category"].isin(kinds)]
    rows = rows.iloc[rng.choice(len(rows), size, replace=False)]
    called = dict(zip(kinds, params["_names"], strict=True))
    found: Table = {}
    for at in params["_columns"]:
        name = str(data.columns[at])
        noise = rng.normal(scale=params["_noise"] * float(data[name].std()), size=size)
        found[name.replace("-", "_").replace("vegde", "vedge")] = np.round(
            rows[name].to_numpy() + noise, 3
        )
    found[params["target"]] = [called[kind] for kind in rows["category"]]
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other segments; then kinds under exchanged names, and training rows in another order."""
    target = case.params["target"]
    train, rest = table(rng, case.params), table(rng, case.params, _HIDDEN)
    truth = rest.pop(target)
    names = case.params["_names"]
    called = dict(zip(names, np.roll(names, int(rng.integers(1, len(names)))), strict=True))
    renamed = {**train, target: [str(called[name]) for name in train[target]]}
    order = rng.permutation(_TRAIN)
    mixed = {name: [column[at] for at in order] for name, column in train.items()}
    turned = {name: rest[name] for name in reversed(list(rest))}
    alone = [{name: column[[at]] for name, column in rest.items()} for at in range(_ALONE)]
    answers = yield [
        call("train", train), call("serve", rest), call("serve", turned),
        *(call("serve", one) for one in alone),
        call("train", renamed), call("serve", rest), call("train", mixed), call("serve", rest),
    ]  # fmt: skip
    first, back = _served(answers[1], _HIDDEN), _served(answers[2], _HIDDEN)
    single = [_served(one, 1)[0] for one in answers[3 : 3 + _ALONE]]
    other, again = _served(answers[-3], _HIDDEN), _served(answers[-1], _HIDDEN)
    return Measured(_equal(first, truth), {
        "every answer is a name of the training data": set(first) <= set(names),
        "what kinds are called changes the names alone":
            _equal(other, [str(called.get(one, "")) for one in first]) > _AGREE,
        "the order of the training rows changes little": _equal(again, first) > _AGREE,
        "the order of the columns changes no answer": back == first,
        "a row has the same answer alone as among others": single == first[:_ALONE],
    })  # fmt: skip


def _served(value: Any, count: int) -> list[str]:
    """The names of an answer."""
    expect(isinstance(value, list) and len(value) == count, "serve must return a name for each row")
    expect(all(isinstance(one, str) for one in value), "serve must return names")
    return list(value)


def _equal(some: list[str], others: list[str]) -> float:
    """The share of equal names."""
    return float(np.mean([one == other for one, other in zip(some, others, strict=True)]))

"""Categories turned into numbers from the rows at hand, in training and in every request."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

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

_TRAIN, _HIDDEN = 900, 300
_REQUESTS, _LARGEST, _ALONE = 60, 5, 12
_SAME = 1e-6
_WORDS = {
    "Sub-Category": ("item", "goods", "article"), "Segment": ("buyer", "customer", "client"),
    "Region": ("area", "region", "market"), "Ship Mode": ("shipping", "delivery", "carrier"),
}  # fmt: skip


def draw(rng: Rng) -> Params:
    """What columns are called and in which order; how noisy prices are."""
    words = {real: str(rng.choice(names)) for real, names in _WORDS.items()}
    return {
        "target": str(rng.choice(["log_price", "log_unit_price", "log_value"])),
        "categories": [words[str(one)] for one in rng.permutation(list(words))],
        "numbers": [str(rng.choice(["pieces", "count", "units"]))],
        "validation_share": float(rng.choice([0.2, 0.25])), "seed": int(rng.integers(1000)),
        "_words": words, "_noise": float(rng.choice([0.1, 0.15, 0.2])),
        "_unit": float(rng.choice([0.0, 0.3, 1.0])),
    }  # fmt: skip


@cache
def _orders() -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("bokeh_sampledata")
    assert spec is not None
    assert spec.origin
    return pd.read_csv(Path(spec.origin).parent / "_data" / "SampleSuperstore.csv.gz")


def table(rng: Rng, params: Params, size: int = _TRAIN) -> Table:
    """Lines of orders, with the logarithm of the price of a piece."""
    orders = _orders()
    rows = orders.iloc[rng.choice(len(orders), size, replace=False)]
    real = {name: at for at, name in params["_words"].items()}
    price = np.log10(rows["Sales"] / rows["Quantity"] / (1 - rows["Discount"]))
    found: Table = {name: rows[real[name]].tolist() for name in params["categories"]}
    found[params["numbers"][0]] = rows["Quantity"].to_numpy()
    noise = rng.normal(scale=params["_noise"], size=size)
    found[params["target"]] = np.round(price.to_numpy() + params["_unit"] + noise, 4)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other lines in requests of one to five; some alone and among others; an unknown word."""
    train, rest = table(rng, case.params), table(rng, case.params, _HIDDEN)
    truth = rest.pop(case.params["target"])
    sizes = rng.integers(1, _LARGEST + 1, _REQUESTS)
    asked = [rng.choice(_HIDDEN, size, replace=False) for size in sizes]
    alone, mixed = rng.permutation(_HIDDEN)[:_ALONE], rng.permutation(_HIDDEN)[:40]
    both = np.concatenate([alone, mixed])
    requests = [_of(rest, rows) for rows in [*asked, *alone[:, None], both, both[::-1]]]
    strange = _of(rest, both)
    strange[case.params["categories"][0]][-1] = "-- something new --"
    turned = {name: requests[-2][name] for name in reversed(list(rest))}
    answers = yield [
        call("train", train),
        *(call("serve", one) for one in [*requests, strange, turned]),
    ]
    scores = [
        as_array(answer, (len(next(iter(one.values()))),), "serve")
        for answer, one in zip(answers[1:], [*requests, strange, turned], strict=True)
    ]
    wanted = np.concatenate([truth[rows] for rows in asked])
    errors = np.concatenate(scores[:_REQUESTS]) - wanted
    single, (together, back, odd, other) = np.concatenate(scores[_REQUESTS:-4]), scores[-4:]
    return Measured(float(1 - np.mean(errors**2) / np.var(wanted)), {
        "a line is priced the same alone as among others":
            bool(np.allclose(single, together[:_ALONE], atol=_SAME)),
        "lines may come in any order": bool(np.allclose(together, back[::-1], atol=_SAME)),
        "columns may come in any order": bool(np.allclose(together, other, atol=_SAME)),
        "an unknown word changes no other line":
            bool(np.allclose(together[:-1], odd[:-1], atol=_SAME)),
        "prices differ from line to line": bool(np.ptp(together) > 0.2),
    })  # fmt: skip


def _of(columns: Table, rows: Any) -> dict[str, list[Any]]:
    """Some rows as a request."""
    return {name: [column[int(at)] for at in rows] for name, column in columns.items()}

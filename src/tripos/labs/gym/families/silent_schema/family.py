"""Rules for the inputs that each day widens before it is held against them."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tripos.labs.gym.contract import Drawn, Measured, Params, Rng, Table, Trial, call, expect

_DAYS, _A_DAY = 25, 50
_CLEAN = 24  # untouched days in one run
_MOST_FALSE = 2
_MOST_CHANGED = 2  # rules that widen with untouched days may let a borderline day through later
_LEAST_FOUND = 0.8  # of spoilt days; sound projects find all but a few
_ENOUGH = 0.9  # of the days: who writes all rules anew may be a little stricter than we are
_COLUMNS = {
    "Sales": ("amount", "value", "invoice"), "Quantity": ("pieces", "units", "count"),
    "Discount": ("rebate", "markdown", "discount"), "Region": ("area", "region", "market"),
    "Segment": ("buyer", "customer", "client"), "Ship Mode": ("shipping", "delivery", "carrier"),
}  # fmt: skip
_NUMBERS, _WORDS = ("Sales", "Quantity", "Discount"), ("Region", "Segment", "Ship Mode")


def draw(rng: Rng) -> Params:
    """What columns are called, and in which order they come."""
    names = {real: str(rng.choice(names)) for real, names in _COLUMNS.items()}
    return {
        "day": str(rng.choice(["day", "date_number"])),
        "express": str(rng.choice(["express", "urgent", "priority"])),
        "seed": int(rng.integers(1000)), "_names": names,
        "_order": [int(one) for one in rng.permutation(7)],
        "_factor": float(rng.choice([60.0, 100.0])),
    }  # fmt: skip


@cache
def _orders() -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("bokeh_sampledata")
    assert spec is not None
    assert spec.origin
    return pd.read_csv(Path(spec.origin).parent / "_data" / "SampleSuperstore.csv.gz")


def _lines(rng: Rng, params: Params, size: int) -> Table:
    """Untouched lines."""
    data = _orders()
    rows = data.iloc[rng.choice(len(data), size, replace=False)]
    found: Table = {params["_names"][real]: rows[real].tolist() for real in _COLUMNS}
    rebate = params["_names"]["Discount"]
    found[rebate] = [round(100 * one) for one in found[rebate]]
    found[params["express"]] = [
        int(one in ("Same Day", "First Class")) for one in rows["Ship Mode"]
    ]
    names = list(found)
    return {names[at]: found[names[at]] for at in params["_order"]}


def table(rng: Rng, params: Params) -> Table:
    """Some weeks of untouched days."""
    lines = _lines(rng, params, _DAYS * _A_DAY)
    return {params["day"]: np.repeat(np.arange(1, _DAYS + 1), _A_DAY), **lines}


def _spoilt(rng: Rng, params: Params) -> list[tuple[Table, str]]:
    """Days on which one column is not what it was, and which one."""
    called, factor = params["_names"], params["_factor"]
    number = called[str(rng.choice(_NUMBERS))]
    word = called[str(rng.choice(_WORDS))]
    amount = called[str(rng.choice(["Sales", "Quantity"]))]
    changes: list[tuple[str, Any]] = [
        (called["Sales"], lambda one: one * factor),
        (called["Quantity"], lambda one: one * factor),
        (amount, lambda one: one / factor),
        (number, lambda one: f"{one} EUR"),
        (number, lambda one: -999 if rng.random() < 0.3 else one),
        (amount, lambda one: None if rng.random() < 0.6 else one),
        (word, lambda one: "Other" if rng.random() < 0.4 else one),
        (word, str.upper),
        (word, len),
        (params["express"], lambda one: "yes" if one else "no"),
    ]  # fmt: skip
    found = []
    for name, change in changes:
        day = _lines(rng, params, _A_DAY)
        found.append(({**day, name: [change(one) for one in day[name]]}, name))
    lost = _lines(rng, params, _A_DAY)
    del lost[word]
    return [*found, (lost, word)]


def measure(rng: Rng, case: Drawn) -> Trial:
    """Untouched and spoilt days in a mixed order; the spoilt ones once more; one day turned."""
    params = case.params
    history = table(rng, params)
    clean = [(_lines(rng, params, _A_DAY), "") for _ in range(_CLEAN)]
    bad = [*_spoilt(rng, params), *_spoilt(rng, params)]
    days = [*clean, *bad]
    order = rng.permutation(len(days))
    turned = {name: column[::-1] for name, column in clean[0][0].items()}
    answers = yield [
        call("learn", history), *(call("check", days[at][0]) for at in order),
        *(call("check", one) for one, _ in bad), call("check", turned), call("check", clean[0][0]),
    ]  # fmt: skip
    named = [_named(one) for one in answers[1:]]
    first = dict(zip(order.tolist(), named, strict=False))
    again = named[len(days) : len(days) + len(bad)]
    right = [first[at] == ({name} if name else set()) for at, (_, name) in enumerate(days)]
    found = [name in first[_CLEAN + at] for at, (_, name) in enumerate(bad)]
    changed = sum(one != first[_CLEAN + at] for at, one in enumerate(again))
    halves = [np.mean(right[:_CLEAN]), np.mean(right[_CLEAN:])]
    return Measured(min(float(np.mean(halves)), _ENOUGH), {
        "untouched days pass": _CLEAN - sum(right[:_CLEAN]) <= _MOST_FALSE,
        "spoilt columns are named": float(np.mean(found)) >= _LEAST_FOUND,
        "a day that was named is named again": changed <= _MOST_CHANGED,
        "the order of the rows changes nothing": named[-2] == named[-1],
    })  # fmt: skip


def _named(value: Any) -> set[str]:
    """The columns that an answer names."""
    expect(isinstance(value, list), "check must return a list of names")
    expect(all(isinstance(one, str) for one in value), "check must return names of columns")
    return set(value)

"""Figures of a place joined to the lines by a name that several places share."""

from __future__ import annotations

from collections import Counter
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
    as_number,
    call,
    wrong,
)

_ROWS, _TWICE = 420, 14
_LOTS = 2  # tables with amounts dealt out by lot in one run
_MOST = 0.3  # R squared that may be found in them
_FIRST = (
    "Ash Bay Clear Dun East Fair Glen High Iron Kings Long Maple North Oak Port Red South Stone "
    "Thorn West White".split()
)
_LAST = "field ford ton ville wood bury dale haven mouth".split()


def draw(rng: Rng) -> Params:
    """What columns and cities are called."""
    names = [first + last for first in _FIRST for last in _LAST]
    return {
        "city": str(rng.choice(["city", "town", "depot_name"])),
        "state": str(rng.choice(["state", "province", "district"])),
        "pieces": str(rng.choice(["pieces", "units", "count"])),
        "target": str(rng.choice(["amount", "value", "sales"])), "seed": int(rng.integers(1000)),
        "_names": [str(one) for one in rng.choice(names, int(rng.integers(130, 180)), False)],
        "_rate": float(rng.choice([1.0, 0.9, 7.5])),
    }  # fmt: skip


@cache
def _orders() -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("bokeh_sampledata")
    assert spec is not None
    assert spec.origin
    return pd.read_csv(Path(spec.origin).parent / "_data" / "SampleSuperstore.csv.gz")


def table(rng: Rng, params: Params) -> Table:
    """Some lines of orders; a few lines really occur twice."""
    data = _orders()
    rows = data.iloc[rng.choice(len(data), _ROWS, replace=False)]
    at = np.concatenate([np.arange(_ROWS), rng.choice(_ROWS, _TWICE, replace=False)])
    rows = rows.iloc[rng.permutation(at)]
    names = params["_names"]
    number = {city: at for at, city in enumerate(sorted(data["City"].unique()))}
    shift = int(rng.integers(len(names)))
    return {
        params["city"]: [names[(number[city] + shift) % len(names)] for city in rows["City"]],
        params["state"]: rows["State"].tolist(),
        params["pieces"]: rows["Quantity"].to_numpy(),
        "discount": rows["Discount"].to_numpy(),
        params["target"]: np.round(rows["Sales"].to_numpy() * params["_rate"], 2),
    }


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other lines, assembled and added up; then with amounts dealt out by lot."""
    lines, target = table(rng, case.params), case.params["target"]
    lots = [{**lines, target: rng.permutation(lines[target])} for _ in range(_LOTS)]
    back = {name: column[::-1] for name, column in lines.items()}
    answers = yield [
        call("assemble", lines), call("assemble", back), call("summary", lines),
        *(call("validate", one) for one in lots), call("validate", lines), call("validate", lines),
    ]  # fmt: skip
    found, turned, told = answers[:3]
    if not isinstance(told, dict):
        wrong("summary must return a dictionary")
    total = as_number(told.get("total"), "summary: 'total'")
    rows = as_number(told.get("rows"), "summary: 'rows'")
    scores = [as_number(one, "validate") for one in answers[3:]]
    kept = [name for name in lines if name != case.params["city"]]
    right = _assembled(lines, case.params)
    return Measured(abs(total / float(np.sum(lines[target])) - 1), {
        "each line occurs as often as in the table": _cells(found, kept) == _cells(lines, kept),
        "the figures of a place are those of its lines":
            _cells(found, [*kept, *_FIGURES]) == _cells(right, [*kept, *_FIGURES]),
        "the order of the lines changes no figure":
            _cells(found, [*kept, *_FIGURES]) == _cells(turned, [*kept, *_FIGURES]),
        "as many rows are reported as there are lines": rows == len(lines[target]),
        "nothing is found in amounts dealt out by lot": float(np.mean(scores[:_LOTS])) < _MOST,
        "the same table gives the same validation": abs(scores[-1] - scores[-2]) < 1e-9,
    })  # fmt: skip


_FIGURES = ("place_lines", "place_pieces")


def _assembled(lines: Table, params: Params) -> Table:
    """The lines with the figures of their places."""
    places = list(zip(lines[params["city"]], lines[params["state"]], strict=True))
    count = Counter(places)
    pieces: Counter[tuple[str, str]] = Counter()
    for place, number in zip(places, lines[params["pieces"]], strict=True):
        pieces[place] += int(number)
    figures = ([count[one] for one in places], [pieces[one] / count[one] for one in places])
    return {**lines, **dict(zip(_FIGURES, figures, strict=True))}


def _cells(columns: Any, names: list[str]) -> Counter[tuple[Any, ...]]:
    """How often each row occurs, numbers rounded."""
    if not isinstance(columns, dict) or any(name not in columns for name in names):
        wrong(f"assemble must return the columns {', '.join(names)}")
    values = [
        [round(float(one), 4) if not isinstance(one, str) else one for one in columns[name]]
        for name in names
    ]
    return Counter(zip(*values, strict=False))

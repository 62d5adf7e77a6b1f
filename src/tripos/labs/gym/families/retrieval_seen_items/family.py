"""Recall among a few sampled items instead of among all that could be served."""

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
    as_number,
    call,
    expect,
)

_READERS, _LEAST_ITEMS = 110, 6
_HELD = 0.3  # share of a reader's items that are held out
_SAME = 1e-9
_USEFUL = 0.1  # recall of the lists that are served; sound projects reach 0.4 among ten


def draw(rng: Rng) -> Params:
    """What columns are called, and how long the lists are."""
    return {
        "reader": str(rng.choice(["reader", "member", "account"])),
        "item": str(rng.choice(["title", "article", "product"])),
        "held_out": str(rng.choice(["held_out", "test", "later"])),
        "length": int(rng.choice([8, 10, 12])), "seed": int(rng.integers(1000)),
        "_names": int(rng.integers(1000)),
        "_letters": [str(one) for one in rng.choice(list("abkmrtx"), 2, False)],
    }  # fmt: skip


@cache
def _routes() -> dict[str, list[str]]:
    """The destinations of each origin that has enough of them."""
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("bokeh_sampledata")
    assert spec is not None
    assert spec.origin
    data = pd.read_csv(Path(spec.origin).parent / "_data" / "routes.csv.gz")
    found = data.groupby("Source")["Destination"].agg(lambda one: sorted({str(x) for x in one}))
    return {str(key): value for key, value in found.items() if len(value) >= _LEAST_ITEMS}


def table(rng: Rng, params: Params) -> Table:
    """What some readers have read, some of it held out."""
    routes = _routes()
    names = np.random.default_rng(params["_names"])
    items = sorted({item for one in routes.values() for item in one})
    one, two = params["_letters"]
    called = dict(
        zip(items, (f"{two}{at:03d}" for at in names.permutation(len(items))), strict=True)
    )
    readers = rng.choice(sorted(routes), min(_READERS, len(routes)), replace=False)
    rows: list[tuple[str, str, int]] = []
    for at, reader in enumerate(readers):
        mine = [called[item] for item in routes[str(reader)]]
        kept = [mine[i] for i in rng.permutation(len(mine))[: int(rng.integers(6, 40))]]
        out = max(1, int(_HELD * len(kept)))
        rows += [(f"{one}{at:03d}", item, int(i < out)) for i, item in enumerate(kept)]
    rows = [rows[at] for at in rng.permutation(len(rows))]
    return {
        params["reader"]: [row[0] for row in rows], params["item"]: [row[1] for row in rows],
        params["held_out"]: np.array([row[2] for row in rows]),
    }  # fmt: skip


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other readers: lists of two lengths against the report; then other rows held out."""
    params = case.params
    rows = table(rng, params)
    readers = sorted(set(rows[params["reader"]]))
    long, short = params["length"], 5
    answers = yield [
        call("train", rows),
        call("recommend", readers, long), call("recommend", readers, short),
        call("evaluate", rows, long), call("evaluate", rows, short), call("evaluate", rows, long),
        call("train", _exchanged(rng, rows, params)), call("recommend", readers, long),
    ]  # fmt: skip
    lists = [_lists(answers[at], len(readers), size) for at, size in ((1, long), (2, short))]
    other = _lists(answers[7], len(readers), long)
    told = [_told(one) for one in answers[3:6]]
    seen, wanted = _parts(rows, params)
    right = [_counted(readers, one, wanted) for one in lists]
    gaps = [
        [abs(one[name] - other_[name]) for name in ("recall", "hit")]
        for one, other_ in zip(told, right, strict=False)
    ]
    fresh = all(
        not seen.get(reader, set()) & set(one)
        for reader, one in zip(readers, lists[0], strict=True)
    )
    return Measured(float(np.mean([one[0] for one in gaps])), {
        "the recall is that of the lists that are served": max(one[0] for one in gaps) < _SAME,
        "the hit rate is that of the lists that are served": max(one[1] for one in gaps) < _SAME,
        "two evaluations agree": all(
            abs(told[0][name] - told[2][name]) < _SAME for name in ("recall", "hit")
        ),
        "no list holds what its reader has read": fresh,
        "rows that are held out change no list": lists[0] == other,
        "the lists are of use": right[0]["recall"] > _USEFUL,
    })  # fmt: skip


def _exchanged(rng: Rng, rows: Table, params: Params) -> Table:
    """The same rows with the items that are held out dealt out anew."""
    out = np.flatnonzero(rows[params["held_out"]] == 1)
    items = list(rows[params["item"]])
    for at, source in zip(out, rng.permutation(out), strict=True):
        items[at] = rows[params["item"]][source]
    return {**rows, params["item"]: items}


def _parts(rows: Table, params: Params) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What each reader has read, and what is held out of it."""
    parts: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    columns = (rows[params[name]] for name in ("reader", "item", "held_out"))
    for reader, item, out in zip(*columns, strict=True):
        parts[int(out)].setdefault(reader, set()).add(item)
    return parts


def _lists(value: Any, count: int, size: int) -> list[list[str]]:
    """Lists of items as they were recommended."""
    right = isinstance(value, list) and len(value) == count
    expect(right, "recommend must return a list for each reader")
    expect(
        all(isinstance(one, list) and len(set(map(str, one))) == size for one in value),
        f"recommend must return {size} different items for each reader",
    )
    return [[str(item) for item in one] for one in value]


def _told(value: Any) -> dict[str, float]:
    expect(isinstance(value, dict), "evaluate must return a dictionary")
    return {name: as_number(value.get(name), f"evaluate: '{name}'") for name in ("recall", "hit")}


def _counted(
    readers: list[str], lists: list[list[str]], wanted: dict[str, set[str]]
) -> dict[str, float]:
    """Recall and hit rate of lists, counted."""
    found = [
        len(wanted[reader] & set(one)) / len(wanted[reader])
        for reader, one in zip(readers, lists, strict=True) if wanted.get(reader)
    ]  # fmt: skip
    return {"recall": float(np.mean(found)), "hit": float(np.mean(np.array(found) > 0))}

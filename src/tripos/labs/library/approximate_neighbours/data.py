"""Data of the lab: digits and image segments, and searches one query at a time."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


@cache
def _tables() -> dict[str, Floats]:
    import river.datasets  # noqa: PLC0415 - heavy
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    path = Path(river.datasets.__file__).parent / "segment.csv.zip"
    with zipfile.ZipFile(path) as packed:
        text = packed.read(packed.namelist()[0]).decode()
    rows = list(csv.reader(io.StringIO(text)))[1:]
    segments = np.array([[float(one) for one in row[:-1]] for row in rows])
    scale = segments.std(axis=0)
    segments = segments[:, scale > 0] / scale[scale > 0]
    return {"digits": np.asarray(load_digits().data), "segments": segments}


def split(rng: Rng, name: str, rows: int, queries: int) -> tuple[Floats, Floats]:
    """Some rows to search in, and others to search for, columns in any order; in other units,
    save the whole numbers of the digits."""
    X = _tables()[name]
    kept = rng.choice(len(X), rows + queries, replace=False)
    X = X[kept][:, rng.permutation(X.shape[1])] * (rng.uniform(0.2, 5) if name == "segments" else 1)
    return X[:rows], X[rows:]


def ranked(X: Floats, query: Floats, rows: Sequence[int], k: int) -> list[int]:
    """The k nearest of some rows, -1 where there are too few."""
    away = {i: float(((X[i] - query) ** 2).sum()) for i in rows}
    found = sorted(rows, key=lambda i: (away[i], i))[:k]
    return [*found, *[-1] * (k - len(found))]


def nearest(X: Floats, queries: Floats, k: int) -> list[list[int]]:
    """The true neighbours of each query."""
    return [ranked(X, one, range(len(X)), k) for one in queries]


def meeting(X: Floats, queries: Floats, planes: Floats) -> list[list[int]]:
    """The rows in a bucket with each query, table by table."""
    middle = X.mean(axis=0)
    found: list[set[int]] = [set() for _ in queries]
    for table in planes:
        buckets: dict[tuple[bool, ...], list[int]] = {}
        for i, row in enumerate((X - middle) @ table.T):
            buckets.setdefault(tuple((row >= 0).tolist()), []).append(i)
        for rows, query in zip(found, (queries - middle) @ table.T, strict=True):
            rows.update(buckets.get(tuple((query >= 0).tolist()), []))
    return [sorted(one) for one in found]


def cells_of(X: Floats, centres: Floats) -> list[int]:
    """The nearest centre of each row."""
    return [int(np.argmin(((centres - row) ** 2).sum(axis=1))) for row in X]


def probed(X: Floats, centres: Floats, queries: Floats, probes: int) -> list[list[int]]:
    """The rows of the cells that are looked into for each query."""
    inside: dict[int, list[int]] = {}
    for i, cell in enumerate(cells_of(X, centres)):
        inside.setdefault(cell, []).append(i)
    found = []
    for query in queries:
        order = np.argsort(((centres - query) ** 2).sum(axis=1), kind="stable")[:probes]
        found.append(sorted(i for cell in order.tolist() for i in inside.get(cell, [])))
    return found

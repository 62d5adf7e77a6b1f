"""The checks of approximate search: truth, candidates that are verified, recall, projections."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.approximate_neighbours.data import (
    meeting,
    nearest,
    probed,
    ranked,
    split,
)


def _agree(found: list[int], right: list[int], X: Floats, query: Floats) -> bool:
    """Whether two lists of neighbours are the same but for distances equal to rounding."""
    if [one < 0 for one in found] != [one < 0 for one in right] or max(found) >= len(X):
        return False
    a, b = (((X[[i for i in one if i >= 0]] - query) ** 2).sum(axis=1) for one in (found, right))
    return bool(np.allclose(a, b, rtol=1e-7)) and len(set(found)) == len(set(right))


@check("exact finds the true neighbours, with ties and far from the origin", points=2)
def truth(rng: Rng) -> Steps:
    """Digits; a grid full of ties; segments moved far away."""
    X, Q = split(rng, "segments", 300, 20)
    unit = 0.1 / X.std()
    far, asked = X * unit + 1e6, Q * unit + 1e6
    grid = rng.integers(0, 5, size=(120, 3)) * 1.0
    cases = ((*split(rng, "digits", 400, 30), 7, "digits"),
             (grid, rng.integers(0, 5, size=(15, 3)) * 1.0, 20, "many ties"),
             (far, asked, 5, "far from the origin"))  # fmt: skip
    values = yield [call("exact", *case[:3]) for case in cases]
    for value, (known, queries, k, said) in zip(values, cases, strict=True):
        found = as_array(value, (len(queries), k), f"exact ({said})").astype(int).tolist()
        right = nearest(known, queries, k)
        fits = [_agree(a, b, known, q) for a, b, q in zip(found, right, queries, strict=True)]
        expect(all(fits), f"exact ({said}): not the k nearest rows, the nearest first")
        same = said == "far from the origin" or found == right
        expect(same, "exact: of rows at the same distance the lowest number is nearer", share=0.4)


@check("recall counts each true neighbour once", points=1)
def shares(rng: Rng) -> Steps:
    """Longer lists, shorter ones, numbers that come twice, and none."""
    right = np.array([rng.permutation(50)[:6] for _ in range(12)])
    longer = np.array([rng.permutation(50)[:15] for _ in range(12)])
    twice = np.column_stack([right[:, :2], right[:, :2], np.full((12, 3), -1)])
    cases = [(longer, "longer lists"), (longer[:, :3], "shorter lists"), (twice, "numbers twice")]
    values = yield [call("recall", found, right) for found, _ in cases]
    for value, (found, said) in zip(values, cases, strict=True):
        hits = [sum(one in row for one in near) / 6 for row, near in
                zip(found.tolist(), right.tolist(), strict=True)]  # fmt: skip
        expect(
            abs(as_number(value, "recall") - sum(hits) / 12) < 1e-9,
            f"recall ({said}): the share of the true neighbours that occur, each once, over the"
            " number of true ones",
        )


@check("collision follows from angle, bits and tables", points=1)
def meets(rng: Rng) -> Steps:
    """Angles from 0 to pi; against simulated vectors for one of them."""
    cases = [(0.0, 9, 1), (math.pi, 4, 3), *(
        (float(rng.uniform(0.2, 2.5)), int(b), int(t)) for b, t in rng.integers(1, 12, size=(6, 2))
    )]  # fmt: skip
    found = as_array((yield [call("collision", *one) for one in cases]), (8,), "collision")
    for got, (angle, bits, tables) in zip(found.tolist(), cases, strict=True):
        apart = 1.0
        for _ in range(tables):
            apart *= 1 - math.prod([(math.pi - angle) / math.pi] * bits)
        expect(
            abs(got - (1 - apart)) < 1e-9,
            "collision: all bits of a table must agree, and one table of all is enough",
        )


def _looked(value: Any, queries: int, k: int, what: str) -> tuple[list[list[int]], list[list[int]]]:
    expect(isinstance(value, dict), f"{what}: return a dict with neighbours and candidates")
    held = value.get("neighbours")
    even = not isinstance(held, list) or all(np.size(one) == k for one in held)
    expect(even, f"{what}: each query has k neighbours; where there are fewer, fill up with -1")
    near = as_array(held, (queries, k), f"{what}: neighbours")
    lists = value.get("candidates")
    fits = isinstance(lists, list) and len(lists) == queries
    expect(fits, f"{what}: candidates is a list with one list of row numbers for each query")
    rows = [
        as_array(one, (None,), f"{what}: candidates").astype(int).tolist() if len(one) else []
        for one in lists
    ]
    return near.astype(int).tolist(), rows


def _searched(
    value: Any, X: Floats, queries: Floats, k: int, right: list[list[int]], what: str, said: str
) -> None:
    near, rows = _looked(value, len(queries), k, what)
    expect(rows == right, f"{what}: the candidates are not {said}")
    for found, query, known in zip(near, queries, right, strict=True):
        expect(
            _agree(found, ranked(X, query, known, k), X, query),
            f"{what}: the candidates are right, the neighbours are not the k nearest of them,"
            " filled up with -1",
            share=0.4,
        )


@check("lsh_search looks at the rows that share a bucket, and ranks them by distance", points=3)
def hashes(rng: Rng) -> Steps:
    """Digits and segments, few bits and many, with buckets that are empty."""
    cases = []
    for name, tables, bits in (("digits", 4, 6), ("segments", 3, 5), ("digits", 2, 14)):
        X, Q = split(rng, name, 350, 25)
        cases.append((X, Q, rng.normal(size=(tables, bits, X.shape[1])), 5))
    values = yield [call("lsh_search", *case) for case in cases]
    for value, (X, Q, planes, k) in zip(values, cases, strict=True):
        what = f"lsh_search ({planes.shape[0]} tables of {planes.shape[1]} bits)"
        said = (
            "the rows that share all bits with the query in at least one table, after the mean of"
            " X is taken from both; each once, ascending"
        )
        _searched(value, X, Q, k, meeting(X, Q, planes), what, said)


@check("cell_search looks into the nearest cells only", points=3)
def cells(rng: Rng) -> Steps:
    """Rows as centres, far centres whose cells are empty, a centre that comes twice, all probed."""
    cases = []
    for name, count, probes in (("digits", 25, 3), ("segments", 30, 1), ("segments", 12, 50)):
        X, Q = split(rng, name, 320, 25)
        centres = X[rng.choice(320, count, replace=False)].copy()
        centres[3] = centres[1]
        centres[5] = Q[0] + 1e-3 + 0 * X[0]
        cases.append((X, centres, Q, 6, probes))
    values = yield [call("cell_search", *case) for case in cases]
    for value, (X, centres, Q, k, probes) in zip(values, cases, strict=True):
        what = f"cell_search ({len(centres)} cells, {probes} probes)"
        said = (
            "the rows of the cells of the nearest centres (ties: the lowest; empty cells count as"
            " probed; each row in one cell), ascending"
        )
        _searched(value, X, Q, k, probed(X, centres, Q, probes), what, said)


@check("tuned reaches the recall on hidden queries, with a fifth of the work", points=4)
def tunes(rng: Rng) -> Steps:
    """Digits and segments, two targets; searched on this side with the centres returned."""
    plans = (("digits", 0.9), ("segments", 0.97), ("digits", 0.97), ("segments", 0.9))
    made = [split(rng, name, 1400, 380) for name, _ in plans]
    seed = int(rng.integers(1000))
    values = yield [
        call("tuned", X, Q[:190], 10, target, seed)
        for (X, Q), (_, target) in zip(made, plans, strict=True)
    ]
    for kept, (value, (X, Q), (name, target)) in enumerate(zip(values, made, plans, strict=True)):
        expect(isinstance(value, dict), "tuned: return a dict with centres and probes")
        centres = as_array(value.get("centres"), (None, X.shape[1]), "tuned: centres")
        probes = as_number(value.get("probes"), "tuned: probes")
        fits = probes == int(probes) and 1 <= probes <= len(centres) <= len(X)
        expect(fits, "tuned: probes is a whole number from 1 to the number of centres")
        hidden = Q[190:]
        looked = probed(X, centres, hidden, int(probes))
        away = ((X[None] - hidden[:, None]) ** 2).sum(axis=2)
        near = np.argsort(away, axis=1)[:, :10].tolist()
        hits = [len(set(a) & set(b)) / 10 for a, b in zip(near, looked, strict=True)]
        work = (len(centres) + sum(map(len, looked)) / len(looked)) / len(X)
        case = f"tuned ({name}, target {target})"
        expect(
            sum(hits) / len(hits) >= target - 0.03,
            f"{case}: the recall on hidden queries is lower: choose probes by the recall of all k"
            " neighbours on the sample, with something to spare",
            share=0.1 * kept,
        )
        expect(
            work <= 0.2,
            f"{case}: it looks at more than a fifth of the rows (centres count too): take centres"
            " from k-means, tens of them, and no more probes than needed",
            share=0.1 * kept,
        )


@check("project keeps squared distances on average, for any rows, by a map of its own", points=3)
def projects(rng: Rng) -> Steps:
    """Normal rows, single coordinates, parts of the rows, other seeds."""
    X, seed, m = rng.normal(size=(300, 200)), int(rng.integers(1000)), 50
    values = yield [
        call("project", X, m, seed),
        call("project", X[100:180] * 3, m, seed),
        call("project", X, m, seed + 1),
        call("project", np.eye(200), 100, seed),
    ]
    shapes = ((300, m), (80, m), (300, m), (200, 100))
    found = [as_array(v, shape, "project") for v, shape in zip(values, shapes, strict=True)]
    ratio = (found[0] ** 2).sum(axis=1) / (X**2).sum(axis=1)
    expect(
        abs(ratio.mean() - 1) < 0.08,
        "project: squared lengths are not kept on average; what is the variance of an entry?",
    )
    expect(
        0.5 * math.sqrt(2 / m) < ratio.std() < 1.7 * math.sqrt(2 / m),
        "project: lengths vary more or less than under a random map to m dimensions",
    )
    expect(
        np.allclose(found[1], 3 * found[0][100:180]),
        "project: not one linear map: rows projected alone, or scaled, come out elsewhere (the"
        " map may depend on the seed and the number of columns only)",
        share=0.3,
    )
    moved = np.abs(found[2] - found[0]).max() > 1e-6
    expect(moved, "project: another seed must give another map", share=0.6)
    single = (found[3] ** 2).sum(axis=1)
    expect(
        single.min() > 0.2 and single.max() < 3,
        "project: rows with a single coordinate lose or gain far too much: every direction must"
        " mix all columns",
        share=0.3,
    )


@check("distortion and dimension_for are exact", points=2)
def promises(rng: Rng) -> Steps:
    """Projected rows, equal rows among them; the guarantee for many n and eps."""
    X, _ = split(rng, "digits", 60, 1)
    X[7] = X[31]
    Z = X @ rng.normal(size=(64, 20)) / math.sqrt(20)
    plans = [(int(n), float(e)) for n, e in zip([100, 1797, 10**6], [0.1, 0.3, 0.5], strict=True)]
    plans += [(int(n), round(float(rng.uniform(0.05, 0.9)), 3)) for n in rng.integers(5, 10**5, 17)]
    value, *dims = yield [call("distortion", X, Z), *(call("dimension_for", *p) for p in plans)]
    expect(isinstance(value, dict), "distortion: return a dict with worst and mean")
    ratios = [
        ((Z[i] - Z[j]) ** 2).sum() / ((X[i] - X[j]) ** 2).sum()
        for i in range(60) for j in range(i) if (X[i] != X[j]).any()
    ]  # fmt: skip
    worst = max(abs(one - 1) for one in ratios)
    for name, right in (("worst", worst), ("mean", sum(ratios) / len(ratios))):
        expect(
            abs(as_number(value.get(name), f"distortion: {name}") - right) < 1e-6,
            f"distortion: {name} is wrong: squared distances, each pair once, equal rows left out",
        )
    found = as_array(dims, (20,), "dimension_for").tolist()
    right = [math.ceil(math.log(n) * 24 / (3 * e**2 - 2 * e**3)) for n, e in plans]
    expect(found == right, "dimension_for: not the smallest whole number that the bound asks for",
           share=0.4)  # fmt: skip

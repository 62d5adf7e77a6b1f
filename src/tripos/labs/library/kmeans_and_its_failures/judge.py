"""The checks of k-means: seeding by its law, descent, emptied clusters, and failures noticed."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.kmeans_and_its_failures.data import (
    blobs,
    grams,
    iris,
    rings,
    thin_cloud,
    wine,
)

_DRAWS = 90


def _labels(value: Any, n: int, what: str) -> Floats:
    expect(isinstance(value, dict) and "labels" in value, f"{what}: return a dict with labels")
    return as_array(value["labels"], (n,), f"{what}: labels")


@check("seed_centres draws by squared distance", points=2)
def by_square(rng: Rng) -> Steps:
    """400 rows at 0, 64 at 1, one at 8: after a 0 the last two places are equally likely."""
    X = np.concatenate([np.zeros(400), np.ones(64), [8.0]])[rng.permutation(465), None]
    seeds = [int(one) for one in rng.choice(10**6, _DRAWS, replace=False)]
    found = yield [call("seed_centres", X, 2, seed) for seed in seeds]
    drawn = np.array([as_array(one, (2, 1), "seed_centres")[:, 0] for one in found])
    expect(np.isin(drawn, X).all(), "seed_centres: a centre is no row of X")
    after = drawn[drawn[:, 0] == 0, 1]
    expect(
        len(after) > 0.6 * _DRAWS,
        "seed_centres: the first centre is not drawn uniformly from the rows",
    )
    expect(
        (after != 0).all(), "seed_centres: a row at distance 0 was drawn though others are farther"
    )
    share = float((after == 8).mean())
    expect(
        share < 0.78,
        "seed_centres: one lone row at distance 8 is taken nearly always: draw at random with"
        " probability"
        " by squared distance, rather than take the farthest",
    )
    expect(
        share > 0.24,
        "seed_centres: one row at distance 8 counts as much as 64 rows at distance 1 (the"
        " square), but it is"
        " drawn far more seldom",
    )


@check("seed_centres: first centres vary with the seed, copies do not break it", points=1)
def seeds_vary(rng: Rng) -> Steps:
    """Fewer different rows than k, and repeatable."""
    X = rng.normal(size=(50, 2))
    copies = np.repeat(rng.normal(size=(2, 3)), 5, axis=0)
    calls = [call("seed_centres", X, 2, seed) for seed in [*range(12), 3]]
    three = np.repeat(np.array([[0.0], [10.0], [20.0]]), 5, axis=0)
    spread = [call("seed_centres", three, 3, seed) for seed in range(8)]
    *both, few = yield [*calls, *spread, call("seed_centres", copies, 4, 1)]
    found, apart = both[: len(calls)], both[len(calls) :]
    rows = [as_array(one, (2, 2), "seed_centres") for one in found]
    expect(
        np.array_equal(rows[-1], rows[3]), "seed_centres: the same seed must give the same centres"
    )
    first = {tuple(one[0]) for one in rows}
    expect(len(first) >= 6, "seed_centres: the first centre hardly changes with the seed")
    four = as_array(few, (4, 3), "seed_centres (two different rows, k = 4)")
    expect(
        len(np.unique(four, axis=0)) == 2, "seed_centres: of two different rows both must be drawn"
    )
    for one in apart:
        drawn = as_array(one, (3, 1), "seed_centres (three places, k = 3)")
        expect(
            len(np.unique(drawn)) == 3,
            "seed_centres: of three places one was drawn twice: distances are to the nearest of"
            " all centres so far, not to the last",
        )


def _descent(X: Floats, k: int, found: Any, what: str) -> None:
    labels = _labels(found, len(X), what)
    expect("centres" in found and "path" in found, f"{what}: the dict lacks centres or path")
    centres = as_array(found["centres"], (k, X.shape[1]), f"{what}: centres")
    path = as_array(found["path"], (None,), f"{what}: path")
    used = set(labels.tolist())
    expect(used <= set(range(k)), f"{what}: labels must lie between 0 and k - 1")
    expect(
        len(used) == k,
        f"{what}: a cluster is empty at the end; give it the row farthest from its centre",
    )
    far = ((X[:, None] - centres[None]) ** 2).sum(axis=2)
    own = far[np.arange(len(X)), labels.astype(int)]
    slack = 1e-6 * (1 + far.min(axis=1))
    expect((own <= far.min(axis=1) + slack).all(), f"{what}: rows are not at their nearest centre")
    means = np.array([X[labels == j].mean(axis=0) for j in range(k)])
    expect(
        np.allclose(means, centres, atol=1e-6),
        f"{what}: centres are not the means of their clusters",
    )
    rises = np.diff(path) > 1e-9 * path[:-1] + 1e-9
    expect(
        len(path) > 1 and not rises.any(),
        f"{what}: the path of the cost rises (or has one entry only)",
    )
    expect(
        np.isclose(path[-1], own.sum(), rtol=1e-6),
        f"{what}: the path does not end at the cost, the sum of squared distances, of what is"
        " returned",
    )


@check("lloyd descends to means and nearest centres, on the irises and far from zero", points=2)
def descends(rng: Rng) -> Steps:
    """An offset of 1e8 must change nothing."""
    X = iris()
    near, _ = blobs(rng, 3)
    start, early = (
        X[rng.choice(len(X), 4, replace=False)],
        near[rng.choice(len(near), 3, replace=False)],
    )
    far = near + 1e8
    plain, moved = yield [call("lloyd", X, start), call("lloyd", far, early + 1e8)]
    _descent(X, 4, plain, "lloyd (irises)")
    _labels(moved, len(X) * 0 + len(far), "lloyd (offset 1e8)")
    moved = {**moved, "centres": as_array(moved.get("centres"), (3, 2), "lloyd (offset 1e8)") - 1e8}
    _descent(far - 1e8, 3, moved, "lloyd (offset 1e8, spread 1; take differences before squaring)")


@check("lloyd fills clusters that lose all their rows", points=2)
def emptied(rng: Rng) -> Steps:
    """Two centres that start far off, and two that start at the same place."""
    X, _ = blobs(rng, 5)
    off = np.vstack([X[:3], [[1e3, 1e3], [2e3, -1e3]]])
    twice = np.vstack([X[:3], X[:2]])
    found = yield [call("lloyd", X, off), call("lloyd", X, twice)]
    for value, what in zip(found, ("centres far off", "two centres twice"), strict=True):
        _descent(X, 5, value, f"lloyd ({what})")


@check("silhouette matches its definition, with lone rows and any names", points=2)
def silhouettes(rng: Rng) -> Steps:
    """Against a loop over rows."""
    X = rng.normal(size=(40, 3))
    labels = rng.choice([-3, 2, 9], 40)
    labels[:6] = [-3, -3, 2, 2, 9, 9]
    labels[7] = 100
    s = as_array((yield call("silhouette", X, labels)), (40,), "silhouette")
    truth = np.zeros(40)
    for i in range(40):
        far = np.sqrt(((X - X[i]) ** 2).sum(axis=1))
        own = (labels == labels[i]) & (np.arange(40) != i)
        if own.any():
            a = far[own].mean()
            b = min(far[labels == one].mean() for one in set(labels.tolist()) - {labels[i]})
            truth[i] = (b - a) / max(a, b)
    expect(s[7] == 0, "silhouette: a row that is alone in its cluster has silhouette 0")
    expect(
        np.allclose(s, truth, atol=1e-9),
        "silhouette: not (b - a)/max(a, b): b is the smallest of the mean distances to other"
        " clusters, a the mean"
        " distance within the own one without the row itself, and distances are not squared",
    )


@check("agreement is the adjusted Rand index", points=2)
def adjusted(rng: Rng) -> Steps:
    """Against counting all pairs, and at its edges."""
    a = rng.integers(0, 4, 60)
    b = np.where(rng.random(60) < 0.5, a, rng.integers(0, 6, 60))
    one, all_apart = np.zeros(20, dtype=int), np.arange(20)
    values = yield [
        call("agreement", a, b),
        call("agreement", a, (a * 7 + 3) % 11),
        call("agreement", one, one + 5),
        call("agreement", all_apart, all_apart[::-1].copy()),
        call("agreement", one, all_apart),
    ]
    found = [as_number(value, "agreement") for value in values]
    same = (
        np.equal.outer(a, a)[np.triu_indices(60, 1)],
        np.equal.outer(b, b)[np.triu_indices(60, 1)],
    )
    both, left, right = (same[0] & same[1]).sum(), same[0].sum(), same[1].sum()
    by_chance = left * right / len(same[0])
    truth = (both - by_chance) / ((left + right) / 2 - by_chance)
    expect(abs(found[1] - 1) < 1e-9, "agreement: other names for the same clusters must give 1")
    expect(
        abs(found[0] - truth) < 1e-9, "agreement: not the Rand index adjusted for what chance gives"
    )
    expect(
        max(abs(found[2] - 1), abs(found[3] - 1)) < 1e-9,
        "agreement: two trivial partitions that are equal give 1",
    )
    expect(
        abs(found[4]) < 1e-9, "agreement: all together against all apart is what chance gives: 0"
    )


@check("choose_k finds planted clusters, and none where there are none", points=3)
def honest(rng: Rng) -> Steps:
    """Clear clusters, a long thin cloud, a square filled evenly."""
    k = int(rng.integers(3, 6))
    clear, _ = blobs(rng, k, 30, 9.0)
    cloud, even = thin_cloud(rng), rng.uniform(size=(150, 2))
    ks = [2, 3, 4, 5, 6, 7]
    values = yield [call("choose_k", X, ks, 5) for X in (clear, cloud, even)]
    found = [as_number(value, "choose_k") for value in values]
    right = [found[0] == k, found[1] == 1, found[2] == 1]
    share = sum(right) / 3 if right[0] and any(right[1:]) else 0.0
    expect(
        right[0],
        "choose_k: it misses the number of clear, round clusters (9 standard deviations apart)",
    )
    expect(
        right[1],
        "choose_k: it finds clusters in one long thin normal cloud: compare with structureless"
        " data of the"
        " same shape before you believe a silhouette",
        share=share,
    )
    expect(
        right[2],
        "choose_k: it finds clusters in a square filled evenly, where the answer is 1",
        share=share,
    )


def _warned(value: Any, n: int) -> set[str]:
    _labels(value, n, "notice")
    warnings = value.get("warnings")
    fits = isinstance(warnings, list) and all(isinstance(one, str) for one in warnings)
    expect(fits, "notice: warnings must be a list of texts")
    expect(
        set(warnings) <= {"scale", "unstable", "cut"},
        "notice: a warning that the brief does not know",
    )
    return set(warnings)


@check("notice keeps quiet where k-means is right, and labels rightly", points=2)
def quiet(rng: Rng) -> Steps:
    """Clear round clusters with the right k."""
    k = int(rng.integers(3, 6))
    X, truth = blobs(rng, k)
    value = yield call("notice", X, k, 3)
    warnings = _warned(value, len(X))
    labels = as_array(value["labels"], (len(X),), "notice: labels")
    pairs = {(a, b) for a, b in zip(labels.tolist(), truth.tolist(), strict=True)}
    expect(len(pairs) == k, "notice: clear, round clusters are not recovered: start more than once")
    expect(not warnings, "notice: a warning for clear, round clusters and the right k", share=0.25)


@check("notice warns of units, shapes and a wrong k", points=3)
def failures(rng: Rng) -> Steps:
    """The wines as measured, a column in grams, rings, and twice as many clusters as there are."""
    measured, units, shape = wine(), grams(rng), rings(rng)
    many, _ = blobs(rng, 4)
    values = yield [call("notice", measured, 3, 1), call("notice", units, 3, 1),
                    call("notice", shape, 2, 1), call("notice", many, 8, 1)]  # fmt: skip
    cases = ((measured, "scale", "the wines as measured: one column has the largest numbers"),
             (units, "scale", "a column without structure in a unit a hundred times smaller"),
             (shape, "cut", "two rings around the same middle, cut across"),
             (many, "unstable", "twice as many clusters as there are"))  # fmt: skip
    missed = [(wanted, said) for value, (X, wanted, said) in zip(values, cases, strict=True)
              if wanted not in _warned(value, len(X))]  # fmt: skip
    if missed:
        wanted, said = missed[0]
        share = (4 - len(missed)) / 4 * 0.8
        expect(
            False,
            f"notice: no warning '{wanted}' for {said}",
            share=0 if len(missed) > 2 else share,
        )

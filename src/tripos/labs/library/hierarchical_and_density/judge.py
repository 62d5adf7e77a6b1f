"""The checks of clustering: merges and ties, cuts, cophenetic heights, DBSCAN, and choices."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.hierarchical_and_density.data import (
    agreement,
    density_labels,
    disputed,
    distances,
    grid,
    heaps,
    in_order,
    interval,
    naive_merges,
    shape,
    wines,
)

_LINKAGES = ("single", "complete", "average")


@check("agglomerate merges by the linkage's own distance", points=3)
def merging(rng: Rng) -> Steps:
    """Wines, against distances taken from all pairs at every merge."""
    D = distances(wines(rng, 45))
    values = yield [call("agglomerate", D, name) for name in _LINKAGES]
    for kept, (value, name) in enumerate(zip(values, _LINKAGES, strict=True)):
        found = as_array(value, (44, 4), f"agglomerate ({name})")
        right = naive_merges(D, name)
        share = 0.2 * kept
        fits = np.allclose(np.sort(found[:, 2]), np.sort(right[:, 2]))
        said = "weighted by the rows of the parts" if name == "average" else "over all pairs"
        expect(fits, f"agglomerate ({name}): heights are not the distances {said}", share=share)
        expect(
            np.array_equal(found[:, [0, 1, 3]], right[:, [0, 1, 3]]),
            f"agglomerate ({name}): the heights are right, the clusters are not: a < b, merge i"
            " makes cluster n + i, and the last column counts the rows of the new cluster",
            share=share,
        )


@check("agglomerate breaks ties by the lowest numbers", points=2)
def ties(rng: Rng) -> Steps:
    """Points of a grid, in which most distances occur many times."""
    cases = [(distances(grid(rng, n, 6)), name) for n, name in
             ((24, "single"), (20, "complete"), (14, "complete"), (30, "single"))]  # fmt: skip
    values = yield [call("agglomerate", *case) for case in cases]
    for value, (D, name) in zip(values, cases, strict=True):
        found = as_array(value, (len(D) - 1, 4), f"agglomerate ({name}, ties)")
        expect(
            np.array_equal(found, naive_merges(D, name)),
            f"agglomerate ({name}, ties): of pairs at the same least distance take the one with"
            " the least cluster number a, then b (numbers of clusters, not places in a matrix)",
        )


@check("cut and cut_at undo the right merges and number clusters by their first row", points=2)
def cutting(rng: Rng) -> Steps:
    """Every number of clusters; heights between, on and below those of merges."""
    D = distances(grid(rng, 25, 7))
    merges = naive_merges(D, "single")
    counts = [1, 2, 3, 7, 24, 25]
    on = float(np.median(merges[:, 2]))
    heights = [0.0, on, on + 1e-6, on - 1e-6, float(merges[-1, 2])]
    calls = [call("cut", merges, c) for c in counts] + [call("cut_at", merges, h) for h in heights]
    values = yield calls
    steps = [25 - c for c in counts] + [int(sum(merges[:, 2] <= h)) for h in heights]
    for value, one, made in zip(values, calls, steps, strict=True):
        parts = {i: {i} for i in range(25)}
        for i, (a, b) in enumerate(merges[:made, :2].astype(int).tolist()):
            parts[25 + i] = parts.pop(a) | parts.pop(b)
        home = {row: name for name, rows in parts.items() for row in rows}
        right = in_order([home[i] for i in range(25)])
        found = as_array(value, (25,), one.function).astype(int).tolist()
        case = (
            f"{one.function} ({'count' if one.function == 'cut' else 'height'} {one.args[1]:.4g})"
        )
        expect(
            in_order(found) == right,
            f"{case}: the wrong merges are made (cut: all but the last count - 1; cut_at: all up"
            " to the height, those at it as well)",
        )
        expect(found == right, f"{case}: number clusters 0, 1, ... by their lowest row", share=0.4)


@check("cophenetic gives the heights of meeting and their correlation", points=2)
def meeting(rng: Rng) -> Steps:
    """Wines by two linkages; the height of every pair from cuts at each merge."""
    D = distances(wines(rng, 32))
    trees = [naive_merges(D, name) for name in ("average", "complete")]
    values = yield [call("cophenetic", D, one) for one in trees]
    pairs = [(i, j) for i in range(32) for j in range(i + 1, 32)]
    for value, merges in zip(values, trees, strict=True):
        expect(isinstance(value, dict), "cophenetic: return a dict with heights and correlation")
        parts, met = {i: {i} for i in range(32)}, np.zeros((32, 32))
        for step, (a, b, height, _) in enumerate(merges.tolist()):
            parts[32 + step] = parts.pop(int(a)) | parts.pop(int(b))
            for i in parts[32 + step]:
                for j in parts[32 + step] - {i}:
                    met[i, j] = met[i, j] or height
        found = as_array(value.get("heights"), (32, 32), "cophenetic: heights")
        expect(
            np.allclose(found, met),
            "cophenetic: not the height of the first merge that has both rows in one cluster, 0 on"
            " the diagonal",
        )
        x, y = (np.array([one[pair] for pair in pairs]) for one in (D, met))
        right = float(((x - x.mean()) * (y - y.mean())).mean() / x.std() / y.std())
        given = as_number(value.get("correlation"), "cophenetic: correlation")
        said = "cophenetic: the correlation is over pairs i < j only, without the diagonal"
        expect(abs(given - right) < 1e-9, said, share=0.4)


def _density(value: Any, rows: int) -> tuple[list[int], list[bool]]:
    expect(isinstance(value, dict), "dbscan: return a dict with labels and core")
    labels = as_array(value.get("labels"), (rows,), "dbscan: labels")
    core = as_array(value.get("core"), (rows,), "dbscan: core")
    return labels.astype(int).tolist(), [bool(one) for one in core]


@check("dbscan follows the definition, at exact distances and in any order of the rows", points=3)
def density(rng: Rng) -> Steps:
    """Grids with distances equal to eps; a line with border rows between; wines; rows moved."""
    cases: list[tuple[Floats, float, int, str]] = [
        (grid(rng, 60, 15), 2.0, 4, "a grid, distances equal to eps"),
        (grid(rng, 50, 12), 1.0, 3, "a grid, few core rows"),
        (disputed(rng), 1.8, 4, "border rows between two clusters"),
        (grid(rng, 30, 40), 2.0, 4, "hardly any core rows"),
        (wines(rng, 70), 2.4, 4, "wines"),
    ]
    values = yield [call("dbscan", *case[:3]) for case in cases]
    for value, (X, eps, least, said) in zip(values, cases, strict=True):
        labels, core = _density(value, len(X))
        right, kernel = density_labels(distances(X), eps, least)
        expect(
            core == kernel,
            f"dbscan ({said}): not the core rows: at least `least` rows at a distance of at most"
            " eps, the row itself counted",
        )
        kernels = [i for i in range(len(X)) if kernel[i]]
        fits = [labels[i] for i in kernels] == [right[i] for i in kernels]
        noise = [one < 0 for one in labels] == [one < 0 for one in right]
        said_so = f"dbscan ({said}): "
        expect(noise, said_so + "noise is what is within eps of no core row", share=0.2)
        expect(
            fits,
            said_so + "core rows are linked only through core rows, clusters numbered by their"
            " lowest core row",
            share=0.2,
        )
        expect(
            labels == right,
            said_so + "a border row belongs to the cluster of the core row nearest to it (ties:"
            " the lowest row), whichever cluster comes first",
            share=0.6,
        )


@check("choose_eps finds the planted groups among noise, in any units", points=3)
def radius(rng: Rng) -> Steps:
    """Rings, moons and round clusters with noise over them; least is 5."""
    plans = (("rings", 12), ("moons", 11), ("round clusters", 13))
    made = [shape(rng, *plan) for plan in plans]
    values = yield [call("choose_eps", X, 5) for X, _ in made]
    good = 0
    said = ""
    for value, (X, truth), (name, _) in zip(values, made, plans, strict=True):
        eps = as_number(value, f"choose_eps ({name})")
        labels = np.array(density_labels(distances(X), eps, 5)[0])
        found = agreement(labels[truth >= 0].tolist(), truth[truth >= 0].tolist())
        good += found > 0.7
        if found <= 0.7:
            kind = "noise joins the groups" if labels.max() < truth.max() else "groups fall apart"
            said = f"choose_eps ({name}): with this eps dbscan does not find the groups: {kind}"
    expect(good == len(plans), said, share=good / len(plans) / 2)


@check("eps_interval is the widest run of radii with that many clusters", points=2)
def runs(rng: Rng) -> Steps:
    """Heaps of unlike density, near and far, and points of a grid."""
    near, away, mixed = heaps(rng, 100), heaps(rng, 400), grid(rng, 24, 7)
    cases = [(near, 3, 2), (near, 3, 1), (away, 3, 2), (away, 3, 3), (away, 3, 9), (mixed, 1, 4),
             (mixed, 4, 2)]  # fmt: skip
    values = yield [call("eps_interval", *case) for case in cases]
    for value, (X, least, count) in zip(values, cases, strict=True):
        right = interval(distances(X), least, count)
        case = f"eps_interval (least {least}, {count} clusters)"
        expect(isinstance(value, list | np.ndarray), f"{case}: return [low, high] or []")
        if right is None:
            expect(len(value) == 0, f"{case}: no eps gives this number, so []")
            continue
        expect(len(value) == 2, f"{case}: there are radii that give this number")
        found = as_array(value, (2,), case)
        expect(
            np.allclose(found, right, rtol=1e-6),
            f"{case}: not the run of the largest ratio, from the distance at which the number"
            " appears to the distance at which it changes",
        )


@check("stable_linkage chooses the linkage that finds what is planted", points=3)
def chooses(rng: Rng) -> Steps:
    """Rings, round clusters, and two clusters with a bridge between them."""
    plans = (("rings", 2), ("a bridge", 2), ("round clusters", 4))
    made = [shape(rng, name) for name, _ in plans]
    seed = int(rng.integers(1000))
    values = yield [
        call("stable_linkage", X, count, seed)
        for (X, _), (_, count) in zip(made, plans, strict=True)
    ]
    for kept, (value, (X, truth), (name, count)) in enumerate(
        zip(values, made, plans, strict=True)
    ):
        fits = isinstance(value, dict) and value.get("linkage") in _LINKAGES
        expect(fits, "stable_linkage: return a dict with linkage and labels")
        labels = as_array(value.get("labels"), (len(X),), "stable_linkage: labels").astype(int)
        expect(
            len(set(labels.tolist())) == count,
            f"stable_linkage ({name}): labels of another number of clusters than asked for",
        )
        expect(
            agreement(labels.tolist(), truth.tolist()) > 0.75,
            f"stable_linkage ({name}): {value['linkage']} linkage does not find these groups;"
            " measure how well cuts of random halves agree with the cut of all rows, corrected for"
            " chance",
            share=0.2 * kept,
        )

"""The checks of monotonicity: the fit, falls of curves, where the risk falls, and the repair."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect
from tripos.labs.library.repair_monotonicity.data import (
    Feed,
    between,
    expected_loss,
    feed,
    isotonic,
    overlap,
)


@check("rising is the best fit that does not fall, and applied goes straight between", points=3)
def fits(rng: Rng) -> Steps:
    """Ties, weights of zero, all falling, all rising, one row, outcomes of 0 and 1."""
    x = rng.integers(0, 25, 90).astype(float)
    cases = [
        (x, (rng.random(90) < x / 30) * 1.0, np.ones(90), "outcomes of 0 and 1, many ties"),
        (
            x,
            rng.normal(size=90),
            np.where(x == x[0], 0.0, rng.choice([0, 0.5, 3], 90)),
            "weights of 0",
        ),
        (np.arange(12.0), -np.arange(12.0), rng.random(12) + 0.1, "a series that only falls"),
        (np.arange(12.0), np.arange(12.0) ** 2, np.ones(12), "a series that only rises"),
        (np.array([3.0]), np.array([0.7]), np.array([2.0]), "one row"),
        (rng.permutation(60) * 1.0, rng.random(60), np.ones(60), "rows in any order"),
    ]
    fits = yield [call("rising", a, b, w) for a, b, w, _ in cases]
    right = [isotonic(a, b, w) for a, b, w, _ in cases]
    for fit, (known, best), (*_, said) in zip(fits, right, cases, strict=True):
        fits_form = isinstance(fit, dict) and {"x", "p"} <= set(fit)
        expect(fits_form, "rising: return a dict with x and p")
        found = as_array(fit["x"], (None,), "rising: x")
        expect(found.tolist() == known.tolist(), f"rising ({said}): x must be the distinct values"
               " of rows with weight, ascending")  # fmt: skip
        expect(
            np.allclose(as_array(fit["p"], known.shape, "rising: p"), best, atol=1e-9),
            f"rising ({said}): not the least-squares fit that does not fall: rows of equal x count"
            " as one with their joint weight, and neighbours out of order are merged by weight,"
            " also with those before them",
        )
    asked = [np.concatenate([known, rng.uniform(known[0] - 3, known[-1] + 3, 20)])
             for known, _ in right]  # fmt: skip
    plain = [{"x": known, "p": best} for known, best in right]
    values = yield [call("applied", fit, new) for fit, new in zip(plain, asked, strict=True)]
    for value, (known, best), new in zip(values, right, asked, strict=True):
        wanted = [between(known, best, one) for one in new]
        found = as_array(value, new.shape, "applied")
        expect(np.allclose(found, wanted), "applied: straight lines between the values of x, level"
               " beyond the first and the last", share=0.1)  # fmt: skip


@check("worst_falls adds up what falls, step by step", points=3)
def curves(rng: Rng) -> Steps:
    """Random curves, long gentle falls, curves that rise, grids in any order, equal falls."""
    walk = np.cumsum(rng.normal(size=(30, 18)), axis=1)
    gentle = np.tile(np.linspace(1, 0, 18), (2, 1)) + 0.2 * (np.arange(18) == 9)
    steps = np.round(rng.random((20, 18)) * 4) / 4
    rise = np.sort(rng.random((3, 18)), axis=1)
    grid = np.sort(rng.normal(size=18)) * 10
    order = rng.permutation(18)
    table = np.vstack([walk, gentle, steps, rise])
    cases = [(grid, table), (grid[order], table[:, order])]
    values = yield [call("worst_falls", *case) for case in cases]
    right = [_fall(grid, curve) for curve in table]
    for value, said in zip(values, ("a grid in order", "the same grid in any order"), strict=True):
        found = as_array(value, (len(table), 3), "worst_falls")
        expect(
            np.allclose(found[:, 0], [one[0] for one in right]),
            f"worst_falls ({said}): the fall is the largest difference of a value and a *later* one"
            " (by x), however many steps lie between; 0 if there is none",
        )
        expect(
            np.allclose(found, right),
            f"worst_falls ({said}): from and to: the first place at which the fall is complete,"
            " and the first from which it is that deep; the first of the grid, twice, without fall",
            share=0.1,
        )


def _fall(grid: Any, curve: Any) -> tuple[float, float, float]:
    best = (0.0, float(grid[0]), float(grid[0]))
    for j in range(len(grid)):
        for i in range(j):
            if curve[i] - curve[j] > best[0]:
                best = (float(curve[i] - curve[j]), float(grid[i]), float(grid[j]))
    return best


def _interval(found: Any) -> list[float]:
    bounds = as_array(found, (None,), "fallen").tolist()
    fits = len(bounds) in (0, 2) and bounds == sorted(bounds)
    expect(fits, "fallen: return [low, high] or []")
    return bounds


def _ask(made: Feed) -> Any:
    return call("fallen", made.x, made.group, made.y)


@check("fallen finds where the risk falls", points=3)
def finds(rng: Rng) -> Steps:
    """Eight feeds with spoilt labels in an interval."""
    feeds = [feed(rng) for _ in range(8)]
    values = yield [_ask(made) for made in feeds]
    found = [_interval(value) for value in values]
    named = sum(bool(one) for one in found)
    expect(named >= 7, f"fallen: a fall is found in {named} of 8 feeds only")
    hits = sum(
        bool(one) and overlap(one, made.interval, made.x_new) >= 0.6
        for one, made in zip(found, feeds, strict=True)
    )
    wide = np.median([_share(one, made) / _share(made.interval, made)
                      for one, made in zip(found, feeds, strict=True) if one])  # fmt: skip
    size = "wider than" if wide > 1.4 else "narrower than" if wide < 0.7 else "as wide as"
    expect(
        hits >= 7,
        f"fallen: overlaps by 0.6 or more in {hits} of 8 feeds; yours are mostly {size} the right"
        " ones: ask which run of the data a falling risk explains better than a rising one, with"
        " the rest rising, and weigh by the likelihood",
        share=0.4 if hits >= 5 else 0.0,
    )


def _share(bounds: list[float], made: Feed) -> float:
    return float(((made.x_new >= bounds[0]) & (made.x_new <= bounds[1])).mean())


@check("fallen names nothing where the risk rises in every group", points=3)
def nothing(rng: Rng) -> Steps:
    """A risk that rises, one that rests for a while, and one that only seems to fall."""
    kinds = ["clean"] * 3 + ["plateau"] * 3 + ["composition"] * 4
    feeds = [feed(rng, kind) for kind in kinds]
    values = yield [_ask(made) for made in feeds]
    named = [bool(_interval(value)) for value in values]
    expect(
        sum(named[:6]) <= 1,
        f"fallen: a fall is found in {sum(named[:6])} of 6 feeds in which the risk rises or rests:"
        " among hundreds of intervals the best one always gains something by chance; find out how"
        " much, on feeds of your own without a fall",
        share=0.1 if sum(named[:6]) == 2 else 0.0,
    )
    expect(
        sum(named[6:]) <= 1,
        f"fallen: a fall is found in {sum(named[6:])} of 4 feeds in which the risk rises in each"
        " group and only the mixture changes: look at each group by itself",
        share=0.1 if sum(named[6:]) == 2 else 0.0,
    )


def _repair(made: Feed) -> Any:
    return call("repaired", made.x, made.group, made.y, made.interval, made.x_new, made.group_new)


@check("repaired rises with x in each group, wherever it is asked", points=3)
def monotone(rng: Rng) -> Steps:
    """New rows in any order, beyond the data, in groups that were never seen or hardly."""
    made, calm = feed(rng), feed(rng, "plateau")
    few = np.concatenate([np.flatnonzero(made.group != 5), np.flatnonzero(made.group == 5)[:4]])
    grid = np.concatenate([[-1e9, 1e9], np.quantile(made.x, np.linspace(0, 1, 200))])
    grid = rng.permutation(np.repeat(grid, 4))
    group = rng.choice([2, 5, 11, 77], len(grid))
    cases = [
        (made.x, made.group, made.y, made.interval, "spoilt labels"),
        (calm.x, calm.group, calm.y, [], "no interval"),
        (made.x[few], made.group[few], made.y[few], made.interval, "a group of four rows"),
    ]
    values = yield [call("repaired", *case[:4], grid, group) for case in cases]
    for value, (*_, said) in zip(values, cases, strict=True):
        p = as_array(value, grid.shape, "repaired")
        expect(((p >= 0) & (p <= 1)).all(), "repaired: risks lie between 0 and 1")
        for name in (2, 5, 11, 77):
            own = group == name
            order = np.argsort(grid[own], kind="stable")
            rises = (np.diff(p[own][order]) >= -1e-9).all()
            expect(rises, f"repaired ({said}): within a group the risk falls somewhere, or differs"
                   " for equal x")  # fmt: skip


@check("repaired loses nothing where labels were spoilt", points=3)
def loses(rng: Rng) -> Steps:
    """Judged by the risks of orders to come, of which none is spoilt."""
    spoilt = [feed(rng) for _ in range(5)]
    calm = [feed(rng, kind) for kind in ("clean", "composition", "composition")]
    values = yield [_repair(made) for made in [*spoilt, *calm]]
    lost = []
    for value, made in zip(values, [*spoilt, *calm], strict=True):
        p = as_array(value, made.risk_new.shape, "repaired")
        lost.append(expected_loss(p, made.risk_new))
    expect(
        np.mean(lost[5:]) <= 0.006,
        "repaired: with no interval to distrust, the log-loss is above what the data allow: fit"
        " each group by itself, and do not let single rows make steps or risks of 0 and 1",
    )
    expect(
        np.mean(lost[:5]) <= 0.014,
        "repaired: in the interval the log-loss of orders to come is too high: a monotone fit to"
        " spoilt labels is monotone and wrong; leave these rows out and go from the one end to the"
        " other, in each group",
    )

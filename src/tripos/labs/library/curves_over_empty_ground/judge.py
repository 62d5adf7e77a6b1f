"""The checks of the plot: the curve, local effects, empty ground, the real rise, the verdict."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.curves_over_empty_ground.data import (
    DEPENDENT,
    GRID,
    World,
    accumulated,
    curve,
    world,
)

VERDICTS = ("supported", "unsupported", "misleading")


@check("partial_dependence is the mean output of all rows with the column set", points=3)
def dependence(rng: Rng) -> Steps:
    """A planted column, another one, a single grid value, a grid in no order."""
    made = world(rng, "above", wild=True)
    other = (made.column + 1) % 5
    grids = ((made.column, made.grid), (other, rng.choice(made.X[:, other], 7)),
             (made.column, made.grid[:1]))  # fmt: skip
    values = yield [call("partial_dependence", made.net, made.X, *pair) for pair in grids]
    for value, (column, grid) in zip(values, grids, strict=True):
        found = as_array(value, (len(grid),), "partial_dependence")
        expect(
            np.allclose(found, curve(made.net, made.X, column, grid), atol=1e-6),
            "partial_dependence: for each grid value, in the order given, the mean output of all"
            " rows after the column was set to it; relu after every layer but the last",
        )


@check("ale adds up the changes of those rows that lie in each interval", points=3)
def effects(rng: Rng) -> Steps:
    """Many edges, few uneven ones, some beyond the rows or inside them, values on edges."""
    made = world(rng, "band", wild=True)
    x = np.sort(made.X[:, made.column])
    inner = np.array([x[50], x[51], x[400], x[401] + 0.3 * (x[700] - x[401]), x[900]])
    beyond = x[-1] + np.ptp(x) * np.array([0.1, 0.2])
    wide = np.append(np.quantile(x, [0, 0.3, 0.5, 0.9, 1]), beyond)
    cases = (
        (np.unique(np.quantile(x, np.linspace(0, 1, 21))), "edges at quantiles"),
        (inner, "edges that leave rows out on both sides"),
        (wide, "an interval without rows"),
    )
    values = yield [call("ale", made.net, made.X, made.column, edges) for edges, _ in cases]
    for value, (edges, said) in zip(values, cases, strict=True):
        found = as_array(value, edges.shape, "ale")
        right = accumulated(made.net, made.X, made.column, edges)
        expect(
            np.allclose(np.diff(found), np.diff(right), atol=1e-6),
            f"ale ({said}): over each interval the curve rises by the mean, over the rows whose"
            " value lies in it (its right edge included), of the output with the column at the"
            " right edge less that at the left edge",
        )
        expect(
            np.allclose(found, right, atol=1e-6),
            f"ale ({said}): the steps are right; the curve is centred so that its mean over these"
            " rows is 0, each row counting with the middle of its interval",
        )


def _empty(value: Any, made: World) -> float:
    """Share of wrong answers, among grid values that most rows, or few, are moved badly to."""
    found = as_array(value, (GRID,), "unsupported")
    expect(np.isin(found, (0, 1)).all(), "unsupported: True or False for each grid value")
    clear = (made.empty < 0.35) | (made.empty > 0.65)
    return float((found != (made.empty > 0.5))[clear].mean())


@check("unsupported names the part of the grid that lies over empty ground", points=3)
def hanging(rng: Rng) -> Steps:
    """An empty corner above or below, a band, a band that is bent."""
    worlds = [world(rng, kind, wild=False) for kind in DEPENDENT * 2]
    values = yield [call("unsupported", made.X, made.column, made.grid) for made in worlds]
    shares = [_empty(value, made) for value, made in zip(values, worlds, strict=True)]
    expect(
        np.mean(shares) <= 0.15,
        f"unsupported: on average {100 * np.mean(shares):.0f}% of the clear grid values are wrong:"
        " a value may be common and yet most rows cannot have it, beside what else they are;"
        " compare with rows that are alike in the other columns, and a correlation of zero does"
        " not clear a column",
    )


@check("unsupported is silent where the column goes with nothing", points=3)
def silent(rng: Rng) -> Steps:
    """The column is independent; some of its values are rare."""
    worlds = [world(rng, "free", wild=True) for _ in range(4)]
    values = yield [call("unsupported", made.X, made.column, made.grid) for made in worlds]
    shares = [_empty(value, made) for value, made in zip(values, worlds, strict=True)]
    expect(
        np.mean(shares) <= 0.1,
        "unsupported: grid values are named although the column has nothing to do with the others:"
        " between the rows there is always some room, and rare is not empty",
    )


def _asked(made: World) -> Any:
    return call("rise", made.net, made.X, made.column, made.grid[0], made.grid[-1])


def _near(value: Any, made: World) -> bool:
    return abs(as_number(value, "rise") / made.rise - 1) <= 0.15


@check("rise tells what happens where rows are, although the plot says otherwise", points=3)
def real(rng: Rng) -> Steps:
    """Networks that run wild over empty ground."""
    worlds = [world(rng, kind, wild=True) for kind in DEPENDENT * 2]
    values = yield [_asked(made) for made in worlds]
    right = sum(_near(value, made) for value, made in zip(values, worlds, strict=True))
    expect(
        right >= 7,
        f"rise: within 15% of the truth in {right} of 8 cases in which the plot is drawn over empty"
        " ground: move rows a little way at a time, those that are there; neither the plot nor the"
        " mean output of rows that have the value tells it",
    )


@check("rise is right where nothing is wrong with the plot", points=3)
def plain(rng: Rng) -> Steps:
    """Independent columns, and dependent ones with a network that stays itself."""
    worlds = [world(rng, kind, wild=False) for kind in ("free", "above", "free", "band", "bent")]
    values = yield [_asked(made) for made in worlds]
    right = sum(_near(value, made) for value, made in zip(values, worlds, strict=True))
    expect(
        right == 5,
        f"rise: within 15% of the truth in {right} of 5 cases in which the plot is right: columns"
        " that go together with this one rise with it, and their effect is not its own",
    )


@check("verdict accuses a plot that misleads, and no other", points=3)
def judged(rng: Rng) -> Steps:
    """Four that mislead, three that stand on nothing and are right, three that stand."""
    kinds = [*((kind, True) for kind in DEPENDENT), *((kind, False) for kind in DEPENDENT[1:]),
             *[("free", True)] * 3]  # fmt: skip
    worlds = [world(rng, kind, wild=wild) for kind, wild in kinds]
    values = yield [call("verdict", made.net, made.X, made.column, made.grid) for made in worlds]
    for value in values:
        expect(
            isinstance(value, str) and value in VERDICTS,
            f"verdict: return one of {', '.join(map(repr, VERDICTS))}",
        )
    for name, least in (("supported", 3), ("misleading", 3), ("unsupported", 2)):
        pairs = [pair for pair in zip(values, worlds, strict=True) if pair[1].verdict == name]
        right = sum(value == name for value, _ in pairs)
        expect(
            right >= least,
            f"verdict: '{name}' in {right} of the {len(pairs)} cases in which it is true: ask first"
            " whether rows are there, then whether the plot rises as the output does where rows"
            " are",
        )

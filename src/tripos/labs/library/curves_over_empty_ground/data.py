"""Data of the lab: cars with one planted column, and networks that run wild where no car is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

Net = list[list[Any]]
DEPENDENT = ("above", "below", "band", "bent")
ROWS, GRID = 1000, 25
_FAR, _MARGIN = 60.0, 0.3


@cache
def cars() -> Floats:
    """Displacement, power, weight and acceleration, in units of deviation."""
    from bokeh_sampledata.autompg import autompg  # noqa: PLC0415 - heavy

    table = autompg[["displ", "hp", "weight", "accel"]].to_numpy(dtype=float)
    return np.asarray((table - table.mean(axis=0)) / table.std(axis=0))


@dataclass(frozen=True)
class Ground:
    """Which values the planted column may have beside a value b of its companion.

    Above: at most `edge` unless b is at least `limit`; below: the same for the value turned round.
    Band and bent: no further than `edge` from a line that is straight, or bent at `limit`. Free:
    any.
    """

    kind: str
    edge: float
    limit: float

    def middle(self, b: Floats) -> Floats:
        """The line of band and bent."""
        return np.asarray(1.6 * np.abs(b - self.limit) - 1.2 if self.kind == "bent" else b)

    def beyond(self, a: Floats, b: Floats) -> Floats:
        """How far a lies outside, with a sign that says to which side; 0 inside."""
        if self.kind in ("above", "below"):
            up = 1.0 if self.kind == "above" else -1.0
            return np.asarray(up * np.clip(np.minimum(up * a - self.edge, self.limit - b), 0, None))
        off = a - self.middle(b)
        return np.asarray(np.clip(off - self.edge, 0, None) - np.clip(-off - self.edge, 0, None))

    def draw(self, rng: Rng, b: Floats) -> Floats:
        """A value of the planted column for each b."""
        if self.kind == "free":
            return rng.permutation(b) if rng.random() < 0.5 else rng.uniform(-1.7, 1.7, len(b))
        if self.kind in ("band", "bent"):
            return np.asarray(self.middle(b) + rng.uniform(-self.edge, self.edge, len(b)))
        tight = rng.uniform(self.edge - 1.6, self.edge, len(b))
        wide = self.edge + rng.uniform(0, 1.0, len(b))
        wide = np.where(rng.random(len(b)) < 0.85, wide, tight)
        own = np.where(b >= self.limit, wide, tight)
        return np.asarray(own if self.kind == "above" else -own)


@dataclass(frozen=True)
class World:
    """A network and rows, a grid, the share of rows that a grid value moves over empty ground, how
    far the output rises where rows are, and what holds of the plot."""

    net: Net
    X: Floats
    column: int
    grid: Floats
    empty: Floats
    rise: float
    verdict: str


def world(rng: Rng, kind: str, *, wild: bool) -> World:
    """Cars on ground of this kind, and a network that is wild off it, or tame.

    Drawn until a large part of the plot is drawn over empty ground, or no part if the kind is free.
    One of the cars' columns is shuffled and has the largest unit.
    """
    while True:
        table = cars()[rng.choice(392, ROWS)]
        table = table + rng.normal(scale=0.12, size=table.shape)
        other = int(rng.choice([0, 2]) if kind == "bent" else rng.integers(4))
        alone = (other + int(rng.integers(1, 4))) % 4
        table[:, alone] = rng.permutation(table[:, alone])
        b = table[:, other]
        land = _ground(rng, kind, b)
        a = land.draw(rng, b)
        grid = np.linspace(np.quantile(a, 0.03), np.quantile(a, 0.97), GRID)
        empty = np.array([(np.abs(land.beyond(g, b)) > 0).mean() for g in grid])
        if kind == "free" or (empty > 0.65).mean() > 0.25:
            Z, units = np.column_stack([a, table]), rng.choice([0.02, 1.0, 8.0, 30.0], 5)
            units[alone + 1] = 300.0
            return _planted(rng, land, Z, units, other + 1, grid, empty, wild)


def _ground(rng: Rng, kind: str, b: Floats) -> Ground:
    if kind in ("above", "below"):
        return Ground(kind, rng.uniform(-0.4, 0.3), float(np.quantile(b, rng.uniform(0.7, 0.78))))
    if kind == "free":
        return Ground(kind, 7.0, 0.0)
    return Ground(kind, rng.uniform(0.5, 1.1), float(np.median(b)))


def _planted(
    rng: Rng, land: Ground, Z: Floats, units: Floats, other: int, grid: Floats, empty: Floats,
    wild: bool,
) -> World:  # fmt: skip
    """A wild network's plot rises the other way, about as far."""
    weights = rng.choice([-1.0, 1.0], 5) * rng.uniform(0.5, 1.0, 5)
    weights[other] = -np.sign(weights[0]) * rng.uniform(1.2, 1.8)
    bend = float(rng.uniform(0.0, 0.6) * weights[0])
    effect = weights[0] * grid + bend * np.clip(grid, 0, None)
    rise = float(effect[-1] - effect[0])
    strength = float(rng.uniform(0.5, 2.0))
    low, high = (_wilder(land, g, Z[:, other]).mean() for g in (grid[0], grid[-1]))
    if land.kind != "free":
        strength = -rise * rng.uniform(1.5, 2.2) / (high - low) if wild else 0.0
    order, moved = rng.permutation(5), rng.normal(scale=10, size=5) * units
    net = _network(rng, land, other, np.append(weights, [bend, strength]))
    net[0] = [net[0][0] / units[:, None], net[0][1] - (moved / units) @ net[0][0]]
    net[0][0] = net[0][0][order]
    verdict = "supported" if land.kind == "free" else "misleading" if wild else "unsupported"
    return World(net, (Z * units + moved)[:, order], int(np.flatnonzero(order == 0)[0]),
                 grid * units[0] + moved[0], empty, rise, verdict)  # fmt: skip


def _wilder(land: Ground, a: Floats, b: Floats) -> Floats:
    """How far outside, less a margin: there the network is still itself."""
    far = land.beyond(a, b)
    return np.asarray(np.sign(far) * np.clip(np.abs(far) - _MARGIN, 0, None))


def _network(rng: Rng, land: Ground, other: int, weights: Floats) -> Net:
    """Two hidden layers: columns go through as they are, and what lies beyond is added.

    Weights of the five columns, of the bend, and of what lies beyond. Columns are lifted by `_FAR`,
    so that relu leaves them alone.
    """
    first, shift = np.zeros((5, 8)), np.zeros(8)
    first[:, :5], shift[:5] = np.eye(5), _FAR
    first[0, 5] = 1.0
    second, offset = np.zeros((8, 8)), np.zeros(8)
    second[:6, :6] = np.eye(6)
    if land.kind in ("above", "below"):
        up = 1.0 if land.kind == "above" else -1.0
        first[[0, other], 6], shift[6] = (up, 1.0), -land.edge - land.limit
        second[[0, 6], 6] = up, -1.0
        offset[6] = -up * _FAR - land.edge - _MARGIN
        last = np.append(weights, 0.0) * np.array([1, 1, 1, 1, 1, 1, up, 1])
    else:
        first[other, 6:], shift[6:] = (1.0, -1.0), (-land.limit, land.limit)
        for unit, up in ((6, 1.0), (7, -1.0)):
            second[0, unit], offset[unit] = up, -up * _FAR - land.edge - _MARGIN
            if land.kind == "bent":
                second[6:, unit], offset[unit] = -1.6 * up, offset[unit] + 1.2 * up
            else:
                second[other, unit], offset[unit] = -up, offset[unit] + up * _FAR
        last = np.append(weights, -weights[-1])
    bias = -_FAR * weights[:5].sum() + rng.normal()
    one, two = rng.permutation(8), rng.permutation(8)
    return [[first[:, one], shift[one]], [second[one][:, two], offset[two]],
            [last[two][:, None], np.array([bias])]]  # fmt: skip


def output(net: Net, X: Floats) -> Floats:
    """What the network says, layer by layer."""
    values = X
    for number, (W, b) in enumerate(net):
        values = np.einsum("ij,jk->ik", values, W) + b
        values = np.where(values > 0, values, 0.0) if number < len(net) - 1 else values
    return np.asarray(values[:, 0])


def curve(net: Net, X: Floats, column: int, grid: Floats) -> Floats:
    """Partial dependence, all moved rows at once."""
    many = np.repeat(X[None], len(grid), axis=0)
    many[:, :, column] = grid[:, None]
    return output(net, many.reshape(-1, X.shape[1])).reshape(len(grid), -1).mean(axis=1)


def accumulated(net: Net, X: Floats, column: int, edges: Floats) -> Floats:
    """Accumulated local effects, row by row."""
    steps: list[list[float]] = [[] for _ in edges[1:]]
    for row in X:
        bins = [k for k in range(len(steps)) if edges[k] < row[column] <= edges[k + 1]]
        bins = [0] if row[column] == edges[0] else bins
        for k in bins:
            ends = np.array([row, row])
            ends[:, column] = edges[k : k + 2]
            low, high = output(net, ends)
            steps[k].append(high - low)
    found = np.cumsum([0.0, *(float(np.mean(one)) if one else 0.0 for one in steps)])
    counts = np.array([len(one) for one in steps])
    return np.asarray(found - counts @ (found[1:] + found[:-1]) / 2 / counts.sum())

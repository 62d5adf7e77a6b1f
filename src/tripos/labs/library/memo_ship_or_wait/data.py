"""Instances: two models read digits for imagined users; what the decision is about is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Instance:
    """What the submission is given."""

    old: Whole
    new: Whole
    users: list[str]
    value: float
    requests: float
    switching: float
    more: float
    price: float


@cache
def _digits() -> tuple[Floats, Whole]:
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    X, y = load_digits(return_X_y=True)
    return np.asarray(X, np.float64), np.asarray(y, np.int64)


def instance(rng: Rng, kind: str) -> Instance:
    """A decision whose right answer is `kind`: ship, keep or wait."""
    while True:
        old, new, users = _mistakes(rng)
        d, se, _ = clustered(old, new, users)
        worth = float(rng.choice([0.4, 0.8, 1.5])) * (
            requests := float(rng.choice([2e5, 5e5, 9e5]))
        )
        # How many deviations the difference lies from where switching pays.
        away = {"ship": rng.uniform(0.9, 1.6), "keep": -rng.uniform(0.9, 1.6),
                "wait": rng.uniform(-0.5, 0.5)}[kind]  # fmt: skip
        even = d - away * se
        more = float(int(rng.uniform(1.0, 3.0) * len(old)))
        if even <= 0.001:
            continue
        switching = float(f"{worth * even:.3g}")
        gain = worth * se * math.sqrt(more / (len(old) + more))
        share = {"ship": 0.8, "keep": 0.8, "wait": 0.05}[kind]
        price = float(f"{share * gain:.2g}")
        made = Instance(old, new, users, worth / requests, requests, switching, more, price)
        ways = worths(made)
        order = sorted(ways.values())
        if max(ways, key=lambda one: ways[one]) == kind and order[-1] - order[-2] > 0.05 * gain:
            return made


def _mistakes(rng: Rng) -> tuple[Whole, Whole, list[str]]:
    """Mistakes of two models on images; a user sends images of two or three digits only."""
    X, y = _digits()
    noise = 4.0 * rng.normal(size=X.shape)
    order = rng.permutation(len(y))
    fit, rest = order[:250], order[250:]
    means = np.array([X[fit][y[fit] == digit].mean(axis=0) for digit in range(10)])
    spread = np.array([X[fit][y[fit] == digit].var(axis=0) for digit in range(10)]).mean(axis=0)
    spread = spread + 16.0
    rows, users = [], []
    for user in range(int(rng.integers(35, 60))):
        liked = rng.choice(10, int(rng.integers(1, 4)), replace=False)
        his = rest[np.isin(y[rest], liked)]
        chosen = rng.choice(his, int(rng.integers(8, 30)), replace=False)
        rows.append(chosen)
        users += [f"u{user:03d}"] * len(chosen)
    all_rows = np.concatenate(rows)
    images = X[all_rows] + noise[all_rows]
    mixed = rng.permutation(len(all_rows))
    # Both read an image as the nearest mean; the new one weighs quiet pixels more.
    off = (images[:, None, :] - means[None]) ** 2
    old, new = (
        ((off * weight).sum(axis=2).argmin(axis=1) != y[all_rows]).astype(np.int64)[mixed]
        for weight in (np.ones(64), 1 / spread)
    )
    return old, new, [users[at] for at in mixed]


def clustered(old: Whole, new: Whole, users: list[str]) -> tuple[float, float, int]:
    """Difference, its error by users, and how many users there are, user by user."""
    n = len(old)
    difference = [int(a) - int(b) for a, b in zip(old, new, strict=True)]
    d = sum(difference) / n
    sums: dict[str, float] = {}
    for user, one in zip(users, difference, strict=True):
        sums[user] = sums.get(user, 0.0) + one - d
    count = len(sums)
    squares = sum(one * one for one in sums.values())
    return d, math.sqrt(count / (count - 1) * squares) / n, count


def worths(found: Instance) -> dict[str, float]:
    """What each way is worth; waiting by adding up over what the new labels may say."""
    d, se, _ = clustered(found.old, found.new, found.users)
    worth, n = found.value * found.requests, len(found.old)
    spread = se * math.sqrt(1 - n / (n + found.more))
    z = (np.arange(20_000) + 0.5) / 10_000 * 8 - 8
    weight = np.exp(-z * z / 2)
    later = np.maximum(0.0, worth * (d + spread * z) - found.switching)
    wait = float((later * weight).sum() / weight.sum()) - found.price
    return {"ship": worth * d - found.switching, "keep": 0.0, "wait": wait}


def claims(found: Instance) -> dict[str, float]:
    """The right value of every claim."""
    d, se, _ = clustered(found.old, found.new, found.users)
    even = found.switching / (found.value * found.requests)
    ways = worths(found)
    needed = len(found.old) * (1.96 * se / abs(d - even)) ** 2
    return {
        "difference": d, "standard_error": se, "low": d - 1.96 * se, "high": d + 1.96 * se,
        "break_even": even, "value_ship": ways["ship"],
        "chance_of_loss": 0.5 * math.erfc((d - even) / se / math.sqrt(2)),
        "value_wait": ways["wait"], "requests_needed": float(math.ceil(needed - 1e-9)),
    }  # fmt: skip

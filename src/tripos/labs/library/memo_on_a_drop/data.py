"""Instances: a model reads digits from four halls in two periods; what to do about it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
Period = dict[str, Any]
_HALLS = ("north", "south", "harbour", "airport", "depot", "mill", "market", "station")


@dataclass(frozen=True)
class Instance:
    """What the submission is given."""

    before: Period
    after: Period
    value: float
    requests: float
    price_repair: float
    price_retrain: float


@cache
def reads() -> tuple[Whole, Whole]:
    """Digits that a small model was not fitted to, and whether it reads them right."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy
    from sklearn.neighbors import NearestCentroid  # noqa: PLC0415

    X, y = load_digits(return_X_y=True)
    X = X + 1e-6 * np.random.default_rng(0).normal(size=X.shape)  # no column is constant
    found = NearestCentroid().fit(X[::9], y[::9]).predict(X)
    keep = np.arange(len(y)) % 9 != 0
    return y[keep].astype(np.int64), (found == y)[keep].astype(np.int64)


def instance(rng: Rng, kind: str) -> Instance:
    """One whose right answer is `kind`: accept, repair or retrain."""
    while True:
        made = _draw(rng, kind)
        ways = worths(made)
        best, second = sorted(ways.values())[::-1][:2]
        if ways[kind] == best and best - second > 0.15 * abs(made.price_retrain):
            return made


def _draw(rng: Rng, kind: str) -> Instance:
    digits, right = reads()
    halls = [str(one) for one in rng.choice(_HALLS, 4, replace=False)]
    belongs = rng.permutation(10) % 4  # which hall most copies of a digit come through
    lost = rng.permutation([0.12, 0.0, 0.0, 0.0]) if kind == "repair" else np.full(4, 0.07)
    if kind == "accept":
        lost = np.zeros(4)
    pools = [np.flatnonzero(belongs[digits] == one) for one in range(4)]
    mixes = rng.dirichlet([6.0] * 4, 2)
    periods = []
    for mix, worse in ((mixes[0], np.zeros(4)), (mixes[1], lost)):
        size = int(rng.integers(1200, 2000))
        hall = rng.choice(4, size, p=mix)
        picked = np.array([rng.choice(pool, size) for pool in pools])
        rows = picked[hall, np.arange(size)]
        good = right[rows] * (rng.random(size) >= worse[hall])
        periods.append({"segment": [halls[one] for one in hall], "right": good.astype(np.int64)})
    value = float(rng.choice([0.5, 1.2, 3.0]))
    requests = float(rng.choice([1e5, 3e5, 8e5]))
    whole = value * requests
    shares = rng.uniform(0.008, 0.012), rng.uniform(0.018, 0.026)
    price_repair, price_retrain = (float(f"{whole * share:.2g}") for share in shares)
    return Instance(periods[0], periods[1], value, requests, price_repair, price_retrain)


def segments(one: Instance) -> dict[str, tuple[float, float, float, float, int, int]]:
    """For each segment its shares, accuracies and numbers in both periods, request by request."""
    found = {}
    for name in sorted(set(one.before["segment"])):
        told: list[tuple[float, float, int]] = []
        for period in (one.before, one.after):
            rights = [int(r) for s, r in zip(period["segment"], period["right"], strict=True)
                      if s == name]  # fmt: skip
            told.append((len(rights) / len(period["segment"]), sum(rights) / len(rights),
                         len(rights)))  # fmt: skip
        (w, r, n), (v, q, m) = told
        found[name] = (w, v, r, q, n, m)
    return found


def lost_most(one: Instance) -> str:
    """The segment where mending brings most."""
    told = segments(one)
    return max(told, key=lambda name: told[name][1] * (told[name][2] - told[name][3]))


def worths(one: Instance) -> dict[str, float]:
    """What the three ways are worth in euros."""
    back = {name: v * (r - q) for name, (_, v, r, q, _, _) in segments(one).items()}
    whole = one.value * one.requests
    return {
        "accept": 0.0, "repair": whole * back[lost_most(one)] - one.price_repair,
        "retrain": whole * sum(back.values()) - one.price_retrain,
    }  # fmt: skip


def claims(one: Instance) -> dict[str, float]:
    """All claims, computed again."""
    told = segments(one).values()
    before, after = (float(np.mean(period["right"])) for period in (one.before, one.after))
    rate = sum((w + v) / 2 * (r - q) for w, v, r, q, _, _ in told)
    variance = sum(((w + v) / 2) ** 2 * (r * (1 - r) / n + q * (1 - q) / m)
                   for w, v, r, q, n, m in told)  # fmt: skip
    ways = worths(one)
    return {
        "accuracy_before": before, "accuracy_after": after, "drop": before - after,
        "mix_part": before - after - rate, "rate_part": rate, "rate_error": variance**0.5,
        "value_repair": ways["repair"], "value_retrain": ways["retrain"],
    }  # fmt: skip

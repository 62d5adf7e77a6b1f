"""Data of the lab: patients, scores with one planted fault or none, quantities by other routes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats, chance_of
from tripos.labs.contract import Rng

WINDOW = ("resampled", "overconfident", "underconfident")
LATER = ("none", "base_rate", "other_rows")
LEAST = 0.0005


@cache
def patients() -> Floats:
    """Ten measurements in units of deviation."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes().data
    return np.asarray((data - data.mean(axis=0)) / data.std(axis=0))


@dataclass(frozen=True)
class World:
    """Scores and outcomes of the known window, later scores with their true chances, the cause."""

    p: Floats
    y: Floats
    later: Floats
    chance: Floats
    cause: str


def odds_of(p: Floats) -> Floats:
    """Log-odds of scores; those of 0 and 1 are read as half of the last decimal away from it."""
    kept = np.minimum(np.maximum(p, LEAST), 1 - LEAST)
    return np.asarray(np.log(kept) - np.log1p(-kept))


def world(rng: Rng, cause: str, rows: int, *, strength: float = 1.0, new: int = 3000) -> World:
    """A case of the cause, drawn until what can be seen tells it clearly."""
    while True:
        made = _draw(rng, cause, rows, strength, new)
        if _clear(made):
            return made


def _population(rng: Rng, size: int) -> Floats:
    """True log-odds of patients: a mixture of their measurements; ones are rare, or zeros are."""
    table = patients()[rng.choice(442, size)]
    score = (table + rng.normal(scale=0.3, size=table.shape)) @ rng.normal(size=10)
    odds = rng.uniform(1.2, 1.6) * (score - score.mean()) / score.std() - rng.uniform(0.9, 1.5)
    return np.asarray(odds * rng.choice([-1.0, 1.0]))


def _draw(rng: Rng, cause: str, rows: int, strength: float, new: int) -> World:
    odds = _population(rng, rows + 4 * new)
    y = (rng.random(len(odds)) < chance_of(odds)).astype(float)
    base = float(chance_of(odds).mean())
    middle, usual = float(odds.mean()), float(odds_of(np.array(base)))
    said = odds
    if cause == "resampled":
        said = odds - rng.uniform(0.75, 1.0) * strength * usual
    elif cause in WINDOW:
        low, high = (0.4, 0.6) if cause == "overconfident" else (1.7, 2.3)
        said = middle + (odds - middle) / rng.uniform(low, high) ** strength
    shift = 0.0
    chosen = np.arange(rows, rows + new)
    if cause == "base_rate":
        shift = -np.sign(usual) * rng.uniform(1.1, 2.2)
        ones = int(rng.binomial(new, chance_of(np.array(usual + shift))))
        chosen = np.append(_some(rng, y == 1, rows, ones), _some(rng, y == 0, rows, new - ones))
        chosen = rng.permutation(chosen)
    elif cause == "other_rows":
        at = np.quantile(odds, rng.uniform(0.25, 0.75))
        near = np.exp(-0.5 * ((odds - at) / (0.5 * odds.std())) ** 2)
        weight = near if rng.random() < 0.5 else 1.02 - near
        chosen = _some(rng, rng.random(len(odds)) < weight, rows, new)
    p = np.asarray(np.round(chance_of(said), 3), dtype=np.float64)
    return World(p[:rows], y[:rows], p[chosen], chance_of(odds[chosen] + shift), cause)


def _some(rng: Rng, wanted: npt.NDArray[np.bool_], rows: int, count: int) -> npt.NDArray[np.int64]:
    """So many of the wanted rows that are not in the known window."""
    return rng.choice(rows + np.flatnonzero(wanted[rows:]), count, replace=False)


def _clear(made: World) -> bool:
    """Whether tests tell the cause, and no other one."""
    from scipy.stats import ks_2samp  # noqa: PLC0415 - heavy

    both, one = lacking(made.p, made.y)
    if made.cause in WINDOW:
        tilted = one < 1e-4 if made.cause != "resampled" else one > 0.1
        return both < 1e-5 and tilted and bool(ks_2samp(made.p, made.later).pvalue > 0.05)
    same = float(ks_2samp(made.p, made.later).pvalue)
    if both < 0.1 or (same < 0.1 if made.cause == "none" else same > 1e-4):
        return False
    gap = unexplained(made)
    if made.cause == "base_rate":
        return gap < 1.0 and abs(likeliest(made) - made.chance.mean()) < 0.05
    return made.cause == "none" or gap > 2.4


def likeliest(made: World) -> float:
    """The share of ones under which the later scores are most likely."""
    base, shares = float(made.p.mean()), np.linspace(0.01, 0.99, 99)
    ones, zeros = made.later / base, (1 - made.later) / (1 - base)
    return float(shares[np.argmax([np.log(q * ones + (1 - q) * zeros).sum() for q in shares])])


def unexplained(made: World) -> float:
    """The least distance of the later scores from known ones of any share of ones, in units of
    what chance makes of it."""
    at = np.quantile(made.p, np.linspace(0.005, 0.995, 100))
    ones, zeros, later = (
        np.searchsorted(np.sort(one), at, side="right") / len(one)
        for one in (made.p[made.y == 1], made.p[made.y == 0], made.later)
    )
    gaps = [np.abs(q * ones + (1 - q) * zeros - later).max() for q in np.linspace(0.02, 0.98, 97)]
    return float(min(gaps) / np.sqrt(1 / len(made.p) + 1 / len(made.later)))


def _loss(score: Floats, y: Floats) -> float:
    return float(np.logaddexp(0, score).sum() - y @ score)


def refitted(p: Floats, y: Floats, names: str) -> tuple[Floats, float]:
    """Intercept and slope ("both" are fitted, or the "intercept" alone), and the summed loss; by
    weighted least squares, over and over."""
    z = odds_of(p)
    level, slope = 0.0, 0.0 if names == "both" else 1.0
    for _ in range(100):
        score = level + slope * z
        chance = chance_of(score)
        weight = np.maximum(chance * (1 - chance), 1e-9)
        aim = score + (y - chance) / weight
        mean = weight @ z / weight.sum() if names == "both" else 0.0
        new = weight @ (aim * (z - mean)) / (weight @ (z - mean) ** 2) if names == "both" else 1.0
        slope = float(new)
        step = float(weight @ (aim - slope * z) / weight.sum()) - level
        level += min(max(step, -1.0), 1.0)
        if abs(step) < 1e-11:
            break
    return np.array([level, slope]), _loss(level + slope * z, y)


def lacking(p: Floats, y: Floats) -> tuple[float, float]:
    """p-values: that scores hold as they are, and that they do but for the intercept."""
    from scipy.stats import chi2  # noqa: PLC0415 - heavy

    both, alone = refitted(p, y, "both")[1], refitted(p, y, "intercept")[1]
    return (float(chi2.sf(2 * max(_loss(odds_of(p), y) - both, 0.0), 2)),
            float(chi2.sf(2 * max(alone - both, 0.0), 1)))  # fmt: skip


def expected_loss(chance: Floats, said: Floats) -> float:
    """Mean log-loss of `said` where `chance` is the truth."""
    return float(-(chance * np.log(said) + (1 - chance) * np.log1p(-said)).mean())


def expected_cost(chance: Floats, acts: Floats, costs: Floats) -> float:
    """Mean cost of acts where `chance` is the truth."""
    left, acted = ((1 - chance) * costs[d][0] + chance * costs[d][1] for d in (0, 1))
    return float(np.where(acts == 1, acted, left).mean())

"""Data of the lab and references: the bootstrap's quantiles, exact tests, definitions taken"
" literally."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

# Shares of exponential samples whose 90% interval holds the mean, from 4000 and 1500 samples.
COVERED = {8: {"percentile": 0.78, "bca": 0.79}, 80: {"percentile": 0.88, "bca": 0.89}}


def patients(rng: Rng) -> Floats:
    """Body mass index and progression of some of the diabetes patients."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    features, y = load_diabetes(return_X_y=True)
    rows = rng.choice(len(features), 60, replace=False)
    return np.column_stack([features[rows, 2], y[rows]])


def skewed(rng: Rng, rows: int) -> Floats:
    """Values near the quantiles of an exponential distribution: skewed in every draw."""
    levels = (np.arange(rows) + rng.uniform(0.3, 0.7, rows)) / rows
    return rng.permutation(-np.log1p(-levels)) ** 1.5


def statistic_of(samples: Floats, name: str) -> Floats:
    """The statistic of each of many samples, along the second axis."""
    if name == "mean":
        return np.asarray(samples.mean(axis=1))
    if name == "median":
        return np.asarray(np.median(samples, axis=1))
    if name == "variance":
        return np.asarray(samples.var(axis=1, ddof=1))
    off = samples - samples.mean(axis=1, keepdims=True)
    products = np.einsum("dni,dnj->dij", off, off)
    return np.asarray(products[:, 0, 1] / np.sqrt(products[:, 0, 0] * products[:, 1, 1]))


def intervals(
    rng: Rng, values: Floats, name: str, level: float, draws: int, method: str, times: int = 10
) -> tuple[Floats, Floats]:
    """Mean and spread of the two ends over several bootstraps of that many draws."""
    ends = []
    for _ in range(times):
        rows = rng.integers(len(values), size=(draws, len(values)))
        found = statistic_of(values[rows], name)
        tails = np.array([(1 - level) / 2, (1 + level) / 2])
        if method == "bca":
            tails = _corrected(found, values, name, tails)
        ends.append(np.quantile(found, tails))
    return np.mean(ends, axis=0), np.std(ends, axis=0)


def _corrected(found: Floats, values: Floats, name: str, tails: Floats) -> Floats:
    from scipy.stats import norm  # noqa: PLC0415 - heavy

    n = len(values)
    seen = statistic_of(values[None], name)[0]
    z0 = norm.ppf((found < seen).mean() + (found == seen).mean() / 2)
    kept = np.array([[j for j in range(n) if j != i] for i in range(n)])
    left = statistic_of(values[kept], name)
    d = left.mean() - left
    z = z0 + norm.ppf(tails)
    a = np.sum(d**3) / (6 * np.sum(d**2) ** 1.5)
    return np.asarray(norm.cdf(z0 + z / (1 - a * z)))


def exact_p(values: Floats, group: Floats) -> float:
    """The share of all ways to choose group 1 that differ at least as much."""
    ones = int(group.sum())
    seen = abs(values[group == 1].mean() - values[group == 0].mean())
    differences = []
    for chosen in combinations(range(len(values)), ones):
        mask = np.zeros(len(values), bool)
        mask[list(chosen)] = True
        differences.append(abs(values[mask].mean() - values[~mask].mean()))
    return float((np.array(differences) >= seen - 1e-9).mean())


def confounded(rng: Rng, effect: float) -> tuple[Floats, Floats, Floats]:
    """Values, group and strata: the strata differ in level and in the share of group 1."""
    strata = np.repeat([0, 1, 2], 20)
    group = np.concatenate([rng.permutation(np.arange(20) < ones) for ones in (3, 10, 17)])
    values = 2.0 * strata + rng.normal(size=60) + effect * group
    return values, group.astype(np.int64), strata


def holm_by_closure(p: Floats) -> Floats:
    """Adjusted by testing every intersection of hypotheses with Bonferroni."""
    sets = [s for k in range(1, len(p) + 1) for s in combinations(range(len(p)), k)]
    level = {s: min(1.0, len(s) * float(p[list(s)].min())) for s in sets}
    return np.array([max(level[s] for s in sets if i in s) for i in range(len(p))])


def fdr_by_definition(p: Floats) -> Floats:
    """The least level q at which p_i lies under the largest p_(k) <= k q / m."""
    m = len(p)
    levels = sorted({min(1.0, float(t) * m / int((p <= t).sum())) for t in p} | {1.0})
    adjusted = np.ones(m)
    for q in reversed(levels):
        cut = max((float(t) for t in p if t * m / (p <= t).sum() <= q), default=-1.0)
        adjusted[p <= cut] = q
    return adjusted

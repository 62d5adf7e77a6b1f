"""Data of the lab, and its quantities by other routes."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]


def tumours(rng: Rng, rows: int) -> tuple[Floats, Whole, Whole]:
    """How areas of some tumours vary, in a unit of its own; censored beyond some limit."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    X, benign = load_breast_cancer(return_X_y=True)
    kept = rng.choice(len(X), rows, replace=False)
    value = X[kept, 13] * rng.lognormal(0, 3)
    limit = np.quantile(value, rng.uniform(0.6, 0.8))
    return np.minimum(value, limit), (value <= limit).astype(int), benign[kept]


@cache
def _flares() -> Whole:
    import pandas as pd  # noqa: PLC0415 - heavy

    found = find_spec("river")  # importing it takes seconds
    assert found is not None and found.origin is not None
    table = pd.read_csv(Path(found.origin).parent / "datasets" / "solar-flare.csv.zip")
    return table["c-class-flares"].to_numpy(dtype=np.int64)


def flares(rng: Rng, rows: int) -> Whole:
    """Flares of some regions of the sun."""
    return rng.choice(_flares(), rows, replace=False)


def times(rng: Rng, rows: int, scale: float, shape: float, censored: float) -> tuple[Any, Any]:
    """Weibull times; about the share `censored` ends before the event is seen."""
    t = scale * rng.weibull(shape, rows)
    end = np.where(rng.random(rows) < censored, t * rng.uniform(0.05, 1, rows), np.inf)
    seen = (t <= end).astype(int)
    seen[:2] = 1
    return np.where(seen == 1, t, end), seen


def negative_binomial(rng: Rng, rows: int, mean: float, dispersion: float) -> Whole:
    """Counts with variance mean + dispersion mean^2."""
    return rng.poisson(mean * rng.gamma(1 / dispersion, dispersion, rows))


def likelihood(theta: Any, t: Floats, seen: Whole) -> float:
    """Log-likelihood by the library's Weibull law."""
    from scipy.stats import weibull_min  # noqa: PLC0415 - heavy

    law = weibull_min(np.exp(theta[1]), scale=np.exp(theta[0]))
    return float(law.logpdf(t[seen == 1]).sum() + law.logsf(t[seen == 0]).sum())


def best(t: Floats, seen: Whole) -> Floats:
    """Theta of most likelihood, by the equation that the shape alone obeys."""
    from scipy.optimize import brentq  # noqa: PLC0415 - heavy
    from scipy.special import softmax  # noqa: PLC0415 - heavy

    logs, d = np.log(t), seen == 1

    def slope(tau: float) -> float:
        k = np.exp(tau)
        return float(softmax(k * logs) @ logs - 1 / k - logs[d].mean())

    tau = float(brentq(slope, -8, 8, xtol=1e-13))
    return np.array([scale_for(tau, t, seen), tau])


def scale_for(tau: float, t: Floats, seen: Whole) -> float:
    """The best log scale for a log shape: hazards sum to the number of events."""
    k, top = np.exp(tau), np.log(t).max()
    total = np.exp(k * (np.log(t) - top)).sum()
    return float(top + (np.log(total) - np.log(seen.sum())) / k)


def slopes(theta: Any, t: Floats, seen: Whole) -> tuple[Floats, Floats]:
    """Gradient and observed information, from derivatives by a complex step and differences."""

    def value(at: Any) -> Any:
        z = np.log(t) - at[0]
        return (seen * (at[1] + np.exp(at[1]) * z)).sum() - np.exp(np.exp(at[1]) * z).sum()

    def gradient(at: Any) -> Floats:
        steps = 1e-30j * np.eye(2)
        return np.array([value(np.asarray(at) + step).imag / 1e-30 for step in steps])

    h = 1e-4
    columns = [
        (8 * (gradient(theta + h * e) - gradient(theta - h * e))
         - gradient(theta + 2 * h * e) + gradient(theta - 2 * h * e)) / (12 * h)
        for e in np.eye(2)
    ]  # fmt: skip
    return gradient(theta), -np.array(columns).T


def nearly_poisson(rng: Rng, rows: int, mean: float) -> Whole:
    """Counts whose variance is above their mean by next to nothing."""
    drawn = rng.poisson(mean, (4000, rows))
    excess = drawn.var(axis=1) - drawn.mean(axis=1)
    return drawn[int(np.argmin(np.where(excess > 1e-4, excess, np.inf)))]


def dispersed(counts: Whole) -> tuple[float, float]:
    """Dispersion and likelihood-ratio statistic, with sixty digits."""
    from decimal import Decimal, localcontext  # noqa: PLC0415 - used here alone

    n, total = len(counts), int(counts.sum())
    if n * int((counts**2).sum()) - total**2 <= n * total:
        return 0.0, 0.0
    above = [(j, int((counts > j).sum())) for j in range(int(counts.max()))]
    with localcontext() as context:
        context.prec = 60
        m = Decimal(total) / n

        def score(a: Decimal) -> Decimal:
            rows = sum((j * rows / (1 + a * j) for j, rows in above), Decimal(0))
            return rows - n * (m / a - (1 + a * m).ln() / a**2)

        low, high = Decimal("1e-9"), Decimal(100)
        for _ in range(40):
            middle = (low * high).sqrt()
            low, high = (middle, high) if score(middle) > 0 else (low, middle)
        rows = sum((rows * (1 + low * j).ln() for j, rows in above), Decimal(0))
        gain = rows + n * (m - (m + 1 / low) * (1 + low * m).ln())
        return float(low), 2 * float(gain)


def normal_quantile(level: float) -> float:
    """What a normal error stays within with probability `level`."""
    from scipy.special import ndtri  # noqa: PLC0415 - heavy

    return float(ndtri((1 + level) / 2))


def chi_square_tail(statistic: float, df: int) -> float:
    """The chance that chi-square exceeds the statistic."""
    from scipy.special import gammaincc  # noqa: PLC0415 - heavy

    return float(gammaincc(df / 2, statistic / 2))


def mixture(x: float, weights: Any, means: Any, deviations: Any) -> float:
    """Log density, the largest part taken out."""
    each = [np.log(w / s) - ((x - m) / s) ** 2 / 2
            for w, m, s in zip(weights, means, deviations, strict=True) if w > 0]  # fmt: skip
    top = max(each)
    return float(top + np.log(sum(np.exp(one - top) for one in each)) - np.log(2 * np.pi) / 2)

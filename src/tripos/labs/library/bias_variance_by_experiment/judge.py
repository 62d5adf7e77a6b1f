"""The checks: a measurement without bias, theory in closed form, a bound and what it bounds."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.bias_variance_by_experiment.data import (
    bound,
    exact,
    fewest,
    growth,
    labelled,
    measured,
    patients,
    polynomial,
)


def _part(found: Any, key: str, what: str) -> float:
    expect(isinstance(found, dict) and key in found, f"{what}: the dict has no {key}")
    return as_number(found[key], f"{what}: {key}")


def _bias2(predictions: Floats, truth: Floats) -> float:
    wobble = predictions.var(axis=0, ddof=1) / len(predictions)
    return float(((predictions.mean(axis=0) - truth) ** 2 - wobble).mean())


@check("decompose measures squared bias without bias, even from few runs", points=2)
def unbiased(rng: Rng) -> Steps:
    """Forty decompositions of three runs each, of a model without bias; and exactly."""
    truth = rng.normal(size=30)
    made = [truth + rng.normal(size=(3, 30)) for _ in range(40)]
    off = truth + 0.7 + rng.normal(size=(50, 30))
    values = yield [call("decompose", one, truth) for one in [*made, off]]
    variance = float(np.mean([_part(one, "variance", "decompose") for one in values[:40]]))
    expect(
        abs(variance - 1) < 0.15,
        "decompose: with three runs the variance comes out wrong on average: divide by runs - 1",
    )
    bias = float(np.mean([_part(one, "bias2", "decompose") for one in values[:40]]))
    expect(
        abs(bias) < 0.1,
        "decompose: predictions without bias get a squared bias: the average of three runs varies"
        " itself; take variance/runs off, and do not cut at 0",
        share=0.3,
    )
    each = [_bias2(one, truth) for one in made]
    expect(
        np.allclose([_part(one, "bias2", "decompose") for one in values[:40]], each, atol=1e-9),
        "decompose: an estimate without bias may fall below 0: do not cut at 0",
        share=0.5,
    )
    right = _bias2(off, truth)
    found = _part(values[40], "bias2", "decompose")
    expect(
        abs(found - right) < 1e-9, "decompose: bias2 is not the mean over points of squared biases"
    )


@check("theory is exact for polynomials and patients, with a ridge and without", points=3)
def closed(rng: Rng) -> Steps:
    """Through singular values."""
    noise = float(rng.uniform(0.3, 2))
    cases = (
        (*polynomial(rng, 40, 3), noise, 0.0, "a cubic"),
        (*polynomial(rng, 40, 6), noise, 0.5, "degree 6, ridge 0.5"),
        (*patients(rng), noise, 20.0, "patients, ridge 20"),
    )
    values = yield [call("theory", *case[:4]) for case in cases]
    for value, case in zip(values, cases, strict=True):
        X, f, _, ridge, said = case
        truth = exact(X, f, noise, ridge)
        told = (
            "the mean square of Hf - f",
            "noise^2 times the sum of squares of H over rows (with a ridge H is no projection)",
            "twice noise^2 times the trace of H over rows",
        )
        for name, right, words in zip(("bias2", "variance", "optimism"), truth, told, strict=True):
            close = np.isclose(_part(value, name, "theory"), right, rtol=1e-5, atol=1e-12)
            share = {"bias2": 0.0, "variance": 0.2, "optimism": 0.6}[name]
            expect(close, f"theory ({said}): {name} is not {words}", share=share)


def _runs(value: Any, runs: int, X: Floats, f: Floats, noise: float, ridge: float) -> None:
    P = as_array(value, (runs, len(X)), "experiment")
    H = X @ np.linalg.solve(X.T @ X + ridge * np.eye(X.shape[1]), X.T)
    spread = noise * np.sqrt((H**2).sum(axis=1))
    z = (P.mean(axis=0) - H @ f) / (spread / np.sqrt(runs))
    expect(
        np.abs(z).max() < 5.5,
        "experiment: the average prediction is not where the theory has it: fit to f plus"
        " noise, with the"
        " ridge",
    )
    ratio = float(P.var(axis=0, ddof=1).mean() / (spread**2).mean())
    told = "smaller" if ratio < 1 else "larger"
    expect(
        0.75 < ratio < 1.3,
        f"experiment: predictions vary far {told} than the theory says: new noise for each run"
        " and row, of"
        " standard deviation noise",
        share=0.2,
    )
    cosine = np.corrcoef(P[0] - H @ f, P[1] - H @ f)[0, 1]
    expect(cosine < 0.99999, "experiment: two runs are the same: draw new noise for each")


@check("experiment agrees with theory to the error that its runs allow", points=2)
def agrees(rng: Rng) -> Steps:
    """Polynomials of degree 2 and 7, and patients with a ridge."""
    noise = float(rng.uniform(0.4, 0.8))
    cases = (
        (*polynomial(rng, 50, 2), noise, 0.0, 500),
        (*polynomial(rng, 50, 7), noise, 0.2, 500),
        (*patients(rng), 3 * noise, 30.0, 300),
    )
    calls = [call("experiment", *case, 11) for case in cases]
    values = yield [*calls, calls[0], call("experiment", *cases[0], 12)]
    same = np.array_equal(np.asarray(values[0]), np.asarray(values[3]))
    expect(same, "experiment: the same seed must give the same predictions")
    expect(not np.array_equal(values[0], values[4]), "experiment: another seed changes nothing")
    for value, (X, f, size, ridge, runs) in zip(values[:3], cases, strict=True):
        _runs(value, runs, X, f, size, ridge)


@check("log_growth is exact, and does not overflow", points=2)
def grows(rng: Rng) -> Steps:
    """Small, d beyond n, and a sum far beyond doubles."""
    n, d = int(rng.integers(15, 60)), int(rng.integers(2, 9))
    cases = ((n, d), (6, 10), (5, 0), (3000, 40), (1_000_000, 300))
    values = yield [call("log_growth", *case) for case in cases]
    for value, (rows, dimension) in zip(values, cases, strict=True):
        found = as_number(value, f"log_growth (n = {rows}, d = {dimension})")
        expect(
            np.isclose(found, growth(rows, dimension), rtol=1e-7, atol=1e-9),
            f"log_growth (n = {rows}, d = {dimension}): not ln of the sum of the binomials from"
            " 0 to d"
            " (from 0 to n where d is larger)",
        )


@check("vc_bound and sample_size fit together", points=2)
def fits(rng: Rng) -> Steps:
    """The bound itself, and the first n for which it holds."""
    delta = float(rng.uniform(0.01, 0.2))
    sizes, wanted = ((50, 2), (1000, 2), (20_000, 30)), ((2, 0.3), (10, 0.1), (1, 0.05))
    values = yield [
        *(call("vc_bound", n, d, delta) for n, d in sizes),
        *(call("sample_size", d, gap, delta) for d, gap in wanted),
    ]
    for value, (n, d) in zip(values[:3], sizes, strict=True):
        close = np.isclose(as_number(value, "vc_bound"), bound(n, d, delta), rtol=1e-7)
        expect(
            close,
            "vc_bound: not sqrt(8/n (ln(4/delta) + ln g(2n))); the growth is that on 2n points",
        )
    for value, (d, gap) in zip(values[3:], wanted, strict=True):
        n = as_number(value, "sample_size")
        expect(n == int(n) and n > 1, "sample_size: return a whole number", share=0.5)
        expect(bound(int(n), d, delta) <= gap, "sample_size: too few rows for the gap", share=0.5)
        few = bound(int(n) - 1, d, delta) > gap
        expect(few, "sample_size: fewer rows would do: return the smallest number", share=0.5)


@check("best_interval makes as few errors as any, also with ties and fast", points=3)
def minimises(rng: Rng) -> Steps:
    """Against all pairs; equal values; no ones; nothing to gain; 20,000 rows."""
    x, y = labelled(rng, 40, 0.3, 0.7, 0.25)
    tied, marks = np.round(rng.random(40), 1), rng.integers(0, 2, 40) * 1.0
    many, label = labelled(rng, 20_000, 0.2, 0.5, 0.1)
    none = np.zeros(12)
    cases = (
        (x, y, "flipped labels"),
        (tied, marks, "equal values of x"),
        (x[:12], none, "no ones"),
        (x[:12], none + 1, "ones only"),
        (many, label, "20,000 rows"),
    )
    values = yield [call("best_interval", *case[:2]) for case in cases]
    for value, (a, b, said) in zip(values, cases, strict=True):
        low, high, errors = (
            _part(value, one, "best_interval") for one in ("low", "high", "errors")
        )
        made = int((((a >= low) & (a <= high)) != b).sum())
        expect(
            errors == made,
            f"best_interval ({said}): errors is not the number of errors of this closed interval",
        )
        if len(a) < 100:
            expect(
                made == fewest(a, b)[0],
                f"best_interval ({said}): another interval makes fewer errors",
            )
        else:
            usual = int((((a >= 0.2) & (a <= 0.5)) != b).sum())
            expect(made <= usual, f"best_interval ({said}): the true interval makes fewer errors")


@check("interval_gaps are as large as they are, and the bound holds", points=2)
def gaps(rng: Rng) -> Steps:
    """Against a simulation with a fine grid; repeatable; fewer with more rows."""
    low = float(rng.uniform(0.2, 0.35))
    high = low + 0.4
    calls = [call("interval_gaps", 30, low, high, 0.2, 300, 5),
             call("interval_gaps", 600, low, high, 0.2, 100, 5),
             call("interval_gaps", 30, low, high, 0.0, 200, 5)]  # fmt: skip
    values = yield [*calls, calls[0]]
    few = as_array(values[0], (300,), "interval_gaps")
    many = as_array(values[1], (100,), "interval_gaps")
    clean = as_array(values[2], (200,), "interval_gaps")
    expect(np.array_equal(few, values[3]), "interval_gaps: the same seed must give the same gaps")
    expect(few.std() > 1e-3, "interval_gaps: all runs are the same")
    expect(
        np.abs(few).max() <= bound(30, 2, 1e-4) and np.abs(many).max() <= bound(600, 2, 1e-4),
        "interval_gaps: a gap is larger than the bound allows",
    )
    truth = float(measured(rng, 30, low, high, 0.2, 60).mean())
    told = "small" if few.mean() < truth else "large"
    expect(
        0.65 * truth < few.mean() < 1.45 * truth,
        f"interval_gaps: with 30 rows and flips they are too {told} on average: true error is"
        " flip + (1 - 2"
        " flip) times the length on which the intervals differ, less the training error",
    )
    expect(
        many.mean() < 0.3 * few.mean(), "interval_gaps: with 600 rows they should be far smaller"
    )
    exactly = 0.5 * 2 / 31 < clean.mean() < 1.6 * 2 / 31
    expect(
        exactly,
        "interval_gaps: without flips the gap is about 2/(n + 1): a bit at both ends",
        share=0.5,
    )

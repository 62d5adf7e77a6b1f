"""The checks of ridge and LASSO: units, the path, leave-one-out, conditions of optimality, cost."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.ridge_and_lasso.data import (
    gradient_of,
    largest_penalty,
    left_out,
    patients,
    ridge_by_rows,
    scaled,
    wide,
)


def _parts(value: Any, names: list[str], what: str) -> list[Any]:
    if not isinstance(value, dict) or any(name not in value for name in names):
        wrong(f"{what} must return a dictionary with {' and '.join(map(repr, names))}")
    return [value[name] for name in names]


def _optimal(features: Floats, y: Floats, penalty: float, w: Floats, what: str) -> None:
    """Raises WrongError unless the conditions hold, and says which does not."""
    g, beta = gradient_of(features, y, w)
    room = 1e-5 * largest_penalty(features, y)
    expect(
        (np.abs(g) <= penalty + room).all(),
        f"{what}: a column correlates with the residual by more than the penalty, so this is not"
        f" optimal;"
        " not yet converged, or the objective is another (its factor 1/(2n), the scale of the"
        " columns)",
    )
    used = beta != 0
    expect(
        (np.abs(g - penalty * np.sign(beta))[used] <= room).all(),
        f"{what}: for a coefficient that is not 0 the column must correlate with the residual by"
        f" just the"
        " penalty, with its sign; here it does not (are zeros exact, and the coefficients in the"
        " units of X?)",
    )


def _fit(value: Any, features: Floats, y: Floats, penalty: float, what: str) -> Floats:
    b, w = _parts(value, ["intercept", "coefficients"], "lasso")
    w = as_array(w, (features.shape[1],), "lasso, 'coefficients',")
    _optimal(features, y, penalty, w, f"lasso {what}")
    residual = y - features @ w - as_number(b, "lasso, 'intercept',")
    expect(
        abs(residual.mean()) < 1e-6 * y.std(),
        f"lasso {what}: the residuals must sum to 0, as the intercept is in the units of X and"
        f" not penalised",
        share=0.5,
    )
    return w


@check("ridge_path agrees with least squares on added rows, in the units of X", points=3)
def ridge(rng: Rng) -> Steps:
    """Patients with columns in units of their own."""
    features, y = patients(rng)
    penalties = np.array([0.01, 3.0, 200.0, 1e4])
    value = yield call("ridge_path", features, y, penalties)
    b, w = _parts(value, ["intercepts", "coefficients"], "ridge_path")
    b = as_array(b, (4,), "ridge_path, 'intercepts',")
    w = as_array(w, (4, features.shape[1]), "ridge_path, 'coefficients',")
    z, deviation = scaled(features)
    right = np.array([ridge_by_rows(z, y, one) for one in penalties])
    expect(
        np.allclose(w * deviation, right[:, 1:], rtol=1e-6, atol=1e-6 * y.std()),
        "ridge_path: the coefficients, brought to standardised columns, do not minimise"
        " |y - b - Zw|^2 + penalty |w|^2 (deviation with n, penalty not times n, units of X"
        " returned?)",
    )
    fitted = b[:, None] + w @ features.T
    expect(
        np.allclose(fitted, right[:, :1] + right[:, 1:] @ z.T, atol=1e-6 * y.std()),
        "ridge_path: the coefficients are right, the intercepts are not: predictions are"
        " intercept + X w, and"
        " however large the penalty their mean is that of y",
        share=0.5,
    )


@check("ridge_loo equals fitting without each row", points=3)
def loo(rng: Rng) -> Steps:
    """Thirty patients, and more columns than rows."""
    features, y = patients(rng)
    penalties = np.array([0.5, 20.0])
    cases = [(features[:30], y[:30], "30 patients"), (*wide(rng, 15, 25), "15 rows and 25 columns")]
    for (x, t, what), value in zip(
        cases, (yield [call("ridge_loo", x, t, penalties) for x, t, _ in cases]), strict=True
    ):
        found = as_array(value, (2,), "ridge_loo")
        right = [left_out(x, t, one) for one in penalties]
        expect(
            np.allclose(found, right, rtol=1e-6),
            f"ridge_loo: for {what} it is not the mean squared error of fits without each row"
            f" (residuals"
            " over 1 - h_i, row by row; h_i has a part from the intercept)",
        )


@check("lasso meets the conditions of optimality on real data", points=3)
def real_data(rng: Rng) -> Steps:
    """Two columns nearly the same, units of their own, four penalties."""
    features, y = patients(rng)
    top = largest_penalty(features, y)
    penalties = [top * share for share in (0.6, 0.1, 0.01, 0.0005)]
    values = yield [call("lasso", features, y, one) for one in penalties]
    for one, value in zip(penalties, values, strict=True):
        _fit(value, features, y, one, "on the patients")


@check("lasso finds few columns of many, and knows constant ones", points=2)
def many_columns(rng: Rng) -> Steps:
    """Sixty rows, three hundred columns, one of them constant."""
    features, y = wide(rng, 60, 300)
    features[:, 7] = 0.1
    top = largest_penalty(features, y)
    none, some = yield [
        call("lasso", features, y, top * 1.001),
        call("lasso", features, y, top * 0.15),
    ]
    w = _fit(none, features, y, top * 1.001, "above the largest useful penalty")
    expect((w == 0).all(), "lasso: above the largest useful penalty all coefficients are 0")
    w = _fit(some, features, y, top * 0.15, "with 300 columns and 60 rows")
    expect(w[7] == 0, "lasso: a constant column must have coefficient 0")
    expect(
        (w != 0).sum() <= 60,
        "lasso: more columns than rows have a coefficient: zeros must be exact",
    )


@check("lasso_path starts where the first column enters and is optimal all along", points=3)
def path(rng: Rng) -> Steps:
    """Twenty penalties, on patients and on many columns."""
    cases = [patients(rng), wide(rng, 50, 120)]
    values = yield [call("lasso_path", x, y, 20, 0.02) for x, y in cases]
    for (x, y), value in zip(cases, values, strict=True):
        penalties, b, w = _parts(value, ["penalties", "intercepts", "coefficients"], "lasso_path")
        penalties = as_array(penalties, (20,), "lasso_path, 'penalties',")
        b = as_array(b, (20,), "lasso_path, 'intercepts',")
        w = as_array(w, (20, x.shape[1]), "lasso_path, 'coefficients',")
        right = largest_penalty(x, y) * np.geomspace(1, 0.02, 20)
        expect(
            np.isclose(penalties[0], right[0]),
            "lasso_path: the first penalty is not the smallest at which all coefficients are 0",
        )
        expect(
            np.allclose(penalties, right),
            "lasso_path: not geometric steps from the first down to ratio times it",
        )
        expect(
            (np.abs(w[0] * x.std(axis=0)) < 1e-9 * y.std()).all(),
            "lasso_path: at the first penalty all coefficients are 0",
        )
        for k in range(1, 20):
            _optimal(x, y, right[k], w[k], "lasso_path")
        means = (y - w @ x.T).mean(axis=1)
        expect(
            np.allclose(b, means, atol=1e-6 * y.std()),
            "lasso_path: with these intercepts the residuals do not sum to 0",
            share=0.5,
        )


@check("kkt_violation measures each condition", points=2)
def violation(rng: Rng) -> Steps:
    """Arbitrary coefficients, zeros among them, and a right sign turned."""
    features, y = patients(rng)
    top = largest_penalty(features, y)
    _, deviation = scaled(features)
    cases = []
    for share in (0.02, 0.3, 2.0, 0.1):
        beta = rng.normal(size=10) * y.std() * 0.1 * (rng.random(10) < 0.5)
        cases.append((share * top, beta / deviation))
    cases.append((0.5 * top, np.zeros(10)))
    cases.append((2.0 * top, np.zeros(10)))
    values = yield [call("kkt_violation", features, y, one, w) for one, w in cases]
    for (one, w), value in zip(cases, values, strict=True):
        g, beta = gradient_of(features, y, w)
        right = np.where(
            beta == 0, np.maximum(np.abs(g) - one, 0), np.abs(g - one * np.sign(beta))
        ).max()
        found = as_number(value, "kkt_violation")
        what = "where all are 0" if not w.any() else "where some are 0 and others not"
        expect(
            np.isclose(found, right, rtol=1e-6, atol=1e-9 * top),
            f"kkt_violation: for coefficients {what} it is not the largest violation of the"
            f" conditions"
            " (on standardised columns, with the sign of each coefficient, never below 0)",
        )


@check("ridge_path makes one decomposition for all penalties", points=2)
def cheap(rng: Rng) -> Steps:
    """Sixty rows, fifteen hundred columns, four hundred penalties."""
    features, y = wide(rng, 60, 1500)
    features[:, 3] = -2.0
    penalties = np.geomspace(0.1, 1e5, 400)
    value = yield call("ridge_path", features, y, penalties)
    b, w = _parts(value, ["intercepts", "coefficients"], "ridge_path")
    w = as_array(w, (400, 1500), "ridge_path with a constant column, 'coefficients',")
    b = as_array(b, (400,), "ridge_path with a constant column, 'intercepts',")
    expect(np.allclose(w[:, 3], 0), "ridge_path: a constant column must have coefficient 0")
    z, deviation = scaled(features)
    z[:, 3] = 0.0
    for k in (0, 200, 399):
        dual = np.linalg.solve(z @ z.T + penalties[k] * np.eye(60), y - y.mean())
        expect(
            np.allclose(w[k] * deviation, z.T @ dual, rtol=1e-5, atol=1e-8),
            "ridge_path: with 1500 columns and 60 rows the coefficients are wrong",
        )

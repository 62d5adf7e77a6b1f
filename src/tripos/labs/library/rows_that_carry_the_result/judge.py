"""The checks of influence: the fit, each row left out, Cook's distance, the rows that carry it."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.rows_that_carry_the_result.data import World, fit, slope, world

_MOST = 9


@check("coefficient has the least-squares coefficient and its standard error", points=2)
def fitted(rng: Rng) -> Steps:
    """Columns in units of their own and far from zero; few rows."""
    made = world(rng, 3)
    few = rng.choice(len(made.y), 9, replace=False)
    cases = [(made.X, made.y, j) for j in range(4)] + [(made.X[few], made.y[few], 1)]
    values = yield [call("coefficient", *case) for case in cases]
    for value, (X, y, column) in zip(values, cases, strict=True):
        found = as_array(value, (2,), "coefficient")
        Z = np.column_stack([np.ones(len(y)), X])
        e = y - Z @ fit(X, y)
        s2 = e @ e / (len(y) - Z.shape[1])
        rest = np.delete(Z, column + 1, axis=1)
        own = X[:, column] - rest @ np.linalg.lstsq(rest, X[:, column], rcond=None)[0]
        right = [slope(X, y, column), np.sqrt(s2 / (own @ own))]
        expect(
            np.allclose(found[0], right[0], rtol=1e-6),
            "coefficient: not the coefficient of least squares with an intercept and all columns",
        )
        expect(
            np.allclose(found[1], right[1], rtol=1e-6),
            "coefficient: the standard error is not the classical one; the residual variance has"
            " n - p degrees of freedom, and p counts the intercept",
        )


@check("without_each gives what is left without each row, exactly", points=3)
def dropped(rng: Rng) -> Steps:
    """Rows with leverage among them; then many rows."""
    made = world(rng, 4)
    many = 4000
    X = rng.normal(size=(many, 6)) * [1, 30, 0.1, 5, 1, 2] + 10
    y = X @ rng.normal(size=6) + rng.normal(size=many) * 3
    values = yield [
        call("without_each", made.X, made.y, made.column),
        call("without_each", X, y, 1),
    ]
    for value, (A, b, column) in zip(
        values, [(made.X, made.y, made.column), (X, y, 1)], strict=True
    ):
        found = as_array(value, (len(b),), "without_each")
        for i in [*made.planted, *rng.choice(min(len(b), 300), 6, replace=False)]:
            right = slope(np.delete(A, i, axis=0), np.delete(b, i), column)
            expect(
                abs(found[i] - right) < 1e-5 * abs(right) + 1e-9,
                "without_each: not the coefficient of the fit without the row; its residual"
                " counts more the more leverage it has (divide by 1 - h), and the row of the"
                " inverse is that of this column",
            )


@check("cooks_distance measures what a row does to the whole fit", points=2)
def distance(rng: Rng) -> Steps:
    """Against the definition: how far all fitted values move without the row."""
    made = world(rng, 3)
    found = as_array(
        (yield call("cooks_distance", made.X, made.y)), (len(made.y),), "cooks_distance"
    )
    Z = np.column_stack([np.ones(len(made.y)), made.X])
    whole = Z @ fit(made.X, made.y)
    s2 = ((made.y - whole) ** 2).sum() / (len(made.y) - Z.shape[1])
    for i in [*made.planted, *rng.choice(len(made.y), 5, replace=False)]:
        moved = Z @ fit(np.delete(made.X, i, axis=0), np.delete(made.y, i)) - whole
        right = moved @ moved / (Z.shape[1] * s2)
        expect(
            abs(found[i] - right) < 1e-6 * right + 1e-12,
            "cooks_distance: not the squared way of all fitted values, divided by p s^2: p counts"
            " the intercept, s^2 has n - p degrees of freedom, and 1 - h is squared",
        )


def _rows(value: Any, made: World) -> list[int]:
    found = as_array(value, (None,), "carriers")
    whole = (found == found.astype(int)).all() and (np.diff(found) > 0).all()
    inside = ((found >= 0) & (found < len(made.y))).all()
    expect(whole and inside, "carriers: return the numbers of rows, from 0, ascending, none twice")
    return [int(one) for one in found]


def _turned(rows: list[int], made: World) -> bool:
    kept = np.delete(np.arange(len(made.y)), rows)
    return slope(made.X[kept], made.y[kept], made.column) * slope(made.X, made.y, made.column) < 0


def _found(values: Any, worlds: list[World], said: str) -> None:
    for value, made in zip(values, worlds, strict=True):
        rows = _rows(value, made)
        count = len(made.planted)
        expect(
            rows,
            f"carriers ({said}): none found, where {count} rows of {len(made.y)} turn the sign;"
            " neither the largest residuals nor the largest leverages are looked for, but what"
            " moves this coefficient",
        )
        expect(_turned(rows, made), f"carriers ({said}): without your rows the sign is what it was")
        expect(
            len(rows) <= count + 1,
            f"carriers ({said}): {len(rows)} rows, where {count} are enough; drop the row that"
            " moves the coefficient most towards zero, fit again, and stop once the sign turns",
            share=0.3,
        )


@check("carriers finds the few rows, among louder ones that do nothing", points=3)
def few(rng: Rng) -> Steps:
    """Three to five rows on either side; loud rows without leverage, far rows on the line."""
    worlds = [world(rng, int(count)) for count in rng.permutation([3, 4, 5, 4])]
    values = yield [call("carriers", made.X, made.y, made.column, _MOST) for made in worlds]
    _found(values, worlds, "apart")


@check("carriers finds rows that hide each other", points=3)
def hidden(rng: Rng) -> Steps:
    """Rows that lie together: by the full fit alone each seems to matter little."""
    worlds = [world(rng, 6, masked=True) for _ in range(2)]
    values = yield [call("carriers", made.X, made.y, made.column, _MOST) for made in worlds]
    _found(values, worlds, "rows that lie together")


@check("carriers names nobody where the result is sound", points=2)
def sound(rng: Rng) -> Steps:
    """Results that no few rows carry; and one with less room than it would take."""
    worlds = [world(rng, 0) for _ in range(3)]
    tight = world(rng, 5)
    values = yield [
        *(call("carriers", made.X, made.y, made.column, _MOST) for made in worlds),
        call("carriers", tight.X, tight.y, tight.column, 3),
    ]
    for value, made in zip(values, [*worlds, tight], strict=True):
        expect(
            _rows(value, made) == [],
            "carriers: rows are named where no set of at most `most` turns the sign; return []",
        )


@check("report says how fragile the result is", points=2)
def told(rng: Rng) -> Steps:
    """A fragile one and a sound one; figures agree with each other."""
    worlds = [world(rng, 4), world(rng, 0)]
    values = yield [call("report", made.X, made.y, made.column, _MOST) for made in worlds]
    for value, made in zip(values, worlds, strict=True):
        keys = {"coefficient", "rows", "share", "without", "fragile"}
        expect(isinstance(value, dict) and keys <= set(value), "report: return a dict with"
               " coefficient, rows, share, without and fragile")  # fmt: skip
        rows = _rows(value["rows"], made)
        expect(
            value["fragile"] is bool(made.planted), "report: fragile is whether any rows carry it"
        )
        kept = np.delete(np.arange(len(made.y)), rows)
        right = {
            "coefficient": slope(made.X, made.y, made.column), "share": len(rows) / len(made.y),
            "without": slope(made.X[kept], made.y[kept], made.column),
        }  # fmt: skip
        for name, one in right.items():
            found = as_number(value[name], f"report: {name}")
            expect(
                abs(found - one) < 1e-6 * abs(one) + 1e-12,
                f"report: {name} does not go with the rows that are named",
            )

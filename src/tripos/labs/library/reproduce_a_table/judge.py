"""The checks of the reproduction: the published table, other tables, ill conditions, misprints."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.reproduce_a_table.data import club, printed, rao, reference, wines


def _part(value: Any, key: str, shape: tuple[int, ...], what: str) -> Floats:
    if not isinstance(value, dict) or key not in value:
        wrong(f"{what} must return a dictionary with '{key}'")
    return as_array(value[key], shape, f"{what}, '{key}',")


@check("correlations come out as published, and for other tables", points=2)
def correlations(rng: Rng) -> Steps:
    """The club, wines in units of their own, more columns on one side than on the other."""
    tables = [club(), wines(rng), wines(rng)]
    values = yield [call("canonical", *one) for one in tables]
    for value, one in zip(values, tables, strict=True):
        right = reference(*one)["correlations"]
        found = _part(value, "correlations", right.shape, "canonical")
        expect(np.allclose(found, right, atol=1e-6),
               "canonical: the correlations are not those of these tables (units do not matter,"
               " and the largest comes first)")  # fmt: skip


@check("weights are standardised, of variance one, and signed as agreed", points=3)
def weights(rng: Rng) -> Steps:
    """Scale first, then sign, then the second set."""
    tables = [club(), wines(rng), wines(rng)]
    values = yield [call("canonical", *one) for one in tables]
    for value, one in zip(values, tables, strict=True):
        right = reference(*one)
        a = _part(value, "a", right["a"].shape, "canonical")
        b = _part(value, "b", right["b"].shape, "canonical")
        expect(np.allclose(np.abs(a), np.abs(right["a"]), rtol=1e-4, atol=1e-5),
               "canonical: the weights a are for standardised columns and give variates of"
               " variance 1, both with n - 1")  # fmt: skip
        expect(np.allclose(a, right["a"], rtol=1e-4, atol=1e-5),
               "canonical: in each column of a the weight of largest absolute value is positive",
               share=0.5)  # fmt: skip
        expect(np.allclose(b, right["b"], rtol=1e-4, atol=1e-5),
               "canonical: the weights b do not belong to a: each pair of variates has variance 1"
               " and correlates positively", share=0.3)  # fmt: skip


@check("nearly dependent columns cost no digits", points=2)
def conditions(rng: Rng) -> Steps:
    """A column that is nearly a sum of others; the answer is that of a basis of the same space."""
    n = 60
    Y = rng.normal(size=(n, 3))
    Z = rng.normal(size=(n, 3)) + 0.8 * Y
    nearly = np.column_stack([Z[:, 0], Z[:, 1], Z[:, 0] + Z[:, 1] + 1e-7 * Z[:, 2]])
    found = yield call("canonical", nearly, Y)
    right = reference(Z, Y)["correlations"]
    got = _part(found, "correlations", right.shape, "canonical")
    expect(np.allclose(got, right, atol=1e-5),
           "canonical: with nearly dependent columns the correlations are lost; factorise the"
           " columns instead of inverting their products")  # fmt: skip


@check("structure correlations are those with the own variates", points=2)
def structures(rng: Rng) -> Steps:
    """Signed as the weights are."""
    tables = [club(), wines(rng)]
    values = yield [call("structure", *one) for one in tables]
    for value, one in zip(values, tables, strict=True):
        right = reference(*one)
        for key in ("x", "y"):
            found = _part(value, key, right[key].shape, "structure")
            expect(np.allclose(found, right[key], atol=1e-5),
                   f"structure: '{key}' is not the correlation of each column with the variates of"
                   " its own set, signed as in canonical")  # fmt: skip


@check("the tests are Rao's, for this and all later correlations", points=3)
def test_rows(rng: Rng) -> Steps:
    """Each row on its own; also where the denominator of m is not positive."""
    tables = [club(), wines(rng), tuple(one[:, :2] for one in club())]
    values = yield [call("tests", *one) for one in tables]
    for value, one in zip(values, tables, strict=True):
        right = rao(*one)
        expect(isinstance(value, list) and len(value) == len(right)
               and all(isinstance(row, dict) for row in value),
               "tests: one dictionary for each correlation")  # fmt: skip
        for name, what in (
            ("wilks", "wilks is the product of 1 - r^2 over this and the later correlations"),
            ("df1", "df1 is s times t"), ("df2", "df2 is w m - s t/2 + 1, with w from the whole"
             " tables and m from what is left"), ("F", "F is Rao's approximation"),
            ("p", "p is the upper tail of F"),
        ):  # fmt: skip
            for row, wanted in zip(value, right, strict=True):
                got = as_number(row.get(name), f"tests, '{name}',")
                expect(abs(got - wanted[name]) <= 1e-6 + 1e-5 * abs(wanted[name]),
                       f"tests: {what}", share=0.3 * (name not in ("wilks", "df1")))  # fmt: skip


@check("redundancy is what the other set explains", points=2)
def redundancies(rng: Rng) -> Steps:
    """Mean squared structure times the squared correlation."""
    tables = [club(), wines(rng)]
    values = yield [call("redundancy", *one) for one in tables]
    for value, one in zip(values, tables, strict=True):
        right = reference(*one)
        for key in ("x", "y"):
            wanted = (right[key] ** 2).mean(axis=0) * right["correlations"] ** 2
            found = _part(value, key, wanted.shape, "redundancy")
            expect(np.allclose(found, wanted, atol=1e-6),
                   f"redundancy: '{key}' is the mean squared structure correlation of that set"
                   " times the squared canonical correlation")  # fmt: skip


@check("misprints are found, and nothing else", points=3)
def misprints(rng: Rng) -> Steps:
    """Tables without any, with a few, and with signs turned; digits differ."""
    cases = [(club(), 0), (club(), 2), (wines(rng), 1), (wines(rng), 3)]
    made = [(*printed(rng, *tables, count), tables) for tables, count in cases]
    values = yield [call("compare", text, *tables) for text, _, tables in made]
    for value, (_, right, _) in zip(values, made, strict=True):
        expect(isinstance(value, list), "compare: a list of entries")
        found = sorted(list(one) for one in value if isinstance(one, list | tuple))
        missed = [one for one in right if one not in found]
        extra = [one for one in found if one not in right]
        expect(not extra,
               "compare: entries are called wrong that are roundings of the right value to their"
               " digits, or belong to a pair that is printed with the other sign",
               share=0.3)  # fmt: skip
        expect(not missed, "compare: a misprint was not found (one may be in a sign, or in a"
               " test)", share=0.3)  # fmt: skip

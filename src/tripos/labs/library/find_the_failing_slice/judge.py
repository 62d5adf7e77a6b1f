"""The checks of the slice: conditions, interval, test, search, and what fresh rows confirm."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, WrongError, as_array, as_number, call, check, expect
from tripos.labs.library.find_the_failing_slice.data import (
    Columns,
    World,
    first_column,
    fisher,
    fulfils,
    orders,
    overlap,
    wilson,
    world,
)

_SEARCH, _FRESH = 1000, 600


def _conditions(found: Any, columns: Columns, what: str) -> list[list[Any]]:
    fits = isinstance(found, list) and all(isinstance(c, list) and len(c) == 3 for c in found)
    expect(fits, f"{what}: a slice is a list of conditions [column, comparison, value]")
    for name, how, value in found:
        expect(isinstance(name, str) and name in columns, f"{what}: a condition on no column")
        expect(how in ("==", "<=", ">"), f"{what}: the comparisons are ==, <= and >")
        text = isinstance(columns[name], list)
        same = text == isinstance(value, str) and (how == "==" or not text)
        expect(same, f"{what}: text is compared with text by ==, numbers with numbers")
    expect(len(found) <= 2, f"{what}: at most two conditions")
    return list(found)


@check("covers tells which rows fulfil all conditions", points=2)
def covered(rng: Rng) -> Steps:
    """Names, limits at values that occur, two conditions on a column, missing values, none."""
    columns = orders(rng, 300)
    texts = [name for name, values in columns.items() if isinstance(values, list)]
    numbers = [name for name in columns if name not in texts]
    some = {name: next(v for v in columns[name] if v is not None) for name in texts}
    middle = {name: float(np.nanquantile(columns[name], 0.5, method="lower")) for name in numbers}
    cases: list[list[list[Any]]] = [[[name, "==", some[name]]] for name in texts]
    cases += [[[name, how, middle[name]]] for name in numbers for how in ("<=", ">", "==")]
    low, high = np.nanquantile(columns[numbers[0]], [0.2, 0.7])
    cases += [[[numbers[0], ">", float(low)], [numbers[0], "<=", float(high)]], [],
              [[texts[0], "==", some[texts[0]]], [numbers[1], "<=", middle[numbers[1]]]],
              [[texts[1], "==", "nowhere"]]]  # fmt: skip
    values = yield [call("covers", conditions, columns) for conditions in cases]
    for value, conditions in zip(values, cases, strict=True):
        found = as_array(value, (300,), "covers")
        right = fulfils(conditions, columns)
        said = " and ".join(how for _, how, _ in conditions) or "no condition"
        expect(
            found.tolist() == right.tolist(),
            f"covers ({said}): not the rows that fulfil all conditions: <= includes its value, >"
            " does not, and a missing value (None, nan) fulfils none",
        )
    try:
        yield call("covers", [[numbers[0], "<", 1.0]], columns)
    except WrongError as error:
        expect("ValueError" in str(error), f"covers: ValueError for a comparison that there is"
               f" not; {error}", share=0.2)  # fmt: skip
    else:
        expect(False, "covers: a comparison that there is not must raise ValueError", share=0.2)


@check("interval and excess are Wilson's and Fisher's", points=3)
def exact(rng: Rng) -> Steps:
    """No and only mistakes, one row, none, many; slices with fewer, as many, all mistakes."""
    sizes = [(0, 30), (30, 30), (1, 1), (0, 0), (7, 61), (300, 2000)]
    rates = [(k, n, level) for k, n in sizes for level in (0.95, 0.8)]
    made = world(rng, 400)
    masks = [made.planted, ~made.planted, rng.random(400) < 0.2, np.zeros(400, bool),
             np.ones(400, bool), made.wrong == 1]  # fmt: skip
    values = yield [
        *(call("interval", *one) for one in rates),
        *(call("excess", made.wrong.tolist(), mask) for mask in masks),
    ]
    for value, case in zip(values, rates, strict=False):
        found = as_array(value, (2,), "interval")
        expect(
            np.allclose(found, wilson(*case), atol=1e-6),
            f"interval: not Wilson's for {case[0]} mistakes in {case[1]} rows at level {case[2]}:"
            " it stays within 0 and 1, is not centred at the rate, and is [0, 1] without rows",
        )
    for value, mask in zip(values[len(rates) :], masks, strict=True):
        p = as_number(value, "excess")
        right = fisher(made.wrong.tolist(), mask)
        expect(
            abs(p - right) < 1e-9 + 1e-6 * right,
            "excess: not the chance of as many mistakes in the slice or more, if mistakes fell on"
            " rows at random (hypergeometric, one-sided, the number seen included)",
            share=0.3,
        )


@check("search finds where mistakes gather, also if no column alone shows it", points=4)
def found(rng: Rng) -> Steps:
    """Ten worlds; judged by its overlap with the planted slice on rows never seen."""
    worlds = [_plain(rng, hard=i < 6) for i in range(10)]
    asked = [made.part(slice(0, _SEARCH)).asked for made in worlds]
    values = yield [call("search", *one) for one in asked]
    shares, sizes = [], []
    for value, made in zip(values, worlds, strict=True):
        hidden = made.part(slice(_SEARCH, None))
        rows = fulfils(_conditions(value, hidden.columns, "search"), hidden.columns)
        shares.append(overlap(rows, hidden.planted))
        sizes.append(rows.sum() / hidden.planted.sum())
    hits = sum(share >= 0.6 for share in shares)
    size = float(np.median(sizes))
    hint = "much smaller than" if size < 0.4 else "much larger than" if size > 2 else "as large as"
    expect(
        hits >= 8,
        f"search: overlaps by 0.6 or more with the planted slice in {hits} of 10 worlds; yours are"
        f" mostly {hint} the planted ones. A rate alone favours tiny slices, a number of mistakes"
        " alone favours everything; and each of the two columns alone shows nothing, so look at"
        " pairs",
        share=0.5 if hits >= 6 else 0.0,
    )


def _plain(rng: Rng, *, hard: bool = False) -> World:
    """A world whose slice also came out bad in the rows to be searched.

    In a hard one the single condition that tells most is on a column that is not the slice's.
    """
    while True:
        made = world(rng, 2500)
        first = made.part(slice(0, _SEARCH))
        bad = first.planted.sum() >= 70 and first.wrong[first.planted].mean() >= 0.52
        if bad and not (hard and first_column(first) in made.names):
            return made


def _asked(search: World, fresh: World, level: float) -> Any:
    return call("failing_slice", *search.asked, *fresh.asked, level)


def _told(value: Any, fresh: World, level: float) -> list[list[Any]]:
    """The slice of an answer, after its figures were held against the fresh rows."""
    fits = isinstance(value, dict) and {"slice", "error", "low", "high"} <= set(value)
    expect(fits, "failing_slice: return a dict with slice, error, low and high")
    conditions = _conditions(value["slice"], fresh.columns, "failing_slice")
    figures = [
        as_number(value[name], f"failing_slice: {name}") for name in ("error", "low", "high")
    ]
    if not conditions:
        zero = figures == [0, 0, 0]
        expect(zero, "failing_slice: without a slice error, low and high are 0", share=0.1)
        return conditions
    inside = fulfils(conditions, fresh.columns)
    n, k = int(inside.sum()), int(fresh.wrong[inside].sum())
    expect(
        n >= 20 and k > 0 and abs(figures[0] - k / n) < 1e-9,
        "failing_slice: error is not the share of mistakes among the fresh rows of the slice: the"
        " rows in which it was found flatter it, as it was chosen for its mistakes there",
    )
    bounds = np.allclose(figures[1:], wilson(k, n, 0.95), atol=1e-6)
    expect(bounds, "failing_slice: low and high are not the interval of that rate at 95%")
    rest = float(fresh.wrong[~inside].mean())
    sure = k / n >= 2 * rest and fisher(fresh.wrong.tolist(), inside) <= level
    expect(sure, "failing_slice: a slice is named that the fresh rows do not confirm: p-value at or"
           " below the level and twice the rate of all other rows")  # fmt: skip
    return conditions


def _confirmed(rng: Rng) -> World:
    """A world whose slice the fresh rows confirm with room to spare."""
    while True:
        made = _plain(rng)
        fresh = made.part(slice(_SEARCH, _SEARCH + _FRESH))
        inside = fresh.planted
        rate, rest = fresh.wrong[inside].mean(), fresh.wrong[~inside].mean()
        if inside.sum() >= 35 and rate > 2.5 * rest and fisher(fresh.wrong, inside) < 1e-5:
            return made


@check("failing_slice finds what is there, and tells its error rate without flattery", points=3)
def confirmed(rng: Rng) -> Steps:
    """Eight worlds with a planted slice."""
    worlds = [_confirmed(rng) for _ in range(8)]
    parts = [
        (made.part(slice(0, _SEARCH)), made.part(slice(_SEARCH, _SEARCH + _FRESH)))
        for made in worlds
    ]
    values = yield [_asked(*pair, 0.02) for pair in parts]
    hits = 0
    for value, made, (_, fresh) in zip(values, worlds, parts, strict=True):
        conditions = _told(value, fresh, 0.02)
        hidden = made.part(slice(_SEARCH + _FRESH, None))
        rows = fulfils(conditions, hidden.columns) if conditions else ~hidden.planted
        hits += overlap(rows, hidden.planted) >= 0.5
    expect(hits >= 7, f"failing_slice: the planted slice is named in {hits} of 8 worlds only",
           share=0.5 if hits >= 5 else 0.0)  # fmt: skip


@check("failing_slice names nothing where nothing is wrong", points=3)
def nothing(rng: Rng) -> Steps:
    """Fifteen worlds in which many of the orders are a little harder, and no more."""
    worlds = [world(rng, _SEARCH + _FRESH, planted=False) for _ in range(10)]
    parts = [(made.part(slice(0, _SEARCH)), made.part(slice(_SEARCH, None))) for made in worlds]
    harder = [world(rng, _SEARCH + _FRESH, planted=False, broad_rate=0.25) for _ in range(5)]
    parts += [(made.part(slice(0, _SEARCH)), made.part(slice(_SEARCH, None))) for made in harder]
    levels = [0.01] * 10 + [0.05] * 5
    values = yield [_asked(*pair, level) for pair, level in zip(parts, levels, strict=True)]
    named = 0
    for value in values[:10]:
        fits = isinstance(value, dict) and isinstance(value.get("slice"), list)
        expect(fits, "failing_slice: return a dict with slice, error, low and high")
        named += bool(value["slice"])
    expect(
        named <= 2,
        f"failing_slice: a slice is named in {named} of 10 worlds without any: the worst of"
        " thousands of slices looks bad where it was found; let rows decide that took no part in"
        " the search",
    )
    for value, (_, fresh), level in zip(values, parts, levels, strict=True):
        _told(value, fresh, level)


@check("failing_slice does not choose its slice by the fresh rows", points=3)
def apart(rng: Rng) -> Steps:
    """Mistakes fall at random on the first rows; the fresh ones, more rows, have a slice."""
    worlds = [world(rng, 3 * _SEARCH) for _ in range(6)]
    parts = []
    for made in worlds:
        first, fresh = made.part(slice(0, _SEARCH)), made.part(slice(_SEARCH, None))
        first = replace(first, wrong=(rng.random(_SEARCH) < 0.2).astype(np.int64))
        parts.append((first, replace(fresh, wrong=np.where(fresh.planted, 1, fresh.wrong))))
    values = yield [_asked(*pair, 0.05) for pair in parts]
    named = 0
    for value, (_, fresh) in zip(values, parts, strict=True):
        conditions = _told(value, fresh, 0.05)
        if conditions:
            named += overlap(fulfils(conditions, fresh.columns), fresh.planted) >= 0.5
    expect(
        named <= 1,
        f"failing_slice: in {named} of 6 worlds it names a slice that only the fresh rows can have"
        " told it of: search in the first rows, then judge by the fresh ones",
    )

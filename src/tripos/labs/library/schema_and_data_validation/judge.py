"""The checks of validation: chances, types, structure, quiet on clean rows, faults, evolution."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, WrongError, as_number, call, check, expect
from tripos.labs.library.schema_and_data_validation.data import (
    DAYS,
    Expected,
    Feed,
    Row,
    Shop,
    expected,
    feed,
    lacks,
    learnt,
    shop,
    tail,
)

LEVEL = 0.05
_HINT = {
    "empty": "a batch without rows has this one finding",
    "absent": "no row has the key; then nothing else is said of the column",
    "extra": "a column that the schema does not know, in the rows that have its key",
    "type": "a value that is there but of another type: True is no number, text no number, and a"
    " date is YYYY-MM-DD of a day that exists",
    "duplicate": "rows whose key came before in the batch; missing keys are not alike",
    "future": "days after today", "stale": "the newest day against today and the days allowed",
    "missing": "absent keys, None, nan and blank text; an error beyond chance or in the key, a"
    " warning where the reference had none",
    "unknown": "categories never seen, held against what the categories seen once foretell",
    "range": "beyond the least and greatest, held against tail(k, n, 2, N - 1); not for the key",
    "scale": "large and surprising: medians of non-zero absolute values, and how many exceed"
    " the old one",
    "swapped": "each of the two columns lies nearer the other one's reference than its own",
}  # fmt: skip


def _start(made: Shop) -> Any:
    return call("infer", made.reference, made.name["key"], made.name["day"], DAYS)


def _ask(schema: Any, made: Shop, rows: list[Row], level: float = LEVEL) -> Any:
    return call("validate", schema, rows, made.today, level)


def _read(found: Any, said: str) -> Expected:
    fits = isinstance(found, list) and all(
        isinstance(one, dict) and {"rule", "column", "severity", "rows"} <= set(one)
        for one in found
    )
    expect(fits, f"validate ({said}): return a list of dicts with rule, column, severity and rows")
    read: Expected = {}
    for one in found:
        place = str(one["rule"]), str(one["column"])
        expect(place not in read, f"validate ({said}): '{place[0]}' is found twice in one column")
        count = as_number(one["rows"], f"validate ({said}): rows")
        read[place] = str(one["severity"]), int(count)
    return read


def _compare(found: Any, right: Expected, said: str, share: float = 0.0) -> None:
    read = _read(found, said)
    for rule, _ in sorted(set(right) - set(read)):
        expect(False, f"validate ({said}): '{rule}' is not found - {_HINT[rule]}", share=share)
    for rule, _ in sorted(set(read) - set(right)):
        hint = _HINT.get(rule, "there is no such rule")
        expect(False, f"validate ({said}): '{rule}' is found without reason - {hint}", share=share)
    for place, (severity, rows) in right.items():
        rule = place[0]
        told = f"validate ({said}): '{rule}' has the wrong"
        expect(read[place][0] == severity, f"{told} severity - {_HINT[rule]}", share=share)
        expect(read[place][1] == rows, f"{told} number of rows - {_HINT[rule]}", share=share)


def _spoil(rows: list[Row], name: str, which: Any, value: Any) -> list[Row]:
    """The rows with `value` (a function of the old one, or a constant) in some places."""
    made = [dict(row) for row in rows]
    for i in which:
        made[i][name] = value(made[i].get(name)) if callable(value) else value
    return made


def _foreseen(fed: Feed, name: str, rows: list[Row]) -> list[Row]:
    """The rows with as many unknown categories as chance still explains."""
    counts = Counter(fed.columns[name].values)
    once, n = list(counts.values()).count(1), sum(counts.values())
    there = [i for i, row in enumerate(rows) if not lacks(row.get(name))]
    limit = 2 * LEVEL / 3 / len(fed.columns)
    most = max(k for k in range(60) if tail(k, len(there), once + 1, n - once + 1) > limit)
    known = [i for i in there if rows[i][name] in counts]
    return _spoil(rows, name, known[: most - (len(there) - len(known))], "Atlantis")


def _times(factor: float) -> Any:
    return lambda old: old if lacks(old) else old * factor


@check("tail is the chance of a beta-binomial count or more", points=2)
def chances(rng: Rng) -> Steps:
    """Small and large numbers, nothing, everything, more than everything."""
    cases = [(int(rng.integers(1, 8)), int(rng.integers(8, 60)), 1.5, 9.0) for _ in range(4)]
    cases += [(0, 10, 2, 3), (12, 10, 2, 3), (10, 10, 1, 1), (1, 200, 1, 601), (40, 5000, 2, 1400)]
    cases += [(3000, 5000, 301, 303), (1, 1, 3, 1)]
    values = yield [call("tail", *case) for case in cases]
    for value, case in zip(values, cases, strict=True):
        found = as_number(value, "tail")
        expect(
            abs(found - tail(*case)) < 1e-8,
            f"tail: not P(K >= {case[0]}) for n = {case[1]}: at least, not more than; certain for"
            " 0, impossible beyond n; work in logarithms, the binomials are huge",
        )


@check("infer names types and the share of missing values", points=2)
def types(rng: Rng) -> Steps:
    """The shop, with numbers written as text, and whole and broken numbers mixed."""
    made = shop(rng)
    rows = [
        {**row, "zip": str(10000 + i % 7), "mixed": i if i % 2 else i + 0.5}
        for i, row in enumerate(made.reference)
    ]
    schema = yield call("infer", rows, made.name["key"], made.name["day"], DAYS)
    fits = isinstance(schema, dict) and isinstance(schema.get("columns"), dict)
    expect(fits, "infer: return a dict with columns")
    kinds = {name: one.kind for name, one in feed(made).columns.items()}
    kinds |= {"zip": "category", "mixed": "number"}
    expect(set(schema["columns"]) == set(kinds), "infer: not the columns of the reference")
    for name, kind in kinds.items():
        column = schema["columns"][name]
        expect(isinstance(column, dict), "infer: each column is a dict")
        expect(
            column.get("type") == kind,
            f"infer: a column of type {kind} is called {column.get('type')}: digits in quotes are"
            " text, True is no number, int and float are one, few distinct texts are a category",
        )
        share = sum(lacks(row.get(name)) for row in rows) / len(rows)
        found = as_number(column.get("missing"), "infer: missing")
        expect(abs(found - share) < 1e-9, f"infer: wrong share of missing values - "
               f"{_HINT['missing'].split(';')[0]} count")  # fmt: skip


@check("validate sees what is wrong with columns, types, keys and dates", points=3)
def structure(rng: Rng) -> Steps:
    """Each fault in a batch of its own."""
    made = shop(rng)
    name, fed = made.name, feed(made)
    schema = yield _start(made)
    base = [made.batch(rng, 60) for _ in range(9)]
    dates = ["2026-02-30", "20260408", "08.04.2026", "2026-4-08"]
    days = [{**row, name["day"]: date} for row, date in zip(base[3], dates * 15, strict=True)]
    keys = _spoil(base[4], name["key"], [5, 9], base[4][2][name["key"]])
    empty = _spoil(base[5], name["key"], [3, 7], None)
    cases = [
        ([], "no rows"),
        ([{k: v for k, v in row.items() if k != name["kind"]} for row in base[0]], "a column gone"),
        (_spoil(base[1], "coupon", [1, 4, 6], None), "a new column"),
        (_spoil(_spoil(base[2], name["sales"], [1, 2, 8], str), name["quantity"], [4], True),
         "text and True among numbers"),
        (_spoil(base[6], name["kind"], [3, 5], 17), "numbers among categories"),
        (_spoil(base[6], name["express"], [3, 5, 6], 1), "1 for True"),
        (days[:40] + base[3][40:], "dates that are none"),
        (keys, "keys delivered again"), (empty, "keys missing"),
        (_spoil(base[7], name["day"], [0, 3], "2027-01-01"), "days to come"),
        (_spoil(base[8], name["day"], range(60), "2026-04-10"), "a late batch"),
        (_spoil(base[8], name["day"], range(60), "2026-04-11"), "just in time"),
        (_spoil(base[7], name["day"], [1, 4], "2026-02-02"), "some old rows among new ones"),
    ]  # fmt: skip
    values = yield [_ask(schema, made, rows) for rows, _ in cases]
    for value, (rows, said) in zip(values, cases, strict=True):
        _compare(value, expected(fed, rows, LEVEL), said)


@check("validate hardly ever raises an error on clean rows", points=2)
def quiet(rng: Rng) -> Steps:
    """Forty-five batches, small and large, from the same shop."""
    made = shop(rng)
    schema = yield _start(made)
    batches = [made.batch(rng, int(rng.choice([12, 60, 120, 240]))) for _ in range(45)]
    values = yield [_ask(schema, made, rows) for rows in batches]
    errors = [
        {rule for (rule, _), (severity, _) in _read(value, "clean rows").items()
         if severity == "error"}
        for value in values
    ]  # fmt: skip
    cried = sum(bool(one) for one in errors)
    rules = ", ".join(sorted(set().union(*errors)))
    expect(
        cried <= 6,
        f"validate: errors in {cried} of 45 clean batches ({rules}) at level 0.05: new extremes and"
        " rare categories come by chance, and the level is shared by three tests for each column",
    )
    fed = feed(made)
    for value, rows in zip(values, batches, strict=True):
        _compare(value, expected(fed, rows, LEVEL), f"{len(rows)} clean rows", share=0.3)


@check("validate tells errors from what chance explains", points=3)
def faults(rng: Rng) -> Steps:
    """Missing, unknown, out of range and rescaled values: some rows, many rows, few rows in all."""
    made = shop(rng)
    name, fed = made.name, feed(made)
    schema = yield _start(made)
    base = [made.batch(rng, 150) for _ in range(6)]
    some = rng.permutation(150)
    beyond = {role: 1.5 * max(abs(x) for x in fed.columns[name[role]].values)
              for role in ("quantity", "profit")}  # fmt: skip
    cases = [
        (_spoil(base[0], name["profit"], some[:50], math.nan), "a third missing"),
        (_spoil(base[0], name["kind"], some[:1], None), "one missing that never was"),
        (_spoil(base[0], name["kind"], some[:12], " "), "twelve blank that never were"),
        (_spoil(base[1], name["ship"], some[:1], "second class"), "one name misspelt"),
        (_spoil(base[1], name["ship"], some[:15], "second class"), "a name misspelt in 15 rows"),
        (_foreseen(fed, name["state"], base[1]), "as many new names as chance explains"),
        (_spoil(base[1], name["state"], some[:40], "Atlantis"), "forty rows of a new category"),
        (_spoil(base[2], name["quantity"], some[:1], beyond["quantity"]), "one value out of range"),
        (_spoil(base[2], name["profit"], some[:14], -beyond["profit"]), "14 values below all"),
        (_spoil(base[3], name["sales"], range(150), _times(100)), "money in cents"),
        (_spoil(base[3], name["profit"], range(150), _times(-0.001)), "thousands, sign turned"),
        (_spoil(base[4], name["discount"], range(150), _times(100)), "per cent"),
        (_spoil(base[4], name["discount"], range(150), _times(1.5)), "rebates half as high again"),
        (_spoil(base[5], name["sales"], range(150), _times(100))[:4], "cents in four rows"),
        (_spoil(base[5], name["key"], range(150), lambda old: old * 1000), "new keys"),
    ]  # fmt: skip
    levels = [LEVEL] * len(cases) + [1e-9]
    cases.append((_spoil(base[1], name["ship"], some[:4], "air"), "four misspelt, tiny level"))
    values = yield [
        _ask(schema, made, rows, level) for (rows, _), level in zip(cases, levels, strict=True)
    ]
    for value, (rows, said), level in zip(values, cases, levels, strict=True):
        _compare(value, expected(fed, rows, level), said)


@check("validate reports one cause once", points=2)
def causes(rng: Rng) -> Steps:
    """Columns that changed places, a unit that took values out of range, and its factor."""
    made = shop(rng)
    name, fed = made.name, feed(made)
    schema = yield _start(made)
    base = made.batch(rng, 130)

    def exchanged(a: str, b: str) -> list[Row]:
        a, b = name[a], name[b]
        return [{**row, a: row.get(b), b: row.get(a)} for row in base]

    both = _spoil(exchanged("ship", "kind"), name["sales"], range(130), _times(1000))
    cases = [
        (exchanged("quantity", "discount"), "two number columns changed places"),
        (exchanged("ship", "kind"), "two category columns changed places"),
        (exchanged("state", "kind"), "two long lists changed places"),
        (exchanged("quantity", "sales")[:19], "19 rows changed places"),
        (both, "changed places, and a unit"),
    ]
    values = yield [_ask(schema, made, rows) for rows, _ in cases]
    for value, (rows, said) in zip(values, cases, strict=True):
        _compare(value, expected(fed, rows, LEVEL), said)
    pair = sorted([name["quantity"], name["discount"]])
    swap = next(one for one in values[0] if one["rule"] == "swapped")
    expect(swap.get("other") == pair[1], "validate: a swap names the second column as other")
    scale = next(one for one in values[4] if one["rule"] == "scale")
    x, y = [
        np.median([abs(row[name["sales"]]) for row in rows if row[name["sales"]]])
        for rows in (made.reference, both)
    ]
    factor = as_number(scale.get("factor"), "validate: factor")
    expect(abs(factor * x / y - 1) < 1e-9, "validate: the factor is new median over old median")


def _accepted(fed: Feed, made: Shop, rows: list[Row]) -> dict[str, tuple[Feed, list[list[str]]]]:
    """For each set of accepted findings what is known afterwards."""
    name = made.name
    fresh = {role: learnt(rows, name[role], fed.columns[name[role]].kind)
             for role in ("state", "sales", "profit")}  # fmt: skip
    sales = fed.with_column(name["sales"], lambda c: replace(
        c, values=fresh["sales"].values))  # fmt: skip
    missing = fed.with_column(name["profit"], lambda c: replace(
        c, rows=fresh["profit"].rows, lacking=fresh["profit"].lacking))  # fmt: skip
    known = fed.with_column(name["state"], lambda c: replace(c, more=fresh["state"].values))
    wider = known.with_column(name["profit"], lambda c: replace(c, more=fresh["profit"].values))
    extra = replace(fed, columns={**fed.columns, "coupon": learnt(rows, "coupon", "number")})
    left = replace(fed, columns={k: v for k, v in fed.columns.items() if k != name["kind"]})
    return {
        "a new name accepted": (known, [["unknown", name["state"]]]),
        "a new name and a new extreme accepted": (
            wider, [["unknown", name["state"]], ["range", name["profit"]]]),
        "a new unit accepted": (sales, [["scale", name["sales"]]]),
        "missing values accepted": (missing, [["missing", name["profit"]]]),
        "a new column accepted": (extra, [["extra", "coupon"]]),
        "a column given up": (left, [["absent", name["kind"]]]),
        "nothing accepted": (fed, []),
    }  # fmt: skip


@check("evolve accepts what was accepted and hides nothing else", points=3)
def evolves(rng: Rng) -> Steps:
    """One batch with many faults, accepted one by one, then another with the same."""
    made = shop(rng)
    name, fed = made.name, feed(made)
    schema = yield _start(made)
    most = 1.5 * max(abs(x) for x in fed.columns[name["profit"]].values)

    def faulty(rows: list[Row]) -> list[Row]:
        rows = [{k: v for k, v in row.items() if k != name["kind"]} for row in rows]
        some = rng.permutation(len(rows))
        rows = _spoil(rows, name["state"], some[:40], "Atlantis")
        rows = _spoil(rows, name["profit"], some[80:110], -most)
        rows = _spoil(rows, name["sales"], range(len(rows)), _times(100))
        rows = _spoil(rows, name["sales"], some[:9], None)
        rows = _spoil(rows, name["profit"], some[10:60], None)
        return _spoil(rows, "coupon", some[30:90], lambda _: int(rng.integers(100)))

    first, second = faulty(made.batch(rng, 150)), faulty(made.batch(rng, 150))
    second = _spoil(second, name["state"], range(25), "Mu")
    cases = _accepted(fed, made, first)
    newer = yield [call("evolve", schema, first, accept) for _, accept in cases.values()]
    values = yield [_ask(one, made, rows) for one in newer for rows in (first, second)]
    for i, (said, (after, _)) in enumerate(cases.items()):
        for j, rows in enumerate((first, second)):
            again = f"{said}, {('the same batch', 'the next batch')[j]}"
            _compare(values[2 * i + j], expected(after, rows, LEVEL), again, share=0.1)


@check("evolve refuses to accept faults that must be repaired", points=2)
def refuses(rng: Rng) -> Steps:
    """Rules that no schema can bend, and columns for which they cannot hold."""
    made = shop(rng)
    name = made.name
    schema = yield _start(made)
    rows = made.batch(rng, 30)
    cases = [["type", name["sales"]], ["duplicate", name["key"]], ["stale", name["day"]],
             ["missing", name["key"]], ["swapped", name["kind"]], ["range", "nowhere"],
             ["extra", name["city"]], ["future", name["day"]]]  # fmt: skip
    for case in cases:
        where = "a column of the shop" if case[1] in name.values() else "a column that is not there"
        said = f"evolve: '{case[0]}' in {where}"
        try:
            yield call("evolve", schema, rows, [case])
        except WrongError as error:
            fits = "ValueError" in str(error)
            expect(fits, f"{said} must raise ValueError; {error}")
        else:
            expect(False, f"{said} was accepted: raise ValueError")

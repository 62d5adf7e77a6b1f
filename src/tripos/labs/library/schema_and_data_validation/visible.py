"""What can be checked on one's own: a chance, and a feed of two columns."""

from __future__ import annotations

from typing import Any

from tripos.labs.contract import Rng, Steps, as_number, call, check, expect


def _rules(found: Any) -> list[tuple[Any, Any, Any, Any]]:
    fits = isinstance(found, list) and all(isinstance(one, dict) for one in found)
    expect(fits, "validate: return a list of dicts")
    names = ("rule", "column", "severity", "rows")
    return sorted(tuple(one.get(name) for name in names) for one in found)


@check("two chances that can be done by hand")
def chances(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """With a = b = 1 all counts are equally likely; a count of 0 or more is certain."""
    some, sure = yield [call("tail", 3, 4, 1, 1), call("tail", 0, 9, 2, 5)]
    some, sure = as_number(some, "tail"), as_number(sure, "tail")
    expect(abs(some - 0.4) < 1e-9, "tail: 3 or 4 of the five equally likely counts have 2/5")
    expect(abs(sure - 1) < 1e-9, "tail: at least 0 is certain")


@check("a feed of a key and a colour")
def colours(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A key twice and one strange colour, which chance may explain; then one that is accepted."""
    reference = [{"id": i, "colour": "red" if i % 3 else "blue"} for i in range(60)]
    schema = yield call("infer", reference, "id", "", 0)
    fits = isinstance(schema, dict) and isinstance(schema.get("columns"), dict)
    expect(fits, "infer: return a dict with columns")
    kinds = {name: one.get("type") for name, one in schema["columns"].items()}
    expect(kinds == {"id": "number", "colour": "category"}, "infer: a number and a category here")
    rows = [{"id": 1, "colour": "red"}, {"id": 1, "colour": "green"}]
    found = yield call("validate", schema, rows, "2026-01-01", 0.05)
    right = [("duplicate", "id", "error", 1), ("unknown", "colour", "warning", 1)]
    expect(_rules(found) == right, "validate: a duplicate (error) and an unknown (warning) here")
    wider = yield call("evolve", schema, rows, [["unknown", "colour"]])
    found = yield call("validate", wider, rows, "2026-01-01", 0.05)
    expect(_rules(found) == right[:1], "evolve: the duplicate stays when the colour is accepted")

"""Reads the memo: the form of its head, of its thresholds and of its claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tripos.labs.contract import expect, wrong
from tripos.labs.library.memo_fairness_and_cost.data import RATES, RULES
from tripos.labs.memo import expect_sentences, is_number, split_memo

KEYS = {"recommendation", "reason", "thresholds", "claims", "conflict", "losses", "assumptions",
        "changes_if"}  # fmt: skip
_CONFLICT = ("base_rate_a", "base_rate_b", "forced_selection_gap", "forced_precision_gap")
_Key = tuple[str, str, str]


@dataclass(frozen=True)
class Memo:
    """A memo whose head has the form that the brief asks for."""

    head: dict[str, Any]
    prose: str
    thresholds: dict[str, dict[str, float]]
    claims: dict[_Key, dict[str, Any]]

    @property
    def choice(self) -> str:
        """The recommended rule."""
        return str(self.head["recommendation"])

    @property
    def losses(self) -> dict[str, float]:
        """What the shop and the payers of both groups lose."""
        return {key: float(value) for key, value in self.head["losses"].items()}

    def claim(self, name: str, rule: str, part: str) -> dict[str, Any]:
        """The claim about a rule and a part of the orders."""
        return self.claims[name, rule, part]

    def interval(self, name: str, rule: str, part: str) -> tuple[float, float, float]:
        """Value and ends of a claim."""
        found = self.claim(name, rule, part)
        return float(found["value"]), float(found["low"]), float(found["high"])

    def numbers(self) -> list[float]:
        """All numbers that the head declares."""
        held = [one[key] for one in self.claims.values() for key in ("value", "low", "high")
                if key in one]  # fmt: skip
        limits = [limit for one in self.thresholds.values() for limit in one.values()]
        conflict = [self.head["conflict"][key] for key in _CONFLICT]
        return [float(one) for one in (*held, *limits, *conflict, *self.losses.values())]


def thresholds_in(value: Any, what: str) -> dict[str, dict[str, float]]:
    """The thresholds of all rules. Raises WrongError naming what their form lacks."""
    fits = isinstance(value, dict) and set(value) == set(RULES)
    expect(fits, f"{what}: there must be exactly the keys {', '.join(RULES)}")
    for name in RULES:
        held = value[name]
        if not isinstance(held, dict) or set(held) != {"a", "b"}:
            wrong(f"{what}: {name} must have a threshold for a and one for b")
        expect(all(map(is_number, held.values())), f"{what}: those of {name} must be numbers")
    return {name: {key: float(limit) for key, limit in value[name].items()} for name in RULES}


def read(value: Any) -> Memo:
    """The memo in `value`. Raises WrongError naming what its form lacks."""
    head, prose = split_memo(value, KEYS)
    expect(head["recommendation"] in RULES, f"head: recommendation must be {' or '.join(RULES)}")
    _numbers(head, "losses", ("shop", "a", "b"), ())
    _numbers(head, "conflict", _CONFLICT, ("compatible",))
    said = head["conflict"]["compatible"]
    expect(isinstance(said, bool), "head: conflict: compatible must be true or false")
    expect_sentences(head, "assumptions", 2)
    expect_sentences(head, "changes_if", 1)
    return Memo(head, prose, thresholds_in(head["thresholds"], "head: thresholds"),
                _claims(head["claims"]))  # fmt: skip


def _numbers(head: dict[str, Any], key: str, names: tuple[str, ...], more: tuple[str, ...]) -> None:
    held, wanted = head[key], {*names, *more}
    if not isinstance(held, dict) or set(held) != wanted:
        wrong(f"head: {key} must have exactly the keys {', '.join(sorted(wanted))}")
    fits = all(is_number(held[name]) for name in names)
    expect(fits, f"head: the values of {key} must be numbers")


def _claims(listed: Any) -> dict[_Key, dict[str, Any]]:
    expect(isinstance(listed, list), "head: claims must be a list of objects")
    found: dict[_Key, dict[str, Any]] = {}
    for one in listed:
        keyed = isinstance(one, dict) and {"name", "rule", "slice", "value", "unit"} <= set(one)
        expect(keyed, "head: a claim must have name, rule, slice, value and unit")
        found[str(one["name"]), str(one["rule"]), str(one["slice"])] = one
    wanted = {
        (name, rule, part) for rule in RULES for name, parts in (
            *((rate, "ab") for rate in RATES), ("gap", ("both",)), ("cost_per_1000", ("both",)),
        ) for part in parts
    }  # fmt: skip
    missing = sorted(wanted - set(found))
    expect(not missing, f"head: there is no claim {' of '.join(missing[0]) if missing else ''}")
    expect(len(listed) == len(wanted), f"head: there must be {len(wanted)} claims, one of each")
    for key, one in found.items():
        priced = key[0] == "cost_per_1000"
        numbers = ("value",) if priced else ("value", "low", "high")
        fits = set(one) == {"name", "rule", "slice", "unit", *numbers}
        fits = fits and all(is_number(one[name]) for name in numbers)
        expect(fits, f"head: the claim {' of '.join(key)} needs {', '.join(numbers)} as numbers")
        unit = "euros" if priced else "share"
        expect(one["unit"] == unit, f"head: the unit of the claim {' of '.join(key)} is {unit}")
    return found

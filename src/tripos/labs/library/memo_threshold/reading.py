"""Reads a memo: its head, its claims, and the numbers of its prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from tripos.labs.contract import expect, wrong

KEYS = {"recommendation", "model", "threshold", "data_rows", "claims", "assumptions", "changes_if"}
NAMES = ("cost_per_1000", "recall", "flagged_per_1000")
_LONGEST = 20_000
_NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")


@dataclass(frozen=True)
class Memo:
    """A memo whose head has the form that the brief asks for."""

    head: dict[str, Any]
    prose: str

    @property
    def model(self) -> str:
        """The recommended model."""
        return str(self.head["model"])

    @property
    def threshold(self) -> float:
        """The recommended threshold."""
        return float(self.head["threshold"])

    def claims(self, model: str) -> dict[str, dict[str, Any]]:
        """The claims about a model, by name."""
        return {one["name"]: one for one in self.head["claims"] if one["model"] == model}


def read(value: Any) -> Memo:
    """The memo in `value`. Raises WrongError naming what its form lacks."""
    if not isinstance(value, str):
        wrong(f"memo must return text, not {type(value).__name__}")
    expect(len(value) <= _LONGEST, "the memo is longer than anybody reads")
    parts = re.split(r"^---\s*$", value, maxsplit=2, flags=re.MULTILINE)
    expect(
        len(parts) == 3 and not parts[0].strip(),
        "the memo must begin with a head between two lines of three hyphens",
    )
    expect("&" not in parts[1] and "*" not in parts[1], "the head may not use anchors of YAML")
    try:
        head = yaml.safe_load(parts[1])
    except (yaml.YAMLError, RecursionError):
        wrong("the head between the lines of hyphens is not YAML that can be read")
    if not isinstance(head, dict) or set(head) != KEYS:
        wrong(f"the head must be an object with exactly the keys {', '.join(sorted(KEYS))}")
    _check(head)
    return Memo(head, parts[2])


def _check(head: dict[str, Any]) -> None:
    expect(head["model"] in ("a", "b"), "head: model must be a or b")
    expect(_number(head["threshold"]), "head: threshold must be a number")
    for key, least in (("assumptions", 2), ("changes_if", 1)):
        said = head[key]
        fits = isinstance(said, list) and all(isinstance(one, str) and one.strip() for one in said)
        expect(fits and len(said) >= least, f"head: {key} must list at least {least} sentence(s)")
    claims = head["claims"]
    expect(isinstance(claims, list) and len(claims) == 6, "head: claims must list six claims")
    other = "b" if head["model"] == "a" else "a"
    wanted = [(name, model) for model in (head["model"], other) for name in NAMES]
    for at, (claim, (name, model)) in enumerate(zip(claims, wanted, strict=True)):
        keys = {"name", "model", "threshold", "value"} | ({"low", "high"} if at == 0 else set())
        fits = isinstance(claim, dict) and set(claim) == keys
        expect(fits, f"head: claim {at + 1} must have the keys {', '.join(sorted(keys))}")
        expect(
            (claim["name"], claim["model"]) == (name, model),
            f"head: claim {at + 1} must be {name} of "
            + ("the recommended model" if at < 3 else "the other model"),
        )
        numbers = [claim[key] for key in keys - {"name", "model"}]
        expect(all(map(_number, numbers)), f"head: the values of claim {at + 1} must be numbers")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12


def words(prose: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(prose))


def undeclared(prose: str, declared: Sequence[float]) -> list[str]:
    """The numbers of a text that are no rounding of a declared one, as a number or per cent."""
    allowed = [*declared, *(100 * one for one in declared)]
    found = []
    for text in _NUMBER.findall(prose):
        plain = text.replace(",", "")
        digits = len(plain.partition(".")[2])
        value = float(plain)
        if not any(abs(value - one) <= 0.5 * 10.0**-digits + 1e-9 for one in allowed):
            found.append(text)
    return found


def mentions(prose: str, value: float) -> bool:
    """Whether a text has a rounding of a number (to at least two digits where it has them)."""
    for text in _NUMBER.findall(prose):
        plain = text.replace(",", "")
        digits = len(plain.partition(".")[2])
        if abs(float(plain) - value) <= 0.5 * 10.0**-digits + 1e-9:
            return True
    return False

"""Reads the memo: the form of its head and of its claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tripos.labs.contract import expect
from tripos.labs.memo import expect_sentences, is_number, split_memo

KEYS = {"recommendation", "model", "threshold", "data_rows", "claims", "assumptions", "changes_if"}
NAMES = ("cost_per_1000", "recall", "flagged_per_1000")


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
    head, prose = split_memo(value, KEYS)
    _check(head)
    return Memo(head, prose)


def _check(head: dict[str, Any]) -> None:
    expect(head["model"] in ("a", "b"), "head: model must be a or b")
    expect(is_number(head["threshold"]), "head: threshold must be a number")
    expect_sentences(head, "assumptions", 2)
    expect_sentences(head, "changes_if", 1)
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
        expect(all(map(is_number, numbers)), f"head: the values of claim {at + 1} must be numbers")

"""Predictions of a weak model on digits, and simulated projects with policies to compare with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

WEEKS = 10
MEANS = ("data", "model", "labels")
_READ = 100
State = dict[str, Any]
Policy = Callable[[State], list[Any]]
_EFFECTS = {
    "few rows": (0.70, 0.25, 0.05), "hard": (0.15, 0.55, 0.05), "mislabelled": (0.10, 0.05, 0.75),
    "mismatch": (0.50, 0.10, 0.10),
}  # fmt: skip


def mistakes(rng: Rng) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], list[str]]:
    """True and predicted digits of a model with few rows, and slices by ink and slant."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(y))
    fit, rest = order[:60], order[60 : 60 + int(rng.integers(500, 900))]
    predicted = LogisticRegression(max_iter=200).fit(X[fit], y[fit]).predict(X[rest])
    images = X[rest].reshape(-1, 8, 8)
    ink = images.sum(axis=(1, 2))
    columns = np.arange(8)
    top, bottom = images[:, :4].sum(axis=1), images[:, 4:].sum(axis=1)
    slant = (top @ columns) / top.sum(axis=1) - (bottom @ columns) / (bottom.sum(axis=1) + 1e-9)
    cut = np.quantile(ink, rng.uniform(0.3, 0.7))
    names = [
        ("bold" if a > cut else "faint") + (" leaning" if abs(b) > 0.7 else " upright")
        for a, b in zip(ink, slant, strict=True)
    ]  # fmt: skip
    return y[rest].astype(np.int64), predicted.astype(np.int64), names


@dataclass
class World:
    """One project: the errors left by kind, their causes, and what has happened so far."""

    rng: Rng
    causes: list[str]
    start: Floats
    effect: dict[str, dict[str, float]]
    weeks_for: dict[str, int]
    left: Floats
    weeks: int = WEEKS
    read: int = 0
    seen: list[int] = field(default_factory=list)
    clue: list[str | None] = field(default_factory=list)
    done: list[list[Any]] = field(default_factory=list)
    over: bool = False

    def state(self) -> State:
        """What a policy is told."""
        return {
            "kinds": len(self.causes), "weeks": self.weeks, "read": self.read,
            "seen": list(self.seen), "clue": list(self.clue), "effect": self.effect,
            "weeks_for": self.weeks_for, "done": [list(one) for one in self.done],
        }  # fmt: skip

    def carry_out(self, action: Any) -> str:
        """Does what was decided; says what is wrong with it if it is no action."""
        action = list(action) if isinstance(action, tuple) else action
        if action == ["ship"]:
            self.over = True
            return ""
        if action == ["inspect"]:
            self._inspect()
            return ""
        if not (
            isinstance(action, list) and len(action) == 3 and action[0] == "fix"
            and isinstance(action[1], int) and not isinstance(action[1], bool)
            and 0 <= action[1] < len(self.causes) and action[2] in MEANS
        ):  # fmt: skip
            self.over = True
            return 'act must return ["inspect"], ["fix", kind, means] or ["ship"]'
        kind, means = action[1], action[2]
        if self.weeks_for[means] > self.weeks:
            self.over = True
            return ""
        self.weeks -= self.weeks_for[means]
        gone = self.effect[self.causes[kind]][means] * self.rng.uniform(0.8, 1.2)
        self.left[kind] *= 1 - min(0.98, gone)
        self.done.append([kind, means])
        self.over = self.weeks == 0
        return ""

    def _inspect(self) -> None:
        self.weeks -= 1
        share = self.left / self.left.sum()
        found = self.rng.multinomial(_READ, share)
        self.read += _READ
        for kind, count in enumerate(found):
            self.seen[kind] += int(count)
            if count:
                right = self.rng.random() < 0.8
                names = list(self.effect)
                self.clue[kind] = self.causes[kind] if right else str(self.rng.choice(names))
        self.over = self.weeks == 0

    def removed(self) -> float:
        """The share of what somebody who knows all would have removed."""
        return float((self.start.sum() - self.left.sum()) / (self.start.sum() - self._oracle()))

    def _oracle(self) -> float:
        left, weeks = self.start.copy(), WEEKS
        while True:
            ways = [
                (left[kind] * self.effect[cause][means] / cost, kind, means)
                for kind, cause in enumerate(self.causes)
                for means, cost in self.weeks_for.items() if cost <= weeks
            ]  # fmt: skip
            if not ways:
                return float(left.sum())
            _, kind, means = max(ways)
            left[kind] *= 1 - self.effect[self.causes[kind]][means]
            weeks -= self.weeks_for[means]


def world(rng: Rng) -> World:
    """A project with effects and weeks of its own."""
    own = np.random.default_rng(int(rng.integers(2**62)))
    kinds = int(own.integers(5, 8))
    start = own.dirichlet(np.full(kinds, 0.7)) * own.uniform(0.08, 0.2)
    effect = {
        cause: {
            means: float(np.clip(value * own.uniform(0.85, 1.15), 0.02, 0.9))
            for means, value in zip(MEANS, values, strict=True)
        }
        for cause, values in _EFFECTS.items()
    }
    weeks_for = dict(zip(MEANS, [[2, 2, 1], [3, 2, 1], [2, 3, 1], [2, 2, 2]][own.integers(4)],
                         strict=True))  # fmt: skip
    causes = [str(one) for one in own.choice(list(_EFFECTS), kinds)]
    return World(
        own, causes, start, effect, weeks_for, start.copy(), seen=[0] * kinds, clue=[None] * kinds
    )


def loudest(state: State) -> list[Any]:
    """Inspects once, then buys data for the largest kind as long as it can."""
    if state["read"] == 0:
        return ["inspect"]
    return ["fix", int(np.argmax(state["seen"])), "data"]


def careful(state: State) -> list[Any]:
    """Inspects for six weeks and then does the best it can: too late."""
    if state["read"] < 600:
        return ["inspect"]
    kind = int(np.argmax([0 if clue is None else seen for seen, clue in
                          zip(state["seen"], state["clue"], strict=True)]))  # fmt: skip
    means = max(MEANS, key=lambda one: state["effect"][state["clue"][kind]][one])
    return ["fix", kind, means]


def played(policy: Policy, rng: Rng, worlds: int) -> float:
    """The mean share that a policy of ours removes."""
    shares = []
    for _ in range(worlds):
        one = world(rng)
        while not one.over:
            one.carry_out(policy(one.state()))
        shares.append(one.removed())
    return float(np.mean(shares))

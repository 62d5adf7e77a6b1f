"""Simulated projects whose errors have five hidden causes, and policies to compare with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from tripos.labs.contract import Rng

STEPS = ("human", "train", "train_dev", "dev", "test", "live")
GAPS = ("bias", "variance", "mismatch", "overfitted_dev", "metric")
WEEKS = 8
State = dict[str, Any]
_KNOBS = {
    "bigger model": (2, {"bias": 0.45, "variance": 1.15}), "longer training": (1, {"bias": 0.75}),
    "more data of the same kind": (2, {"variance": 0.5}),
    "regularisation": (1, {"variance": 0.65, "bias": 1.2}),
    "data like those in service": (2, {"mismatch": 0.4}),
    "making training data look like service": (1, {"mismatch": 0.7, "variance": 1.05}),
    "a new dev set": (1, {"overfitted_dev": 0.15}), "another metric": (1, {"metric": 0.3}),
}  # fmt: skip


@dataclass
class Project:
    """One project: its true gaps, knobs, and the weeks that are left."""

    rng: Rng
    human: float
    gaps: dict[str, float]
    start: dict[str, float]
    knobs: dict[str, dict[str, Any]]
    rows: dict[str, int]
    weeks: int = WEEKS
    over: bool = False

    def state(self) -> State:
        """What a policy is told: errors measured anew."""
        errors, level = {"human": self.human}, self.human
        for step, gap in zip(STEPS[1:], GAPS, strict=True):
            level = min(0.9, level + self.gaps[gap])
            errors[step] = float(self.rng.binomial(self.rows[step], level) / self.rows[step])
        return {"errors": errors, "rows": dict(self.rows), "weeks": self.weeks, "knobs": self.knobs}

    def carry_out(self, name: Any) -> str:
        """Turns a knob; says what is wrong if it is none."""
        if name == "stop":
            self.over = True
            return ""
        if not isinstance(name, str) or name not in self.knobs:
            self.over = True
            return "act must return the name of a knob, or 'stop'"
        knob = self.knobs[name]
        if knob["weeks"] > self.weeks:
            self.over = True
            return ""
        self.weeks -= knob["weeks"]
        self.gaps = after(self.gaps, knob["effect"])
        self.over = self.weeks == 0
        return ""

    def removed(self) -> float:
        """The share of what could be removed with all true gaps known."""
        begin = sum(self.start.values())
        return (begin - sum(self.gaps.values())) / (begin - least(self))


def after(gaps: dict[str, float], effect: dict[str, float]) -> dict[str, float]:
    """Gaps once a knob was turned."""
    return {name: gap * effect.get(name, 1.0) for name, gap in gaps.items()}


def least(project: Project) -> float:
    """The smallest sum of gaps that any turns within the weeks leave; order does not matter."""
    names = list(project.knobs)
    best = sum(project.start.values())
    most = [WEEKS // project.knobs[name]["weeks"] for name in names]
    for counts in product(*(range(min(3, one) + 1) for one in most)):
        weeks = sum(n * project.knobs[name]["weeks"] for n, name in zip(counts, names, strict=True))
        if weeks > WEEKS:
            continue
        total = 0.0
        for gap in GAPS:
            value = project.start[gap]
            for n, name in zip(counts, names, strict=True):
                value *= project.knobs[name]["effect"].get(gap, 1.0) ** n
            total += value
        best = min(best, total)
    return best


def project(rng: Rng) -> Project:
    """A project with two to four real gaps, five knobs, effects and weeks of its own."""
    own = np.random.default_rng(int(rng.integers(2**62)))
    real = own.choice(GAPS, int(own.integers(2, 5)), replace=False)
    gaps = {name: float(own.uniform(0.02, 0.09)) if name in real else 0.002 for name in GAPS}
    names = own.choice(list(_KNOBS), 5, replace=False)
    knobs = {}
    for name in names:
        weeks, effect = _KNOBS[str(name)]
        own_effect = {key: float(one * own.uniform(0.9, 1.1)) for key, one in effect.items()}
        knobs[str(name)] = {"weeks": weeks + int(own.random() < 0.25), "effect": own_effect}
    rows = {"train": 20_000, "train_dev": int(own.integers(1500, 4000)),
            "dev": int(own.integers(1500, 4000)), "test": int(own.integers(1500, 4000)),
            "live": 6000}  # fmt: skip
    return Project(own, float(own.uniform(0.01, 0.05)), gaps, dict(gaps), knobs, rows)


def loudest(state: State) -> str:
    """Turns whatever helps the largest gap most, whatever it takes or breaks."""
    errors = state["errors"]
    steps = zip(GAPS, STEPS, STEPS[1:], strict=False)
    gap = max(steps, key=lambda one: errors[one[2]] - errors[one[1]])[0]
    return min(state["knobs"], key=lambda one: state["knobs"][one]["effect"].get(gap, 1.0))


def habitual(state: State) -> str:
    """Turns the same knob for ever."""
    return next(iter(state["knobs"]))


def played(policy: Callable[[State], str], rng: Rng, projects: int) -> float:
    """The mean share that a policy of ours removes."""
    shares = []
    for _ in range(projects):
        one = project(rng)
        while not one.over:
            one.carry_out(policy(one.state()))
        shares.append(one.removed())
    return float(np.mean(shares))

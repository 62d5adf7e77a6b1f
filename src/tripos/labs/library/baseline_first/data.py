"""Projects of six hours: real losses of eight kinds of model, with prices, in disguise."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

HOURS, TURNS, SHOWN = 6.0, 12, 8
KINDS = (
    "naive", "linear", "tree", "neighbours", "forest", "boosting", "network", "tuned network",
)  # fmt: skip
ACTIONS = 'act must return ["run", list of kinds] or ["ship", kind]'
RESULTS = Path(__file__).parent / "results.csv"
State = dict[str, Any]
Policy = Callable[[State], list[Any]]
SIMPLE = 3  # the first kinds are simple, the others big
_LEAST_STAKE, _DRAWS, _NOISE = 6.0, 10, 0.05
_HOURS = (0.05, 0.1, 0.1, 0.1, 0.25, 0.5, 1.5, 3.0)
_RUNNING = (0.0, 0.5, 0.5, 4.0, 4.0, 3.0, 5.0, 5.0)


@cache
def results() -> dict[str, Floats]:
    """For each task the losses, kinds by splits; the naive forecast has the mean 1."""
    found: dict[str, list[list[float]]] = {}
    with RESULTS.open(encoding="utf-8") as file:
        for task, _, *losses in list(csv.reader(file))[1:]:
            found.setdefault(task, []).append([float(one) for one in losses])
    return {task: np.array(rows) for task, rows in found.items()}


@dataclass
class Project:
    """One project: what each kind would lose in service, prices, and what was run so far."""

    losses: Floats
    shown: Floats
    worth: float
    hours: Floats
    running: Floats
    hour_cost: float
    left: float = HOURS
    turns: int = TURNS
    runs: list[int] = field(default_factory=lambda: [0] * len(KINDS))
    shipped: int = -1

    @property
    def over(self) -> bool:
        """Whether something was shipped."""
        return self.shipped >= 0

    def state(self) -> State:
        """What a policy is told."""
        return {
            "hours": round(self.left, 6), "turns": self.turns, "worth": self.worth,
            "hour_cost": self.hour_cost,
            "kinds": {
                name: {
                    "hours": float(self.hours[at]), "running": float(self.running[at]),
                    "losses": self.shown[at, : self.runs[at]].tolist(),
                }
                for at, name in enumerate(KINDS)
            },
        }  # fmt: skip

    def carry_out(self, action: Any) -> str:
        """Runs or ships; says what is wrong with the action if it is none."""
        plan = planned(action)
        if plan is None:
            self.shipped = 0
            return ACTIONS
        what, names = plan
        if what == "ship":
            self._ship(KINDS.index(names[0]))
            return ""
        for name in names:
            at = KINDS.index(name)
            if self.hours[at] <= self.left + 1e-9 and self.runs[at] < SHOWN:
                self.left -= self.hours[at]
                self.runs[at] += 1
        self.turns -= 1
        if self.turns == 0:
            self._ship(0)
        return ""

    def _ship(self, at: int) -> None:
        """What was never run is built first; if there is no time for that, it is the naive one."""
        if at and not self.runs[at]:
            if self.hours[at] > self.left + 1e-9:
                at = 0
            else:
                self.left -= self.hours[at]
        self.shipped = at

    def costs(self) -> Floats:
        """What each kind costs in service."""
        return np.asarray(self.worth * self.losses + self.running)

    def at_once(self) -> Floats:
        """What each kind costs if it alone is run once, and shipped; nobody must run the naive."""
        return self.costs() + self.hour_cost * self.hours * (np.arange(len(KINDS)) > 0)

    @property
    def stake(self) -> float:
        """By how much the best simple kind is better than the best big one; negative if worse."""
        at_once = self.at_once()
        return float(at_once[SIMPLE:].min() - at_once[:SIMPLE].min())

    def removed(self) -> float:
        """1 for the best choice at once, 0 for the best one of the other sort, or what is worse."""
        spent = self.costs()[self.shipped] + self.hour_cost * (HOURS - self.left)
        return float(np.clip(1 - (spent - self.at_once().min()) / abs(self.stake), 0.0, 1.0))


def planned(action: Any) -> tuple[str, list[str]] | None:
    """What to do and with which kinds; None if it is no action."""
    if not isinstance(action, list | tuple) or len(action) != 2:
        return None
    what, which = action
    if not isinstance(what, str) or what not in ("run", "ship"):
        return None
    names = [which] if what == "ship" else which
    if not isinstance(names, list | tuple) or not names:
        return None
    known = all(isinstance(one, str) and one in KINDS for one in names)
    return (what, list(names)) if known else None


def projects(rng: Rng, count: int) -> list[Project]:
    """Projects of which every second one is won by a simple kind, in random order."""
    made: list[Project] = []
    for simple in (True, False):
        names = cycle(str(one) for one in rng.permutation(list(results())))
        while len(made) < (count // 2 if simple else count):
            one = project(rng, next(names), simple=simple)
            made += [one] if one else []
    return [made[at] for at in rng.permutation(count)]


def project(rng: Rng, task: str, *, simple: bool) -> Project | None:
    """A project on a sibling of a task: own units, splits and prices, and slightly other losses.

    None if no prices were found at which the best kind is one of this sort.
    """
    for _ in range(_DRAWS):
        table = results()[task]
        unit = float(np.exp(rng.normal(0, 1.5)))
        table = table * np.exp(rng.normal(0, 0.04, (len(KINDS), 1))) * unit
        shown = table[:, rng.choice(table.shape[1], SHOWN, replace=False)]
        shown = shown * np.exp(rng.normal(0, _NOISE, shown.shape))
        worth = float(np.exp(rng.uniform(np.log(60), np.log(400)))) / unit
        made = Project(
            table.mean(axis=1), shown, worth,
            np.round(np.array(_HOURS) * rng.uniform(0.8, 1.25, len(KINDS)), 2),
            np.round(np.array(_RUNNING) * rng.uniform(0.5, 2.0, len(KINDS)), 2),
            round(float(rng.uniform(0.3, 1.2)), 2),
        )  # fmt: skip
        if (made.stake > 0) == simple and abs(made.stake) > _LEAST_STAKE:
            return made
    return None


def everything(state: State) -> list[Any]:
    """Runs every kind once, as far as the hours last, and ships the lowest number."""
    kinds = state["kinds"]
    if not any(one["losses"] for one in kinds.values()):
        return ["run", list(KINDS)]
    lowest = {name: one["losses"][0] for name, one in kinds.items() if one["losses"]}
    return ["ship", min(lowest, key=lambda name: lowest[name])]


def always(name: str) -> Policy:
    """Ships this kind whatever the numbers."""
    return lambda _: ["ship", name]


def played(policy: Policy, made: list[Project]) -> float:
    """The mean share that a policy of ours avoids in fresh copies of these projects."""
    found = []
    for one in made:
        again = replace(one, left=HOURS, turns=TURNS, runs=[0] * len(KINDS), shipped=-1)
        while not again.over:
            again.carry_out(policy(again.state()))
        found.append(again.removed())
    return float(np.mean(found))

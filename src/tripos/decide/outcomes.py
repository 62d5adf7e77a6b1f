"""What a path leads to: draws of money, months, completion and open doors, and their worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tripos.catalog import Catalog
from tripos.chance import Floats
from tripos.decide.coverage import STEPS
from tripos.decide.learner import Learner
from tripos.decide.opening import Doorway
from tripos.decide.paths import Path
from tripos.decide.simulate import Run, run_path

WEIGHTS = ("soon", "reach", "money", "hours", "coverage", "finish", "research", "network")
MARKS = (0, 6, 12, 24, 36, 48, 60, 72)  # months at which reach is reported


@dataclass(frozen=True)
class Outcome:
    """One path's draws, each of shape (draws,), and its reach by month, shape (months + 1,).

    cost: USD of one's own. pay_lost: USD not earned while studying full time. finish: months from
    today (inf: never). soon, reach: weighted share of doors open on average and at the end of the
    horizon. coverage: gain in grasp of the target. doors: chance that each door is open
    at the end. worth: the utility.
    """

    path: Path
    cost: Floats
    aid: Floats
    pay_lost: Floats
    finish: Floats
    hours: Floats
    begun: Floats
    soon: Floats
    reach: Floats
    coverage: Floats
    by_month: Floats
    doors: tuple[float, ...]
    worth: Floats

    @property
    def finished(self) -> Floats:
        """1 where the path was finished, else 0."""
        return np.isfinite(self.finish).astype(float)


@dataclass(frozen=True, slots=True)
class Scales:
    """What the person's weights are applied to; `weights` add up to one."""

    weights: Mapping[str, float]
    money: float
    pay: float
    hours: float

    @property
    def usd(self) -> float | None:
        """USD that are worth one unit of utility; None if money does not count."""
        weight = self.weights["money"]
        return self.money / weight if weight else None

    @property
    def months(self) -> float | None:
        """Months of delay of all doors that cost one unit of utility; None if time does not."""
        weight = self.weights["soon"]
        return 72 / weight if weight else None


def scales_for(learner: Learner, catalog: Catalog) -> Scales:
    """The person's weights over the usual ones, normalised, and the scales they apply to.

    Money is weighed against the person's budget, so that the same price weighs less on whoever
    has more; hours against `hours-scale`; pay given up against `pay-scale` years of pay.
    """
    weights = {name: catalog.assumption(f"weight-{name}")[1] for name in WEIGHTS}
    weights |= {str(key): value for key, value in learner.person.preferences.weights.items()}
    total = sum(weights.values()) or 1.0
    budget = learner.budget
    usual = catalog.assumption("money-scale")[1]
    money = usual if budget is None else max(budget, catalog.assumption("money-least")[1])
    return Scales(
        {name: value / total for name, value in weights.items()},
        money,
        catalog.assumption("pay-scale")[1],
        catalog.assumption("hours-scale")[1],
    )


def outcome_of(path: Path, doorway: Doorway, scales: Scales) -> Outcome:
    """Simulates a path and values what comes of it."""
    world = doorway.world
    run = run_path(path, world)
    months = doorway.open(path, run)
    soon, reach = reach_of(months, doorway.weights, world.months)
    coverage = _coverage(path, run, doorway)
    pay = world.draws[world.learner.yearly_pay] if world.learner.working else np.zeros(world.count)
    lost = run.full_time / 12 * pay
    worth = _worth(path, run, soon, reach, coverage, lost / np.maximum(pay, 1.0), scales)
    opened = np.isfinite(months)
    return Outcome(
        path, run.cost, run.aid, lost, run.finish, run.hours, run.begun, soon, reach,
        coverage,
        by_month=_by_month(months, doorway.weights, world.months),
        doors=tuple(float(share) for share in opened.mean(axis=1)),
        worth=worth,
    )  # fmt: skip


def reach_of(months: Floats, weight: Floats, horizon: int) -> tuple[Floats, Floats]:
    """Weighted share of doors open, on average over the horizon and at its end, per draw."""
    opened = np.isfinite(months)
    left = np.where(opened, horizon - np.where(opened, months, 0.0), 0.0) / horizon
    return weight @ left, weight @ opened.astype(float)


def _by_month(months: Floats, weight: Floats, horizon: int) -> Floats:
    """Mean weighted share of doors open at the start of each month 0 to horizon."""
    found = np.zeros(horizon + 1)
    for row, share in zip(months, weight, strict=True):
        opened = row[np.isfinite(row)].astype(int)
        found += share * np.bincount(opened, minlength=horizon + 1)[: horizon + 1] / len(row)
    return np.asarray(np.cumsum(found))


def _coverage(path: Path, run: Run, doorway: Doorway) -> Floats:
    if not path.parts:
        return np.zeros_like(run.cost)
    gain = doorway.target_gain(path)
    return np.asarray(np.interp(run.progress[-1], np.arange(len(gain)) / STEPS, gain))


def _worth(
    path: Path, run: Run, soon: Floats, reach: Floats, coverage: Floats, years_lost: Floats,
    scales: Scales,
) -> Floats:  # fmt: skip
    """Utility: weighted sum of what is gained, less money and hours as shares of their scales."""
    weight = scales.weights
    finished = np.isfinite(run.finish).astype(float) if path.parts else np.zeros_like(soon)
    access = weight["research"] * path.research + weight["network"] * path.network
    return np.asarray(
        weight["soon"] * soon
        + weight["reach"] * reach
        + weight["coverage"] * coverage
        + weight["finish"] * finished
        + access * finished
        - weight["money"] * (run.cost / scales.money + years_lost / scales.pay)
        - weight["hours"] * run.hours / scales.hours
    )

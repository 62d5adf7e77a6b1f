"""Compares paths draw by draw: which is best, how surely, and what would be lost otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tripos.chance import Floats
from tripos.decide.outcomes import Outcome

BINS = 20
FAMILY = {"degree": "degree", "certificate": "courses", "courses": "courses", "hybrid": "hybrid",
          "stay": "stay"}  # fmt: skip


def camp(outcome: Outcome) -> str:
    """What a path commits to: a degree in the end, courses without one, or neither."""
    if outcome.path.award is not None:
        return "degree"
    return "courses" if outcome.path.parts else "stay"


@dataclass(frozen=True)
class Comparison:
    """The open paths compared, best first by mean worth.

    p_best: share of draws in which a path is worth most; p_camp: the same for all that end in a
    degree, all courses, and staying put. regret: mean worth lost against the best path of each
    draw. se: standard error of mean worth. margin: how much the best path is worth beyond the best
    path that commits to something else (`rival`), with its standard error and the share of draws
    in which it is ahead.
    """

    order: tuple[str, ...]
    mean: Mapping[str, float]
    se: Mapping[str, float]
    p_best: Mapping[str, float]
    p_camp: Mapping[str, float]
    regret: Mapping[str, float]
    rival: str | None
    margin: float
    margin_se: float
    ahead: float


def compare(outcomes: Sequence[Outcome]) -> Comparison:
    """Compares open paths; raises ValueError if there is none."""
    if not outcomes:
        raise ValueError("there is no path to compare")
    # In order of their names, so that the order in which they came cannot break a tie.
    ordered = sorted(outcomes, key=lambda outcome: outcome.path.id)
    worth = np.array([outcome.worth for outcome in ordered])
    names = [outcome.path.id for outcome in ordered]
    mean = worth.mean(axis=1)
    best_of_draw = worth.max(axis=0)
    winners = np.bincount(worth.argmax(axis=0), minlength=len(names)) / worth.shape[1]
    rank = sorted(range(len(names)), key=lambda at: (-mean[at], names[at]))
    first = rank[0]
    others = [at for at in rank if camp(ordered[at]) != camp(ordered[first])]
    rival, margin, error, ahead = None, 0.0, 0.0, 1.0
    if others:
        rival = names[others[0]]
        gap = worth[first] - worth[others[0]]
        margin, error = float(gap.mean()), float(gap.std() / np.sqrt(len(gap)))
        ahead = float((gap > 0).mean() + (gap == 0).mean() / 2)
    return Comparison(
        order=tuple(names[at] for at in rank),
        mean=dict(zip(names, map(float, mean), strict=True)),
        se=dict(zip(names, map(float, worth.std(axis=1) / np.sqrt(worth.shape[1])), strict=True)),
        p_best=dict(zip(names, map(float, winners), strict=True)),
        p_camp=_by_camp(ordered, winners),
        regret=dict(
            zip(names, map(float, (best_of_draw - worth).mean(axis=1)), strict=True)
        ),
        rival=rival,
        margin=margin,
        margin_se=error,
        ahead=ahead,
    )  # fmt: skip


def _by_camp(ordered: Sequence[Outcome], winners: Floats) -> dict[str, float]:
    found = {"degree": 0.0, "courses": 0.0, "stay": 0.0}
    for outcome, share in zip(ordered, winners, strict=True):
        found[camp(outcome)] += float(share)
    return found


@dataclass(frozen=True, slots=True)
class Swing:
    """How one input moves the margin: its mean in the lowest and highest tenth of the input.

    `tips` is the value at which the rival would draw level, None if it never does.
    """

    name: str
    low: float
    high: float
    at_low: float
    at_high: float
    tips: float | None

    @property
    def size(self) -> float:
        """The distance between the two means."""
        return abs(self.high - self.low)


def swings(gap: Floats, inputs: Mapping[str, Floats]) -> list[Swing]:
    """The tornado: what each input does to `gap`, the largest effect first."""
    found = []
    for name, values in inputs.items():
        order = np.argsort(values, kind="stable")
        means, middles = _binned(gap[order]), _binned(values[order])
        tenth = BINS // 10
        low, high = float(means[:tenth].mean()), float(means[-tenth:].mean())
        ends = float(middles[:tenth].mean()), float(middles[-tenth:].mean())
        found.append(Swing(name, low, high, *ends, _crossing(means, middles)))
    return sorted(found, key=lambda swing: (-swing.size, swing.name))


def _binned(values: Floats) -> Floats:
    size = len(values) // BINS
    return np.asarray(values[: size * BINS].reshape(BINS, size).mean(axis=1))


def _crossing(means: Floats, middles: Floats) -> float | None:
    """Where a straight line through the binned means meets zero, if that is inside the range."""
    if means[0] * means[-1] >= 0 or middles[-1] <= middles[0]:
        return None
    slope, base = np.polyfit(middles, means, 1)
    if abs(slope) < 1e-12:
        return None
    at = float(-base / slope)
    return at if middles[0] <= at <= middles[-1] else None


def information_values(
    outcomes: Sequence[Outcome], inputs: Mapping[str, Floats]
) -> dict[str, float]:
    """Expected gain in worth from knowing each input exactly before choosing a path.

    The expected value of partial perfect information (Felli and Hazen 1998, Medical Decision
    Making 18(1)), estimated in one sample by sorting the draws by the input into 20 groups
    (Strong and Oakley 2013, Medical Decision Making 33(6)). To keep chance from counting as
    knowledge, the path is chosen on half of each group and valued on the other half, and both ways
    round are averaged; negative results are reported as 0.
    """
    ordered = sorted(outcomes, key=lambda outcome: outcome.path.id)
    worth = np.array([outcome.worth for outcome in ordered])
    best = worth.mean(axis=1).max()
    found = {}
    for name, values in inputs.items():
        order = np.argsort(values, kind="stable")
        size = len(order) // (2 * BINS) * BINS
        halves = [
            worth[:, order[half::2][:size]].reshape(len(worth), BINS, -1).mean(axis=2)
            for half in (0, 1)
        ]
        gains = [
            float(other[one.argmax(axis=0), np.arange(BINS)].mean())
            for one, other in (halves, halves[::-1])
        ]
        found[name] = max(0.0, sum(gains) / 2 - best)
    return found


def dominated(outcomes: Sequence[Outcome]) -> dict[str, str]:
    """Paths that another one beats or equals in cost, months, completion and reach: id -> better.

    Compared on means over the same draws; equal in everything does not count.
    """
    rows = {outcome.path.id: _merits(outcome) for outcome in outcomes if outcome.path.parts}
    found = {}
    for name, mine in rows.items():
        for other, theirs in rows.items():
            if other != name and (theirs >= mine).all() and (theirs > mine).any():
                found[name] = other
                break
    return found


def _merits(outcome: Outcome) -> Floats:
    done = outcome.finish[np.isfinite(outcome.finish)]
    months = float(np.median(done)) if len(done) else 1e9
    return np.array([
        -outcome.cost.mean() - outcome.pay_lost.mean(), -months, outcome.finished.mean(),
        outcome.soon.mean(), outcome.reach.mean(),
    ])  # fmt: skip

"""Simulated releases with a planted truth, on the client versions of real traffic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

DECIDE, PERIOD, RIPE = 16, 30, 3
MOST_CRASHES = 0.01  # share of a day's requests at which the people on call take over
CRASH_COST, INCIDENT_DAYS = 2.0, 5.0
KINDS = {
    "better": 0.22, "broken client": 0.22, "crashing client": 0.12, "worse": 0.12, "late": 0.18,
    "load": 0.14,
}  # fmt: skip
_FEW_CRASHES = 0.0005
_MODES = ("shadow", "canary", "full", "rollback")
State = dict[str, Any]
Policy = Callable[[State], list[Any]]
ACTIONS = (
    'act must return ["shadow"], ["canary", share, kept], ["full", kept] or ["rollback"], with a'
    " share above 0 and at most 0.5 and a list of numbers of slices"
)


@cache
def clients() -> Floats:
    """Shares of the twelve most used browser versions of November 2013 (Statcounter)."""
    from bokeh_sampledata.browsers import browsers_nov_2013 as table  # noqa: PLC0415 - heavy

    shares = table.loc[table["Version"] != "Other", "Share"].to_numpy(dtype=np.float64)
    return np.sort(shares)[::-1][:12]


@dataclass
class World:
    """One release: what is true of both models, and what was seen of them so far."""

    rng: Rng
    kind: str
    traffic: Floats
    old: Floats
    new: Floats
    crashes: Floats
    limit: float
    day: int = 0
    loss: float = 0.0
    log: list[dict[str, Any]] = field(default_factory=list)
    lags: list[dict[str, Floats]] = field(default_factory=list)
    over: bool = False

    def state(self) -> State:
        """What a policy is told: bad outcomes of a day become known on the days after it."""
        log = []
        for day, seen in enumerate(self.log):
            known = {
                arm: {**seen[arm], "bad": counts[: self.day - day + 1].sum(axis=0).tolist()}
                for arm, counts in self.lags[day].items()
            }
            log.append({"action": list(seen["action"]), **known})
        return {
            "day": self.day, "decide": DECIDE, "period": PERIOD, "ripe_after": RIPE,
            "traffic": self.traffic.tolist(), "log": log,
            "cost": {"bad": 1.0, "crash": CRASH_COST, "incident": self.incident},
        }  # fmt: skip

    @property
    def incident(self) -> float:
        """What it costs if the people on call must take the new model off."""
        return round(INCIDENT_DAYS * float(self.traffic @ self.old))

    def carry_out(self, action: Any) -> str:
        """Lives through a day; says what is wrong with the action if it is none."""
        plan = planned(action, len(self.traffic))
        if plan is None:
            self.over = True
            return ACTIONS
        mode, shares = plan
        crashes = self._crashes(self._load(shares))
        self.loss += self._costs(shares, crashes)
        self._see(list(action), mode, shares, crashes)
        self.day += 1
        if self.traffic @ (shares * crashes) > MOST_CRASHES * self.traffic.sum():
            self.loss += self.incident
            shares = np.zeros(len(shares))
            self.over = True
        self.over = self.over or mode == "rollback" or self.day == DECIDE
        if self.over:
            crashes = self._crashes(self._load(shares))
            self.loss += (PERIOD - self.day) * self._costs(shares, crashes)
        return ""

    def _load(self, shares: Floats) -> float:
        return float(self.traffic @ shares / self.traffic.sum())

    def _crashes(self, load: float) -> Floats:
        return self.crashes + (0.08 if load > self.limit else 0.0)

    def _costs(self, shares: Floats, crashes: Floats) -> float:
        new = (1 - crashes) * self.new + CRASH_COST * crashes
        return float(self.traffic @ (shares * new + (1 - shares) * self._old()))

    def _old(self) -> Floats:
        return (1 - _FEW_CRASHES) * self.old + CRASH_COST * _FEW_CRASHES

    def _see(self, action: list[Any], mode: str, shares: Floats, crashes: Floats) -> None:
        """Draws a day: requests, crashes, and on which later day each bad outcome is known."""
        mood = float(np.exp(self.rng.normal(0, 0.12)))
        requests = self.rng.poisson(self.traffic)
        taken = self.rng.binomial(requests, shares)
        copied, shown = taken, crashes
        if mode == "shadow":
            # Copies load the server fully, but no client ever sees their answers.
            copied, shown = requests, self._crashes(1.0) - self.crashes + _FEW_CRASHES
        slow = np.array([0.0, 0.0, 0.05, 0.95])
        usual = np.array([0.3, 0.4, 0.2, 0.1])
        seen: dict[str, Any] = {"action": action}
        lags = {}
        for arm, n, rate, crash, delay in (
            ("old", requests - taken, self.old, np.full(len(shares), _FEW_CRASHES), usual),
            ("new", copied, self.new, shown, slow if self.kind == "late" else usual),
        ):
            crashed = self.rng.binomial(n, crash)
            served = np.zeros_like(n) if arm == "new" and mode == "shadow" else n - crashed
            bad = self.rng.binomial(served, np.minimum(0.95, rate * mood))
            lags[arm] = np.array([self.rng.multinomial(one, delay) for one in bad]).T
            seen[arm] = {"requests": n.tolist(), "crashes": crashed.tolist()}
        self.log.append(seen)
        self.lags.append(lags)

    def removed(self) -> float:
        """The share of the avoidable loss that was avoided, between 0 and 1."""
        best, worst = self._bounds()
        return min(1.0, max(0.0, (worst - self.loss) / (worst - best)))

    def _bounds(self) -> tuple[float, float]:
        """Losses of somebody who knows the world, and of the worse of all or nothing."""
        nobody, all_ = np.zeros(len(self.traffic)), np.ones(len(self.traffic))
        never = PERIOD * self._costs(nobody, self.crashes)
        crashes = self._crashes(1.0)
        if self.traffic @ crashes > MOST_CRASHES * self.traffic.sum():
            full = self._costs(all_, crashes) + self.incident + never * (PERIOD - 1) / PERIOD
        else:
            full = PERIOD * self._costs(all_, crashes)
        good = (self.new < self.old) & (self.crashes < MOST_CRASHES)
        wise = PERIOD * self._costs(good * 1.0, self.crashes)
        return (never if self.kind == "load" else wise), max(never, full)


def planned(action: Any, slices: int) -> tuple[str, Floats] | None:
    """The kind of action and the share of each slice that the new model serves."""
    if not isinstance(action, list | tuple) or not action:
        return None
    mode, rest = action[0], list(action[1:])
    if not isinstance(mode, str) or mode not in _MODES:
        return None
    if mode in ("shadow", "rollback"):
        return None if rest else (mode, np.zeros(slices))
    share = rest.pop(0) if mode == "canary" and rest else 1.0
    kept = rest.pop(0) if rest else []
    number = isinstance(share, int | float) and not isinstance(share, bool)
    if rest or not number or not 0 < share <= (0.5 if mode == "canary" else 1.0):
        return None
    if not isinstance(kept, list | tuple) or not all(
        isinstance(one, int) and 0 <= one < slices for one in kept
    ):
        return None
    shares = np.full(slices, float(share))
    shares[list(kept)] = 0.0
    return mode, shares


def worlds(rng: Rng, count: int) -> list[World]:
    """Releases of all kinds, in their usual shares and in random order."""
    kinds = [kind for kind, share in KINDS.items() for _ in range(round(share * count))]
    return [world(rng, kinds[at]) for at in rng.permutation(len(kinds))]


def world(rng: Rng, kind: str) -> World:
    """A release of a kind of its own, with four to six client versions in random order."""
    own = np.random.default_rng(int(rng.integers(2**62)))
    slices = int(own.integers(4, 7))
    shares = own.permutation(np.r_[clients()[:3], own.choice(clients()[3:], slices - 3, False)])
    traffic = np.round(shares / shares.sum() * own.uniform(2000, 6000))
    old = own.uniform(0.06, 0.12) * own.uniform(0.8, 1.25, slices)
    factor = own.uniform(0.78, 0.9)
    crashes = np.full(slices, _FEW_CRASHES)
    limit = 2.0
    if kind in ("worse", "late"):
        factor = own.uniform(1.12, 1.35)
    new = old * factor
    if kind == "load":
        limit = float(own.uniform(0.3, 0.9))
    if kind in ("broken client", "crashing client"):
        small = int(own.choice(np.argsort(traffic)[:-2]))
        if kind == "broken client":
            new[small] = old[small] * own.uniform(2.2, 3.5)
        else:
            rare = 0.03 * traffic.sum() / traffic[small]
            crashes[small] = min(0.9, max(own.uniform(0.2, 0.5), rare))
    return World(own, kind, traffic, old, new, crashes, limit)


def at_once(state: State) -> list[Any]:  # noqa: ARG001 - one signature
    """Everybody on the first day, and no look at what comes of it."""
    return ["full"]


def never(state: State) -> list[Any]:  # noqa: ARG001 - one signature
    """Keeps the old model."""
    return ["rollback"]


def ten_days(state: State) -> list[Any]:
    """A canary of a tenth for ten days, then all or nothing by the sum of what is known."""
    if state["day"] < 10:
        return ["canary", 0.1]
    rate = {}
    for arm in ("old", "new"):
        bad = sum(sum(seen[arm]["bad"]) for seen in state["log"])
        rate[arm] = bad / max(1, sum(sum(seen[arm]["requests"]) for seen in state["log"]))
    return ["full"] if rate["new"] < rate["old"] else ["rollback"]


def played(policy: Policy, rng: Rng, count: int) -> float:
    """The mean share that a policy of ours avoids."""
    all_ = worlds(rng, count)
    for one in all_:
        while not one.over:
            one.carry_out(policy(one.state()))
    return float(np.mean([one.removed() for one in all_]))

"""Dynamic programming: value iteration, policy iteration and the contraction behind both."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "dynamic-programming"
_DISCOUNTS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)


@question("dp-value-iteration-sweeps", "Two sweeps of value iteration", ABOUT, skill="compute",
          minutes=5, difficulty=0.1)  # fmt: skip
def sweeps(rng: Rng) -> Variant:
    """Two synchronous sweeps on three states with two actions each."""
    gamma, names = float(rng.choice([0.5, 0.8, 0.9])), "ABC"
    while True:
        target = rng.integers(0, 3, (3, 2))
        reward = rng.integers(-3, 9, (3, 2))
        once = reward.max(axis=1)
        value = (reward + gamma * once[target]).max(axis=1)
        mixed = np.zeros(3)
        for at in (0, 1, 2, 0, 1, 2):
            mixed[at] = (reward[at] + gamma * mixed[target[at]]).max()
        if np.abs(mixed - value).max() > 0.2 and (target[:, 0] != target[:, 1]).all():
            break

    def again() -> list[float]:
        # the best of all two-step plans, by enumeration
        def best(at: int, left: int) -> float:
            if not left:
                return 0.0
            return max(float(reward[at, a]) + gamma * best(int(target[at, a]), left - 1)
                       for a in (0, 1))  # fmt: skip

        return [best(at, 2) for at in range(3)]

    rows = "\n".join(
        f"| {names[at]} | {reward[at, 0]}, to {names[target[at, 0]]} | {reward[at, 1]}, to"
        f" {names[target[at, 1]]} |"
        for at in range(3)
    )
    first = (range(3), reward.argmax(axis=1))
    fixed = reward[first] + gamma * once[target[first]]
    return matrix(
        "A deterministic decision process (reward, next state):\n\n| state | action 1 | action 2 |"
        f"\n|---|---|---|\n{rows}\n\nValue iteration starts from all values 0 with discount"
        f" {gamma:g} and updates all states at once from the old values. What are the values of A,"
        " B, C after two sweeps?",
        [float(x) for x in value], again=again, tol=0.01, digits=5,
        solution="After one sweep: " + ", ".join(f"{x:g}" for x in once) + ". Second sweep, the"
        " larger of reward plus discounted old value: " + ", ".join(f"{x:.4g}" for x in value)
        + ".",
        mistakes=[
            ([float(x) for x in mixed], "That updates in place: here all states use the values of"
             " the sweep before."),
            ([float(x) for x in once], "That is one sweep; do the second one."),
            ([float(x) for x in fixed], "The action of the first sweep was kept; the maximum is"
             " taken anew in each sweep."),
            ([float(x) for x in (reward + once[target]).max(axis=1)], "The value of the next state"
             " must be discounted."),
        ],
    )  # fmt: skip


@question("dp-stopping-bound", "How far from the optimum at the stop", ABOUT, skill="derive",
          minutes=3, difficulty=0.4)  # fmt: skip
def stopping(rng: Rng) -> Variant:
    """The guaranteed distance from the fixed point given the last change."""
    gamma = float(rng.choice(_DISCOUNTS))
    change = float(rng.choice([0.001, 0.002, 0.005, 0.01, 0.02, 0.05]))
    asked = bool(rng.integers(2))
    value = gamma * change / (1 - gamma) if asked else (1 - gamma) * change / gamma

    def again() -> float:
        # sum of all changes that may still come, each gamma times the one before
        total, size = 0.0, 1.0
        for _ in range(20000):
            size *= gamma
            total += size
        return change * total if asked else change / total

    if asked:
        prompt = (
            f"Value iteration with $\\gamma = {gamma:g}$ stops because the largest change of the"
            f" last sweep was {change:g}. Which bound on the distance (maximum norm) of the last"
            " values from the optimal ones follows from the contraction property? Three"
            " significant digits."
        )
    else:
        prompt = (
            f"Value iteration with $\\gamma = {gamma:g}$ shall stop with values guaranteed to lie"
            f" within {change:g} (maximum norm) of the optimal ones. At or below which largest"
            " change of a sweep may it stop? Three significant digits."
        )
    return number(
        prompt, value, again=again, digits=7,
        solution="Later changes shrink by at least $\\gamma$ each, so"
        " $\\|v_k - v_*\\| \\le \\frac{\\gamma}{1-\\gamma} \\|v_k - v_{k-1}\\|$. With these"
        f" numbers: {value:.6g}.",
        mistakes=[
            (change, "A small change is not a small distance: all later changes add up, with a"
             " large factor as $\\gamma$ nears 1."),
            (change / (1 - gamma) if asked else change * (1 - gamma), "That bounds the distance of"
             " the values before the last sweep; the last ones are closer by $\\gamma$."),
            (change * gamma if asked else change / gamma, "That is only the next change; sum the"
             " whole geometric series."),
            (change * (1 - gamma) / gamma if asked else change * gamma / (1 - gamma),
             "The factor is upside down: the distance can be larger than the change."),
        ],
    )  # fmt: skip


@question("dp-sweeps-needed", "Sweeps that suffice for a precision", ABOUT, skill="compute",
          minutes=4, difficulty=0.3)  # fmt: skip
def needed(rng: Rng) -> Variant:
    """The number of sweeps guaranteed by the contraction from a zero start."""
    gamma = float(rng.choice(_DISCOUNTS))
    most = int(rng.integers(1, 11))
    close = float(rng.choice([0.01, 0.05, 0.1, 0.5]))
    start = most / (1 - gamma)
    value = math.ceil(math.log(close / start) / math.log(gamma) - 1e-9)

    def again() -> int:
        sweeps_, gap = 0, start
        while gap > close * (1 + 1e-9):
            gap *= gamma
            sweeps_ += 1
        return sweeps_

    return number(
        f"Rewards lie between $-{most}$ and {most}, $\\gamma = {gamma:g}$, and value iteration"
        " starts from all zeros. How many sweeps (the smallest number that the contraction property"
        f" and the range of rewards guarantee) bring the values within {close:g} of the optimum in"
        " maximum norm?",
        value, again=again, tol=0, rel=0,
        solution=f"$\\|v_0 - v_*\\| \\le {most}/(1 - {gamma:g}) = {start:g}$ and each sweep shrinks"
        f" it by $\\gamma$: ${gamma:g}^k \\cdot {start:g} \\le {close:g}$ gives $k \\ge"
        f" {math.log(close / start) / math.log(gamma):.2f}$, so {value}.",
        mistakes=[
            (math.ceil(math.log(close / most) / math.log(gamma)), "The optimal values can be as"
             " large as the largest reward over one minus gamma: start from that distance."),
            (math.floor(math.log(close / start) / math.log(gamma)), "Round up: the bound must"
             " hold."),
            (math.ceil(start / close), "The distance shrinks geometrically, not by a constant"
             " amount."),
            (math.ceil(math.log(close / (2 * start)) / math.log(gamma)), "From zero the distance is"
             " at most one maximal value, not the whole range."),
        ],
    )  # fmt: skip


@question("dp-policy-improvement", "One improvement of a policy", ABOUT, skill="compute",
          minutes=4, difficulty=0.2)  # fmt: skip
def improvement(rng: Rng) -> Variant:
    """The greedy action under stochastic transitions and given values."""
    gamma = float(rng.choice([0.5, 0.8, 0.9]))
    while True:
        values = [int(x) for x in rng.integers(0, 30, 3)]
        rewards = [int(x) for x in rng.integers(-2, 9, 3)]
        odds = [[0.1 * x for x in _split(rng)] for _ in range(3)]
        returns = [r + gamma * sum(p * v for p, v in zip(row, values, strict=True))
                   for r, row in zip(rewards, odds, strict=True)]  # fmt: skip
        rank = sorted(returns, reverse=True)
        best = returns.index(rank[0])
        tempting = rewards.index(max(rewards))
        if rank[0] - rank[1] > 0.3 and best != tempting and rewards.count(max(rewards)) == 1:
            break
    names = ["action a", "action b", "action c"]
    rows = "\n".join(
        f"| {name} | {r} | " + " | ".join(f"{p:.1f}" for p in row) + " |"
        for name, r, row in zip(names, rewards, odds, strict=True)
    )

    def again() -> str:
        return names[int(np.argmax(np.array(rewards) + gamma * np.array(odds) @ values))]

    reach = [max(v for p, v in zip(row, values, strict=True) if p > 0.05) for row in odds]
    wrong = []
    for at, name in enumerate(names):
        if at != best:
            why = f"Its action value is {returns[at]:.2f}, below {returns[best]:.2f}."
            if at == tempting:
                why += " The largest immediate reward is not what improvement maximises."
            elif reach[at] == max(reach):
                why += " Weight the next states by their probabilities."
            wrong.append((name, why))
    wrong.append(
        (
            "whichever the old policy takes",
            "Improvement takes the greedy action under the"
            " evaluated values; here one is strictly best.",
        )
    )
    return choose(
        rng,
        f"Policy evaluation found the values {values[0]}, {values[1]}, {values[2]} for the states"
        f" S1, S2, S3. In S1, with discount {gamma:g}:\n\n| action | reward | to S1 | to S2 | to S3"
        f" |\n|---|---|---|---|---|\n{rows}\n\nWhich action does policy improvement choose in S1?",
        names[best], wrong, again=again,
        solution="$q(s, a) = r + \\gamma \\sum p \\, v$: "
        + ", ".join(f"{name} {q:.2f}" for name, q in zip(names, returns, strict=True))
        + f". The largest is {names[best]}.",
    )  # fmt: skip


def _split(rng: Rng) -> list[int]:
    """Ten tenths over three states."""
    first = int(rng.integers(0, 9))
    second = int(rng.integers(0, 10 - first))
    return [first, second, 10 - first - second]


@question("dp-log-of-changes", "A log that breaks the contraction", ABOUT, skill="diagnose",
          minutes=3, difficulty=0.6)  # fmt: skip
def log_of_changes(rng: Rng) -> Variant:
    """The first sweep whose change exceeds what the contraction allows."""
    gamma = float(rng.choice([0.6, 0.7, 0.8, 0.9]))
    bad = int(rng.integers(3, 7))
    changes = [round(float(rng.uniform(4, 12)), 3)]
    for sweep in range(2, 9):
        rate = gamma * float(rng.uniform(0.75, 0.99))
        if sweep == bad:
            rate = min(0.99, gamma * float(rng.uniform(1.04, 1.1)))
        changes.append(round(changes[-1] * rate, 3))
    table = "\n".join(f"| {at} | {change:.3f} |" for at, change in enumerate(changes, 1))

    def again() -> int:
        limit = [gamma * change for change in changes]
        return next(at for at in range(2, 9) if changes[at - 1] > limit[at - 2] + 0.002)

    steepest = int(np.argmin(np.diff(changes))) + 2
    return number(
        f"Synchronous value iteration with $\\gamma = {gamma:g}$ logs the largest change of each"
        f" sweep:\n\n| sweep | largest change |\n|---|---|\n{table}\n\nExactly one row cannot come"
        " from exact synchronous backups with this discount (a bad reload of the values is"
        " suspected). Which sweep is it?",
        bad, again=again, tol=0, rel=0,
        solution="Consecutive changes satisfy $\\|v_{k+1} - v_k\\| \\le \\gamma \\|v_k -"
        f" v_{{k-1}}\\|$. The ratio at sweep {bad} is {changes[bad - 1] / changes[bad - 2]:.3f},"
        f" above {gamma:g}; all others keep it.",
        mistakes=[
            (steepest, "A large drop is allowed; look for a ratio of consecutive changes above"
             " gamma."),
            (bad - 1, "The ratio to the sweep before is too large in the next row."),
            (bad + 1, "One row earlier the ratio already exceeds gamma."),
        ],
    )  # fmt: skip

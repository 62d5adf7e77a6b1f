"""Markov decision processes: returns, Bellman equations, and what a model of one must hold."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, expression, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "markov-decision-processes"


@question("mdp-two-state-values", "Values of a two-state reward process", ABOUT, skill="compute",
          minutes=5, difficulty=0.2)  # fmt: skip
def two_states(rng: Rng) -> Variant:
    """Solve the Bellman equations of a machine that runs or is broken."""
    fail, repair = float(rng.integers(1, 4)) / 10, float(rng.integers(3, 9)) / 10
    gain, loss = int(rng.integers(3, 12)), int(rng.integers(1, 6))
    gamma = float(rng.choice([0.8, 0.9, 0.95]))
    step = np.array([[1 - fail, fail], [repair, 1 - repair]])
    reward = np.array([gain, -loss], dtype=float)
    value = np.linalg.solve(np.eye(2) - gamma * step, reward)

    def again() -> list[float]:
        # difference first: both rows subtract to one equation, then the long-run sum
        gap = (gain + loss) / (1 - gamma * (1 - fail - repair))
        up = (gain - gamma * fail * gap) / (1 - gamma)
        return [up, up - gap]

    late = gamma * step @ value
    forward = [float(x) for x in reward + gamma * step.T @ value]
    return matrix(
        f"A machine that runs earns {gain} per day and breaks overnight with probability {fail:g};"
        f" while broken it costs {loss} per day and is repaired overnight with probability"
        f" {repair:g}. The reward of a day is received on that day, discount $\\gamma = {gamma:g}$"
        " per day. What are the values of the states 'runs' and 'broken', in this order? Two"
        " decimals.",
        [float(x) for x in value], again=again, tol=0.02, rel=0.002, digits=6,
        solution=f"$v_r = {gain} + {gamma:g}({1 - fail:g} v_r + {fail:g} v_b)$ and"
        f" $v_b = -{loss} + {gamma:g}({repair:g} v_r + {1 - repair:g} v_b)$. Subtracting gives"
        f" $v_r - v_b = {value[0] - value[1]:.4f}$; put it back: $({value[0]:.3f},"
        f" {value[1]:.3f})$.",
        mistakes=[
            ([float(x) for x in late], "The reward of the present day is missing: $v = r + \\gamma"
             " P v$."),
            (forward, "The transition matrix was used transposed: each row belongs to the state one"
             " leaves."),
            ([gain / (1 - gamma), -loss / (1 - gamma)], "That is the value if the state never"
             " changed: the transitions are missing."),
            ([float(x) for x in np.linalg.solve(np.eye(2) - gamma * step, reward * [1, -1])],
             "The cost of the broken state is a negative reward."),
        ],
    )  # fmt: skip


@question("mdp-discount-threshold", "The discount at which waiting pays", ABOUT, skill="derive",
          minutes=4, difficulty=0.3)  # fmt: skip
def threshold(rng: Rng) -> Variant:
    """The discount factor from which a later, larger reward is preferred."""
    soon, later = int(rng.integers(0, 4)), int(rng.integers(5, 11))
    small = int(rng.integers(2, 9))
    large = small + int(rng.integers(2, 12))
    value = (small / large) ** (1 / (later - soon))

    def again() -> float:
        low, high = 1e-6, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            waits = large * middle**later > small * middle**soon
            low, high = (low, middle) if waits else (middle, high)
        return low

    return number(
        f"From a state two actions lead into corridors without further choices. One ends with"
        f" reward {small}, received after {soon} further steps (discounted by"
        f" $\\gamma^{{{soon}}}$), the other with reward {large} after {later} further steps. All"
        " other rewards are 0. Above which $\\gamma$ is the second action optimal? Three decimals.",
        value, again=again, tol=0.001, rel=0.001,
        solution=f"${large} \\gamma^{{{later}}} > {small} \\gamma^{{{soon}}}$ means"
        f" $\\gamma^{{{later - soon}}} > {small}/{large}$, so"
        f" $\\gamma > ({small}/{large})^{{1/{later - soon}}} = {value:.3f}$.",
        mistakes=[
            (small / large, "The rewards are several steps apart: take the root of the ratio."),
            ((small / large) ** (1 / later), "Only the difference of the two delays counts, not the"
             " whole delay of the second reward."),
            (1 - (large - small) / large / (later - soon), "Discounting is geometric, not"
             " linear."),
            ((small / large) ** (later - soon), "Take the root of the ratio, not its power."),
        ],
    )  # fmt: skip


@question("mdp-added-constant", "Adding a constant to every reward", ABOUT, skill="diagnose",
          minutes=5, difficulty=0.8)  # fmt: skip
def added_constant(rng: Rng) -> Variant:
    """The constant per step at which an episodic agent prefers the detour."""
    while True:
        short, long = int(rng.integers(2, 6)), int(rng.integers(7, 15))
        cost = int(rng.integers(1, 4))
        gain, bonus = int(rng.integers(5, 13)), int(rng.integers(0, 4))
        better = (gain - cost * short) - (gain + bonus - cost * long)
        value = better / (long - short)
        if value > 0.5:
            break

    def again() -> float:
        # total return of both routes as functions of the constant; where the lines cross
        grid = [0.0, 10.0]
        gap = [(gain + (c - cost) * short) - (gain + bonus + (c - cost) * long) for c in grid]
        return 10.0 * gap[0] / (gap[0] - gap[1])

    return number(
        "An undiscounted episodic maze: every step is rewarded with"
        f" ${-cost}$, and reaching the exit adds {gain} (by the front door, {short} steps) or"
        f" {gain + bonus} (by the back door, {long} steps). Somebody adds a constant $c$ to the"
        " reward of every step 'so that all rewards are positive; that changes nothing'. Above"
        " which $c$ does the optimal route between the two change?",
        value, again=again, tol=0.01,
        solution=f"The returns become ${gain - cost * short} + {short}c$ and"
        f" ${gain + bonus - cost * long} + {long}c$. They cross at $c = {better}/{long - short} ="
        f" {value:.3f}$. In an episodic task a constant pays for long episodes; only in a"
        " continuing task does it shift all values alike.",
        mistakes=[
            (float(cost), "The exit rewards differ too: set the whole returns equal, not the step"
             " reward to zero."),
            (better / long, "The constant is earned on both routes: divide by the difference of the"
             " lengths."),
            (float(better), "The constant is received at each step, not once per episode."),
        ],
    )  # fmt: skip


_GAPS = (
    ("a frame of a video game as the state of a paddle", "position of the ball only",
     "the position of the ball in the last two frames",
     ("the score so far", "the colour of the paddle", "the number of the episode")),
    ("stock for a shop whose orders arrive two days later", "stock on the shelf only",
     "the orders that are under way",
     ("the name of the shop", "the profit earned so far", "yesterday's stock on the shelf")),
    ("treatment with a drug that may be given three times at most", "blood pressure only",
     "the number of doses given so far",
     ("the doctor's name", "the sum of rewards so far", "the initial blood pressure")),
    ("heating a house whose tariff changes at fixed hours", "indoor temperature only",
     "the hour of the day",
     ("the money spent so far", "the number of radiators", "the target temperature, which is"
      " constant")),
    ("a robot whose motor overheats after ten minutes of use", "position only",
     "the temperature of the motor",
     ("the distance covered so far", "the serial number", "the colour of the floor")),
    ("a call centre where customers hang up after waiting long", "number of callers only",
     "how long the callers have waited",
     ("calls answered so far today", "the number of desks, which is constant",
      "the cost of a call, which is constant")),
)  # fmt: skip


@question("mdp-markov-state", "What is missing from the state", ABOUT, skill="diagnose", minutes=2,
          difficulty=-0.2)  # fmt: skip
def markov_state(rng: Rng) -> Variant:
    """Which addition makes a state Markov in a drawn situation."""
    at = int(rng.integers(len(_GAPS)))
    task, state, right, rest = _GAPS[at]
    days = int(rng.integers(2, 30))

    def again() -> str:
        # what does not vary or only looks back cannot be needed to predict what comes next
        listed = [right, *rest]
        useless = ("so far today", "constant", "name", "colour", "serial", "radiators", "earned",
                   "spent", "score", "sum of rewards", "covered", "episode", "initial",
                   "yesterday")  # fmt: skip
        (found,) = [text for text in listed if not any(word in text for word in useless)]
        return found

    return choose(
        rng,
        f"Logged from {days} days of use: {task}. The state was coded as {state}; with the same"
        " state and action the next state and reward differ in a way that the past predicts."
        " What must be added to make the process Markov?",
        right,
        [(text, "Given the present it says nothing about what comes next or is constant: it does"
          " not restore the Markov property.") for text in rest],
        again=again,
        solution=f"The state must hold all of the past that bears on the next state and reward:"
        f" here {right}. Totals and constants do not matter to that.",
    )  # fmt: skip


@question("mdp-bellman-two-actions", "An optimal value in closed form", ABOUT, skill="derive",
          minutes=5, difficulty=0.6)  # fmt: skip
def closed_form(rng: Rng) -> Variant:
    """The value of trying until success, as an expression in the success probability."""
    cost, prize = int(rng.integers(1, 5)), int(rng.integers(10, 60))
    gamma = float(rng.choice([0.5, 0.8, 0.9, 0.95]))

    def again() -> str:
        # expected discounted prize minus expected discounted costs
        return f"({prize}*p)/(1 - {gamma}*(1 - p)) - {cost}/(1 - {gamma} + {gamma}*p)"

    return expression(
        f"At each step an agent pays {cost} for a trial that succeeds with probability $p$; success"
        f" pays {prize} in the same step and ends the episode, failure leaves the state unchanged."
        f" Discount {gamma:g}. Write the value of the policy 'try until success' as an expression"
        " in `p`.",
        f"({prize}*p - {cost})/(1 - {gamma}*(1 - p))", {"p": (0.05, 0.95)}, again=again,
        solution=f"$v = -{cost} + {prize}p + {gamma:g}(1 - p) v$, so"
        f" $v = ({prize}p - {cost}) / (1 - {gamma:g}(1 - p))$.",
        mistakes=[
            (f"({prize}*p - {cost})/(1 - {gamma})", "The episode ends at success: only a failed"
             " trial leads to the same value again."),
            (f"({prize}*p - {cost})/p", "That is the undiscounted value."),
            (f"({prize}*p - {cost}*(1 - p))/(1 - {gamma}*(1 - p))", "The cost is paid for every"
             " trial, also for the one that succeeds."),
            (f"({gamma}*{prize}*p - {cost})/(1 - {gamma}*(1 - p))", "The prize comes in the step of"
             " the trial, undiscounted."),
        ],
    )  # fmt: skip


@question("mdp-effective-horizon", "How far a discount looks", ABOUT, skill="compute", minutes=2,
          difficulty=-0.4)  # fmt: skip
def horizon(rng: Rng) -> Variant:
    """The number of steps that carry a given share of the discounted weight."""
    gamma = float(rng.choice([0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995]))
    share = int(rng.choice([50, 60, 70, 75, 80, 85, 90, 95, 99]))
    value = math.ceil(math.log(1 - share / 100) / math.log(gamma) - 1e-9)

    def again() -> int:
        weight, steps = 0.0, 0
        while weight < share / 100 / (1 - gamma) - 1e-12:
            weight += gamma**steps
            steps += 1
        return steps

    return number(
        f"A team uses $\\gamma = {gamma:g}$ with steps of one minute and a reward of 1 in every"
        " step. After how many steps (the smallest number) has the agent collected at least"
        f" {share} % of the infinite discounted return?",
        value, again=again, tol=0, rel=0,
        solution=f"The first $n$ steps carry $1 - \\gamma^n$ of the total, so"
        f" $n \\ge \\ln({1 - share / 100:.2f}) / \\ln({gamma:g})$, rounded up: {value}.",
        mistakes=[
            (round(1 / (1 - gamma)), "$1/(1-\\gamma)$ steps carry about 63 % of the weight; solve"
             " $1 - \\gamma^n$ for the share that is asked."),
            (math.ceil(math.log(share / 100) / math.log(gamma)), "Set $\\gamma^n$ equal to the"
             " share that is left, not to the share collected."),
            (math.ceil(share / 100 / (1 - gamma)), "The weights are geometric, not equal over the"
             " horizon."),
        ],
    )  # fmt: skip

"""Retraining: how often, on which window, and when a trigger should be believed."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, expression, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "retraining-pipelines"


@question("retraining-interval", "The cheapest retraining interval", ABOUT, skill="derive",
          minutes=5, difficulty=0.5)  # fmt: skip
def cheapest_interval(rng: Rng) -> Variant:
    """Balance the cost of a training run against a loss that grows linearly with age."""
    while True:
        run = int(rng.integers(2, 40)) * 50
        slope, point = float(rng.integers(2, 20)) / 100, int(rng.integers(3, 40)) * 10
        value = math.sqrt(2 * run / (slope * point))
        if 2 < value < 90:
            break

    def again() -> float:
        # mean daily cost over a fine grid of intervals, the loss summed hour by hour
        grid = np.linspace(value * 0.5, value * 1.5, 4001)
        hours = (np.arange(400) + 0.5) / 400
        daily = run / grid + slope * point * grid * float(hours.mean())
        return float(grid[daily.argmin()])

    return number(
        f"After retraining, accuracy falls by {slope:g} points per day, evenly. A point less costs"
        f" {point} USD per day. A retraining run costs {run} USD and restores the accuracy at once."
        " After how many days should one retrain to keep the mean daily cost least? One decimal.",
        value, again=again, tol=0.06, rel=0.005, digits=2, unit="days",
        solution=f"Per day: ${run}/T + {slope:g} \\cdot {point} \\cdot T/2$. The derivative"
        f" vanishes at $T = \\sqrt{{2 \\cdot {run}/({slope:g} \\cdot {point})}} = {value:.2f}$.",
        mistakes=[
            (math.sqrt(run / (slope * point)), "Over an interval the mean loss is half of the last"
             " one: the factor 2 is missing."),
            (run / (slope * point), "That is when the daily loss equals the cost of a run; balance"
             " the cost per day of both."),
            (2 * run / (slope * point), "Take the root: set the derivative of the mean daily cost"
             " to zero."),
        ],
    )  # fmt: skip


@question("retraining-safe-window", "The last day that is safe to train on", ABOUT,
          skill="compute", minutes=4, difficulty=0.4)  # fmt: skip
def safe_window(rng: Rng) -> Variant:
    """Index of the last usable day given label delay, load delay and a validation gap."""
    today = int(rng.integers(100, 300))
    horizon, load = int(rng.choice([7, 14, 28, 30])), int(rng.integers(1, 4))
    valid = int(rng.choice([7, 14]))
    last = today - load - horizon
    value = last - valid - horizon

    def again() -> int:
        # walk back: outcomes known, then days of validation, then outcomes known at their start
        day = today
        while day + horizon + load > today:
            day -= 1
        first_valid = day - valid + 1
        train = first_valid
        while train + horizon >= first_valid:
            train -= 1
        return train

    return number(
        f"Day {today}, early in the morning, a retraining starts. A row of day $d$ holds features"
        f" known at its end; its label says whether the customer left in the {horizon} days $d + 1$"
        f" to $d + {horizon}$. Events of a day are loaded completely {load}"
        f" day{'s' * (load > 1)} later (those of day $e$ are there on the morning of day"
        f" $e + {load}$). The last {valid} days with known labels are for validation, and no"
        " training label may look into the first day of validation or later. What is the last day"
        " whose rows may be used for training?",
        value, again=again, tol=0, rel=0,
        solution=f"Labels are known up to day {today} - {load} - {horizon} = {last}. Validation is"
        f" days {last - valid + 1} to {last}. Training labels of day $d$ reach to $d + {horizon}$,"
        f" which must be before {last - valid + 1}: $d \\le {value}$.",
        mistakes=[
            (last, "That is the last day with a known label: validation and the gap come off yet."),
            (last - valid, "The labels of the last training days would look into the validation"
             " days: leave a gap of the horizon."),
            (today - horizon - valid - horizon - 1, "The delay of loading was left out."),
            (value + 1, "That label reaches the first day of validation."),
            (today - 1 - valid, "Labels need their whole horizon to be known."),
        ],
    )  # fmt: skip


@question("retraining-staleness-table", "How old a model may get", ABOUT, skill="read", minutes=3,
          difficulty=0.1)  # fmt: skip
def staleness(rng: Rng) -> Variant:
    """Read the longest interval from a backtest of models of different age."""
    ages = [7, 14, 28, 56, 84]
    while True:
        fresh = round(float(rng.uniform(0.8, 0.88)), 3)
        falls = np.cumsum(rng.uniform(0.001, 0.012, 5))
        means = [round(fresh - float(x), 3) for x in falls]
        errors = [round(float(x), 3) for x in rng.uniform(0.002, 0.006, 5)]
        need = round(float(rng.uniform(means[4] - 0.012, means[1])), 3)
        lows = [round(m - 2 * e, 3) for m, e in zip(means, errors, strict=True)]
        fine = [low >= need for low in lows]
        clear = min(abs(low - need) for low in lows) > 0.0005
        plain = max((a for a, m in zip(ages, means, strict=True) if m >= need), default=0)
        value = 0
        for age, good in zip(ages, fine, strict=True):
            if not good:
                break
            value = age
        if clear and value and plain != value:
            break
    rows = "\n".join(
        f"| {a} | {m:.3f} | {e:.3f} |" for a, m, e in zip(ages, means, errors, strict=True)
    )

    def again() -> int:
        gap = (np.array(means) - need) / np.array(errors)
        bad = np.flatnonzero(gap < 2)
        return ages[int(bad[0]) - 1] if bad.size else ages[-1]

    late = [age for age, good in zip(ages, fine, strict=True) if good]
    return number(
        "A backtest scored models of different age on the same 12 later weeks (mean and standard"
        f" error of the AUC over weeks):\n\n| age (days) | AUC | standard error |\n|---|---|---|\n"
        f"{rows}\n\nThe product needs an AUC of at least {need:.3f}. A model is replaced at an age"
        " from the table; at that age and all smaller ones, the mean minus two standard errors must"
        " meet the need. What is the longest admissible age in days?",
        value, again=again, tol=0, rel=0,
        solution="Mean minus two errors: "
        + ", ".join(f"{a} days {low:.3f}" for a, low in zip(ages, lows, strict=True))
        + f". The last age up to which all meet {need:.3f} is {value}.",
        mistakes=[
            (plain, "The mean meets the need, but its lower bound does not: the estimate may be too"
             " good by chance."),
            (max(late), "A smaller age already fails the rule."),
            (7, "Longer intervals meet the rule as well: check the other rows."),
        ],
    )  # fmt: skip


@question("retraining-false-trigger", "Triggers by chance", ABOUT, skill="compute", minutes=4,
          difficulty=0.4)  # fmt: skip
def false_trigger(rng: Rng) -> Variant:
    """How often a trigger on a daily estimate fires although nothing changed."""
    days = int(rng.choice([30, 60, 90]))
    count = int(rng.integers(2, 16)) * 100
    accuracy = float(rng.integers(78, 95))
    spread = 100 * math.sqrt(accuracy / 100 * (1 - accuracy / 100) / count)
    twice = bool(rng.integers(2))
    z = float(rng.choice([1, 1.25, 1.5, 1.75, 2] if twice else [1.5, 2, 2.5, 3]))
    drop = round(z * spread, 2)
    single = 0.5 * math.erfc(drop / spread / math.sqrt(2))
    value = (days - 1) * single**2 if twice else days * single

    def again() -> float:
        grid = np.linspace(drop / spread, 10, 40001)
        density = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi)
        below = float(((density[1:] + density[:-1]) / 2).sum() * (grid[1] - grid[0]))
        events = [below] * days if not twice else [below * below] * (days - 1)
        return sum(events)

    rule = ("on two days in a row (each pair of neighbouring days counts as one firing)"
            if twice else "on a day")  # fmt: skip
    return number(
        f"Retraining is triggered if the accuracy on {count} labelled cases lies more than"
        f" {drop:g} points below {accuracy:g} % {rule}. The true accuracy stays at {accuracy:g} %."
        f" How many firings are expected in {days} days (normal approximation, days independent)?"
        " Three significant figures.",
        value, again=again, rel=0.03,
        solution=f"The standard error of a day is {spread:.3f} points, so the limit lies"
        f" {drop / spread:.2f} of them below: probability {single:.5f}. "
        + (f"Two in a row: its square, for {days - 1} pairs" if twice else f"Times {days} days")
        + f": {value:.4g}.",
        mistakes=[
            (days * single if twice else single, "The rule asks for two days in a row: multiply the"
             " probabilities." if twice else "That is the chance for one day."),
            (value * (4 if twice else 2), "Only a fall fires: use one tail."),
            (single**2 if twice else days * single**2, "Count every place where it can fire, once"
             " each."),
        ],
    )  # fmt: skip


@question("retraining-decay-form", "The mean quality between retrainings", ABOUT, skill="derive",
          minutes=5, difficulty=0.7)  # fmt: skip
def decay_form(rng: Rng) -> Variant:
    """The mean quality over an interval when quality decays exponentially to a floor."""
    top, floor = int(rng.integers(80, 96)), int(rng.integers(50, 76))
    gap = top - floor

    def again() -> str:
        return f"({floor}*T + {gap}*h - {gap}*h*exp(-(T/h)))/T"

    return expression(
        f"Right after retraining a model has accuracy {top} %; at age $t$ it has"
        f" ${floor} + {gap} e^{{-t/h}}$. It is retrained every $T$ days. Write its mean accuracy"
        " over time as an expression in `T` and `h`.",
        f"{floor} + {gap}*h/T*(1 - exp(-T/h))", {"T": (2, 60), "h": (5, 80)}, again=again,
        solution=f"$\\frac{{1}}{{T}} \\int_0^T ({floor} + {gap} e^{{-t/h}}) \\, dt = {floor} +"
        f" {gap} \\frac{{h}}{{T}} (1 - e^{{-T/h}})$.",
        mistakes=[
            (f"{floor} + {gap}*exp(-T/h)", "That is the accuracy just before retraining: average"
             " over the interval."),
            (f"{floor} + {gap}*exp(-T/(2*h))", "That is the accuracy at half time; the decay is"
             " not linear: integrate."),
            (f"{floor} + {gap}/T*(1 - exp(-T/h))", "The integral of the exponential brings the"
             " factor $h$."),
            (f"({top} + {floor} + {gap}*exp(-T/h))/2", "The mean of both ends is not the mean over"
             " time of a curve."),
        ],
    )  # fmt: skip


_FLAWS = (
    ("the candidate is compared with the model in use on last month, on which the candidate was"
     " trained", "leak",),
    ("the test week of each run is the same week of two years ago", "old"),
    ("the model in use decides which cases get a label, and no case is labelled at random",
     "loop"),
    ("the run promotes whatever was trained, with an alarm if quality falls later", "gate"),
    ("rows of the last ten days enter with label 0 although labels take up to ten days", "young"),
)  # fmt: skip
_REMEDY = {
    "leak": "score both models on a period after the candidate's training window",
    "old": "move the test window forward with each run, next to the training window",
    "loop": "label a small random share of cases, whatever the model decides",
    "gate": "promote only if the candidate is not worse than the model in use",
    "young": "end the training window where all labels are known",
}


@question("retraining-flaw", "The flaw in a retraining pipeline", ABOUT, skill="diagnose",
          minutes=3, difficulty=0.3)  # fmt: skip
def flaw(rng: Rng) -> Variant:
    """Name the remedy for the flaw of a described pipeline."""
    told, key = _FLAWS[int(rng.integers(len(_FLAWS)))]
    days = int(rng.choice([1, 7, 14, 28]))
    kept = [name for name in _REMEDY if name != key]
    kept = [kept[at] for at in sorted(rng.choice(4, 3, replace=False))]
    sound = {
        "leak": "the candidate never trains on cases on which it is scored",
        "old": "the test window moves with each run",
        "loop": "1 % of cases are labelled at random",
        "gate": "a candidate that is worse is not promoted",
        "young": "the window ends where labels are complete",
    }
    fine = "; ".join(sound[name] for name in kept)

    def again() -> str:
        open_ = [name for name in (key, *kept) if sound[name] not in fine]
        return _REMEDY[open_[0]]

    return choose(
        rng,
        f"A pipeline retrains every {days} day{'s' * (days > 1)}. Known to be in order: {fine}."
        f" Also known: {told}. Which change repairs it?",
        _REMEDY[key],
        [(_REMEDY[name], f"That is already so: {sound[name]}.") for name in kept],
        again=again,
        solution=f"The flaw: {told}. So: {_REMEDY[key]}.",
    )  # fmt: skip

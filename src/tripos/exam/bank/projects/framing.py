"""Framing a problem: whether learning pays, what to predict, when, and for whom to act."""

from __future__ import annotations

import itertools

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "problem-framing"


@question("framing-worth-it", "Does a model beat the rule in use", ABOUT, skill="choose",
          minutes=5, difficulty=0.5)  # fmt: skip
def worth_it(rng: Rng) -> Variant:
    """The yearly gain of a model over the present rule, after its own running cost."""
    cases, rate = int(rng.integers(20, 200)) * 1000, int(rng.integers(10, 40)) / 1000
    saved, check = int(rng.integers(8, 40)) * 10, int(rng.integers(2, 9))
    recall = [int(rng.integers(40, 60)) / 100, int(rng.integers(65, 90)) / 100]
    precision = [int(rng.integers(10, 20)) / 100, int(rng.integers(22, 50)) / 100]
    gains = [cases * rate * r * (saved - check / p)
             for r, p in zip(recall, precision, strict=True)]  # fmt: skip
    run = round((gains[1] - gains[0]) * float(rng.uniform(0.3, 1.7)) / 1000) * 1000 + 1000
    value = gains[1] - gains[0] - run
    what, act = pick(rng, [
        ("claims", "an audit"), ("payments", "a call"), ("machines", "an inspection"),
        ("tax returns", "a review"), ("parcels", "a scan"), ("accounts", "a manual check"),
    ])  # fmt: skip

    def again() -> float:
        # by confusion table: hits, false alarms, misses, against doing nothing
        total = -float(run)
        for sign, r, p in zip((-1, 1), recall, precision, strict=True):
            bad = cases * rate
            missed = bad * (1 - r)
            alarms = bad * r * (1 - p) / p
            loss = missed * saved + (bad * r + alarms) * check
            total += sign * (bad * saved - loss)
        return total

    rows = [("present rule", recall[0], precision[0]), ("model", recall[1], precision[1])]
    return number(
        f"Each year {cases} {what} arrive, {100 * rate:.1f} % of them bad. Each flagged one costs"
        f" {act} of {check} USD, and each bad one that is flagged saves {saved} USD."
        f"{table(('', 'recall', 'precision'), rows)}The model costs {run} USD a year to run and"
        " maintain; the rule is free. By how many USD a year is the model better than the rule"
        " (negative if worse)? Round to hundreds.",
        value, again=again, rel=0.005, tol=150.0, digits=1, unit="USD",
        solution=f"Bad cases: {cases * rate:.0f}. A policy with recall $r$ and precision $p$ flags"
        f" bad $\\cdot r/p$ cases and gains bad $\\cdot r \\cdot ({saved} - {check}/p)$: rule"
        f" {gains[0]:.0f}, model {gains[1]:.0f} USD. Less {run} for running: {value:.0f} USD"
        f" a year. {'The model pays.' if value > 0 else 'The rule should stay.'}",
        mistakes=[
            (gains[1] - run, "The rule in use already gains something: compare with it, not with"
             " doing nothing."),
            (gains[1] - gains[0], "The cost of running the model is missing."),
            (cases * rate * (recall[1] - recall[0]) * saved - run, "The flagged cases cost a check"
             " each, also the false alarms."),
            (cases * rate * (recall[1] * (saved - check) - recall[0] * (saved - check)) - run,
             "False alarms are checked as well: flagged cases are hits over precision."),
        ],
    )  # fmt: skip


@question("framing-accuracy-target", "How good must it be", ABOUT, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def accuracy_target(rng: Rng) -> Variant:
    """The lowest precision at which acting on flagged cases pays, with an effect below one."""
    while True:
        worth = int(rng.integers(5, 60)) * 10
        effect = int(rng.integers(10, 60)) / 100
        cost = int(rng.integers(2, 40))
        harm = int(rng.integers(0, 3)) * 5
        value = (cost + harm) / (worth * effect + harm)
        if 0.05 < value < 0.8:
            break
    who, act, event = pick(rng, [
        ("customers", "a call with an offer", "leaves"),
        ("students", "a tutor", "drops out"),
        ("patients", "a reminder", "misses the visit"),
        ("machines", "a service", "breaks down"),
        ("drivers", "a coaching hour", "has an accident"),
        ("subscribers", "a free month", "cancels"),
    ])  # fmt: skip

    def again() -> float:
        low, high = 0.0, 1.0
        for _ in range(60):
            p = (low + high) / 2
            net = p * (effect * worth - cost) - (1 - p) * (cost + harm)
            low, high = (p, high) if net < 0 else (low, p)
        return high

    trouble = (
        f" Given to one that would not have needed it, it also does harm worth {harm} USD."
        if harm else ""
    )  # fmt: skip
    single = f"{act} costs {cost} USD and prevents it"
    return number(
        f"A model shall flag {who} for {act}. One that {event} costs {worth} USD; {single} in"
        f" {100 * effect:.0f} % of the cases in which it would happen.{trouble} From which"
        " precision of the flags on is acting on them worth it on average? Three decimals.",
        value, again=again, rel=0.005, tol=0.0011, digits=4,
        solution=f"A flag is worth $p \\cdot {effect:.2f} \\cdot {worth} - {cost}"
        "$"
        + (f" less $(1 - p) \\cdot {harm}$" if harm else "")
        + f" at precision $p$. That is zero at $p = {value:.4f}$. The precision asked of the model"
        " follows from what acting on it does.",
        mistakes=[
            (cost / worth, "The action prevents the loss only in part of the cases: the effect"
             " belongs in the gain."),
            (cost / (worth * effect), "The harm done by a false alarm is missing."),
            ((cost + harm) / worth, "The gain of a hit is the loss times the effect."),
            (effect, "That is the effect of the action, not the precision needed."),
        ],
    )  # fmt: skip


@question("framing-horizon", "Which label can still help", ABOUT, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def horizon(rng: Rng) -> Variant:
    """The last day a training label can be known, from data delay, lead time and window."""
    delay, lead = int(rng.integers(2, 6)), int(rng.integers(2, 15))
    window, late = int(rng.integers(14, 61)), int(rng.integers(3, 31))
    today = int(rng.integers(400, 700))
    value = today - late - window - lead + 1

    def again() -> float:
        for day in range(today, 0, -1):  # newest day of scoring whose label is complete today
            ends = [day + lead + at for at in range(window)]  # days on which the event counts
            known = max(ends) + late
            if known <= today:
                return day
        return 0

    what, act = pick(rng, [
        ("failure", "a spare part is ordered"), ("cancellation", "a letter is sent"),
        ("default", "the limit is lowered"), ("stock-out", "goods are ordered"),
        ("absence", "a shift is replanned"), ("relapse", "a visit is arranged"),
    ])  # fmt: skip
    return number(
        f"Every day a model scores the risk of {'an' if what[0] in 'aeiou' else 'a'} {what}."
        f" Acting takes {lead} days ({act}), so the"
        f" label of day $d$ is whether the event falls in the {window} days that start with day"
        f" $d + {lead}$. Events are known {late} days after they happen; features of day $d$ arrive"
        f" {delay} days later. Today is day {today}. What is the newest day $d$ whose label is"
        " complete, so that it can be used for training?",
        value, again=again, tol=0, rel=0,
        solution=f"The window of day $d$ ends on day $d + {lead} + {window} - 1$ and is known"
        f" {late} days later; that must not be after day {today}: $d \\le {today} - {late} -"
        f" {window} - {lead} + 1 = {value}$. (The features' delay of {delay} days does not bind.)"
        " Newer days without an event must not count as negatives.",
        mistakes=[
            (today - late - window, "The window starts only after the time that acting takes."),
            (today - window - lead + 1, "Events become known late: wait for that too."),
            (value - delay, "The delay of the features comes at the other end and does not add to"
             " the label's."),
            (today - delay, "Features are there by then, but the label is not."),
            (value - 1, "A window of w days that starts on day s ends on day s + w - 1."),
        ],
    )  # fmt: skip


@question("framing-capacity-choice", "Which ranking suits the capacity", ABOUT, skill="choose",
          minutes=4, difficulty=0.6)  # fmt: skip
def capacity_choice(rng: Rng) -> Variant:
    """Rank by risk or by expected gain of acting: who is chosen under a capacity."""
    names = "PQRST"
    while True:
        risk = [int(x) / 100 for x in rng.choice(range(10, 95), 5, replace=False)]
        effect = [int(x) / 100 for x in rng.integers(2, 60, 5)]
        worth = [int(x) * 100 for x in rng.integers(2, 20, 5)]
        gains = [r * e * w for r, e, w in zip(risk, effect, worth, strict=True)]
        order = sorted(gains, reverse=True)
        tops = [_top_two(names, values) for values in (gains, risk, worth)]
        if order[1] - order[2] > 8 and len(set(tops)) == 3:
            break
    losses = [r * w for r, w in zip(risk, worth, strict=True)]
    groups = dict.fromkeys([*tops, _top_two(names, losses), _top_two(names, effect)])
    why = {
        tops[1]: "Those are most at risk, but acting may change little for them.",
        tops[2]: "Those are worth most, but may not be at risk or may not be moved.",
        _top_two(names, losses): "The expected loss still lacks how much acting changes it.",
        _top_two(names, effect): "Those are moved most easily, whatever is at stake.",
    }
    wrong = [(f"{group[0]} and {group[1]}", why[group]) for group in groups if group != tops[0]]

    def again() -> str:
        def left(pair: tuple[str, ...]) -> float:  # expected loss when the pair is treated
            total = 0.0
            for at, name in enumerate(names):
                total += risk[at] * worth[at] * (1 - effect[at] * (name in pair))
            return total

        best = min(itertools.combinations(names, 2), key=left)
        return f"{best[0]} and {best[1]}"

    rows = list(zip(names, risk, worth, effect, strict=True))
    who = pick(rng, ["customers", "machines", "clients", "sites", "members", "contracts"])
    return choose(
        rng,
        f"Two of five {who} can be treated this week, at equal cost. The loss comes with the given"
        " probability; treatment prevents the given share of it."
        f"{table(('', 'probability', 'loss in USD', 'share prevented'), rows)}Which two should be"
        " treated, to save most on average?",
        f"{tops[0][0]} and {tops[0][1]}", wrong[:4], again=again,
        solution="Acting gains probability times loss times share prevented: "
        + ", ".join(f"{name} {gain:.0f}" for name, gain in zip(names, gains, strict=True))
        + f". The two largest are {tops[0][0]} and {tops[0][1]}: the target to predict is the"
        " effect of acting, not the risk alone.",
    )  # fmt: skip


def _top_two(names: str, values: list[float] | list[int]) -> tuple[str, str]:
    """The two with the largest values, by name."""
    best = sorted(sorted(range(len(values)), key=lambda at: -values[at])[:2])
    return names[best[0]], names[best[1]]


_FRAMES = {
    "rule": Verdict("no learning: write the known rule down", "ruleknown", "No exact rule is known"
                    " here, so a model has something to learn."),
    "collect": Verdict("no learning yet: first record outcomes, as there are no labels", "nolabels",
                       "Outcomes are on record here."),
    "uplift": Verdict("predict the effect of acting, from a randomised pilot", "effect",
                      "The question is not whom an action changes."),
    "rank": Verdict("rank the cases and act on as many as the capacity allows", "capacity",
                    "The capacity does not set how many are acted on."),
    "forecast": Verdict("forecast a quantity with its quantiles, and decide from these", "quantity",
                        "No amount has to be planned here."),
    "target": Verdict("change the target: the one at hand is a proxy that can be gamed", "proxy",
                      "The target measures what is wanted here."),
}  # fmt: skip
_GOALS = [
    ("A city wants machine learning to tell which of {n}000 applicants are entitled to a grant; the"
     " law lists the conditions, all in the form.", "ruleknown", "rule", "The conditions are known"
     " and exact."),
    ("Shipping fees depend on weight, zone and size by a price list of {n} rows; a model shall"
     " learn them.", "ruleknown", "rule", "The list computes the fee exactly."),
    ("A start-up wants to predict which of its first {n} clients will renew; contracts run for a"
     " year, and none has ended.", "nolabels", "collect", "Not one outcome has been seen."),
    ("Inspectors shall be warned of unsafe lifts in {n}00 houses, but past inspections kept no"
     " record of what they found.", "nolabels", "collect", "Without findings nothing can be learned"
     " or checked."),
    ("Vouchers go to {n} % of the customers; many who get one would have bought anyway, and sales"
     " shall grow.", "effect", "uplift", "A voucher pays only where it changes the purchase."),
    ("Tutors help {n} students; some pass without help, some fail in spite of it. The number of"
     " passes shall rise.", "effect", "uplift", "What counts is whom the tutor changes."),
    ("A team can audit {n} of 9000 declarations a month, the same effort each, and shall find as"
     " many false ones as possible.", "capacity", "rank", "The number of audits is fixed: the order"
     " decides."),
    ("Nurses can call {n} patients a day of those discharged, and shall reach those most likely to"
     " be readmitted.", "capacity", "rank", "A fixed number of calls goes to the highest risks."),
    ("A bakery throws away {n} % of its rolls and sells out on other days; it orders each"
     " evening.", "quantity", "forecast", "The order follows from a quantile of the demand."),
    ("A clinic plans beds a week ahead; an empty bed costs a {n}th of a bed that is missing.",
     "quantity", "forecast", "Unequal costs ask for a quantile of the number of patients."),
    ("A news site trains on clicks to please readers; {n} % of the clicks leave within seconds,"
     " and headlines get shriller.", "proxy", "target", "Clicks are not satisfaction, and authors"
     " adapt to them."),
    ("A call centre rates agents by short calls, and a model shall route {n} lines so that calls"
     " are short; callers call again.", "proxy", "target", "Short calls are not solved problems."),
]  # fmt: skip


@question("framing-choose-task", "Turn the goal into a task", ABOUT, skill="choose", minutes=2,
          difficulty=0.2)  # fmt: skip
def choose_task(rng: Rng) -> Variant:
    """Which task, if any, an organisation's goal asks for."""
    n = int(rng.integers(5, 40))
    scenes = [Scene(text.format(n=n), *rest) for text, *rest in _GOALS]
    return judged(rng, scenes, _FRAMES, "Which framing serves the goal best?", 5)


@question("framing-baseline-gap", "How much of the gap is closed", ABOUT, skill="compute",
          minutes=3, difficulty=0.3)  # fmt: skip
def baseline_gap(rng: Rng) -> Variant:
    """A forecast's skill against the naive baseline and a floor of noise."""
    while True:
        actual = rng.integers(20, 60, 7)
        model = actual[1:] + rng.integers(-6, 7, 6)
        naive = np.abs(np.diff(actual)).mean()
        error = np.abs(actual[1:] - model).mean()
        if 0.2 < error / naive < 0.9:
            break
    floor = round(float(error * rng.uniform(0.3, 0.7)), 1)
    value = (naive - error) / (naive - floor)

    def again() -> float:
        lost = sum(abs(int(actual[at + 1]) - int(model[at])) for at in range(6))
        held = sum(abs(int(actual[at + 1]) - int(actual[at])) for at in range(6))
        return (held - lost) / (held - 6 * floor)

    what = pick(rng, ["calls", "orders", "visitors", "faults", "beds", "deliveries"])
    rows = [("actual", *actual.tolist()), ("model", "–", *model.tolist())]
    return number(
        f"Daily {what}:{table(('day', *range(1, 8)), rows)}The baseline forecasts the value of the"
        f" day before. An expert holds that no forecast can have a mean absolute error below"
        f" {floor:g}. Which share of the gap between baseline and this floor does the model close"
        " on days 2 to 7? Two decimals.",
        value, again=again, rel=0.006, tol=0.0061, digits=3,
        solution=f"Mean absolute errors: baseline {naive:.3f}, model {error:.3f}. Share:"
        f" $({naive:.3f} - {error:.3f}) / ({naive:.3f} - {floor:g}) = {value:.3f}$. A project is"
        " worth starting where this gap is wide and worth money.",
        mistakes=[
            (1 - error / naive, "That is the gain over the baseline alone; no forecast reaches"
             " zero error: measure against the floor."),
            (error / naive, "That is the ratio of the errors."),
            ((error - floor) / (naive - floor), "That is the share that is left."),
            (1 - floor / error, "That compares with the floor only; the baseline is missing."),
        ],
    )  # fmt: skip

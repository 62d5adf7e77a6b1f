"""Tracking experiments: what a record must hold, and what its rows can show."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "experiment-tracking"
_FIELDS = ("commit", "data hash", "seed", "image")


def _hashes(rng: Rng, count: int) -> list[str]:
    """Short hexadecimal names, all different."""
    found: list[str] = []
    while len(found) < count:
        name = f"{int(rng.integers(4096, 65536)):04x}"
        if name not in found:
            found.append(name)
    return found


@question("tracking-which-field", "The field that explains two results", ABOUT, skill="diagnose",
          minutes=4, difficulty=0.4)  # fmt: skip
def which_field(rng: Rng) -> Variant:
    """From repeated runs, the recorded field on which the result depends."""
    at = int(rng.integers(4))
    names = [_hashes(rng, 2) for _ in _FIELDS]
    names[2] = [str(x) for x in rng.choice(np.arange(1, 90), 2, replace=False)]
    scores = [round(float(x), 4) for x in rng.uniform(0.8, 0.85, 2)]
    while abs(scores[0] - scores[1]) < 0.004:
        scores[1] = round(float(rng.uniform(0.8, 0.85)), 4)
    while True:
        rows = rng.integers(0, 2, (6, 4))
        # each other field both changes at equal results and stays at different ones
        single = all(
            any(rows[i, f] != rows[j, f] and rows[i, at] == rows[j, at]
                for i in range(6) for j in range(6))
            and any(rows[i, f] == rows[j, f] and rows[i, at] != rows[j, at]
                    for i in range(6) for j in range(6))
            for f in range(4) if f != at
        )  # fmt: skip
        if single and 2 <= rows[:, at].sum() <= 4:
            break
    table = "\n".join(
        f"| {n + 1} | " + " | ".join(names[f][row[f]] for f in range(4))
        + f" | {scores[row[at]]:.4f} |"
        for n, row in enumerate(rows)
    )  # fmt: skip

    def again() -> str:
        result = [scores[row[at]] for row in rows]
        fits = [f for f in range(4) if len(set(zip(rows[:, f].tolist(), result, strict=True))) == 2]
        (found,) = fits
        return _FIELDS[found]

    wrong = []
    for f, name in enumerate(_FIELDS):
        if f != at:
            i, j = next((i, j) for i in range(6) for j in range(i)
                        if rows[i, f] == rows[j, f] and rows[i, at] != rows[j, at])  # fmt: skip
            wrong.append(
                (name, f"Runs {j + 1} and {i + 1} agree in it and still differ in their result.")
            )
    return choose(
        rng,
        "A training run is deterministic once all of its inputs are fixed. Six runs of what was"
        " meant to be one experiment:\n\n| run | commit | data hash | seed | image | accuracy |\n"
        f"|---|---|---|---|---|---|\n{table}\n\nOne field alone explains the two results. Which?",
        _FIELDS[at], wrong, again=again,
        solution=f"Runs with equal results must agree in it, and runs with different results must"
        f" differ: only the {_FIELDS[at]} does both.",
    )  # fmt: skip


@question("tracking-isolated-effect", "An effect from comparable runs", ABOUT, skill="read",
          minutes=4, difficulty=0.3)  # fmt: skip
def isolated(rng: Rng) -> Variant:
    """Average the paired differences of runs that differ in the learning rate alone."""
    seeds = [int(x) for x in rng.choice(np.arange(1, 60), 3, replace=False)]
    old, new = _hashes(rng, 2)
    low, high = 0.001, 0.003
    rows = []
    for seed in seeds:
        base = float(rng.uniform(80, 84))
        rows.append((old, low, seed, round(base, 1)))
        rows.append((old, high, seed, round(base + float(rng.uniform(-0.2, 2)), 1)))
    rows.append((new, high, seeds[0], round(float(rng.uniform(85, 88)), 1)))
    rows.append((new, high, seeds[1], round(float(rng.uniform(85, 88)), 1)))
    gaps = [rows[n + 1][3] - rows[n][3] for n in (0, 2, 4)]
    value = sum(gaps) / 3
    crude = float(np.mean([r[3] for r in rows if r[1] == high])
                  - np.mean([r[3] for r in rows if r[1] == low]))  # fmt: skip
    shown = [rows[at] for at in rng.permutation(len(rows))]

    def again() -> float:
        found = {(data, rate, seed): score for data, rate, seed, score in shown}
        pairs = [found[data, high, seed] - score for (data, rate, seed), score in found.items()
                 if rate == low and (data, high, seed) in found]  # fmt: skip
        return sum(pairs) / len(pairs)

    table = "\n".join(f"| {data} | {rate:g} | {seed} | {s:.1f} |" for data, rate, seed, s in shown)
    return number(
        "All runs share commit and image:\n\n| data hash | learning rate | seed | accuracy |\n"
        f"|---|---|---|---|\n{table}\n\nBy how many points does the learning rate {high:g} beat"
        f" {low:g}, judged by the runs that differ in nothing else? Average over the pairs, two"
        " decimals.",
        value, again=again, tol=0.011, rel=0.0,
        solution="Pair runs of equal data hash and seed: "
        + ", ".join(f"{gap:+.1f}" for gap in gaps) + f"; mean {value:.2f}. Runs on other data have"
        " no partner: their accuracy mixes the effect of the data with that of the rate.",
        mistakes=[
            (crude, "That compares all runs: two of them were trained on other data and have no"
             " partner."),
            (max(gaps), "That is the best pair alone: average over all pairs."),
            (-value, "The sign is turned round: the larger rate minus the smaller one."),
        ],
    )  # fmt: skip


@question("tracking-seeds-needed", "Seeds that a claim needs", ABOUT, skill="compute", minutes=4,
          difficulty=0.4)  # fmt: skip
def seeds_needed(rng: Rng) -> Variant:
    """Seeds per configuration for a standard error that supports a claimed gain."""
    while True:
        sd, gain = float(rng.integers(6, 50)) / 20, float(rng.integers(2, 20)) / 10
        exact = 2 * (2 * sd / gain) ** 2
        value = math.ceil(exact - 1e-9)
        if 3 <= value <= 150 and abs(exact - round(exact)) > 0.02:
            break

    def again() -> int:
        count = 1
        while 2 * math.sqrt(sd**2 / count + sd**2 / count) > gain:
            count += 1
        return count

    return number(
        f"The accuracy of one configuration varies over seeds with a standard deviation of {sd:g}"
        f" points, alike for the new and the old one; seeds are independent. A gain of {gain:g}"
        " points shall be at least two standard errors of the difference of the two means. How many"
        " seeds does each configuration need at least?",
        value, again=again, tol=0, rel=0,
        solution=f"The standard error of the difference is $\\sqrt{{2/n}} \\cdot {sd:g}$; twice it"
        f" is at most {gain:g} if $n \\ge 2 (2 \\cdot {sd:g}/{gain:g})^2 = {exact:.2f}$: {value}.",
        mistakes=[
            (math.ceil(exact / 2), "Both means vary: the variance of the difference is twice that"
             " of one mean."),
            (math.ceil(exact / 4), "Two standard errors are demanded, not one."),
            (math.ceil(2 * sd / gain * 2), "The standard error falls with the root of the number of"
             " seeds: square the ratio."),
            (2 * value, "That is the number of runs of both configurations together."),
        ],
    )  # fmt: skip


_LOGS = (
    ("two runs on the same machine with equal records agree in the first 40 steps' batches, but"
     " losses part from the 6th decimal at step 1 on", "kernels",),
    ("two runs with equal records see the examples in a different order from the first batch on,"
     " with 8 loader workers", "loader"),
    ("a rerun after three months fails at import; the requirements list `torch>=2`", "pins"),
    ("a rerun after a month has 1.3 % more training rows; the record names the table"
     " `events_latest`", "snapshot"),
    ("the recorded commit has no function that the log mentions; `git status` was not clean then",
     "dirty"),
    ("rerunning with the recorded options gives other features; a variable of the shell switched on"
     " a code path", "config"),
)  # fmt: skip
_FIXES = {
    "kernels": "switch the libraries to deterministic kernels, or state a tolerance",
    "loader": "seed every loader worker and the shuffling from the recorded seed",
    "pins": "record the exact versions or the digest of the image",
    "snapshot": "record an immutable snapshot or hash of the training data",
    "dirty": "refuse to run, or store the diff, when the working tree has changes",
    "config": "record the resolved configuration, including what the environment sets",
}


@question("tracking-missing-record", "What the record lacked", ABOUT, skill="diagnose", minutes=2,
          difficulty=0.0)  # fmt: skip
def missing(rng: Rng) -> Variant:
    """From the symptom of a failed reproduction to the practice that would have helped."""
    told, key = _LOGS[int(rng.integers(len(_LOGS)))]
    others = [name for name in _FIXES if name != key]
    kept = [others[at] for at in sorted(rng.choice(5, 3, replace=False))]
    hours = int(rng.integers(2, 60))

    def again() -> str:
        signs = {"decimal": "kernels", "order": "loader", ">=": "pins", "latest": "snapshot",
                 "not clean": "dirty", "shell": "config"}  # fmt: skip
        return _FIXES[next(name for sign, name in signs.items() if sign in told)]

    return choose(
        rng,
        f"Reproducing a run of {hours} hours: {told}. Which practice addresses exactly this?",
        _FIXES[key],
        [(_FIXES[name], "Worth doing, but this symptom has another cause: ask which input of the"
          " run differed.") for name in kept],
        again=again,
        solution=f"The input that was free to differ is the one to pin: {_FIXES[key]}.",
    )  # fmt: skip

"""Live quality when labels come late, in part, or not at all."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, interval, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "model-quality-monitoring"


@question("quality-late-positives", "A rate from labels that are still coming", ABOUT,
          skill="compute", minutes=4, difficulty=0.3)  # fmt: skip
def late_positives(rng: Rng) -> Variant:
    """Correct the fraud rate of recent cohorts for reports that have not arrived yet."""
    shares = sorted(int(x) for x in rng.choice(range(15, 90, 5), 3, replace=False))[::-1]
    counts = [int(x) * 1000 for x in rng.integers(20, 60, 3)]
    true = float(rng.integers(8, 30)) / 1000
    found = [round(c * true * s / 100 * float(rng.uniform(0.9, 1.1)))
             for c, s in zip(counts, shares, strict=True)]  # fmt: skip
    ripe = sum(c * s for c, s in zip(counts, shares, strict=True)) / 100
    value = 100 * sum(found) / ripe

    def again() -> float:
        # the rate at which the expected number of reports equals the number seen, by bisection
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            seen = sum(c * middle * s / 100 for c, s in zip(counts, shares, strict=True))
            low, high = (middle, high) if seen < sum(found) else (low, middle)
        return 100 * low

    raw = 100 * sum(found) / sum(counts)
    cohorts = zip(found, counts, shares, strict=True)
    each = 100 * float(np.mean([f / (c * s / 100) for f, c, s in cohorts]))
    rows = "\n".join(
        f"| {3 - n} | {c} | {s} | {f} |"
        for n, (c, s, f) in enumerate(zip(counts, shares, found, strict=True))
    )
    return number(
        "Fraud is reported with delay; the share of reports that have arrived after a given time is"
        " known from old cohorts:\n\n| weeks ago | payments | reports arrived (%) | frauds"
        f" reported so far |\n|---|---|---|---|\n{rows}\n\nThe fraud rate is taken to be the same"
        " in all three weeks. What is its estimate (all reported frauds over the payments that"
        " count as ripe, in percent, two decimals)?",
        value, again=again, tol=0.006, rel=0.004,
        solution="Each cohort counts with its share of reports that have arrived: "
        f"{sum(found)} frauds over {ripe:.0f} ripe payments = {value:.3f} %. Without the correction"
        f" ({raw:.3f} %) the present always looks better than the past.",
        mistakes=[
            (raw, "Frauds that are not reported yet were counted as honest payments."),
            (100 * found[0] / (counts[0] * shares[0] / 100), "That uses the oldest cohort alone;"
             " the others carry information too, once corrected."),
            (each, "The mean of the three corrected rates gives a young cohort with few reports the"
             " weight of an old one."),
        ],
    )  # fmt: skip


@question("quality-mix-or-model", "Mix of slices or worse model", ABOUT, skill="diagnose",
          minutes=5, difficulty=0.5)  # fmt: skip
def mix_or_model(rng: Rng) -> Variant:
    """The part of a fall in accuracy that a changed mix of slices explains."""
    while True:
        before = [int(x) for x in rng.multinomial(100, [0.6, 0.3, 0.1])]
        after = [int(x) for x in rng.multinomial(100, [0.35, 0.35, 0.3])]
        old = [int(x) for x in rng.integers([88, 78, 60], [96, 88, 75])]
        new = [a + int(x) for a, x in zip(old, rng.integers(-4, 2, 3), strict=True)]
        was = sum(s * a for s, a in zip(before, old, strict=True)) / 100
        now = sum(s * a for s, a in zip(after, new, strict=True)) / 100
        value = sum((t - s) * a for s, t, a in zip(before, after, old, strict=True)) / 100
        model = sum(t * (b - a) for t, a, b in zip(after, old, new, strict=True)) / 100
        if value < -1.5 and abs(model) > 0.3 and min(before + after) >= 4:
            break

    def again() -> float:
        # what today's mix would have scored at the old accuracies, less what was scored
        return float(np.average(old, weights=after) - np.average(old, weights=before))

    rows = "\n".join(
        f"| {name} | {s} | {t} | {a} | {b} |"
        for name, s, t, a, b in zip(("desktop", "phone", "partner sites"), before, after, old, new,
                                    strict=True)
    )  # fmt: skip
    other = sum((t - s) * b for s, t, b in zip(before, after, new, strict=True)) / 100
    return number(
        "Accuracy by source of traffic:\n\n| source | share then (%) | share now (%) | accuracy"
        f" then (%) | accuracy now (%) |\n|---|---|---|---|---|\n{rows}\n\nOverall it moved from"
        f" {was:.2f} to {now:.2f} %. By how many points would it have moved through the change of"
        " the mix alone, had each source kept its old accuracy? Two decimals, with the sign.",
        value, again=again, tol=0.011, rel=0.004,
        solution=f"Old accuracies in the new mix give {was + value:.2f} %: the mix explains"
        f" {value:+.2f} points, and the model's changes within sources, in the new mix,"
        f" {model:+.2f}.",
        mistakes=[
            (now - was, "That is the whole change: hold the accuracies fixed to see the mix."),
            (model, "That is the part of changed accuracies within sources."),
            (other, "Weigh with the old accuracies: the question keeps them fixed."),
            (-value, "Mind the sign: more traffic came from sources with lower accuracy."),
        ],
    )  # fmt: skip


@question("quality-audit-sample", "Quality from an audit", ABOUT, skill="compute", minutes=4,
          difficulty=0.4)  # fmt: skip
def audit(rng: Rng) -> Variant:
    """Weight an audit that sampled score bands at different rates."""
    while True:
        bands = [int(x) * 1000 for x in rng.integers([40, 8, 2], [90, 20, 6])]
        taken = [int(x) * 50 for x in rng.integers([3, 3, 4], [8, 8, 10])]
        rates = [float(x) for x in rng.uniform([0.005, 0.08, 0.2], [0.03, 0.2, 0.5])]
        errors = [round(n * r) for n, r in zip(taken, rates, strict=True)]
        value = 100 * sum(b * e / n for b, e, n in zip(bands, errors, taken, strict=True))
        value /= sum(bands)
        crude = 100 * sum(errors) / sum(taken)
        if min(errors) >= 2 and abs(crude - value) > 1:
            break

    def again() -> float:
        # each audited case stands for the inverse of its chance to be audited
        total = weight = 0.0
        for size, n, wrong in zip(bands, taken, errors, strict=True):
            chance = n / size
            total += wrong / chance
            weight += n / chance
        return 100 * total / weight

    flat = 100 * float(np.mean([e / n for e, n in zip(errors, taken, strict=True)]))
    rows = "\n".join(
        f"| {name} | {b} | {n} | {e} |"
        for name, b, n, e in zip(("sure", "unsure", "borderline"), bands, taken, errors,
                                 strict=True)
    )  # fmt: skip
    return number(
        "Only audited decisions get a label. This week's audit drew at random within each band of"
        f" the score:\n\n| band | decisions | audited | wrong |\n|---|---|---|---|\n{rows}\n\nWhat"
        " is the estimated error rate of all decisions, in percent? Two decimals.",
        value, again=again, tol=0.011, rel=0.005,
        solution="Each band's rate weighted with its decisions: "
        + ", ".join(f"{b} $\\cdot$ {e}/{n}" for b, n, e in zip(bands, taken, errors, strict=True))
        + f"; sum over {sum(bands)}: {value:.3f} %.",
        mistakes=[
            (crude, "The audit over-samples hard cases: weight each band by its decisions."),
            (flat, "The bands are of different size: weight their rates."),
            (100 * sum(errors) / sum(bands), "Decisions that were not audited are not all right."),
        ],
    )  # fmt: skip


@question("quality-unlabelled-bounds", "What missing labels leave open", ABOUT, skill="derive",
          minutes=3, difficulty=0.4)  # fmt: skip
def unlabelled(rng: Rng) -> Variant:
    """Bounds on accuracy when some labels are missing for an unknown reason."""
    total = int(rng.integers(20, 90)) * 50
    labelled = int(total * rng.uniform(0.55, 0.9))
    right = int(labelled * rng.uniform(0.75, 0.95))
    low, high = 100 * right / total, 100 * (right + total - labelled) / total

    def again() -> tuple[float, float]:
        share, accuracy = labelled / total, right / labelled
        ends = [100 * (share * accuracy + (1 - share) * rest) for rest in (0.0, 1.0)]
        return ends[0], ends[1]

    naive = 100 * right / labelled
    half = 196 * math.sqrt(naive / 100 * (1 - naive / 100) / labelled)
    return interval(
        f"Of {total} predictions of last month {labelled} have a label by now, and {right} of these"
        " were right. Why the others have none is unknown; they may be harder. Which interval must"
        " the accuracy over all predictions lie in, whatever the missing labels are? Percent, one"
        " decimal.",
        low, high, again=again,
        solution=f"All missing ones wrong: {right}/{total} = {low:.2f} %. All right:"
        f" ({right} + {total - labelled})/{total} = {high:.2f} %.",
        mistakes=[
            ((naive - half, naive + half), "That interval reflects chance within the labelled ones;"
             " missing labels are no random sample."),
            ((low, naive), "The missing ones may also be easier: let them all be right for the"
             " upper end."),
            ((naive, high), "The missing ones may all be wrong: that gives the lower end."),
        ],
    )  # fmt: skip


_CAUSES = (
    ("retrain on recent labels: the relation of inputs and label has changed", "concept"),
    ("repair the upstream feed: a feature is broken", "feed"),
    ("wait for labels: the young cohorts are not comparable yet", "young"),
    ("reweight or extend the training data to the new mix of inputs", "mix"),
)  # fmt: skip


@question("quality-cause-of-decay", "The cause of a decay", ABOUT, skill="diagnose", minutes=4,
          difficulty=0.5)  # fmt: skip
def cause(rng: Rng) -> Variant:
    """From four readings to the action that fits."""
    kind = str(rng.choice([name for _, name in _CAUSES]))
    drop = round(float(rng.uniform(3, 7)), 1)
    ripe = int(rng.integers(15, 40)) if kind == "young" else int(rng.integers(95, 100))
    nulls = round(float(rng.uniform(20, 45)), 1) if kind == "feed" else 1.2
    psi = round(float(rng.uniform(0.3, 0.6)), 2) if kind == "mix" else 0.03
    within = (round(-drop + float(rng.uniform(-0.3, 0.3)), 1) if kind in ("concept", "feed")
              else round(float(rng.uniform(-0.3, 0.3)), 1))  # fmt: skip
    if kind == "young":
        within = round(-drop + float(rng.uniform(-0.3, 0.3)), 1)
    right = next(text for text, name in _CAUSES if name == kind)

    def again() -> str:
        if ripe < 60:
            found = "young"
        elif nulls > 10:
            found = "feed"
        else:
            found = "concept" if within < -1 else "mix"
        return next(text for text, name in _CAUSES if name == found)

    said = {
        "concept": "A changed relation lowers quality within slices of ripe labels while the inputs"
        " look as before.",
        "feed": "A broken feature shows in its nulls or range; here it looks as before.",
        "young": f"{ripe} % of the labels have arrived: that is not the reason.",
        "mix": "A changed mix lowers the total while each slice keeps its quality.",
    }
    said["young"] = said["young"] if ripe > 60 else "Few labels have arrived."
    return choose(
        rng,
        f"Precision of last week is {drop} points below the level of spring. Readings:\n\n| reading"
        " | spring | last week |\n|---|---|---|\n"
        f"| labels that have arrived (%) | 98 | {ripe} |\n"
        f"| nulls in the top feature (%) | 1.1 | {nulls} |\n"
        f"| PSI of the customer segments against training | 0.02 | {psi} |\n"
        f"| mean change of precision within segments (points) | 0 | {within} |\n\nPositives are"
        " reported later than negatives. What should be done first?",
        right, [(text, said[name]) for text, name in _CAUSES if name != kind], again=again,
        solution="Look first whether the comparison is fair (ripe labels), then whether the data"
        " are intact, then whether the mix moved while slices hold; only then suspect a changed"
        f" relation. Here: {right}.",
    )  # fmt: skip

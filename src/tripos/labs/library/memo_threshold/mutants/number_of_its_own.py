# says: head does not declare


def memo(y, a, b, missed, false_alarm, capacity, seed):
    costs = missed, false_alarm
    scores = {"a": a, "b": b}
    chosen = {name: best_threshold(y, score, *costs, capacity) for name, score in scores.items()}
    found = {name: priced(y, scores[name], chosen[name], *costs) for name in scores}
    model = min(found, key=lambda name: found[name][0])
    other = "b" if model == "a" else "a"
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, len(y), (800, len(y)))
    each = 1000 * np.where(
        y == 1, missed * (scores[model] < chosen[model]),
        false_alarm * (scores[model] >= chosen[model]),
    )
    low, high = np.percentile(each[rows].mean(axis=1), [2.5, 97.5])
    lines = []
    for name in (model, other):
        for claim, value in zip(("cost_per_1000", "recall", "flagged_per_1000"), found[name]):
            line = f"name: {claim}, model: {name}, threshold: {chosen[name]!r}, value: {value:.6g}"
            if not lines:
                line += f", low: {low:.6g}, high: {high:.6g}"
            lines.append(f"  - {{{line}}}")
    cost, recall, flagged = found[model]
    return f"""---
recommendation: Run model {model} and flag every row that scores at least the threshold.
model: {model}
threshold: {chosen[model]!r}
data_rows: {len(y)}
claims:
{chr(10).join(lines)}
assumptions:
  - The stream keeps the share of anomalies that these rows have.
  - People who look at a flagged row always see whether it is one.
changes_if:
  - A missed anomaly becomes much cheaper, or more rows can be looked at.
---
We recommend model {model}. A missed anomaly costs {missed:g} euros and a false alarm {false_alarm:g}, so the question is
not which model ranks better but what its mistakes cost. With the threshold above, model {model} costs {cost:.0f} euros
for every 1,000 rows; with other rows of the same kind it would be between {low:.0f} and {high:.0f} in 95 % of the
cases. It finds {100 * recall:.1f} % of the anomalies and asks people to look at {flagged:.0f} of 1,000 rows, where they can
look at {capacity:g}. Model {other}, at the best threshold that it could have, would cost {found[other][0]:.0f} euros.
It saves 31.7 hours a week. What we give up is certainty about rare kinds of anomaly, which these rows show seldom or never.
"""

import math

import numpy as np

RULES = ("single", "equal_selection", "equal_true_positive")
Z = 1.96


def wilson(k, n):
    middle, half = k + Z * Z / 2, Z * math.sqrt(k * (n - k) / n + Z * Z / 4)
    return [k / n, (middle - half) / (n + Z * Z), (middle + half) / (n + Z * Z)]


def among(y, rate):
    return {"selection": np.ones(len(y), bool), "true_positive": y == 1, "false_positive": y == 0}[rate]


def rates(y, granted, group):
    y, granted, group = np.asarray(y), np.asarray(granted).astype(bool), np.asarray(group)
    found = {"a": {}, "b": {}}
    for name in found:
        for rate in ("selection", "true_positive", "false_positive"):
            of = (group == name) & among(y, rate)
            found[name][rate] = wilson(int(granted[of].sum()), int(of.sum()))
    return found


def gap(y, granted, group, rate):
    """The rate of a less that of b, with its interval."""
    value, variance = 0.0, 0.0
    for name, sign in (("a", 1), ("b", -1)):
        of = (group == name) & among(y, rate)
        p = granted[of].mean()
        value += sign * p
        variance += p * (1 - p) / of.sum()
    half = Z * math.sqrt(variance)
    return [float(value), float(value - half), float(value + half)]


def cost_per_1000(y, granted, unpaid, refused):
    return float(1000 * np.mean(np.where(y == 1, refused * ~granted, unpaid * granted)))


def steps(y, score, unpaid, refused):
    """Every threshold of some orders, from high to low: rates and euros lost."""
    order = np.argsort(-score, kind="stable")
    s, paid = score[order], y[order]
    last = np.append(s[1:] != s[:-1], True)
    good, bad = np.cumsum(paid)[last], np.cumsum(1 - paid)[last]
    cost = refused * (y.sum() - good) + unpaid * bad
    return s[last], {"equal_selection": (good + bad) / len(y), "equal_true_positive": good / y.sum()}, cost


def thresholds(y, score, group, unpaid, refused):
    y, score, group = np.asarray(y, float), np.asarray(score, float), np.asarray(group)
    limits, _, cost = steps(y, score, unpaid, refused)
    best = float(limits[np.argmin(cost)])
    found = {"single": {"a": best, "b": best}}
    curves = {name: steps(y[group == name], score[group == name], unpaid, refused) for name in "ab"}
    for rule in RULES[1:]:
        (limits_a, rate_a, cost_a), (limits_b, rate_b, cost_b) = curves["a"], curves["b"]
        least = math.inf
        for i, rate in enumerate(rate_a[rule]):
            low, high = np.searchsorted(rate_b[rule], [rate - 0.01, rate + 0.01])
            if low < high:
                j = low + int(np.argmin(cost_b[low:high]))
                if cost_a[i] + cost_b[j] < least:
                    least = cost_a[i] + cost_b[j]
                    found[rule] = {"a": float(limits_a[i]), "b": float(limits_b[j])}
    return found


def conflict(y, granted, group):
    base = {name: float(y[group == name].mean()) for name in "ab"}
    hit, false = granted[y == 1].mean(), granted[y == 0].mean()
    selected = {name: base[name] * hit + (1 - base[name]) * false for name in "ab"}
    precision = {name: base[name] * hit / selected[name] for name in "ab"}
    _, low, high = gap(y, y == 1, group, "selection")
    return {
        "base_rate_a": base["a"], "base_rate_b": base["b"],
        "forced_selection_gap": selected["a"] - selected["b"],
        "forced_precision_gap": precision["a"] - precision["b"],
        "compatible": "true" if low <= 0 <= high else "false",
    }


def line(name, rule, part, unit, value, low=None, high=None):
    text = f"name: {name}, rule: {rule}, slice: {part}, unit: {unit}, value: {value:.7g}"
    return f"  - {{{text}" + ("}" if low is None else f", low: {low:.7g}, high: {high:.7g}}}")


def memo(y, score, group, unpaid, refused, criterion, allowed):
    y, score, group = np.asarray(y, float), np.asarray(score, float), np.asarray(group)
    limits = thresholds(y, score, group, unpaid, refused)
    lines, costs, gaps, granted, found = [], {}, {}, {}, {}
    for rule in RULES:
        granted[rule] = score >= np.where(group == "a", limits[rule]["a"], limits[rule]["b"])
        found[rule] = rates(y, granted[rule], group)
        gaps[rule] = gap(y, granted[rule], group, criterion)
        costs[rule] = cost_per_1000(y, granted[rule], unpaid, refused)
        for name in "ab":
            lines += [line(rate, rule, name, "share", *told) for rate, told in found[rule][name].items()]
        lines.append(line("gap", rule, "both", "share", *gaps[rule]))
        lines.append(line("cost_per_1000", rule, "both", "euros", costs[rule]))
    kept = [rule for rule in RULES if -allowed <= gaps[rule][1] and gaps[rule][2] <= allowed]
    choice = min(kept, key=costs.get)
    cost, least = costs[choice], min(costs.values())
    loss = {"shop": cost - least} | {name: 1 - found[choice][name]["true_positive"][0] for name in "ab"}
    clash = conflict(y, granted["single"], group)
    return f"""---
recommendation: {choice}
reason: Of the rules whose gap stays within what is allowed, chance included, it is the cheapest.
thresholds:
{chr(10).join(f"  {rule}: {{a: {one['a']!r}, b: {one['b']!r}}}" for rule, one in limits.items())}
claims:
{chr(10).join(lines)}
conflict: {{{", ".join(f"{key}: {value if isinstance(value, str) else f'{value:.7g}'}" for key, value in clash.items())}}}
losses: {{shop: {loss["shop"]:.7g}, a: {loss["a"]:.7g}, b: {loss["b"]:.7g}}}
assumptions:
  - Orders to come are like these, and so are the groups and who of them pays.
  - Whether an order would be paid is known for those that were refused as well.
changes_if:
  - Another gap is to be kept small, or more or less of it is allowed.
---
We recommend the rule {choice.replace("_", " ")}. Between group a and group b the gap in the rate that was
agreed on is {100 * gaps[choice][0]:.2f} points; with other orders of the same kind it could lie between
{100 * gaps[choice][1]:.2f} and {100 * gaps[choice][2]:.2f}, and {100 * allowed:g} are allowed either way. For every 1,000 orders the rule
costs {cost:.0f} euros. That is {loss["shop"]:.0f} euros more than the cheapest of the three rules would cost the
shop. The customers lose something too: of those in group a who would pay, {100 * loss["a"]:.1f} % are turned away, of those in
group b {100 * loss["b"]:.1f} %. In group a {100 * clash["base_rate_a"]:.1f} % would pay, in group b {100 * clash["base_rate_b"]:.1f} %.
Where these shares differ, no rule can treat payers alike, treat others alike, and grant the same share in both
groups; which of them matters is for you to say, and we have taken what you said.
"""

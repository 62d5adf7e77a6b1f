# says: does not declare


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
shop. That concerns some 17.3 % of all families. The customers lose something too: of those in group a who would pay, {100 * loss["a"]:.1f} % are turned away, of those in
group b {100 * loss["b"]:.1f} %. In group a {100 * clash["base_rate_a"]:.1f} % would pay, in group b {100 * clash["base_rate_b"]:.1f} %.
Where these shares differ, no rule can treat payers alike, treat others alike, and grant the same share in both
groups; which of them matters is for you to say, and we have taken what you said.
"""

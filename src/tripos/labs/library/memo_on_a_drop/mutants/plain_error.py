# says: claim rate_error


def memo(before, after, value, requests, price_repair, price_retrain):
    rows = []
    for period in (before, after):
        segment, right = np.asarray(period["segment"]), np.asarray(period["right"], float)
        rows.append((segment, right))
    names = sorted(set(rows[0][0].tolist()))
    w, r, n = table(*rows[0], names)
    v, q, m = table(*rows[1], names)
    lost = r - q
    mix, rate = float((w - v) @ (r + q) / 2), float((w + v) / 2 @ lost)
    variance = ((w + v) / 2) ** 2 @ (r * (1 - r) / n + q * (1 - q) / m)
    variance = (w @ r) * (1 - w @ r) / n.sum() + (v @ q) * (1 - v @ q) / m.sum()
    back = v * lost
    worst = int(np.argmax(back))
    repair = value * requests * back[worst] - price_repair
    retrain = value * requests * back.sum() - price_retrain
    ways = {"accept": 0.0, "repair": repair, "retrain": retrain}
    choice = max(ways, key=ways.get)
    claims = {
        "accuracy_before": float(w @ r), "accuracy_after": float(v @ q), "drop": mix + rate,
        "mix_part": mix, "rate_part": rate, "rate_error": float(np.sqrt(variance)),
        "value_repair": float(repair), "value_retrain": float(retrain),
    }
    listed = "\n".join(f"  {name}: {number:.9g}" for name, number in claims.items())
    work = "harder work" if mix >= 0 else "easier work"
    model = "a worse model" if rate >= 0 else "a better model"
    told = "repair" if choice == "repair" else "retrain"
    said = {"accept": "leave the model as it is", "retrain": "train the model again",
            "repair": f"mend the model where it reads pages from {names[worst]}"}[choice]
    return f"""---
recommendation: {choice}
segment: {names[worst]}
reason: Of the three ways this one is worth most for its price.
claims:
{listed}
assumptions:
  - The requests to come are mixed as in the later period.
  - Mending brings the accuracy back to what it was, and no further.
changes_if:
  - The mix moves on, or one of the prices changes.
---
We recommend to {said}. Accuracy went from {100 * (w @ r):.2f} % to {100 * (v @ q):.2f} %, a drop of {abs(100 * (mix + rate)):.2f} points.
Of these, {abs(100 * mix):.2f} points come from {work}: other pages than before pass through the halls, and that would have happened to
any model. The other part, {abs(100 * rate):.2f} points, says that we have {model}; it could be off by {100 * claims["rate_error"]:.2f} points
for no other reason than which requests were labelled. The segment in which mending brings most is {names[worst]}. To {told} would be worth
{ways[told]:.0f} euros over the {requests:.0f} requests to come, its price taken off. Whoever reads the drop alone
cannot know which of the two it was.
"""

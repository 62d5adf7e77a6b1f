# says: does not say the chance


def memo(old, new, users, value, requests, switching, more, price):
    old, new = np.asarray(old, float), np.asarray(new, float)
    n = len(old)
    d = float((old - new).mean())
    _, user = np.unique(np.asarray(users), return_inverse=True)
    sums = np.bincount(user, old - new - d)
    groups = len(sums)
    se = math.sqrt(groups / (groups - 1) * float((sums**2).sum())) / n
    worth = value * requests
    even = switching / worth
    ship = worth * d - switching
    loss = below((even - d) / se)
    # What the mean may be once the new labels are there.
    spread = worth * se * math.sqrt(1 - n / (n + more))
    z = ship / spread
    wait = spread * density(z) + ship * below(z) - price
    needed = math.ceil(n * (1.96 * se / abs(d - even)) ** 2 - 1e-9)
    ways = {"ship": ship, "keep": 0.0, "wait": wait}
    choice = max(ways, key=ways.get)
    low, high = d - 1.96 * se, d + 1.96 * se
    claims = {
        "difference": d, "standard_error": se, "low": low, "high": high, "break_even": even,
        "value_ship": ship, "chance_of_loss": loss, "value_wait": wait, "requests_needed": needed,
    }
    listed = "\n".join(f"  {name}: {number:.9g}" for name, number in claims.items())
    said = {"ship": "ship the new model now", "keep": "keep the old model",
            "wait": f"label {more:g} more requests for {price:g} euros before deciding"}[choice]
    return f"""---
recommendation: {choice}
reason: Of the three ways this one is worth most on average.
claims:
{listed}
assumptions:
  - The requests to come are like the labelled ones, and so are the people who send them.
  - Every mistake costs the same, whoever meets it.
changes_if:
  - Switching becomes cheaper, or the model is used for longer than planned.
---
We recommend to {said}. On {n} labelled requests of {groups} people the new model avoids {100 * d:.2f} mistakes in
100 requests compared with the old model; with other requests it could be anything from {100 * low:.2f} to {100 * high:.2f}
in 95 % of the cases. Switching costs {switching:g} euros and pays for itself from {100 * even:.2f} on. Shipping now is worth {ship:.0f} euros on average,
but it may lose money. Waiting is worth {wait:.0f} euros, its price taken off. Whoever
reads only that the new model makes fewer mistakes does not see what that is worth; whoever reads only that
the difference is uncertain does not see that uncertainty is a reason to look, not to stay.
""".replace("mistakes in\n100 requests", "mistakes per hundred requests")

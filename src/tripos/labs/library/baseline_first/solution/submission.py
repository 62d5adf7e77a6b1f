import math

import numpy as np

_FIRST = ("naive", "linear", "neighbours", "forest")
_MOST_RUNS = 5


def skill(losses, naive):
    both = min(len(losses), len(naive))
    return 1 - float(np.mean(losses[:both])) / float(np.mean(naive[:both]))


def paired(a, b, ratio):
    both = min(len(a), len(b))
    d = np.asarray(a[:both], dtype=float) - np.asarray(b[:both], dtype=float)
    if both < 2:
        return float(d.mean()), math.inf
    return float(d.mean()), float(np.sqrt((1 / both + ratio) * d.var(ddof=1)))


def worth_it(gain, error, worth, price):
    if worth * (gain - 1.645 * error) > price:
        return "yes"
    if worth * (gain + 1.645 * error) < price:
        return "no"
    return "unclear"


def shrunk(scores, error):
    scores = np.asarray(scores, dtype=float)
    spread = scores.var(ddof=1)
    noise = min(1.0, error**2 / spread) if spread > 0 else 1.0
    return [float(one) for one in scores.mean() + (1 - noise) * (scores - scores.mean())]


def gap(state, name, other):
    """By how much dearer `name` is than `other` on the same splits, and the standard error."""
    a, b = state["kinds"][name], state["kinds"][other]
    difference, error = paired(a["losses"], b["losses"], 0.0)
    return state["worth"] * difference + a["running"] - b["running"], state["worth"] * error


def act(state):
    kinds = state["kinds"]
    tried = [name for name, kind in kinds.items() if kind["losses"]]
    if not tried:
        return ["run", 2 * list(_FIRST)]
    best = tried[0]
    for name in tried[1:]:
        if gap(state, name, best)[0] < 0:
            best = name
    close = []
    for name in tried:
        if name == best:
            continue
        dearer, error = gap(state, name, best)
        if dearer < error and error > 4 * state["hour_cost"] * kinds[name]["hours"]:
            close.append(name)
    again = [best, *close]
    hours = sum(kinds[name]["hours"] for name in again)
    more = close and state["turns"] > 1 and hours <= state["hours"]
    if more and len(kinds[best]["losses"]) < _MOST_RUNS:
        return ["run", again]
    return ["ship", best]

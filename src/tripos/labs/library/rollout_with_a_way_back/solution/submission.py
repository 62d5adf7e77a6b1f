import math
from statistics import NormalDist

import numpy as np

_LIKELY, _SURE, _BROKEN = 1.5, 2.5, 2.6  # standard errors for going on, going back, one client
_RAMP = (0.05, 0.2)


def rows_needed(old, new, ratio, alpha, power):
    z = NormalDist().inv_cdf(1 - alpha / 2) + NormalDist().inv_cdf(power)
    spread = new * (1 - new) + old * (1 - old) / ratio
    return math.ceil(z**2 * spread / (old - new) ** 2 - 1e-9)


def limits(seen, alpha):
    share = np.asarray(seen, dtype=float) / seen[-1]
    rng = np.random.default_rng(0)
    steps = rng.normal(size=(40_000, len(share))) * np.sqrt(np.diff(share, prepend=0.0))
    scores = np.abs(steps.cumsum(axis=1)) / np.sqrt(share)
    return [float(np.quantile(scores.max(axis=1), 1 - alpha))] * len(share)


def ripe(log, day, after, client):
    found = []
    for at, seen in enumerate(log):
        if day - at < after or seen["action"][0] == "shadow":
            continue
        row = []
        for arm in ("new", "old"):
            mine = seen[arm]
            row += [mine["requests"][client] - mine["crashes"][client], mine["bad"][client]]
        if row[0] > 0:
            found.append(row)
    return found


def difference(strata):
    total = weight = variance = 0.0
    for n, bad, m, worse in strata:
        if n == 0 or m == 0:
            continue
        w = n * m / (n + m)
        p, q = (bad + 1) / (n + 2), (worse + 1) / (m + 2)
        weight += w
        total += w * (bad / n - worse / m)
        variance += w**2 * (p * (1 - p) / n + q * (1 - q) / m)
    if weight == 0:
        return 0.0, math.inf
    return total / weight, math.sqrt(variance) / weight


def crashing(state):
    found = []
    for client in range(len(state["traffic"])):
        requests = sum(seen["new"]["requests"][client] for seen in state["log"])
        crashes = sum(seen["new"]["crashes"][client] for seen in state["log"])
        if crashes > 5 and crashes > 0.01 * requests:
            found.append(client)
    return found


def act(state):
    clients, log = range(len(state["traffic"])), state["log"]
    if not log:
        return ["shadow"]
    kept = crashing(state)
    if len(kept) >= len(clients) - 1:
        return ["rollback"]
    days = sum(seen["action"][0] == "canary" for seen in log)
    if days < len(_RAMP):
        return ["canary", _RAMP[days], kept]
    strata = [ripe(log, state["day"], state["ripe_after"], client) for client in clients]
    for client in clients:
        gap, error = difference(strata[client])
        if gap > _BROKEN * error and client not in kept:
            kept.append(client)
    if log[-1]["action"][0] == "full":
        return ["full", kept]
    gap, error = difference([row for client in clients if client not in kept
                             for row in strata[client]])
    if gap > _SURE * error or len(kept) == len(clients):
        return ["rollback"]
    if gap < -_LIKELY * error:
        return ["full", kept]
    if state["day"] == state["decide"] - 1:
        return ["full", kept] if gap < 0 else ["rollback"]
    return ["canary", 0.5, kept]
